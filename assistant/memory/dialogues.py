"""Conversations (对话) in SQL, each in one versioned row: any process takes the next turn, and two never take the same one."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, insert, select, update

from assistant.answer import Answer
from assistant.answering.trace import Trace
from assistant.dialogue.contract import TurnResult
from assistant.dialogue.errors import ConversationBusy, UnknownConversation
from assistant.dialogue.state import Conversation, StoredFile, from_json, to_json
from assistant.memory import results, retention, sessions, transcripts
from assistant.memory.states import CLOSED, TAKEN
from assistant.memory.tables import CaseLinkRow, ConversationRow, HandOffRow, utc
from assistant.memory.transactions import lock, writing
from assistant.memory.transcripts import PastTurn
from assistant.memory.words import say

_ID_BYTES = 16


def _untraced(_answer_id: str) -> None:
    return None


class Dialogues:
    """What conversations keep. Reading takes no lock; whoever writes holds the conversation until the commit."""

    def __init__(self, engine: Engine, trace: Callable[[str], Trace | None] = _untraced) -> None:
        """`trace`: how an answer with this id came about, as the assistant of this process knows."""
        self._engine = engine
        self._trace = trace

    def begin(
        self,
        channel: str,
        session: str,
        at: datetime,
        jurisdiction: str | None = None,
        *,
        address: str | None = None,
    ) -> str:
        """A new conversation of the channel's session; its id has 128 random bits.

        `session` is the channel's secret or chat, of which only the hash is stored; `address` is where the channel can
        send messages to of itself (a chat's id), None where the citizen comes to look.
        """
        made = Conversation(id=secrets.token_hex(_ID_BYTES), channel=channel, jurisdiction=jurisdiction)
        with writing(self._engine) as connection:
            row = {"id": made.id, "channel": channel, "version": 0, "started_at": utc(at), "last_at": utc(at)}
            connection.execute(insert(ConversationRow).values(content=to_json(made), **row))
            sessions.bind(connection, made.id, channel, session, at, address)
        return made.id

    def bind(
        self, conversation_id: str, channel: str, session: str, at: datetime, *, address: str | None = None
    ) -> None:
        """Let a session in that showed its right by other means: number and code, or a one-time link.

        Raises:
            UnknownConversation
        """
        with writing(self._engine) as connection:
            lock(connection, conversation_id)
            sessions.bind(connection, conversation_id, channel, session, at, address)

    def owned(self, conversation_id: str, channel: str, session: str) -> bool:
        """True if the conversation belongs to this session of this channel."""
        with self._engine.connect() as connection:
            return sessions.owns(connection, conversation_id, channel, session)

    def conversation_of(self, channel: str, session: str) -> str | None:
        """The conversation that the session began or opened last; None if it has none."""
        with self._engine.connect() as connection:
            return sessions.latest(connection, channel, session)

    def load(self, conversation_id: str) -> Conversation:
        """The conversation as it stands now, with what became of its hand-off.

        Raises:
            UnknownConversation
        """
        with self._engine.connect() as connection:
            query = select(ConversationRow.channel, ConversationRow.version, ConversationRow.content)
            row = connection.execute(query.where(ConversationRow.id == conversation_id)).one_or_none()
            if row is None or row.content is None:
                raise UnknownConversation(say("unknown_conversation"))
            return _with_handoff(connection, from_json(conversation_id, row.channel, row.version, row.content))

    def writing(self) -> AbstractContextManager[Connection]:
        """One transaction that writes; it commits at the end or leaves nothing.

        Raises:
            ConversationBusy: others held the database for too long.
        """
        return writing(self._engine)

    def save(self, connection: Connection, conversation: Conversation, at: datetime) -> None:
        """Store the conversation as version `conversation.version` + 1.

        Raises:
            ConversationBusy: it moved on since it was loaded. UnknownConversation: it was forgotten since.
        """
        row = ConversationRow.id == conversation.id
        change = update(ConversationRow).where(row, ConversationRow.version == conversation.version)
        values = {"content": to_json(conversation), "version": conversation.version + 1, "last_at": utc(at)}
        if not connection.execute(change.values(values)).rowcount:
            lock(connection, conversation.id)
            raise ConversationBusy(say("busy"))
        query = select(CaseLinkRow.case_id).where(CaseLinkRow.conversation_id == conversation.id)
        known = set(connection.scalars(query))
        for case_id in dict.fromkeys(conversation.cases):
            if case_id not in known:
                link = {"conversation_id": conversation.id, "case_id": case_id, "since": utc(at)}
                connection.execute(insert(CaseLinkRow).values(link))

    def result(
        self, conversation_id: str, key: str, words: str, files: Sequence[StoredFile] = ()
    ) -> dict[str, Any] | None:
        """What the turn with this key came to (`TurnResult.to_json`), None if there was none.

        Raises:
            TurnKeyReused: the key came with other words or files.
        """
        with self._engine.connect() as connection:
            return results.kept(connection, conversation_id, key, words, files)

    def keep(
        self,
        connection: Connection,
        conversation: Conversation,
        words: str,
        answer: Answer,
        result: TurnResult,
        key: str | None,
        at: datetime,
        *,
        files: Sequence[StoredFile] = (),
        understood: str | None = None,
    ) -> None:
        """Append the turn to the transcript, masked, and its result under the key; after `save`, in its transaction.

        `understood` is the whole question that the law answered, None where the turn was none.

        Raises:
            ConversationBusy: a turn with this key was taken meanwhile.
        """
        results.strip_codes(connection, conversation.id)
        trace = self._trace(answer.answer_id)
        transcripts.append(connection, conversation, words, answer, result, at, understood, trace)
        if key is not None:
            results.keep(connection, conversation.id, key, words, result, files)

    def transcript(self, conversation_id: str, last: int = 50) -> tuple[PastTurn, ...]:
        """The newest `last` turns, oldest first, personal data masked."""
        with self._engine.connect() as connection:
            return transcripts.past_turns(connection, conversation_id, last)

    def cases_of(self, conversation_id: str) -> tuple[str, ...]:
        """Ids of the cases filed or opened in the conversation, the oldest first."""
        query = select(CaseLinkRow.case_id).where(CaseLinkRow.conversation_id == conversation_id)
        with self._engine.connect() as connection:
            return tuple(connection.scalars(query.order_by(CaseLinkRow.since, CaseLinkRow.case_id)))

    def conversations_of_case(self, case_id: str) -> tuple[str, ...]:
        """Ids of the conversations that know the case: its notices go there."""
        query = select(CaseLinkRow.conversation_id).where(CaseLinkRow.case_id == case_id)
        with self._engine.connect() as connection:
            return tuple(connection.scalars(query.order_by(CaseLinkRow.since, CaseLinkRow.conversation_id)))

    def forget(self, conversation_id: str, at: datetime) -> bool:
        """The citizen's wish: the conversation with all that was said in it goes. Cases stay. False if there was none."""
        with writing(self._engine) as connection:
            return retention.forget(connection, conversation_id, at)

    def expire(self, before: datetime, at: datetime) -> int:
        """Forget every conversation in which nothing was said since `before`; how many."""
        idle = select(ConversationRow.id).where(ConversationRow.last_at < utc(before))
        with self._engine.connect() as connection:
            found = tuple(connection.scalars(idle))
        gone = 0
        for conversation_id in found:
            with writing(self._engine) as connection:
                gone += retention.forget(connection, conversation_id, at, idle_since=before)
        return gone

    def files(self) -> Iterator[str]:
        """Hashes of the files that some conversation still names; a case may name others."""
        query = select(ConversationRow.content).where(ConversationRow.content.is_not(None))
        with self._engine.connect() as connection:
            for content in connection.execution_options(yield_per=500).scalars(query):
                for flow in (content["flow"], *content["paused"]):
                    yield from (file["sha256"] for file in (flow or {}).get("files", ()))


def _with_handoff(connection: Connection, conversation: Conversation) -> Conversation:
    """What staff did with the hand-off since the last turn: taken, raised, or closed."""
    handoff = conversation.handoff
    if handoff is None:
        return conversation
    row = connection.execute(
        select(HandOffRow.state, HandOffRow.priority).where(HandOffRow.id == handoff.id)
    ).one_or_none()
    if row is None or row.state == CLOSED:
        return replace(conversation, handoff=None)
    return replace(conversation, handoff=replace(handoff, priority=row.priority, taken=row.state == TAKEN))
