"""Switches (开关) in SQL, and the read that every turn makes: of one process, at most a second old."""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Engine, Row, insert, select, update
from sqlalchemy.exc import SQLAlchemyError

from assistant.memory.switch_tables import SwitchRow
from assistant.memory.tables import moment, utc

log = logging.getLogger(__name__)

OLDEST: Final = 1.0
"""Seconds for which what was read holds."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A stop that is or was in force; `lifted_at` None: it is."""

    id: str
    what: str
    stopped_at: datetime
    stopped_by: str
    why: str
    lifted_at: datetime | None = None
    lifted_by: str | None = None
    lifted_why: str | None = None


class Switches:
    """`assistant.stops.Stops` over the database. While it cannot be read, what was read last goes on holding."""

    def __init__(self, engine: Engine, seconds: Callable[[], float] = time.monotonic) -> None:
        self._engine = engine
        self._seconds = seconds
        self._read_at: float | None = None
        self._stopped: frozenset[str] = frozenset()
        self._reading = threading.Lock()

    def stopped(self) -> frozenset[str]:
        """What is stopped. Others who ask while it is read anew do not wait, unless nothing was read yet."""
        now = self._seconds()
        if self._read_at is not None and now - self._read_at < OLDEST:
            return self._stopped
        if self._reading.acquire(blocking=self._read_at is None):
            try:
                self._stopped = self._read()
                self._read_at = now
            finally:
                self._reading.release()
        return self._stopped

    def _read(self) -> frozenset[str]:
        try:
            with self._engine.connect() as connection:
                return frozenset(connection.scalars(select(SwitchRow.what).where(SwitchRow.lifted_at.is_(None))))
        except SQLAlchemyError:
            log.exception("switches could not be read")
            return self._stopped


def stop(connection: Connection, what: str, by: str, why: str, at: datetime) -> str | None:
    """Stop it; the id of the stop, None if it is stopped already."""
    if _in_force(connection, what) is not None:
        return None
    made = secrets.token_hex(16)
    row = {"id": made, "what": what, "stopped_at": utc(at), "stopped_by": by, "why": why}
    connection.execute(insert(SwitchRow).values(row))
    return made


def lift(connection: Connection, what: str, by: str, why: str, at: datetime) -> str | None:
    """Lift it; the id of the stop, None if it was not stopped."""
    found = _in_force(connection, what)
    if found is not None:
        change = update(SwitchRow).where(SwitchRow.id == found)
        connection.execute(change.values(lifted_at=utc(at), lifted_by=by, lifted_why=why))
    return found


def in_force(connection: Connection) -> dict[str, Stop]:
    """What is stopped, by what it is."""
    rows = connection.execute(select(SwitchRow.__table__).where(SwitchRow.lifted_at.is_(None)))
    return {found.what: found for found in map(_stop, rows)}


def history(connection: Connection, limit: int) -> tuple[Stop, ...]:
    """Stops that were lifted, the newest first."""
    query = select(SwitchRow.__table__).where(SwitchRow.lifted_at.is_not(None)).order_by(SwitchRow.stopped_at.desc())
    return tuple(map(_stop, connection.execute(query.limit(limit))))


def _in_force(connection: Connection, what: str) -> str | None:
    query = select(SwitchRow.id).where(SwitchRow.what == what, SwitchRow.lifted_at.is_(None)).with_for_update()
    return connection.scalar(query)


def _stop(row: Row[Any]) -> Stop:
    lifted = moment(row.lifted_at) if row.lifted_at else None
    return Stop(**dict(row._mapping) | {"stopped_at": moment(row.stopped_at), "lifted_at": lifted})
