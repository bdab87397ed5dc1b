"""One-time links (一次性链接): from a channel that takes no personal data to the same conversation on the web."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine, delete, insert, select, update

from assistant.dialogue.errors import DialogueError
from assistant.memory.hashes import hashed
from assistant.memory.tables import LinkRow, moment, utc
from assistant.memory.transactions import lock, writing
from assistant.memory.words import say

_TOKEN_BYTES = 32


class LinkRefused(DialogueError):
    """The link opens nothing: unknown, expired, or used."""


@dataclass(frozen=True, slots=True)
class Link:
    """What a link opens. `purpose` is the slot that is to be filled in there, or another word of the channel's."""

    conversation_id: str
    purpose: str


class Links:
    """Issues links and redeems each once. A messenger fetches links for its preview: redeem on a form's POST, `look` on GET."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def issue(self, conversation_id: str, purpose: str, minutes: int, at: datetime) -> str:
        """A token that opens the conversation once within so many minutes; only its hash is stored.

        Raises:
            UnknownConversation
        """
        token = secrets.token_urlsafe(_TOKEN_BYTES)
        with writing(self._engine) as connection:
            lock(connection, conversation_id)
            connection.execute(
                insert(LinkRow).values(
                    token_hash=hashed(token),
                    conversation_id=conversation_id,
                    purpose=purpose,
                    expires_at=utc(at + timedelta(minutes=minutes)),
                )
            )
        return token

    def look(self, token: str, at: datetime) -> Link:
        """What the link opens, without using it.

        Raises:
            LinkRefused
        """
        with self._engine.connect() as connection:
            return _found(connection, token, at)

    def redeem(self, token: str, at: datetime) -> Link:
        """Use the link; of several who try at once, one succeeds.

        Raises:
            LinkRefused
        """
        with writing(self._engine) as connection:
            unused = update(LinkRow).where(LinkRow.token_hash == hashed(token), LinkRow.used_at.is_(None))
            link = _found(connection, token, at)
            if not connection.execute(unused.values(used_at=utc(at))).rowcount:
                raise LinkRefused(say("link.used"))
        return link

    def tidy(self, before: datetime) -> int:
        """Delete the links that ended before; how many."""
        with writing(self._engine) as connection:
            return connection.execute(delete(LinkRow).where(LinkRow.expires_at < utc(before))).rowcount


def _found(connection: Connection, token: str, at: datetime) -> Link:
    row = connection.execute(select(LinkRow).where(LinkRow.token_hash == hashed(token))).one_or_none()
    if row is None:
        raise LinkRefused(say("link.unknown"))
    if row.used_at is not None:
        raise LinkRefused(say("link.used"))
    if utc(at) >= moment(row.expires_at):
        raise LinkRefused(say("link.expired"))
    return Link(row.conversation_id, row.purpose)
