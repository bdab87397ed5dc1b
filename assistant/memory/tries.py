"""Guessing ends after a few tries. An attempt is counted before it is looked at, so that many at once gain nothing.

What is counted (a name as typed, a client's address) is kept as a keyed hash: a name that nobody has locks like any other,
and no address is stored.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from assistant.memory.hashes import keyed
from assistant.memory.staff_tables import TriesRow
from assistant.memory.tables import moment, utc

_KEPT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Counter:
    """So many wrong attempts in a row and no more are looked at until the last is so many minutes ago."""

    kind: str
    most: int
    minutes: int

    def take(self, connection: Connection, key: bytes, of: str, at: datetime) -> int:
        """Count an attempt; 0, or the minutes until one is looked at again (then it is not counted)."""
        connection.execute(delete(TriesRow).where(TriesRow.last_at < utc(at - _KEPT)))
        mine = TriesRow.key_hash == self._hash(key, of)
        row = connection.execute(select(TriesRow.tries, TriesRow.last_at).where(mine).with_for_update()).one_or_none()
        if row is None:
            first = {"key_hash": self._hash(key, of), "tries": 1, "last_at": utc(at)}
            try:
                with connection.begin_nested():
                    connection.execute(insert(TriesRow).values(first))
            except IntegrityError:  # another process was quicker
                return self.take(connection, key, of, at)
            return 0
        until = moment(row.last_at) + timedelta(minutes=self.minutes)
        if utc(at) < until and row.tries >= self.most:
            return -((utc(at) - until) // timedelta(minutes=1))
        tries = row.tries + 1 if utc(at) < until else 1
        connection.execute(update(TriesRow).where(mine).values(tries=tries, last_at=utc(at)))
        return 0

    def clear(self, connection: Connection, key: bytes, of: str) -> None:
        """It was right: nothing is counted any more."""
        connection.execute(delete(TriesRow).where(TriesRow.key_hash == self._hash(key, of)))

    def full(self, connection: Connection, key: bytes, of: str, at: datetime) -> bool:
        """True if the next attempt would not be looked at."""
        mine = TriesRow.key_hash == self._hash(key, of)
        row = connection.execute(select(TriesRow.tries, TriesRow.last_at).where(mine)).one_or_none()
        open_until = utc(at) - timedelta(minutes=self.minutes)
        return row is not None and row.tries >= self.most and moment(row.last_at) > open_until

    def _hash(self, key: bytes, of: str) -> str:
        return keyed(key, f"{self.kind}:{of}")
