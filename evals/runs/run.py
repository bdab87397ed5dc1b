"""A run: suites over their datasets, kept with what it was measured on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from assistant.clock import Clock
from evals import messages
from evals.cases import DatasetError
from evals.provenance import provenance
from evals.result import REPORTS, write_json
from evals.suite import Result, to_json
from evals.workbench import Suite, Workbench

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Run:
    """What a run file holds. `results` as `evals.suite.to_json` has them, by `Result.key`."""

    finished: str
    provenance: Mapping[str, str]
    results: Mapping[str, Mapping[str, Any]]

    def figures(self, key: str) -> dict[str, Mapping[str, Any]]:
        """The figures of one result, by their keys."""
        return {figure["key"]: figure for figure in self.results[key]["figures"]}


def measure(suites: Iterable[Suite], bench: Workbench) -> tuple[Run, list[Result]]:
    """Run every suite.

    Raises:
        DatasetError: a dataset is not in the schema, or not there.
    """
    results = [result for suite in suites for result in suite.run(bench)]
    measured_on = asdict(provenance(bench.settings))
    finished = Clock().now().isoformat(timespec="seconds")
    return Run(finished, measured_on, {result.key: to_json(result) for result in results}), results


def store(run: Run, path: Path | None = None) -> Path:
    """Write a run, by default into evals/reports under the time it finished at; returns where."""
    target = path or REPORTS / f"run-{run.finished[:19].replace(':', '')}.json"
    return write_json(target, {"format": FORMAT, **asdict(run)})


def load(path: Path) -> Run:
    """A run that `store` wrote.

    Raises:
        DatasetError: there is no such file, or it is not a run.
    """
    try:
        found = json.loads(path.read_text("utf-8"))
        if found["format"] != FORMAT:
            raise DatasetError(messages.OTHER_FORMAT.format(path=path))
        return Run(found["finished"], found["provenance"], found["results"])
    except FileNotFoundError:
        raise DatasetError(messages.NO_RUN.format(path=path)) from None
    except (KeyError, TypeError, json.JSONDecodeError):
        raise DatasetError(messages.NOT_A_RUN.format(path=path)) from None


def latest() -> Path:
    """The newest run in evals/reports.

    Raises:
        DatasetError: there is none.
    """
    runs = sorted(REPORTS.glob("run-*.json"))
    if not runs:
        raise DatasetError(messages.NO_RUN_YET)
    return runs[-1]
