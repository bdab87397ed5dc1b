"""The new words of a field that is corrected: 记录那条是电费不是水费, 报送单位改成供电公司, 材料不是收据，是发票."""

from __future__ import annotations

import re

from assistant.dialogue.heard import Mention
from assistant.dialogue.hearing.choices import value_of
from assistant.dialogue.hearing.lists import split_list
from assistant.dialogue.hearing.reading import TAKEN, Reading
from assistant.dialogue.slots import SLOTS, Kind

_END = r"(?=[吧啊呀哈。.！!\s]*$)"
_WORDS = r"(?P<new>[^，,；;。？?]{2,40}?)"
_LONG = r"(?P<new>[^？?]{2,200}?)"
_FORMS = (
    re.compile(rf"(?:改成|改为|换成|换为|更正为|重写|重新写|改)(?:一下)?\s?[:：]\s?{_LONG}{_END}"),
    re.compile(rf"(?:改成|改为|换成|换为|改到|更正为)了?\s?{_WORDS}{_END}"),
    re.compile(rf"(?<!不)(?:应该)?(?:是|叫)\s?{_WORDS}[，,\s]?(?:而)?不(?:是|叫)"),
    re.compile(rf"不(?:是|叫)[^，,。；;]{{1,20}}?[，,\s]?(?:而)?(?:应该)?(?:是|叫)\s?{_WORDS}{_END}"),
    re.compile(rf"[，,：:\s](?:应该|其实|实际)?(?:是|叫|为|写)\s?{_WORDS}{_END}"),
    re.compile(rf"(?:错了?|不对|有误)(?:了|的)?[，,：:\s]+(?!是|应该|其实){_WORDS}{_END}"),
)
_DENIED = re.compile(r"不(?:是|叫)\s?(?P<old>[^，,。；;！!？?]{1,20}?)(?=[，,。；;！!？?\s]|而?(?:是|叫)|[的吧]?$)")
_ACCOUNTS = ("objection_detail", "topic")
_OPENS = re.compile(r"[:：]\s?$")
_ALIKE = 4
"""Characters in a row that two versions of the same words share."""
_CHOICES = ("info_kind", "objection_ground")
_TEXTS = (Kind.TEXT, Kind.LIST, Kind.DOCUMENT)


def new_words(line: str) -> tuple[int, int] | None:
    """Where the new words stand; None where none are given."""
    found = next((m for form in _FORMS if (m := form.search(line)) is not None), None)
    return found.span("new") if found else None


def denied_slots(reading: Reading) -> tuple[str, ...]:
    """The fields known to hold what is now denied (不是张伟)."""
    denied = [m["old"].removesuffix("的") for m in _DENIED.finditer(reading.line)]
    span = new_words(reading.line)
    new = reading.line[slice(*span)] if span is not None else ""
    return tuple(
        slot
        for slot, value in reading.expected.slots.items()
        if slot in SLOTS and any(_holds(slot, value, old) and not _holds(slot, value, new) for old in denied)
    )


def akin_slots(reading: Reading) -> tuple[str, ...]:
    """The one field of free words that the new words are a version of (是2021年的三八红旗手); empty where none is."""
    span = new_words(reading.line)
    new = reading.line[slice(*span)] if span is not None else ""
    found = [
        slot
        for slot, value in reading.expected.slots.items()
        if slot in SLOTS and SLOTS[slot].kind in _TEXTS and _shares(new, value)
    ]
    return tuple(found) if len(found) == 1 else ()


def _shares(new: str, value: object) -> bool:
    known = "，".join(map(str, value)) if isinstance(value, list) else str(value)
    return any(new[at : at + _ALIKE] in known for at in range(len(new) - _ALIKE + 1))


def read_new_words(reading: Reading, corrected: tuple[str, ...]) -> None:
    """The new value of the one field of free text, or of the closed choice, that the words point at."""
    span = new_words(reading.line)
    if span is None:
        return
    words = reading.line[slice(*span)]
    for slot in _CHOICES:
        named = slot in corrected or (slot in reading.expected.slots and slot in denied_slots(reading))
        if named and (value := value_of(slot, words, reading.expected.grounds)) is not None:
            reading.mention(slot, value, words)
    account = next((slot for slot in corrected if slot in _ACCOUNTS), None)
    if account is not None and _OPENS.search(reading.line[: span[0]]):
        reading.mentions = [Mention(account, reading.take(*span), reading.raw[slice(*span)])]
        return
    heard = {m.slot for m in reading.mentions if m.sure}
    texts = [s for s in corrected if s in SLOTS and SLOTS[s].kind in _TEXTS and s not in heard and s not in _CHOICES]
    if len(texts) != 1 or TAKEN in reading.open[slice(*span)] or heard & set(corrected):
        return
    said = reading.take(*span)
    kept: object = split_list(said) if SLOTS[texts[0]].kind is Kind.LIST else said
    if kept:
        reading.mention(texts[0], kept, said)


def _holds(slot: str, value: object, denied: str) -> bool:
    if slot in _CHOICES:
        return value_of(slot, denied, {}) == value
    if isinstance(value, list):
        return any(denied in str(item) for item in value)
    return len(denied) >= 2 and denied in str(value)
