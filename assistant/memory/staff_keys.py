"""Keys for programs (接口密钥). Every function runs in its caller's transaction."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, insert, select, update

from assistant.memory.hashes import hashed
from assistant.memory.staff_sessions import GRAIN
from assistant.memory.staff_tables import StaffKeyRow
from assistant.memory.tables import moment, utc

PREFIX = "ck_"
"""So that a key that was left lying about is recognised as one."""
_BYTES = 32


@dataclass(frozen=True, slots=True)
class KeyView:
    """A key as it may be shown: never the key itself."""

    id: str
    label: str
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None
    revoked_at: datetime | None


def add(connection: Connection, member_id: str, label: str, days: int, at: datetime) -> tuple[str, str]:
    """A new key: its id, and the key, which is nowhere else."""
    made, key = secrets.token_hex(16), PREFIX + secrets.token_urlsafe(_BYTES)
    connection.execute(
        insert(StaffKeyRow).values(
            id=made,
            member_id=member_id,
            label=label,
            key_hash=hashed(key),
            made_at=utc(at),
            until=utc(at + timedelta(days=days)),
        )
    )
    return made, key


def whose(connection: Connection, key: str, at: datetime) -> tuple[str, bool] | None:
    """The member of a key in use, and whether it is time to write down that it is."""
    row = connection.execute(select(StaffKeyRow).where(StaffKeyRow.key_hash == hashed(key))).one_or_none()
    if row is None or row.revoked_at is not None or utc(at) >= moment(row.until):
        return None
    return row.member_id, row.used_at is None or utc(at) >= moment(row.used_at) + GRAIN


def used(connection: Connection, key: str, at: datetime) -> None:
    """It is in use."""
    connection.execute(update(StaffKeyRow).where(StaffKeyRow.key_hash == hashed(key)).values(used_at=utc(at)))


def of_member(connection: Connection, member_id: str) -> tuple[KeyView, ...]:
    """All keys of the member, the newest first."""
    query = select(StaffKeyRow.__table__).where(StaffKeyRow.member_id == member_id)
    return tuple(
        KeyView(row.id, row.label, moment(row.made_at), moment(row.until), _maybe(row.used_at), _maybe(row.revoked_at))
        for row in connection.execute(query.order_by(StaffKeyRow.made_at.desc(), StaffKeyRow.id))
    )


def revoke(connection: Connection, member_id: str, key_id: str, at: datetime) -> str | None:
    """End the key; its label. None if the member has no such key in use."""
    mine = (StaffKeyRow.id == key_id) & (StaffKeyRow.member_id == member_id) & StaffKeyRow.revoked_at.is_(None)
    label = connection.scalar(select(StaffKeyRow.label).where(mine))
    if label is not None:
        connection.execute(update(StaffKeyRow).where(mine).values(revoked_at=utc(at)))
    return label


def _maybe(stored: datetime | None) -> datetime | None:
    return None if stored is None else moment(stored)
