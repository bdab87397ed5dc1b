"""A law text into 编/章/节, 条, 款, 项, 目.

* 条: a line that opens with 第…条 or 第…条之一, alone or before the first 款.
* 款: each passage of an article; 项: （一） at the start of a line; 目: 1. at the start of a line under a 项.
* A table of contents in front is skipped; 附件 and what follows it is not part of the articles.
"""

from __future__ import annotations

import re
from dataclasses import replace

from knowledge.regulations.article_tree import ParsedText, Unit, build_tree
from knowledge.regulations.lines import Passage, SourceLine, ends_passage, join_lines, page_breaks, read_lines
from knowledge.regulations.normalise import join
from knowledge.regulations.numerals import NUMERAL_CLASS, to_int, try_int

_N = rf"[{NUMERAL_CLASS}0-9０-９]"
_B = r"[ \t\u3000\u00a0]"
_DIVISION = re.compile(rf"第(?P<number>{_N}{{1,7}})(?P<level>分编|编|章|节)(?P<gap>{_B}{{0,8}})(?P<title>.{{0,60}})")
_ARTICLE = re.compile(rf"第(?P<number>{_N}{{1,7}})条(?:之(?P<inserted>{_N}{{1,3}}))?(?P<gap>{_B}{{0,8}})")
_ITEM = re.compile(rf"[（(]{_B}?(?P<number>{_N}{{1,3}}){_B}?[）)]{_B}{{0,8}}")
_SUBITEM = re.compile(rf"(?P<number>[0-9０-９]{{1,2}})[.．、](?![0-9０-９]){_B}{{0,8}}")
_APPENDIX = re.compile(r"附(?:件|录|表|：|:)")
_REFERENCE = tuple("第的所规至、和及或款项之以")
"""What follows 第…条 where it is a reference in running text and no heading."""


def parse_articles(raw: str) -> ParsedText:
    """Parse a law text; one without any 第…条 gives no chapters and all its words as `front`."""
    return build_tree(_without_contents(_units(raw)))


def _units(raw: str) -> list[Unit]:
    passages = list(join_lines(read_lines(raw), _Joining()))
    units: list[Unit] = []
    article, tail = 0, False
    for passage, breaks in zip(passages, page_breaks(passages), strict=True):
        unit = _unit(passage, article, tail)
        article, tail = (unit.number, False) if unit.kind == "article" else (article, unit.kind == "tail")
        units.append(replace(unit, page_breaks=breaks))
    return units


class _Joining:
    """Says whether a line runs on the passage before it; remembers the last article's number on the way."""

    def __init__(self) -> None:
        self.article = 0

    def __call__(self, before: list[SourceLine], line: SourceLine) -> bool:
        words = line.text.text
        closed = not before or self._closed(before)
        if heading := _article_heading(words, self.article, opens=closed):
            self.article = to_int(heading["number"])
            return False
        if closed or _division(words) or _ITEM.match(words) or _SUBITEM.match(words):
            return False
        return self.article > 0 or line.page_break or _bracket_open(before[-1].text.text)

    @staticmethod
    def _closed(before: list[SourceLine]) -> bool:
        first, last = before[0].text.text, before[-1].text.text
        heading_alone = len(before) == 1 and (_ARTICLE.fullmatch(first) or _division(first))
        return bool(heading_alone) or ends_passage(last)


def _bracket_open(line: str) -> bool:
    return line.count("(") + line.count("（") > line.count(")") + line.count("）")


def _article_heading(line: str, last: int, *, opens: bool) -> re.Match[str] | None:
    """第…条 as a heading, not as a reference that a wrapped line happens to begin with.

    `last` is the number of the article before; `opens`: the passage before is closed.
    """
    match = _ARTICLE.match(line)
    number = try_int(match["number"]) if match else None
    if match is None or number is None:
        return None
    rest = line[match.end() :]
    if not match["gap"] and rest.startswith(_REFERENCE):
        return None
    expected = number == last + 1 or (number == last and match["inserted"] is not None)
    return match if opens or expected else None


def _division(line: str) -> re.Match[str] | None:
    match = _DIVISION.fullmatch(line)
    if match is None or ends_passage(line) or (not match["gap"] and match["title"].startswith(_REFERENCE)):
        return None
    return match


def _unit(passage: Passage, article: int, tail: bool) -> Unit:
    text = passage.text
    if match := _article_heading(text.text, article, opens=True):
        return Unit("article", text, to_int(match["number"]), try_int(match["inserted"]), match.end())
    if (match := _division(text.text)) and (number := try_int(match["number"])):
        at = match.start("title")
        return Unit("division", join((text[:at], text[at:].without_spaces())), number, None, at, match["level"])
    if not article:
        return Unit("front", text)
    if tail or _APPENDIX.match(text.text):
        return Unit("tail", text)
    for kind, pattern in (("item", _ITEM), ("subitem", _SUBITEM)):
        if (match := pattern.match(text.text)) and (number := try_int(match["number"])):
            return Unit(kind, text, number, None, match.end())
    return Unit("paragraph", text)


def _without_contents(units: list[Unit]) -> list[Unit]:
    """Without a table of contents: the division headings before the one that the first article stands under."""
    first = next((i for i, unit in enumerate(units) if unit.kind == "article"), len(units))
    divisions = [i for i in range(first) if units[i].kind == "division"]
    if not divisions:
        return units
    key = (units[divisions[0]].level, units[divisions[0]].number)
    repeats = [i for i in divisions if (units[i].level, units[i].number) == key]
    front = [u for u in units[: repeats[0]] if u.text.without_spaces().text not in ("目录", "目次")]
    return front + units[repeats[-1] :]
