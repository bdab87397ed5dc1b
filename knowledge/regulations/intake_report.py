"""What a person should look at before approving an imported text."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from knowledge import messages
from knowledge.citations.reference import ClauseRef, Scheme
from knowledge.regulations.article_tree import ParsedText
from knowledge.regulations.lines import ends_passage
from knowledge.regulations.model import Article, Paragraph
from knowledge.regulations.numerals import NUMERAL_CLASS, NumeralError, to_chinese, to_int

_N = rf"[{NUMERAL_CLASS}0-9]"
_DAY = rf"({_N}{{4}})年({_N}{{1,3}})月({_N}{{1,3}})日"
_ADOPTED = re.compile(_DAY + r"[^。\n]{0,60}?(?:通过|签发|印发)")
_IN_FORCE = re.compile(rf"自{_DAY}起(?:施行|实施|生效)")
_NOTED = re.compile(rf"{_DAY}.{{0,60}}?(?:通过|签发|印发|公布|施行)")
"""A line in front that only says when what was done."""
_NUMBER = re.compile(r"(?:[\u4e00-\u9fff]{1,12}[〔\[（(]\d{4}[〕\]）)]|(?:国务院令|公告)?第)\d{1,4}号")
_ISSUER = re.compile(r"日[ \u3000]{0,4}([\u4e00-\u9fff]{0,30}?(?:人民代表大会常务委员会|人民代表大会|国务院|人民政府))")
_FOREIGN = re.compile(r"(?<![A-Za-z])[A-Za-z]{2,20}(?![A-Za-z])")
_MOST = 20


@dataclass(frozen=True, slots=True)
class Guessed:
    """Metadata read off the text; None where it says nothing. `in_force_place` is the article that gives the date."""

    title: str | None = None
    adopted: date | None = None
    in_force_from: date | None = None
    in_force_place: str | None = None
    number: str | None = None
    issuer: str | None = None


@dataclass(frozen=True, slots=True)
class ImportReport:
    """Counts, the outline, guessed metadata, and everything worth a second look.

    `repeats` are numbers that occur more than once: they bar approval. `unparsed` lines belong to no article.
    """

    chapters: tuple[tuple[str, int], ...]
    articles: int
    paragraphs: int
    items: int
    guessed: Guessed
    gaps: tuple[str, ...]
    repeats: tuple[str, ...]
    suspicious: tuple[str, ...]
    warnings: tuple[str, ...]
    unparsed: tuple[str, ...]


def report(raw: str, parsed: ParsedText, scheme: Scheme, notes: tuple[str, ...] = ()) -> ImportReport:
    """The import report of a parsed text; `notes` are what the reader of the file had to say."""
    articles = [article for chapter in parsed.chapters for article in chapter.articles]
    paragraphs = [paragraph for article in articles for paragraph in article.paragraphs]
    warnings = list(notes)
    if scheme is Scheme.ARTICLES and not any(chapter.title for chapter in parsed.chapters):
        warnings.append(messages.NO_CHAPTERS)
    warnings += _warnings(articles, parsed, scheme)
    guessed = guess(parsed, articles, scheme)
    return ImportReport(
        chapters=tuple(("　".join(chapter.path), len(chapter.articles)) for chapter in parsed.chapters),
        articles=len(articles),
        paragraphs=len(paragraphs),
        items=sum(len(paragraph.items) for paragraph in paragraphs),
        guessed=guessed,
        gaps=tuple(_gaps(articles)),
        repeats=tuple(_repeats(articles)),
        suspicious=tuple(_suspicious(raw)),
        warnings=tuple(warnings),
        unparsed=tuple(_unparsed(parsed, guessed)),
    )


def guess(parsed: ParsedText, articles: list[Article], scheme: Scheme) -> Guessed:
    """The title, dates, number and issuer that the text itself gives."""
    front = "\n".join(parsed.front)
    adopted, number, issuer = _ADOPTED.search(front), _NUMBER.search(front), _ISSUER.search(front)
    since, place = None, None
    for article in reversed(articles):
        if match := _IN_FORCE.search("\n".join(p.text for p in article.paragraphs)):
            since, place = _date(match), ClauseRef("x", article.number, article.inserted).locator(scheme)
            break
    return Guessed(
        title=next((line for line in parsed.front if _looks_like_title(line)), None),
        adopted=_date(adopted) if adopted else None,
        in_force_from=since,
        in_force_place=place,
        number=number[0] if number else None,
        issuer=issuer[1] if issuer else None,
    )


def _looks_like_title(line: str) -> bool:
    return 4 <= len(line) <= 80 and not ends_passage(line) and "年" not in line[:8] and not line.startswith(("（", "("))


def _date(match: re.Match[str]) -> date | None:
    try:
        return date(*(to_int(part) for part in match.groups()))
    except (NumeralError, ValueError):
        return None


def _gaps(articles: list[Article]) -> Iterator[str]:
    numbers = [article.number for article in articles]
    if numbers and numbers[0] != 1:
        yield messages.FIRST_NOT_ONE.format(number=to_chinese(numbers[0]))
    for before, after in pairwise(numbers):
        if after > before + 1:
            missing = to_chinese(before + 1) + (f"至{to_chinese(after - 1)}" if after > before + 2 else "")
            yield messages.GAP.format(before=to_chinese(before), after=to_chinese(after), missing=missing)


def _repeats(articles: list[Article]) -> Iterator[str]:
    counted = Counter((article.number, article.inserted) for article in articles)
    for (number, inserted), count in counted.items():
        if count > 1:
            yield messages.REPEAT.format(number=to_chinese(number) + (f"之{to_chinese(inserted)}" if inserted else ""))
    for article in articles:
        for paragraph in article.paragraphs:
            numbers = [item.number for item in paragraph.items]
            if len(set(numbers)) < len(numbers):
                yield messages.ITEM_ORDER.format(place=_place(article, paragraph), numbers=_listed(numbers))


def _place(article: Article, paragraph: Paragraph) -> str:
    ref = ClauseRef("x", article.number, article.inserted, paragraph.number)
    return ref.locator(lone_paragraph=len(article.paragraphs) == 1)


def _listed(numbers: list[int]) -> str:
    return "、".join(to_chinese(number) for number in numbers[:_MOST])


def _warnings(articles: list[Article], parsed: ParsedText, scheme: Scheme) -> Iterator[str]:
    for article in articles:
        place = ClauseRef("x", article.number, article.inserted).locator(scheme)
        for paragraph in article.paragraphs:
            numbers = [item.number for item in paragraph.items]
            if len(set(numbers)) == len(numbers) and numbers != list(range(1, len(numbers) + 1)):
                yield messages.ITEM_ORDER.format(place=_place(article, paragraph), numbers=_listed(numbers))
            last = paragraph.items[-1].text if paragraph.items else paragraph.text
            if last and not ends_passage(last, brackets_end=scheme is Scheme.NUMBERED_ITEMS):
                yield messages.UNENDED.format(place=_place(article, paragraph), words=last[-12:])
        words = parsed.citable.text[article.start : article.end]
        for match in list(_FOREIGN.finditer(words))[:3]:
            yield messages.FOREIGN.format(place=place, words=match[0])
        if any(article.start < at < article.end for at in parsed.page_breaks):
            yield messages.JOINED.format(place=place)


def _suspicious(raw: str) -> Iterator[str]:
    """Control, private-use, replacement and invisible characters, and compatibility forms of Chinese ones."""
    found = 0
    for number, line in enumerate(raw.split("\n"), 1):
        for at, char in enumerate(line):
            odd = unicodedata.category(char) in ("Cc", "Cf", "Co", "Cn", "Cs") and char not in "\t\ufeff"
            if odd or char == "\ufffd" or "\uf900" <= char <= "\ufaff":
                words = line[max(0, at - 8) : at + 9].strip()
                yield messages.SUSPICIOUS.format(line=number, char=repr(char), code=ord(char), words=words)
                found += 1
                break
        if found >= _MOST:
            return


def _unparsed(parsed: ParsedText, guessed: Guessed) -> Iterator[str]:
    for line in parsed.front:
        if line != guessed.title and not _NOTED.search(line) and not _NUMBER.search(line):
            yield line[:80]
    yield from (line[:80] for line in parsed.tail)
