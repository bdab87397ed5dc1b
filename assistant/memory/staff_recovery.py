"""Recovery codes (恢复码), for who lost the second factor: each works once. Every function runs in its caller's transaction."""

from __future__ import annotations

import secrets

from sqlalchemy import Connection, delete, func, insert, select

from assistant.memory.hashes import keyed
from assistant.memory.identity_codes import LETTERS
from assistant.memory.staff_tables import RecoveryRow

CODES = 8
_LENGTH = 10


def renew(connection: Connection, key: bytes, member_id: str) -> tuple[str, ...]:
    """Eight new codes instead of all old ones; they are nowhere else."""
    drop(connection, member_id)
    codes = tuple("".join(secrets.choice(LETTERS) for _ in range(_LENGTH)) for _ in range(CODES))
    rows = [{"member_id": member_id, "code_hash": _hash(key, member_id, code)} for code in codes]
    connection.execute(insert(RecoveryRow), rows)
    return tuple(f"{code[:5]}-{code[5:]}" for code in codes)


def use(connection: Connection, key: bytes, member_id: str, code: str) -> bool:
    """Use the code up; False if it is none of theirs that is left."""
    mine = (RecoveryRow.member_id == member_id) & (RecoveryRow.code_hash == _hash(key, member_id, code))
    return connection.execute(delete(RecoveryRow).where(mine)).rowcount == 1


def left(connection: Connection, member_id: str) -> int:
    """How many are left."""
    query = select(func.count()).select_from(RecoveryRow).where(RecoveryRow.member_id == member_id)
    return connection.scalar(query) or 0


def drop(connection: Connection, member_id: str) -> None:
    """None is left."""
    connection.execute(delete(RecoveryRow).where(RecoveryRow.member_id == member_id))


def _hash(key: bytes, member_id: str, code: str) -> str:
    typed = "".join(letter for letter in code.upper() if letter.isalnum())
    return keyed(key, f"recovery:{member_id}:{typed}")
