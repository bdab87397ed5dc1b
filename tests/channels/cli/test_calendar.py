"""`credit-assistant calendar`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from assistant.bootstrap import open_office
from assistant.settings import get_settings
from channels.cli import calendar
from credit_core.use_cases.office import Office
from tests.channels.cli.conftest import Run
from tests.credit_core.duty_examples import NOTICE_2027, add_case, add_duty

START = date(2027, 1, 29)


@pytest.fixture
def office(set_up: Callable[..., None]) -> Office:
    set_up(CLOCK="2027-01-29", DEMO_MODE=1)
    return open_office(get_settings())


@pytest.fixture
def file(tmp_path: Path) -> str:
    made = tmp_path / "2027.yaml"
    made.write_text(NOTICE_2027, encoding="utf-8")
    return str(made)


def test_load_lists_the_changed_duties_and_the_second_time_nothing(run: Run, office: Office, file: str) -> None:
    with office.store.begin() as unit:
        number = add_case(unit, on=START).number
        (case,) = unit.cases.where()
        add_duty(unit, "JX-57", START, case_id=case.id)
        add_duty(unit, "JX-58", date(2027, 3, 1))
    planned = run("calendar", "load", file, "--dry-run").output.splitlines()
    assert planned[0].startswith("试算")
    found = run("calendar", "load", file)
    assert found.exit_code == 0
    lines = found.output.splitlines()
    assert lines[1:] == planned[1:]
    assert lines[:3] == ["已载入“2027.yaml”。", "新收录2027年的放假安排。", "2件没有办结的事项有变化："]
    moved = next(line for line in lines if line.startswith(number))
    assert moved.endswith("2027-02-12（暂定） → 2027-02-18")
    assert any(line.endswith("2027-03-04不变，不再是暂定") for line in lines)
    assert run("calendar", "load", file).output == f"{calendar.AGAIN}\n"


def test_show_names_version_years_and_files(run: Run, office: Office, file: str) -> None:
    run("calendar", "load", file)
    lines = run("calendar", "show").output.splitlines()
    assert "收录2004年至2027年" in lines[0]
    assert any(line.startswith("2026年：放假") for line in lines)
    assert lines[-1].endswith("2027.yaml  使用中")


def test_a_bad_file_is_told_with_its_line(run: Run, office: Office, tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text(NOTICE_2027.replace("[01-01]", "[01-02]"), encoding="utf-8")
    found = run("calendar", "load", str(bad))
    assert found.exit_code == 2
    assert "bad.yaml 第7行（2027年）" in found.output
    assert run("calendar", "load", str(tmp_path / "none.yaml")).exit_code == 2
