"""The transcript of a conversation: what was said, without names, numbers, contacts and access codes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select

from assistant.answer import Answer
from assistant.answering.trace import Trace
from assistant.dialogue.contract import Choice, TurnResult
from assistant.dialogue.slots import SLOTS, Kind
from assistant.dialogue.state import Conversation
from assistant.memory import answers_given
from assistant.memory.tables import TurnRow, moment, utc
from assistant.memory.words import say
from assistant.outcome import Reason
from assistant.redaction import mask

_HIDDEN = {Kind.NAME: "hidden.name", Kind.IDENTIFIER: "hidden.identifier", Kind.CONTACT: "hidden.contact"}
_CODE = re.compile(r"码[^A-Za-z0-9]{0,4}(?P<code>[A-Za-z0-9]{10})(?![A-Za-z0-9])")
"""An access code as people type it: 查询码是 ABCDEFGHJK."""
_SHORTEST = 2
"""A single character is no name that could be told from the text around it."""


@dataclass(frozen=True, slots=True)
class PastTurn:
    """A turn as a page shows it again. `question` and the answer's text are masked."""

    number: int
    said_at: datetime
    question: str
    answer: Answer
    choices: tuple[Choice, ...]


def append(
    connection: Connection,
    conversation: Conversation,
    words: str,
    answer: Answer,
    result: TurnResult,
    at: datetime,
    understood: str | None = None,
    trace: Trace | None = None,
) -> None:
    """Write the next turn. Whoever calls holds the conversation, so that the number is free.

    A turn that was no question on the law is kept as one that left its topic open: no follow-up rests on it. What tells
    the law, by a question or in a form, is also noted as an answer given.
    """
    newest = select(func.max(TurnRow.number)).where(TurnRow.conversation_id == conversation.id)
    question = hidden(words, conversation, result.access_code)
    told = {**answer.to_dict(), "text": hidden(answer.text, conversation, result.access_code)}
    connection.execute(
        insert(TurnRow).values(
            conversation_id=conversation.id,
            number=(connection.scalar(newest) or 0) + 1,
            asked_at=utc(at),
            question=question,
            understood=question if understood is None else hidden(understood, conversation, result.access_code),
            place=answer.jurisdiction or conversation.jurisdiction,
            as_of=answer.as_of,
            reason=(answer.reason if understood is not None else Reason.TOPIC).value,
            answer_id=answer.answer_id,
            answer=told,
            choices=[asdict(choice) for choice in _harmless(result, conversation)],
        )
    )
    if understood is not None or answer.citations:
        answers_given.note(
            connection,
            conversation.id,
            question,
            told,
            at,
            place=conversation.jurisdiction,
            channel=conversation.channel,
            trace=trace and replace(trace, question=hidden(trace.question, conversation, result.access_code)),
        )


def past_turns(connection: Connection, conversation_id: str, last: int) -> tuple[PastTurn, ...]:
    """The newest `last` turns, oldest first."""
    query = (
        select(TurnRow.number, TurnRow.asked_at, TurnRow.question, TurnRow.answer, TurnRow.choices)
        .where(TurnRow.conversation_id == conversation_id)
        .order_by(TurnRow.number.desc())
        .limit(last)
    )
    return tuple(
        PastTurn(
            row.number,
            moment(row.asked_at),
            row.question,
            Answer.from_dict(row.answer),
            tuple(Choice(**choice) for choice in row.choices or ()),
        )
        for row in reversed(connection.execute(query).all())
    )


def hidden(text: str, conversation: Conversation, access_code: str | None = None) -> str:
    """The text with what this conversation knows of people, and any other personal number, taken out."""
    text = text.encode("utf-8", "replace").decode().replace("\0", "")
    text = without_code(text, access_code)
    text = _CODE.sub(lambda m: m.group().replace(m["code"], say("hidden.access_code")), text)
    for value, name in sorted(_known(conversation), key=lambda pair: len(pair[0]), reverse=True):
        text = text.replace(value, name)
    return mask(text)


def without_code(content: Any, access_code: str | None) -> Any:
    """Text, or anything JSON holds, without the access code, however its letters are spaced."""
    if not access_code:
        return content
    if isinstance(content, str):
        spaced = r"[\s\-]*".join(re.escape(letter) for letter in access_code if letter.isalnum())
        return re.sub(spaced, say("hidden.access_code"), content, flags=re.IGNORECASE)
    if isinstance(content, Mapping):
        return {key: without_code(value, access_code) for key, value in content.items()}
    if isinstance(content, list | tuple):
        return [without_code(value, access_code) for value in content]
    return content


def _known(conversation: Conversation) -> Iterator[tuple[str, str]]:
    for flow in (conversation.flow, *conversation.paused):
        for name, value in flow.slots.items() if flow else ():
            slot = SLOTS[name]
            if slot.personal and slot.kind in _HIDDEN and isinstance(value, str) and len(value) >= _SHORTEST:
                yield value, say(_HIDDEN[slot.kind])


def _harmless(result: TurnResult, conversation: Conversation) -> Iterator[Choice]:
    """Buttons whose words hold personal data are not shown again: masked, they would send something else."""
    for choice in result.choices:
        words = choice.label + choice.send
        if hidden(words, conversation, result.access_code) == words:
            yield choice
