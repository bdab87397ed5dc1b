"""The trend that the overview of the work desk reads is what was accepted, in its order."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from assistant.desk.eval_trend import NAME, read_trend
from evals.runs.baseline import load_baseline
from evals.runs.run import Run
from evals.runs.trend import export


def entry(value: float, *before: float) -> dict[str, Any]:
    history = [
        {"accepted": f"2026-11-0{day}T09:00:00+08:00", "values": {"behaviour": old}}
        for day, old in enumerate(before, 1)
    ]
    figures = [
        {"key": "behaviour", "label": "该答则答", "value": value},
        {"key": "other", "label": "别的", "value": 1.0},
    ]
    return {"accepted": "2026-11-20T09:00:00+08:00", "figures": figures, "history": history}


def test_each_set_has_its_values_in_order_and_samples_are_left_out(tmp_path: Path) -> None:
    run = Run(
        "", {}, {"answers/held": entry(98.5, 90.0, 95.0), "answers/held@60": entry(1.0), "external/train": entry(2.0)}
    )
    export(run, tmp_path / NAME)
    (series,) = read_trend(tmp_path)
    assert (series.result, series.label) == ("answers/held", "该答则答")
    assert [value for _, value in series.points] == [90.0, 95.0, 98.5]


def test_the_committed_baseline_can_be_shown(tmp_path: Path) -> None:
    export(load_baseline(), tmp_path / NAME)
    suites = {series.result.split("/")[0] for series in read_trend(tmp_path)}
    assert suites == {"answers", "retrieval", "citations", "deadlines", "dialogues", "injection", "refusals"}
