"""Days that a question names: 2026年11月20日, 11月20号, 十一月二十日, 今天, 前天."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.regulations.numerals import NUMERAL_CLASS, NumeralError, to_int

_N = rf"[{NUMERAL_CLASS}\d]"
_FULL = re.compile(rf"(?P<year>20\d\d|二[零〇○]{_N}{{2}})\s?[年./-]\s?(?P<month>{_N}{{1,3}})\s?[月./-]\s?(?P<day>{_N}{{1,3}})[日号]?")
_SHORT = re.compile(rf"(?<!年)(?<!{_N})(?P<month>{_N}{{1,3}})月(?P<day>{_N}{{1,3}})[日号]")
_RELATIVE = {"大前天": -3, "前天": -2, "昨天": -1, "昨日": -1, "今天": 0, "今日": 0, "今儿": 0, "明天": 1, "后天": 2}
_RELATIVE_RE = re.compile("|".join(sorted(_RELATIVE, key=len, reverse=True)))
_UNCLEAR = re.compile(r"农历[^，。？！\s]{0,8}|阴历[^，。？！\s]{0,8}|腊月[^，。？！\s]{0,4}|正月[^，。？！\s]{0,4}|(?:初|大年)[一二三四五六七八九十]{1,2}(?!级|中|步|次|等)")


@dataclass(frozen=True, slots=True)
class Days:
    """The days named, in order, and a lunar or vague one that needs asking for."""

    found: tuple[date, ...]
    unclear: str | None


def find_days(text: str, today: date) -> Days:
    """Days named in `text`. One without a year is the latest such day that is not after `today`."""
    found: list[tuple[int, date]] = []
    rest = text
    for match in _FULL.finditer(text):
        year, month, day = (_number(match[k]) for k in ("year", "month", "day"))
        if (made := _day(year, month, day)) is not None:
            found.append((match.start(), made))
        rest = rest[: match.start()] + " " * (match.end() - match.start()) + rest[match.end() :]
    for match in _SHORT.finditer(rest):
        month, day = _number(match["month"]), _number(match["day"])
        made = _day(today.year, month, day)
        if made is not None and made > today:
            made = _day(today.year - 1, month, day)
        if made is not None:
            found.append((match.start(), made))
    found += [(m.start(), today + timedelta(days=_RELATIVE[m.group()])) for m in _RELATIVE_RE.finditer(rest)]
    unclear = _UNCLEAR.search(text)
    return Days(tuple(d for _, d in sorted(found)), unclear.group() if unclear else None)


def _number(text: str) -> int:
    try:
        return to_int(text.replace("○", "〇"))
    except NumeralError:
        return 0


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
