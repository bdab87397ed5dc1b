"""The audit chain in the database: append only, one head, erasable content, no fork with many writers."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Connection, select, text, update
from sqlalchemy.exc import DBAPIError

from credit_core.audit.entry import Head
from credit_core.audit.verify import Kind, verify_rows
from credit_core.storage import chain, checks, tables
from credit_core.storage.unit_of_work import Store
from tests.credit_core.databases import unprotect
from tests.credit_core.offices import OFFICER, SetClock

WRITERS = 8
EVENTS = 25


def _write(store: Store, clock: SetClock, *, events: int, name: str = "a") -> None:
    for number in range(events):
        with store.begin() as unit:
            unit.audit(clock.now(), OFFICER, "record.received", "record", f"{name}-{number}", after={"number": number})


def _verify(connection: Connection, *heads: Head) -> list[Kind]:
    return [fault.kind for fault in verify_rows(chain.rows(connection), heads).faults]


REFUSED = [
    "UPDATE audit_entry SET actor_id = 'x' WHERE seq = 2",
    "DELETE FROM audit_entry WHERE seq = 3",
    "UPDATE audit_content SET salt = 'x' WHERE seq = 2",
    """UPDATE audit_content SET "after" = '{"number": 9}' WHERE seq = 2""",
    "UPDATE audit_content SET seq = 9, salt = '' WHERE seq = 2",
    "DELETE FROM audit_content WHERE seq = 2",
    "UPDATE audit_head SET seq = 2",
    "UPDATE audit_head SET id = 2, seq = 9",
    "DELETE FROM audit_head",
]


@pytest.mark.rule("SX-41", "CT-47", "JX-22")
@pytest.mark.parametrize("statement", REFUSED)
def test_what_is_written_stays(store: Store, clock: SetClock, statement: str) -> None:
    _write(store, clock, events=3)
    with store.engine.connect() as connection, pytest.raises(DBAPIError, match="append only"):
        connection.execute(text(statement))
    with store.engine.connect() as connection:
        assert _verify(connection) == []


def test_replacing_an_entry_is_refused_too(store: Store, clock: SetClock) -> None:
    _write(store, clock, events=2)
    replacing = tables.audit_entry.insert().prefix_with("OR REPLACE", dialect="sqlite")
    with store.engine.connect() as connection:
        row = connection.execute(select(tables.audit_entry).where(tables.audit_entry.c.seq == 2)).mappings().one()
        with pytest.raises(DBAPIError):
            connection.execute(replacing, {**row, "actor_id": "x"})


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("UPDATE audit_entry SET actor_id = 'x' WHERE seq = 2", Kind.EDITED),
        ("DELETE FROM audit_entry WHERE seq = 2", Kind.GAP),
        ("UPDATE audit_content SET salt = 'x' WHERE seq = 2", Kind.CONTENT_CHANGED),
        ("DELETE FROM audit_entry WHERE seq = 4", Kind.CUT_TAIL),
    ],
)
@pytest.mark.rule("SX-41", "CT-47", "JX-22")
def test_who_drops_the_triggers_is_found_out(store: Store, clock: SetClock, statement: str, kind: Kind) -> None:
    _write(store, clock, events=4)
    with store.engine.connect() as connection:
        head = chain.kept_head(connection)
        assert head is not None
        unprotect(connection)
        assert len(checks.missing_triggers(connection)) == len(checks.triggers(connection))
        if statement.startswith("DELETE"):
            connection.execute(text(statement.replace("audit_entry", "audit_content")))
        connection.execute(text(statement))
        assert _verify(connection, head) == [kind]
        connection.rollback()
        assert _verify(connection, head) == []
        assert checks.missing_triggers(connection) == ()


def test_content_may_be_emptied_and_the_chain_holds(store: Store, clock: SetClock) -> None:
    _write(store, clock, events=4)
    with store.begin() as unit:
        assert chain.empty_contents(unit.connection, ["a-1", "a-2"]) == 2
        assert chain.empty_contents(unit.connection, ["a-1"]) == 0
    with store.read() as unit:
        report = verify_rows(chain.rows(unit.connection), [])
    assert report.sound
    assert (report.count, report.erased) == (4, 2)


def test_eight_writers_make_one_chain_without_gap_or_fork(store: Store, clock: SetClock) -> None:
    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(lambda name: _write(store, clock, events=EVENTS, name=name), "abcdefgh"))
    with store.read() as unit:
        report = verify_rows(chain.rows(unit.connection), [])
        assert report.sound
        assert report.count == WRITERS * EVENTS
        assert report.head == chain.kept_head(unit.connection)
        assert unit.audit_entries.count(previous="0" * 64) == 1


def test_what_is_not_committed_leaves_no_entry(store: Store, clock: SetClock) -> None:
    _write(store, clock, events=1)
    writing = store.begin()
    unit = writing.__enter__()
    unit.audit(clock.now(), OFFICER, "record.received", "record", "lost")
    unit.chain()
    writing.__exit__(ZeroDivisionError, ZeroDivisionError(), None)
    with store.read() as unit:
        assert unit.audit_entries.count() == 1
        assert _verify(unit.connection) == []


def test_the_head_row_is_one(store: Store) -> None:
    with store.engine.connect() as connection, pytest.raises(DBAPIError):
        connection.execute(update(tables.audit_head).values(id=2, seq=5))
    with store.engine.connect() as connection, pytest.raises(DBAPIError):
        connection.execute(tables.audit_head.insert().values(id=2, seq=0, hash=""))
