"""The fields of a form page, read as the chat hears an answer: values in their stored form, and what is wrong with the others."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from assistant.answering.clean import readable
from assistant.dialogue.acts import Act
from assistant.dialogue.form_view import LIMIT, LIMITS
from assistant.dialogue.heard import Expectation, Heard
from assistant.dialogue.hearing.identifiers import what_is_wrong
from assistant.dialogue.hearing.reading import start_reading
from assistant.dialogue.slots import SLOTS, Kind, Slots
from assistant.wording import Wording
from credit_core.use_cases.vocabulary import IdentifierError, IdentifierKind, guess_kind, read_identifier

Hear = Callable[[str, Expectation], Heard]
_BLANKS: Final = re.compile(r"\s+")
_DIGITS: Final = re.compile(r"[0-9０-９]{4}")
_PERSONS: Final = ("representative_id", "agent_id", "guardian_id")
"""Numbers that only a person has."""
_SUBJECT: Final = "subject_id"
_LENGTH: Final = 18
_AGAIN: Final = ("再发一次", "再填一次")
"""The chat's words for it, and the page's."""


@dataclass(slots=True)
class Read:
    """The fields as read: `values` by slot, `troubles` as sentences beside their fields, `empty` what was left blank."""

    values: dict[str, Any] = field(default_factory=dict)
    troubles: dict[str, str] = field(default_factory=dict)
    empty: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the fields of one form. `choices` are the values to choose from, by slot."""

    hear: Hear
    wording: Wording
    act: Act
    slots: Slots
    choices: Mapping[str, frozenset[str]]
    today: date

    def read(self, typed: Mapping[str, str]) -> Read:
        """Every field in `typed`; nothing is guessed."""
        found = Read()
        for slot, text in typed.items():
            kind, words = SLOTS[slot].kind, readable(text)
            limit = LIMITS.get(kind, LIMIT)
            if not words:
                found.empty.append(slot)
            elif len(words) > limit:
                found.troubles[slot] = self._say("too_long", length=len(words), limit=limit)
            else:
                self._value(slot, kind, words, found)
        return found

    def _value(self, slot: str, kind: Kind, words: str, found: Read) -> None:
        if kind in (Kind.PLACE, Kind.CHOICE):
            self._choice(slot, words, found)
        elif kind is Kind.NAME:
            self._name(slot, words, found)
        elif kind is Kind.IDENTIFIER:
            self._number(slot, words, found)
        elif kind is Kind.DATE:
            self._day(slot, words, found)
        elif kind is Kind.CONTACT:
            self._heard(slot, words, found, "contact")
        elif kind is Kind.LIST:
            found.values[slot] = list(dict.fromkeys(line.strip() for line in words.splitlines() if line.strip()))
        elif kind is Kind.DOCUMENT:
            heard = self._hear(slot, words).value(slot)
            found.values[slot] = heard if heard is not None else _BLANKS.sub(" ", words)
        else:
            found.values[slot] = words

    def _choice(self, slot: str, value: str, found: Read) -> None:
        if value in self.choices.get(slot, ()):
            found.values[slot] = value
        else:
            found.troubles[slot] = self._say("choice")

    def _name(self, slot: str, words: str, found: Read) -> None:
        if _DIGITS.search(words):
            found.troubles[slot] = self._say("name")
        else:
            found.values[slot] = _BLANKS.sub(" ", words)

    def _number(self, slot: str, words: str, found: Read) -> None:
        """A checked number; another document with its name; else what is wrong with it."""
        number = _BLANKS.sub("", start_reading(words, self._expected(slot)).line).upper()
        kind = _kind_of(number, self.today)
        if kind is IdentifierKind.USCC and slot in _PERSONS:
            found.troubles[slot] = self._say("person_number")
        elif kind is not None:
            self._numbered(slot, number, kind, found)
        elif (other := self._hear(slot, words)).value(slot) is not None and other.value(slot) != number:
            found.values[slot] = other.value(slot)
            if slot == _SUBJECT:
                found.values["subject_id_type"] = other.value("subject_id_type") or "other"
        else:
            found.troubles[slot] = self._wrong_number(slot, number, words)

    def _numbered(self, slot: str, number: str, kind: IdentifierKind, found: Read) -> None:
        """The number; the subject's own also tells which kind it is, and whether it is an organisation's."""
        found.values[slot] = number
        if slot == _SUBJECT:
            found.values["subject_id_type"] = kind.value
            person = kind is IdentifierKind.RESIDENT_ID
            found.values["subject_kind"] = "natural_person" if person else "organisation"

    def _wrong_number(self, slot: str, number: str, words: str) -> str:
        if sum(c.isdigit() for c in number) < _LENGTH // 2:
            return self._say("number")
        return self._trouble(slot, what_is_wrong(number, start_reading(words, self._expected(slot))), words)

    def _day(self, slot: str, words: str, found: Read) -> None:
        try:
            day = date.fromisoformat(words)
        except ValueError:
            self._heard(slot, words, found, "date")
            return
        if day > self.today:
            found.troubles[slot] = self._trouble(slot, "future_date", words)
        else:
            found.values[slot] = day.isoformat()

    def _heard(self, slot: str, words: str, found: Read, otherwise: str) -> None:
        """As the chat hears the answer to the question; the words `otherwise` where it hears nothing."""
        heard = self._hear(slot, words)
        trouble = next((t for t in heard.troubles if t.slot == slot), None)
        if heard.value(slot) is not None:
            found.values[slot] = heard.value(slot)
        elif trouble is not None:
            found.troubles[slot] = self._trouble(slot, trouble.code, trouble.words)
        else:
            found.troubles[slot] = self._say(otherwise)

    def _hear(self, slot: str, words: str) -> Heard:
        return self.hear(words, self._expected(slot))

    def _expected(self, slot: str) -> Expectation:
        return Expectation(self.today, asked=slot, act=self.act, slots=self.slots)

    def _trouble(self, slot: str, code: str, words: str) -> str:
        name = self.wording.say(f"dialogue.labels.{slot}")
        return self.wording.say(f"dialogue.trouble.{code}", field=name, words=words).replace(*_AGAIN)

    def _say(self, name: str, /, **values: object) -> str:
        return self.wording.say(f"form_page.trouble.{name}", **values)


def _kind_of(number: str, today: date) -> IdentifierKind | None:
    """The kind of a number whose check digits are right."""
    kind = guess_kind(number)
    if kind is None:
        return None
    try:
        read_identifier(kind, number, today=today)
    except IdentifierError:
        return None
    return kind
