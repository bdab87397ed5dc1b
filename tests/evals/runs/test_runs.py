"""Runs are kept, compared with one another and with the baseline, and accepted."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from evals.cases import DatasetError
from evals.runs.baseline import accept, load_baseline
from evals.runs.compare import compare
from evals.runs.run import load, store
from tests.evals.results import result, run

HUNDRED = [True] * 100


def test_a_run_is_read_back_as_it_was(tmp_path: Path) -> None:
    made = run(result([True, False], mean=0.3))
    found = load(store(made, tmp_path / "r.json"))
    assert (found.finished, found.provenance) == (made.finished, made.provenance)
    assert found.figures("answers/样例") == made.figures("answers/样例")
    assert json.dumps(found.results) == json.dumps(made.results)


@pytest.mark.parametrize(("content", "said"), [("{", "不是 evals run"), ('{"format": 0}', "另一个版本")])
def test_a_file_that_is_no_run_is_named(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(content, "utf-8")
    with pytest.raises(DatasetError, match=said):
        load(path)
    with pytest.raises(DatasetError, match="找不到评测记录"):
        load(tmp_path / "none.json")


@pytest.mark.parametrize(("after", "worse"), [(100, 0), (99, 0), (98, 1)])
def test_more_than_one_point_down_is_a_regression(after: int, worse: int) -> None:
    before, now = run(result(HUNDRED)), run(result([i < after for i in range(100)]))
    assert len(compare(before, now).regressions) == worse


def test_a_mean_has_its_own_step() -> None:
    before = run(result(HUNDRED, mean=0.30))
    assert compare(before, run(result(HUNDRED, mean=0.295))).regressions == ()
    assert [d.key for d in compare(before, run(result(HUNDRED, mean=0.28))).regressions] == ["meteor"]


def test_a_figure_that_is_no_longer_measured_is_a_regression() -> None:
    (lost,) = compare(run(result(HUNDRED, mean=0.3)), run(result(HUNDRED))).regressions
    assert (lost.key, lost.after) == ("meteor", None)


def test_other_questions_are_not_compared() -> None:
    found = compare(
        run(result(HUNDRED), result(HUNDRED, dataset="旧")),
        run(result([False] * 100, version="v2"), result(HUNDRED, dataset="新")),
    )
    assert (found.differences, found.changed, found.missing, found.new) == (
        (),
        ("answers/样例",),
        ("answers/旧",),
        ("answers/新",),
    )


def test_accepting_replaces_what_the_run_has_and_keeps_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    assert load_baseline(path).results == {}
    accept(run(result(HUNDRED), result(HUNDRED, dataset="别的")), path)
    later = run(result([True] * 90 + [False] * 10), finished="2026-11-21T10:00:00+08:00")
    accept(later, path)
    kept = load_baseline(path)
    assert [f["value"] for f in kept.results["answers/样例"]["figures"]] == [90.0, 100.0]
    assert kept.results["answers/样例"]["history"][0]["values"] == {"cited": 100.0, "verbatim": 100.0}
    assert kept.results["answers/别的"]["history"] == []
    assert compare(kept, later).regressions == ()


def test_accepting_the_same_run_twice_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    accept(run(result(HUNDRED)), path)
    once = path.read_text("utf-8")
    accept(run(result(HUNDRED)), path)
    assert path.read_text("utf-8") == once
    assert json.loads(once)["results"][0]["provenance"]["commit"] == "abc123"


@pytest.mark.parametrize(("wrong", "worse"), [(0, 0), (1, 0), (2, 1)])
def test_in_a_sample_one_question_is_no_regression_and_two_are(wrong: int, worse: int) -> None:
    before = run(replace(result([True] * 60), sampled=60))
    after = run(replace(result([i >= wrong for i in range(60)]), sampled=60))
    assert len(compare(before, after).regressions) == worse
