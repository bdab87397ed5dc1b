"""Switches in both databases: one of each in force, history kept, and a read that is cheap and never fails."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import Engine, insert, text
from sqlalchemy.exc import IntegrityError

from assistant.memory import answer_counts, switches
from assistant.memory.day_of import china_day
from assistant.memory.handoffs import HandOffs
from assistant.memory.switch_tables import SwitchRow
from assistant.memory.switches import Switches
from assistant.memory.transactions import writing
from credit_core.storage.engine import open_engine
from tests.assistant.memory.turns import NOW


def stop(engine: Engine, what: str = "web") -> str | None:
    with writing(engine) as connection:
        return switches.stop(connection, what, "member-1", "检修", NOW)


def lift(engine: Engine, what: str = "web") -> str | None:
    with writing(engine) as connection:
        return switches.lift(connection, what, "member-2", "好了", NOW + timedelta(hours=1))


def test_a_stop_is_in_force_until_it_is_lifted_and_stays_as_history(both: Engine) -> None:
    made = stop(both)
    assert made is not None
    assert stop(both) is None
    with both.connect() as connection:
        (found,) = switches.in_force(connection).values()
        assert (found.id, found.what, found.stopped_by, found.why, found.stopped_at) == (
            made, "web", "member-1", "检修", NOW,
        )  # fmt: skip
        assert switches.history(connection, 9) == ()
    assert lift(both) == made
    assert lift(both) is None
    again = stop(both)
    with both.connect() as connection:
        (past,) = switches.history(connection, 9)
        assert (past.lifted_by, past.lifted_why, past.lifted_at) == ("member-2", "好了", NOW + timedelta(hours=1))
        assert [one.id for one in switches.in_force(connection).values()] == [again]


def test_the_database_itself_holds_one_of_each(both: Engine) -> None:
    stop(both)
    row = {"id": "0" * 32, "what": "web", "stopped_at": NOW, "stopped_by": "x", "why": "y"}
    with pytest.raises(IntegrityError), writing(both) as connection:
        connection.execute(insert(SwitchRow).values(row))


def test_what_was_read_holds_for_a_second(both: Engine) -> None:
    now = [0.0]
    stops = Switches(both, lambda: now[0])
    assert stops.stopped() == frozenset()
    stop(both)
    now[0] = 0.9
    assert stops.stopped() == frozenset()
    now[0] = 1.0
    assert stops.stopped() == {"web"}


def test_while_the_database_fails_what_was_read_last_goes_on_holding(tmp_path: object) -> None:
    engine = open_engine(f"sqlite:///{tmp_path}/empty.db")
    now = [0.0]
    stops = Switches(engine, lambda: now[0])
    assert stops.stopped() == frozenset()  # there is no such table
    with engine.begin() as connection:
        SwitchRow.__table__.create(connection)  # type: ignore[attr-defined]
    stop(engine)
    now[0] = 1.0
    assert stops.stopped() == {"web"}
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE switch"))
    now[0] = 2.0
    assert stops.stopped() == {"web"}
    engine.dispose()


def test_a_day_is_that_of_china(both: Engine) -> None:
    stop(both)  # half past nine in the morning there
    late = NOW.replace(hour=23, minute=30)
    with writing(both) as connection:
        switches.stop(connection, "api", "member-1", "检修", late)
        switches.stop(connection, "cli", "member-1", "检修", late + timedelta(hours=1))
    with both.connect() as connection:
        day = china_day(connection, SwitchRow.stopped_at)
        query = SwitchRow.__table__.select().with_only_columns(SwitchRow.what, day)
        days = dict(connection.execute(query).all())
    assert days == {"web": "2026-11-20", "api": "2026-11-20", "cli": "2026-11-21"}


def test_counts_run_on_both_databases(both: Engine) -> None:
    with both.connect() as connection:
        for counted in (answer_counts.answers, answer_counts.verdicts, answer_counts.findings):
            assert not counted(connection, NOW, NOW + timedelta(days=1), {"jiangxi"})
    assert HandOffs(both).counts() == {}
    assert HandOffs(both).queue(9, {"jiangxi"}) == HandOffs(both).closed(9, {"jiangxi"}) == ()
