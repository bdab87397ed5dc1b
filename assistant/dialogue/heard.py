"""What one message says, before anybody asks what it means for the conversation: the result of `dialogue.hearing`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from assistant.dialogue.acts import Act, Alarm, Command
from assistant.dialogue.slots import Slots


@dataclass(frozen=True, slots=True)
class Expectation:
    """What the conversation stands at when a message comes: it decides how words without a label are read.

    Attributes:
        asked: the slot that was asked for last; None outside a flow.
        asked_as: the question's own wording key where the slot alone does not tell (a representative's number).
        act: the act in progress.
        confirming: the summary was shown, and a yes files.
        jurisdiction: the place so far.
        today: the day of the conversation (Asia/Shanghai).
        slots: what is known already, so that a correction finds its field.
        grounds: the place's grounds of an objection, value to its Chinese name.
        offered: an act that the assistant offered to begin in its last reply.
        choices: the labels offered with the question, in order: 第三个 means one of them.
    """

    today: date
    asked: str | None = None
    act: Act | None = None
    confirming: bool = False
    jurisdiction: str | None = None
    slots: Slots = field(default_factory=dict)
    grounds: Mapping[str, str] = field(default_factory=dict)
    offered: Act | None = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A value for a slot, in its stored form. `sure` False: it must be asked about before it is used."""

    slot: str
    value: Any
    words: str
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that looks like a value and is none. `code` names the message that says what is wrong with it.

    Codes: letter_o, letter_i, fifteen_digits, check_digit, wrong_length, bad_birth_date, bad_region, phone_length,
    lunar_date, relative_date, impossible_date, future_date, unknown_place, too_many_numbers.
    """

    slot: str
    code: str
    words: str


@dataclass(frozen=True, slots=True)
class Heard:
    """One message.

    Attributes:
        text: the message, cleaned of hidden characters.
        act: the act that the citizen wants done (not: asks about). `act_sure` False: ask before beginning it.
        corrects: it takes something back ("不对，是…"); `corrected` names the slots it points at, if it does.
        asks: it is a question, to be answered by the answering pipeline.
        question: what is asked besides what is told, where a message that begins an act does both.
        lacks: slots that the citizen says they do not have or know, whatever was asked (没有编号).
        about: the act that a question is about; it is offered once the question is answered.
        rest: what is left of the text when values and commands are taken out; free text for a text slot.
    """

    text: str
    commands: frozenset[Command] = frozenset()
    alarm: Alarm | None = None
    act: Act | None = None
    act_sure: bool = False
    mentions: tuple[Mention, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    corrects: bool = False
    corrected: tuple[str, ...] = ()
    asks: bool = False
    question: str = ""
    lacks: tuple[str, ...] = ()
    about: Act | None = None
    rest: str = ""

    def value(self, slot: str) -> Any:
        """The value heard for a slot, None if there is none."""
        return next((m.value for m in self.mentions if m.slot == slot), None)
