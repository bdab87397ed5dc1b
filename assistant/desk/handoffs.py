"""The desk of hand-offs (转人工): staff take a conversation, answer inside it, and give it back with what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy import Connection, Engine

from assistant.desk.member import Member
from assistant.memory import handoffs
from assistant.memory.dialogues import Dialogues
from assistant.memory.handoffs import HandOffs, HandOffTaken, UnknownHandOff, Waiting
from assistant.memory.states import CITIZEN, CLOSED, OPEN, STAFF, TAKEN
from assistant.memory.transactions import writing
from assistant.redaction import mask
from assistant.wording import load_wording
from credit_core.use_cases.administration import Trail
from credit_core.use_cases.vocabulary import STAFF as WORKERS
from credit_core.use_cases.vocabulary import Actor, BadFiling, NotAllowed, NotFound, Role

READERS: Final = (*WORKERS, Role.AUDITOR)
SHOWN: Final = 200
OVER: Final = 50
ANSWER: Final = 2000
NOTE: Final = 500
ASSISTANT: Final = "assistant"


class Outcome(StrEnum):
    """With what a hand-off is closed."""

    ANSWERED = "answered"  # 已经答复
    COUNTER = "counter"  # 请市民到窗口办
    REFERRED = "referred"  # 转给别的单位
    NO_REPLY = "no_reply"  # 市民没有再说话
    NOT_NEEDED = "not_needed"  # 不需要人工


class Part(StrEnum):
    """Parts of the list."""

    OPEN = "open"  # 等人接
    MINE = "mine"  # 我接的
    TAKEN = "taken"  # 都在办的
    CLOSED = "closed"  # 已结束


@dataclass(frozen=True, slots=True)
class Row:
    """A hand-off in the list. `waited`: since it was opened, for one that waits."""

    handoff: Waiting
    waited: timedelta


@dataclass(frozen=True, slots=True)
class Line:
    """Something that was said; masked. `author`: citizen, staff or assistant."""

    author: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A hand-off with its conversation. What the member may do now is told by the flags."""

    row: Row
    lines: tuple[Line, ...]
    may_take: bool
    may_answer: bool
    may_close: bool


@dataclass(frozen=True, slots=True)
class HandOffDesk:
    """The front door. Conversations live by the office's clock, `now`.

    Raises:
        Forbidden: the role does not have it. NotFound: there is no such hand-off, or it is out of reach.
    """

    engine: Engine
    trail: Trail
    now: Callable[[], datetime]

    def list(self, member: Member) -> dict[Part, tuple[Row, ...]]:
        """All that the member sees, by part, in the order in which they are taken up; what is over by its end."""
        member.actor(*READERS)
        store, now = HandOffs(self.engine), self.now()
        waiting = [Row(one, now - one.opened_at) for one in store.queue(SHOWN, member.places)]
        over = [Row(one, timedelta()) for one in store.closed(OVER, member.places)]
        return {
            Part.OPEN: tuple(row for row in waiting if row.handoff.state == OPEN),
            Part.MINE: tuple(row for row in waiting if row.handoff.staff == member.id),
            Part.TAKEN: tuple(row for row in waiting if row.handoff.state == TAKEN),
            Part.CLOSED: tuple(over),
        }

    def open(self, member: Member, handoff_id: str) -> Opened:
        """One, with what was said in its conversation."""
        member.actor(*READERS)
        one = self._found(member, handoff_id)
        works, mine = bool(member.roles & set(WORKERS)), one.staff == member.id
        return Opened(
            Row(one, self.now() - one.opened_at),
            self._lines(one),
            may_take=works and one.state == OPEN,
            may_answer=works and one.state == TAKEN and mine,
            may_close=works and one.state != CLOSED and _closes(member, one),
        )

    def take(self, member: Member, handoff_id: str) -> None:
        """From now on the member answers, and the assistant is silent.

        Raises:
            NotAllowed: a colleague was quicker, or it is over.
        """
        actor = member.actor(*WORKERS)
        one = self._found(member, handoff_id)
        if one.state == TAKEN and one.staff == member.id:
            return
        with self._noted(actor, "handoff.taken", handoff_id) as connection:
            handoffs.take(connection, handoff_id, member.id, self.now())

    def answer(self, member: Member, handoff_id: str, text: str, key: str | None = None) -> None:
        """Say something to the citizen inside the conversation; once for each `key`.

        Raises:
            BadFiling: nothing is said, or too much. NotAllowed: the member has not taken it, or it is over.
        """
        actor = member.actor(*WORKERS)
        self._found(member, handoff_id)
        if not 1 <= len(text.strip()) <= ANSWER:
            raise BadFiling(_say("answer", most=ANSWER))
        with self._noted(actor, "handoff.answered", handoff_id) as connection:
            handoffs.answer(connection, handoff_id, member.id, text, self.now(), key=key)

    def close(self, member: Member, handoff_id: str, outcome: str, note: str = "") -> None:
        """Give the conversation back to the assistant. Closed once, it stays so.

        Raises:
            BadFiling: no outcome is chosen, or the note is too long. NotAllowed: it is a colleague's; a supervisor may.
        """
        actor = member.actor(Role.SUPERVISOR, *WORKERS)
        one = self._found(member, handoff_id)
        if outcome not in tuple(Outcome) or len(note) > NOTE:
            raise BadFiling(_say("outcome", most=NOTE))
        if one.state == CLOSED:
            return
        if not _closes(member, one):
            raise NotAllowed(_say("not_yours"))
        said = mask(note.strip()) or None
        with self._noted(actor, "handoff.closed", handoff_id, outcome=outcome) as connection:
            if not handoffs.close(connection, handoff_id, self.now(), by=member.id, outcome=outcome, note=said):
                raise NotAllowed(_say("over"))  # and so it is not noted

    def counts(self) -> dict[tuple[str, str], int]:
        """How many are not closed, by state and priority; for the metrics."""
        return HandOffs(self.engine).counts()

    def _found(self, member: Member, handoff_id: str) -> Waiting:
        try:
            one, _ = HandOffs(self.engine).read(handoff_id)
        except UnknownHandOff as error:
            raise NotFound(_say("unknown")) from error
        if member.places and one.place is not None and one.place not in member.places:
            raise NotFound(_say("unknown"))
        return one

    def _lines(self, one: Waiting) -> tuple[Line, ...]:
        """Turns and what staff said, by time. The citizen's words to staff are turns of the conversation as well."""
        if one.conversation_id is None:
            return ()
        _, messages = HandOffs(self.engine).read(one.id)
        lines = [Line(STAFF, message.said_at, mask(message.text)) for message in messages if message.author == STAFF]
        for turn in Dialogues(self.engine).transcript(one.conversation_id):
            lines.append(Line(CITIZEN, turn.said_at, mask(turn.question)))
            lines.append(Line(ASSISTANT, turn.said_at, mask(turn.answer.text)))
        return tuple(sorted(lines, key=lambda line: line.at))

    @contextmanager
    def _noted(self, actor: Actor, act: str, handoff_id: str, **after: object) -> Iterator[Connection]:
        """A transaction with its entry in the audit chain, first: turns lock the chain before the conversation, too."""
        try:
            with writing(self.engine) as connection:
                self.trail.note(connection, actor, act, "handoff", handoff_id, after=after or None)
                yield connection
        except UnknownHandOff as error:
            raise NotAllowed(_say("over")) from error
        except HandOffTaken as error:
            raise NotAllowed(_say("taken")) from error


def _closes(member: Member, one: Waiting) -> bool:
    return one.state == OPEN or one.staff == member.id or Role.SUPERVISOR in member.roles


def _say(key: str, **values: object) -> str:
    return load_wording().say(f"desk_handoffs.{key}", **values)
