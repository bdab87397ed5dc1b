"""Days in a message, and which of them it is: the day of the event (收到、作出) or of handing in (递交)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from assistant.dialogue.acts import Act
from assistant.dialogue.hearing import date_forms
from assistant.dialogue.hearing.reading import Reading
from assistant.dialogue.slots import SLOTS, Kind

_SUBMITTED = re.compile(
    r"递(?:的|交|了|上|过)|提交|交(?:的|了|上|过)(?!款|罚|钱)(?:去|来)?(?:材料|申请)?|申请|提(?:的|出|过"
    r"|了)(?:异议|申请|修复)?|报(?:的|上)(?:材料|去)|送(?:的|去)材料|寄(?:的|出|去)|办的"
)
_EVENT = re.compile(
    r"收到|收的|拿到|接到|送达|通知|告知|作出|做出|下(?:的|达|来|了|发)|出的|开的|处罚|罚的|被罚|判(?:的"
    r"|决|了)?|裁定|撤销|变更|改判|生效|列入|列进|拉进|拉黑|认定|公示|发现|登的|发生|得知|知道|看到"
    r"|上(?:的|了)(?:名单|黑名单|网)|确认"
)
_YEAR_ONLY = re.compile(r"(?:今|去|前|大前)年|(?:19|20)\d\d年(?:的)?")
"""2023年罚的: tells of the record, and is no attempt at a day."""
_FULL_YEAR = re.compile(r"(?<![0-9])20\d\d(?=\s{0,2}[年./-]\s{0,2}\d{1,2}\s{0,2}[月./-])")
_MONEY = re.compile(r"罚款|罚金|欠款|税款?|钱|费")
_HANDED = re.compile(r"交|缴|付|还|结")
_DENIED = ("不是", "并非", "不叫", "不是在")
_CORRECTED = re.compile(r"日期|日子|哪天|不是.{1,8}[号日]")
_PAID = re.compile(
    r"交(?:的|了|过|清)?(?:罚|钱|款)|缴|付(?:的|了|清)|还(?:的|了|清)|整改|出生|生日|生于|入职|注册|成立"
    r"|到期|开(?:店|业)"
)


def read_dates(reading: Reading) -> None:
    """Every day that is told fully or by how long ago it was."""
    asked = _asked_for_day(reading)
    for pattern, read, sure in date_forms.FORMS:
        for found in reading.find(pattern):
            if found.end() > found.start():
                _note(reading, found, read, sure=sure)
    if asked:
        for pattern, read, sure in date_forms.ANSWERS:
            for found in reading.find(pattern):
                _note(reading, found, read, sure=sure)
    for found in reading.find(date_forms.BARE_DAY):
        _before, after = reading.clause(found.start(), found.end())
        corrected = "event_date" in reading.expected.slots and _CORRECTED.search(reading.line)
        if asked or corrected or _EVENT.match(after.lstrip("我就才")) or _SUBMITTED.match(after.lstrip("我就才")):
            _note(reading, found, date_forms.bare_day, sure=False)
    _vague(reading, asked=asked)


def slot_of_day(reading: Reading, start: int, end: int) -> str | None:
    """The slot a day belongs to by the words of its clause; None where it is about something else (paid on, born on)."""
    before, after = reading.clause(start, end)
    if _MONEY.search(before) and _HANDED.match(after.lstrip("我就才都已经")):
        return None
    cues = [
        (distance, slot)
        for slot, pattern in (("submitted_on", _SUBMITTED), ("event_date", _EVENT), ("", _PAID))
        if (distance := _nearest(pattern, before, after)) is not None
    ]
    asked = reading.expected.asked if _asked_for_day(reading) else None
    if cues:
        return min(cues)[1] or asked
    if asked is not None:
        return asked
    known = reading.expected.slots
    return "submitted_on" if "submitted_on" in known and "event_date" not in known else "event_date"


def _nearest(pattern: re.Pattern[str], before: str, after: str) -> int | None:
    """Characters between a day and its cue; what follows the day binds closer (5月6日收到的)."""
    distances = [2 * (len(before) - m.end()) + 1 for m in pattern.finditer(before)]
    following = pattern.search(after)
    if following is not None:
        distances.append(following.start())
    return min(distances, default=None)


def _note(
    reading: Reading, found: re.Match[str], read: Callable[[re.Match[str], date], date | None], *, sure: bool
) -> None:
    today = reading.expected.today
    made = read(found, today)
    slot = slot_of_day(reading, found.start(), found.end())
    if read is date_forms.latest_day and made is not None:
        made = _in_year_told(reading, found.start(), made, reading.expected.slots.get(slot or ""))
    words = reading.take(found.start(), found.end())
    if slot is None or reading.line[: found.start()].endswith(_DENIED):
        return
    if made is None:
        reading.trouble(slot, "impossible_date", words)
    elif made > today:
        reading.trouble(slot, "future_date", words)
    else:
        placed = _in_act(reading) or slot == "submitted_on" or _labelled(reading, found)
        reading.mention(slot, made.isoformat(), words, sure=sure and placed)


def _in_year_told(reading: Reading, at: int, made: date, known: str | None) -> date:
    """A day without a year lies in the year of the full day told before it (2024年5月6日作出，5月10日收到), or of the
    day that it corrects."""
    told = [m.group() for m in _FULL_YEAR.finditer(reading.line[:at])] or ([known[:4]] if known else [])
    within = date_forms.day(int(told[-1]), made.month, made.day) if told else None
    return within if within is not None and within <= reading.expected.today else made


def _labelled(reading: Reading, found: re.Match[str]) -> bool:
    before, after = reading.clause(found.start(), found.end())
    return bool(_EVENT.search(after) or _EVENT.search(before))


def _vague(reading: Reading, *, asked: bool) -> None:
    """A lunar or vague day is told back, where a day was asked for or is spoken of as the event's."""
    if any(m.slot in ("event_date", "submitted_on") for m in reading.mentions):
        return
    for code, pattern in (("lunar_date", date_forms.LUNAR), ("relative_date", date_forms.RELATIVE)):
        for found in reading.find(pattern):
            _before, after = reading.clause(found.start(), found.end())
            cued = _EVENT.match(after.lstrip("我的就才那 ")) or _SUBMITTED.match(after.lstrip("我的就才那 "))
            if not asked and not (
                cued and not _YEAR_ONLY.fullmatch(found.group()) and not reading.asks and _in_act(reading)
            ):
                continue
            slot = slot_of_day(reading, found.start(), found.end())
            if slot is not None:
                reading.trouble(slot, code, reading.take(found.start(), found.end()))
                return


def _in_act(reading: Reading) -> bool:
    return reading.act not in (None, Act.HANDOFF)


def _asked_for_day(reading: Reading) -> bool:
    slot = SLOTS.get(reading.expected.asked or "")
    return slot is not None and slot.kind is Kind.DATE
