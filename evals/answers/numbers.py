"""Is every number in an answer backed? Read off the answer alone, by other code than that which writes answers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answer import Answer
from knowledge.citations.reference import ClauseRef, ClauseRefError
from knowledge.regulations.corpus import Corpus

_NUMERAL = "[0-9零〇一二两三四五六七八九十百千万]+"
_AMOUNT = re.compile(rf"(?P<number>{_NUMERAL})(?:个)?(?P<unit>工作日|日内|日|天|个?月|年|周岁|岁|小时|元|万元|倍|%|％)")
_DATE = re.compile(r"(?P<y>\d{4})\s*(?:年|-)\s*(?P<m>\d{1,2})\s*(?:月|-)\s*(?P<d>\d{1,2})\s*日?")
_YEAR = re.compile(r"(?P<y>\d{4})\s*年")
_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10000}


def unbacked(answer: Answer, question: str, corpus: Corpus) -> tuple[str, ...]:
    """Amounts and dates of the text that stand in no quote, no computed result, not in the question, nor in `as_of`.

    A quoted line is what it says only if it stands word for word in a cited article (the head of a list is shown above the
    cited item). A day that a computed count passes is backed only where the count itself names it.
    """
    lines = answer.text.splitlines()
    shown = [line.lstrip()[1:].strip() for line in lines if line.lstrip().startswith(">")]
    articles = [_article(c.clause, corpus) for c in answer.citations]
    backing = "\n".join(
        (
            question,
            answer.as_of.isoformat(),
            *(c.quote for c in answer.citations),
            *(line for line in shown if any(line in article for article in articles)),
            *(c.title for c in answer.citations),
            *(f"{c.start} {c.due} {c.days}{c.unit} {c.counted}" for c in answer.computed),
        )
    )
    amounts, dates, years = set(_amounts(backing)), set(_dates(backing)), {y for y, _, _ in _dates(backing)}
    years |= {int(m["y"]) for m in _YEAR.finditer(backing)}
    loose = [f"{y}-{m}-{d}" for y, m, d in _dates(answer.text) if (y, m, d) not in dates]
    rest = _DATE.sub(" ", answer.text)
    loose += [f"{number}{unit}" for number, unit in _amounts(_YEAR.sub(" ", rest)) if (number, unit) not in amounts]
    loose += [f"{m['y']}年" for m in _YEAR.finditer(rest) if int(m["y"]) not in years]
    return tuple(dict.fromkeys(loose))


def _article(clause: str, corpus: Corpus) -> str:
    try:
        found = corpus.find(ClauseRef.parse(clause).top)
    except ClauseRefError:
        return ""
    return found.text if found else ""


def _amounts(text: str) -> Iterator[tuple[int, str]]:
    for match in _AMOUNT.finditer(text):
        unit = match["unit"].removeprefix("个").removesuffix("内").replace("％", "%")
        yield _value(match["number"]), {"天": "日", "周岁": "岁"}.get(unit, unit)


def _dates(text: str) -> Iterator[tuple[int, int, int]]:
    for match in _DATE.finditer(text):
        yield int(match["y"]), int(match["m"]), int(match["d"])


def _value(numeral: str) -> int:
    """二十 and 20 alike; a row of digits such as 二〇二六 as written."""
    if numeral.isdigit() and numeral.isascii():
        return int(numeral)
    if all(c in _DIGITS or c.isdigit() for c in numeral):
        return int("".join(str(_DIGITS.get(c, c)) for c in numeral))
    total = part = 0
    for c in numeral:
        if c in _UNITS:
            total += max(part, 1) * _UNITS[c] if _UNITS[c] < 10000 else 0
            if _UNITS[c] == 10000:
                total = (total + part) * 10000
            part = 0
        else:
            part = part * 10 + (_DIGITS[c] if c in _DIGITS else int(c))
    return total + part
