"""Switches from the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from assistant.bootstrap import open_database, open_stops
from assistant.settings import get_settings
from assistant.stops import NO_STOPS
from channels.cli import switch
from tests.channels.cli.conftest import Run

SetUp = Callable[..., None]


def test_it_is_stopped_listed_and_lifted(run: Run, set_up: SetUp, tmp_path: Path) -> None:
    set_up(DATA_DIR=tmp_path)
    assert open_stops(get_settings()) is NO_STOPS
    assert run("switch", "stop", "answers", "--why", "引用出错").stdout.strip() == "“answers”已经停用。"
    assert open_stops(get_settings()).stopped() == {"answers"}
    listed = run("switch", "list").stdout
    assert "引用出错" in listed
    assert listed.count(switch.RUNNING) == 4
    twice = run("switch", "stop", "answers", "--why", "再停")
    assert (twice.exit_code, "已经停着" in twice.stderr) == (2, True)
    assert run("switch", "lift", "answers", "--why", "好了").exit_code == 0
    past = run("switch", "list").stdout
    assert switch.BEFORE in past
    assert "好了" in past
    open_database(get_settings()).engine.dispose()


def test_an_unknown_switch_names_the_known_ones(run: Run, set_up: SetUp) -> None:
    refused = run("switch", "stop", "fax", "--why", "没有")
    assert refused.exit_code == 2
    assert "answers、web、api、telegram、cli" in refused.stderr
