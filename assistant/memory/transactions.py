"""Transactions that write, as the turn of a conversation wants them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection

from assistant.dialogue.errors import ConversationBusy, UnknownConversation
from assistant.memory.database import WRITES
from assistant.memory.tables import ConversationRow
from assistant.memory.words import say

_WAITED_IN_VAIN = frozenset({"40001", "40P01", "55P03"})
"""PostgreSQL's serialization_failure, deadlock_detected and lock_not_available."""
_PRIMARY_CODE = 0xFF


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction that writes: committed when the block ends, or nothing of it is left.

    Raises:
        ConversationBusy: others held the database for too long.
    """
    try:
        with engine.connect() as connection:
            alone = connection.execution_options(**{WRITES: True})
            with alone.begin():
                yield alone
    except NoConnection as error:  # no connection became free
        raise ConversationBusy(say("busy")) from error
    except OperationalError as error:
        if _waited_in_vain(error):
            raise ConversationBusy(say("busy")) from error
        raise


def lock(connection: Connection, conversation_id: str) -> None:
    """Keep others from this conversation until the transaction ends. It is locked before anything that belongs to it.

    Raises:
        UnknownConversation: it is not there.
    """
    query = select(ConversationRow.id).where(ConversationRow.id == conversation_id).with_for_update()
    if connection.scalar(query) is None:
        raise UnknownConversation(say("unknown_conversation"))


def _waited_in_vain(error: OperationalError) -> bool:
    cause = error.orig
    if isinstance(cause, sqlite3.Error):
        return getattr(cause, "sqlite_errorcode", 0) & _PRIMARY_CODE in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
    return getattr(cause, "sqlstate", None) in _WAITED_IN_VAIN
