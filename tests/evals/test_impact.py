"""When a clause changes, the cases that rest on it are found."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from evals.cases import DATASETS, DatasetError, question_sets
from evals.cli import app
from evals.impact import touched
from knowledge.citations.reference import ClauseRef


def test_every_case_found_names_the_clause_or_a_part_of_it() -> None:
    found = list(touched(["jiangxi-2022#39"]))
    assert len({case.dataset for case in found}) > 3
    assert [case for case in touched(["jiangxi-2022#39.2"]) if case not in found] == []
    assert list(touched([])) == []


def test_sealed_questions_stay_sealed() -> None:
    found = [case for case in touched(["jiangxi-2022#39"]) if case.dataset.startswith("sealed/")]
    assert found
    assert {case.question for case in found} == {None}


def test_only_the_named_datasets_are_read() -> None:
    file = DATASETS / "answers" / "articles_jiangxi.jsonl"
    assert file in question_sets()
    assert {case.dataset for case in touched(["jiangxi-2022#39"], [file])} == {"answers/articles_jiangxi.jsonl"}


def test_what_is_no_clause_is_told() -> None:
    with pytest.raises(DatasetError, match="39条"):
        list(touched(["39条"]))
    done = CliRunner().invoke(app, ["impact", "39条"])
    assert (done.exit_code, "39条" in done.stderr) == (2, True)


def test_the_command_counts(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["impact", "shanxi-2022#39"])
    assert done.exit_code == 0
    assert done.stdout.splitlines()[-1].startswith("共 ")
    assert str(ClauseRef.parse("shanxi-2022#39")) not in done.stdout
