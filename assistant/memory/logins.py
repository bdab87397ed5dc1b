"""Sign-ins at an identity provider that were begun: kept so that any process takes the browser when it comes back."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Engine, delete, insert, select

from assistant.dialogue.identity.oidc import Login
from assistant.memory.hashes import hashed
from assistant.memory.tables import LoginRow, moment, utc
from assistant.memory.transactions import lock, writing


class Logins:
    """Each is taken once, by the conversation that began it."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def begin(self, state: str, login: Login, until: datetime, at: datetime) -> None:
        """Keep it until then; those that are over go.

        Raises:
            UnknownConversation
        """
        with writing(self._engine) as connection:
            lock(connection, login.conversation_id)
            connection.execute(delete(LoginRow).where(LoginRow.expires_at < utc(at)))
            connection.execute(
                insert(LoginRow).values(
                    state_hash=hashed(state),
                    conversation_id=login.conversation_id,
                    nonce=login.nonce,
                    verifier=login.verifier,
                    expires_at=utc(until),
                )
            )

    def take(self, state: str, conversation_id: str, at: datetime) -> Login | None:
        """The sign-in with this state, if this conversation began it and it still holds; it is gone afterwards."""
        mine = (LoginRow.state_hash == hashed(state)) & (LoginRow.conversation_id == conversation_id)
        with writing(self._engine) as connection:
            row = connection.execute(select(LoginRow).where(mine).with_for_update()).one_or_none()
            if row is None or not connection.execute(delete(LoginRow).where(mine)).rowcount:
                return None
        return Login(conversation_id, row.nonce, row.verifier) if utc(at) < moment(row.expires_at) else None
