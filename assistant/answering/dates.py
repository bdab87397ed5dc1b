"""Days that a question names: 2026年11月20日, 11月20号, 十一月二十日, 今天, 前天."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from knowledge.regulations.numerals import NUMERAL_CLASS, NumeralError, to_int

_N = rf"[{NUMERAL_CLASS}\d]"
_FULL = re.compile(
    rf"(?P<year>20\d\d|二[零〇○]{_N}{{2}})\s?[年./-]\s?(?P<month>{_N}{{1,3}})\s?[月./-]\s?(?P<day>{_N}{{1,3}})[日号]?"
)
_SHORT = re.compile(rf"(?<!年)(?<!{_N})(?P<month>{_N}{{1,3}})月(?P<day>{_N}{{1,3}})[日号]")
_OF_YEAR = re.compile(rf"(?P<year>今年|去年|前年)的?(?P<month>{_N}{{1,3}})月(?P<day>{_N}{{1,3}})[日号]")
_YEARS = {"今年": 0, "去年": -1, "前年": -2}
_AGO = re.compile(rf"(?P<number>{_N}{{1,3}})天(?:以?前|之前)")
_RELATIVE = {"大前天": -3, "前天": -2, "昨天": -1, "昨日": -1, "今天": 0, "今日": 0, "今儿": 0, "明天": 1, "后天": 2}
_RELATIVE_RE = re.compile("|".join(sorted(_RELATIVE, key=len, reverse=True)))
_LUNAR_DAY = r"(?:初|廿|十)?[一二三四五六七八九十]{1,3}"
_UNCLEAR = re.compile(
    rf"(?:农历|阴历)(?:.?[正腊冬]?{_N}{{0,2}}月?{_LUNAR_DAY})?|[正腊]月{_LUNAR_DAY}"
    rf"|(?<!年)(?:大年)?初[一二三四五六七八九十](?![级中步次等个])|大年三十|除夕"
    r"|上上?个?(?:周|星期|礼拜)[一二三四五六日天]|上个?月[\d一二三四五六七八九十初]+[日号]?|下个?月[\d一二三四五六七八九十初]+[日号]?"
)


_BESIDE = 2
"""Characters between a vague day and the calendar day that it is told with: 上周五（11月13日)."""


@dataclass(frozen=True, slots=True)
class Days:
    """The days named, in order, and one that needs asking for: lunar, vague (上周五), or no day at all (2月30日)."""

    found: tuple[date, ...]
    unclear: str | None


def find_days(text: str, today: date) -> Days:
    """Days named in `text`. One without a year is the latest such day that is not after `today`."""
    found: list[tuple[int, date]] = []
    rest = text
    bad: str | None = None
    for match in _FULL.finditer(text):
        year, month, day = (_number(match[k]) for k in ("year", "month", "day"))
        if (made := _day(year, month, day)) is not None:
            found.append((match.start(), made))
        bad = bad or (match.group() if made is None else None)
        rest = rest[: match.start()] + " " * (match.end() - match.start()) + rest[match.end() :]
    for match in _OF_YEAR.finditer(rest):
        year = today.year + _YEARS[match["year"]]
        if (made := _day(year, _number(match["month"]), _number(match["day"]))) is not None:
            found.append((match.start(), made))
        bad = bad or (match.group() if made is None else None)
        rest = rest[: match.start()] + " " * (match.end() - match.start()) + rest[match.end() :]
    for match in _SHORT.finditer(rest):
        month, day = _number(match["month"]), _number(match["day"])
        years = (today.year - back for back in range(8))
        made = next((d for y in years if (d := _day(y, month, day)) is not None and d <= today), None)
        if made is not None:
            found.append((match.start(), made))
        bad = bad or (match.group() if made is None else None)
    found += [(m.start(), today - timedelta(days=_number(m["number"]))) for m in _AGO.finditer(rest)]
    found += [(m.start(), today + timedelta(days=_RELATIVE[m.group()])) for m in _RELATIVE_RE.finditer(rest)]
    starts = {position for position, _ in found}
    vague = (m for m in _UNCLEAR.finditer(text) if not starts & set(range(m.start(), m.end() + _BESIDE)))
    unclear = next(vague, None)
    words = unclear.group() if unclear else bad
    return Days(tuple(d for _, d in sorted(found)), words)


def without_days(text: str) -> str:
    """The text without the days it names: they tell nothing about which clause is meant."""
    for pattern in (_FULL, _OF_YEAR, _UNCLEAR, _SHORT):
        text = pattern.sub("", text)
    return text


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
