"""The committed baseline: the figures that no change may fall below, and how they came to be what they are."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from evals.result import write_json
from evals.runs.run import FORMAT, Run

BASELINE = Path(__file__).resolve().parent.parent / "baseline.json"
_KEPT = ("version", "figures", "sampled", "sealed", "command")
_FIGURE = ("key", "label", "value", "total", "hits", "step", "higher_is_better", "hard")


def load_baseline(path: Path = BASELINE) -> Run:
    """The accepted figures as a run; without any where nothing was accepted yet."""
    if not path.exists():
        return Run("", {}, {})
    found = json.loads(path.read_text("utf-8"))
    return Run("", {}, {entry["result"]: entry for entry in found["results"]})


def accept(run: Run, path: Path = BASELINE) -> Path:
    """Take the figures of `run` as the new baseline of the results it has; those it has not stay as they were.

    Each accepted result keeps the provenance of its own run, and the figures it replaces go to its history.
    """
    old = load_baseline(path).results
    entries = {key: dict(entry) for key, entry in old.items()}
    for key, result in run.results.items():
        entries[key] = _entry(key, result, run, old.get(key))
    rows = [entries[key] for key in sorted(entries)]
    return write_json(path, {"format": FORMAT, "results": rows})


def _entry(key: str, result: Mapping[str, Any], run: Run, old: Mapping[str, Any] | None) -> dict[str, Any]:
    history = list(old["history"]) if old else []
    if old and old["accepted"] != run.finished:
        history.append(
            {
                "accepted": old["accepted"],
                "commit": old["provenance"].get("commit", ""),
                "version": old["version"],
                "values": {figure["key"]: figure["value"] for figure in old["figures"]},
            }
        )
    kept = {name: result[name] for name in _KEPT}
    kept["figures"] = [{name: figure[name] for name in _FIGURE} for figure in result["figures"]]
    return {"result": key, "accepted": run.finished, "provenance": dict(run.provenance), **kept, "history": history}
