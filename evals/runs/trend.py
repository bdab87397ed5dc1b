"""The accepted figures over time, for the overview of the work desk: what `evals accept` left, as one small file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from assistant.desk.eval_trend import FORMAT
from evals.result import write_json
from evals.runs.run import Run

_SAMPLE = "@"
"""In the name of a result on a part of its questions; the whole stands beside it."""
_SHOWN: Mapping[str, str] = {
    "answers": "behaviour", "retrieval": "clause_5", "citations": "true", "deadlines": "due", "dialogues": "turn",
    "injection": "unchanged", "refusals": "behaviour",
}  # fmt: skip
"""The figure of each suite that says most in one number."""


def export(baseline: Run, path: Path) -> Path:
    """Write the trend of the suites' main figures; returns where."""
    return write_json(path, {"format": FORMAT, "series": list(_series(baseline))})


def _series(baseline: Run) -> Iterator[dict[str, Any]]:
    for name, entry in baseline.results.items():
        key = _SHOWN.get(name.split("/")[0])
        figure = baseline.figures(name).get(key) if key else None
        if figure is None or _SAMPLE in name:
            continue
        before = [
            {"accepted": one["accepted"], "value": one["values"][key]}
            for one in entry["history"]
            if key in one["values"]
        ]
        points = [*before, {"accepted": entry["accepted"], "value": figure["value"]}]
        yield {"result": name, "label": figure["label"], "points": points}
