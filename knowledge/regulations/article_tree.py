"""From the pieces of a law text to its tree: chapters, articles, 款, 项, 目."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

from knowledge.regulations.model import Article, Chapter, Item, Paragraph
from knowledge.regulations.normalise import CitableText, join

_LEVELS = ("编", "分编", "章", "节")


@dataclass(frozen=True, slots=True)
class Unit:
    """One piece of the text: its kind (front, division, article, paragraph, item, subitem, tail) and its passage.

    `marker` is the length of what stands before its own words: 第五条　, （一）.
    """

    kind: str
    text: CitableText
    number: int = 0
    inserted: int | None = None
    marker: int = 0
    level: str = ""
    page_breaks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedText:
    """What a parser found. Offsets are positions in `citable`; `page_breaks` are those closed inside passages."""

    citable: CitableText
    chapters: tuple[Chapter, ...]
    front: tuple[str, ...] = ()
    tail: tuple[str, ...] = ()
    page_breaks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Placed:
    """A unit with its offset in the citable text and the division headings above it, outermost first."""

    unit: Unit
    start: int
    above: tuple[Unit, ...] = ()

    @property
    def body(self) -> tuple[str, int, int]:
        """Its own words and their span."""
        start = self.start + self.unit.marker
        return self.unit.text.text[self.unit.marker :], start, self.start + len(self.unit.text)


def build_tree(units: list[Unit]) -> ParsedText:
    """Lay the pieces out as one citable text, one per line, and read the tree off their kinds."""
    placed = list(_place(units))
    return ParsedText(
        citable=join((unit.text for unit in units), "\n"),
        chapters=tuple(_chapters(placed)),
        front=tuple(unit.text.text for unit in units if unit.kind == "front"),
        tail=tuple(unit.text.text for unit in units if unit.kind == "tail"),
        page_breaks=tuple(p.start + at for p in placed for at in p.unit.page_breaks),
    )


def _place(units: list[Unit]) -> Iterator[_Placed]:
    above: tuple[Unit, ...] = ()
    position = 0
    for unit in units:
        if unit.kind == "division":
            rank = _LEVELS.index(unit.level)
            above = (*(u for u in above if _LEVELS.index(u.level) < rank), unit)
        yield _Placed(unit, position, above)
        position += len(unit.text) + 1


def _chapters(placed: list[_Placed]) -> Iterator[Chapter]:
    pieces = [p for p in placed if p.unit.kind in ("article", "paragraph", "item", "subitem")]
    articles = _split(pieces, lambda p: p.unit.kind == "article")
    for path, group in groupby(articles, lambda pieces: tuple(u for u in pieces[0].above if u.level != "节")):
        members = [(pieces[0].above, _article(pieces)) for pieces in group]
        sections = groupby(members, lambda m: next((u for u in m[0] if u.level == "节"), None))
        yield Chapter(
            number=path[-1].number if path else 0,
            title=_title(path[-1]) if path else "",
            articles=tuple(article for _, article in members),
            headings=tuple((_heading(s), tuple(a.number for _, a in in_it)) for s, in_it in sections if s),
            path=tuple(_heading(u) for u in path),
        )


def _title(unit: Unit) -> str:
    return unit.text.text[unit.marker :]


def _heading(unit: Unit) -> str:
    return f"{unit.text.text[: unit.marker].strip()} {_title(unit)}".strip()


def _split(values: list[_Placed], opens: Callable[[_Placed], bool]) -> list[list[_Placed]]:
    """Cut a list before every value that opens a new part; what precedes the first stays in the first part."""
    parts: list[list[_Placed]] = []
    for value in values:
        if not parts or opens(value):
            parts.append([])
        parts[-1].append(value)
    return parts


def _article(pieces: list[_Placed]) -> Article:
    head, body = pieces[0], [p for p in pieces if p.body[0]]
    groups = _split(body, lambda p: p.unit.kind in ("article", "paragraph"))
    paragraphs = tuple(_paragraph(number, group) for number, group in enumerate(groups, 1))
    begin = paragraphs[0].start if paragraphs else head.start
    return Article(head.unit.number, head.unit.inserted, paragraphs, begin, pieces[-1].body[2])


def _paragraph(number: int, pieces: list[_Placed]) -> Paragraph:
    if pieces[0].unit.kind in ("item", "subitem"):  # a list without words before it
        start = pieces[0].start
        return Paragraph(number, "", start, start, _items(pieces))
    text, start, end = pieces[0].body
    return Paragraph(number, text, start, end, _items(pieces[1:]))


def _items(pieces: list[_Placed]) -> tuple[Item, ...]:
    kind = "item" if any(p.unit.kind == "item" for p in pieces) else "subitem"
    groups = _split(pieces, lambda p: p.unit.kind == kind)
    return tuple(Item(g[0].unit.number, *g[0].body, tuple(Item(p.unit.number, *p.body) for p in g[1:])) for g in groups)
