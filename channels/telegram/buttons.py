"""Buttons below a reply. What they send stays here, in the transcript; Telegram carries a short id only.

A one-time link gets a button, too, which says what it is for. Telegram takes addresses of buttons with https only.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from assistant.dialogue.contract import Choice, TurnResult
from assistant.dialogue.errors import DialogueError
from channels.telegram import words
from channels.telegram.ports import Conversing, PastTurn


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button: the turn that showed it, and whether that is still the last one."""

    turn: int
    choice: Choice
    last: bool

    @property
    def key(self) -> str:
        """The idempotency key of the press. It names the turn, so that of its buttons one is pressed, and once."""
        return f"tg-choice-{self.turn}"


def keyboard(door: Conversing, conversation_id: str, result: TurnResult, site: str) -> InlineKeyboardMarkup | None:
    """The buttons of a reply; None where it has none. `site`: where one-time links lead."""
    rows = opening(door, result.reply.text, site)
    turn = _turn_of(door.transcript(conversation_id), result) if result.choices else None
    if turn is not None:
        rows += [[InlineKeyboardButton(c.label, callback_data=_data(turn.number, c))] for c in turn.choices]
    return InlineKeyboardMarkup(rows) if rows else None


def opening(door: Conversing, text: str, site: str) -> list[list[InlineKeyboardButton]]:
    """A button for the one-time link in `text`, with what is filled in there; none where it is over."""
    found = re.search(rf"{re.escape(site)}/l/([\w-]+)", text) if site.startswith("https://") else None
    if found is None:
        return []
    try:
        field = door.names.get(door.look(found[1]))
    except DialogueError:
        return []
    label = words.ON_THE_WEB.format(field=field) if field else words.ON_THE_WEB_ANYTHING
    return [[InlineKeyboardButton(label, url=found[0])]]


def pressed(door: Conversing, conversation_id: str, data: str) -> Pressed | None:
    """The button that `data` names; None where this conversation does not know it (any more)."""
    turns = door.transcript(conversation_id)
    number = data.partition(".")[0]
    for turn in turns:
        if str(turn.number) == number:
            for choice in turn.choices:
                if _data(turn.number, choice) == data:
                    return Pressed(turn.number, choice, last=turn.number == turns[-1].number)
    return None


def _turn_of(turns: Sequence[PastTurn], result: TurnResult) -> PastTurn | None:
    found = (turn for turn in reversed(turns) if turn.answer.answer_id == result.reply.answer_id)
    return next(found, None)


def _data(number: int, choice: Choice) -> str:
    digest = hashlib.sha256(f"{choice.label}\n{choice.send}".encode()).hexdigest()
    return f"{number}.{digest[:16]}"
