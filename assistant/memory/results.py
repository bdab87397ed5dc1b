"""Results of turns by idempotency key: a request that is repeated gets the same object, and nothing happens twice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import IntegrityError

from assistant.dialogue.contract import TurnResult
from assistant.dialogue.errors import ConversationBusy, TurnKeyReused
from assistant.dialogue.state import StoredFile
from assistant.memory.hashes import hashed
from assistant.memory.tables import ResultRow
from assistant.memory.transcripts import without_code
from assistant.memory.words import say


def kept(
    connection: Connection, conversation_id: str, key: str, words: str, files: Sequence[StoredFile] = ()
) -> dict[str, Any] | None:
    """What the turn with this key came to.

    Raises:
        TurnKeyReused: it came with other words, or with other files.
    """
    query = select(ResultRow.words_hash, ResultRow.result).where(
        ResultRow.conversation_id == conversation_id, ResultRow.key_hash == hashed(key)
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        return None
    if row.words_hash != _request(words, files):
        raise TurnKeyReused(say("key_reused"))
    return dict(row.result)


def keep(
    connection: Connection,
    conversation_id: str,
    key: str,
    words: str,
    result: TurnResult,
    files: Sequence[StoredFile] = (),
) -> None:
    """Store what the turn came to.

    Raises:
        ConversationBusy: a turn with this key was taken meanwhile; its result is the one that counts.
    """
    values = {
        "conversation_id": conversation_id,
        "key_hash": hashed(key),
        "words_hash": _request(words, files),
        "result": result.to_json(),
        "holds_code": result.access_code is not None,
    }
    try:
        connection.execute(insert(ResultRow).values(values))
    except IntegrityError as error:
        raise ConversationBusy(say("busy")) from error


def _request(words: str, files: Sequence[StoredFile]) -> str:
    """What was asked for under a key: the words, and the contents that came with them in whatever order."""
    return hashed(words, *sorted(file.sha256 for file in files))


def strip_codes(connection: Connection, conversation_id: str) -> None:
    """Take the access codes out of the results so far: they were read, or will not be."""
    rows = ResultRow.conversation_id == conversation_id
    query = select(ResultRow.key_hash, ResultRow.result).where(rows, ResultRow.holds_code)
    for row in connection.execute(query).all():
        bare = {**without_code(row.result, row.result["access_code"]), "access_code": None}
        change = update(ResultRow).where(rows, ResultRow.key_hash == row.key_hash)
        connection.execute(change.values(result=bare, holds_code=False))
