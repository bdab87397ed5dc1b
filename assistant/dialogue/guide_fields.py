"""What was filled in, field by field, as its citizen reads it again: numbers recognisable but masked, choices in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from assistant.answering.gather_evidence import chinese_day
from assistant.dialogue.flows.schema import Flow
from assistant.dialogue.flows.words import sentences
from assistant.dialogue.guide_law import PlaceLaw
from assistant.dialogue.slots import SLOTS, Kind
from assistant.wording import Wording

_NUMBER = re.compile(r"(?<![0-9A-Za-z])[0-9A-Z]{17}[0-9A-Za-z](?![0-9A-Za-z])|(?<!\d)1[3-9]\d{9}(?!\d)")
_FIRST, _LAST = 3, 4
_NEVER_TOLD = ("subject_id_type",)
"""Follows from the number, and is not asked for."""


def filled(
    flow: Flow, slots: Mapping[str, Any], law: PlaceLaw, places: Mapping[str, str], wording: Wording
) -> Iterator[tuple[str, str]]:
    """Label and value of every slot that was given, in the order of the questions, then those told by the way."""
    order = dict.fromkeys((*(node.slot for node in flow.nodes), *flow.heard, *slots))
    for name in order:
        if name in slots and name in SLOTS and name not in _NEVER_TOLD:
            yield label(name, wording), _value(name, slots[name], law, places, wording)


def label(slot: str, wording: Wording) -> str:
    """The slot as a reader knows it."""
    return wording.say(f"dialogue.labels.{slot}")


def masked(number: str) -> str:
    """A number that its owner recognises: the first three and the last four characters; a short one is hidden whole."""
    hidden = len(number) - _FIRST - _LAST
    return number[:_FIRST] + "*" * hidden + number[-_LAST:] if hidden >= _LAST else "*" * len(number)


def words_of(text: str) -> str:
    """The citizen's own words in one line: nothing in them can read as a marker or a quote, and numbers are masked."""
    line = " ".join(text.split()).lstrip("> ").replace("[", "［").replace("]", "］")
    return _NUMBER.sub(lambda found: masked(found[0]), line)


def _value(name: str, value: Any, law: PlaceLaw, places: Mapping[str, str], wording: Wording) -> str:
    kind = SLOTS[name].kind
    if kind is Kind.PLACE:
        return places.get(value, words_of(str(value)))
    if kind is Kind.CHOICE:
        return _choice(name, str(value), law, wording)
    if kind is Kind.IDENTIFIER:
        return masked(str(value))
    if kind is Kind.DATE:
        return chinese_day(date.fromisoformat(value))
    if kind is Kind.LIST:
        return "、".join(words_of(str(one)) for one in value)
    return words_of(str(value))


def _choice(name: str, value: str, law: PlaceLaw, wording: Wording) -> str:
    """In the place's own words where it has some."""
    if law.guidance is not None and name == "objection_ground" and value in law.guidance.grounds:
        return law.guidance.grounds[value].name
    if law.kinds is not None and name == "info_kind" and value in law.kinds:
        return law.kinds[value]
    return str(sentences(wording, "values", name).get(value, words_of(value)))
