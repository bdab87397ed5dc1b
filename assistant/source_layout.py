"""From a parsed document to the rows of a page: headings and passages, cut where the marked words begin and end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.citations.reference import ClauseRef
from knowledge.regulations.model import Article, Document, Item
from knowledge.regulations.numerals import to_chinese

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Segment:
    """Words that are marked throughout, or not at all."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """款 (level 1), 项 (2), 目 (3) or sentence of a plan (0), under its number as printed."""

    anchor: str
    name: str
    level: int
    number: str
    segments: tuple[Segment, ...]
    target: bool
    aliases: tuple[str, ...] = ()
    """Further names of the same words: 规划期 is the plan's sentence s4."""


@dataclass(frozen=True, slots=True)
class Passage:
    """An article, a numbered item, or the sentences under one heading of a plan (whose words head them already)."""

    anchor: str
    label: str
    pieces: tuple[Piece, ...]
    target: bool
    responsible: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """编, 章, 节, or part. `level` counts from 2, the title of the text being 1."""

    anchor: str
    level: int
    text: str


Row = Heading | Passage


def rows(document: Document, focus: ClauseRef | None = None, span: Span | None = None) -> Iterator[Row]:
    """The document from its first heading to its last passage; words within `span` are marked."""
    passages = _plan(document, focus, span) if document.plan_sentences else _articles(document, focus, span)
    above: tuple[str, ...] = ()
    count = 0
    for path, passage in passages:
        same = _shared(above, path)
        for depth in range(same, len(path)):
            count += 1
            yield Heading(f"h{count}", depth + 2, path[depth])
        above = path
        yield passage


def _shared(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    same = 0
    while same < min(len(one), len(other)) and one[same] == other[same]:
        same += 1
    return same


def _articles(
    document: Document, focus: ClauseRef | None, span: Span | None
) -> Iterator[tuple[tuple[str, ...], Passage]]:
    for _, article in document.articles():
        ref = ClauseRef(document.id, article=article.number, inserted=article.inserted)
        provision = document.provisions[ref]
        yield (
            provision.path,
            Passage(
                anchor=ref.place,
                label=provision.label,
                pieces=tuple(_pieces(document, ref, article, focus, span)),
                target=focus is not None and focus.covers(ref),
                responsible=article.responsible,
                notes=tuple(f"“{s.words.strip()}”：{s.note}" for s in document.slips if s.ref.top == ref),
            ),
        )


def _pieces(
    document: Document, top: ClauseRef, article: Article, focus: ClauseRef | None, span: Span | None
) -> Iterator[Piece]:
    def piece(ref: ClauseRef, level: int, number: str, at: Span) -> Piece:
        named = document.canonical(ref) or ref
        target = focus is not None and focus.covers(named)
        name = document.provisions[named].label
        return Piece(ref.place, name, level, number, _cut(document.text, at, span), target)

    def of_items(parent: ClauseRef, items: tuple[Item, ...], level: int) -> Iterator[Piece]:
        for item in items:
            nested = level == 3
            ref = ClauseRef(
                parent.document,
                parent.article,
                parent.inserted,
                parent.paragraph,
                parent.item if nested else item.number,
                item.number if nested else None,
            )
            number = f"{item.number}." if nested else f"（{to_chinese(item.number)}）"
            yield piece(ref, level, number, (item.start, item.end))
            yield from of_items(ref, item.subitems, level + 1)

    for paragraph in article.paragraphs:
        ref = ClauseRef(top.document, top.article, top.inserted, paragraph.number)
        yield piece(ref, 1, "", (paragraph.start, paragraph.end))
        yield from of_items(ref, paragraph.items, 2)


def _plan(document: Document, focus: ClauseRef | None, span: Span | None) -> Iterator[tuple[tuple[str, ...], Passage]]:
    """Sentences in canonical order, grouped under the headed item they belong to, else under the headings above."""
    heading_of = {number: item.heading for item in document.plan_items for number in item.sentences}
    aliases = _aliases(document, frozenset(heading_of.values()))
    groups: list[tuple[tuple[str, ...], str | None, list[int]]] = []
    for number in range(len(document.plan_sentences)):
        path = document.provisions[ClauseRef(document.id, sentence=number)].path
        key = (path, heading_of.get(number))
        if not groups or groups[-1][:2] != key:
            groups.append((*key, []))
        groups[-1][2].append(number)
    for path, heading, numbers in groups:
        pieces = tuple(_sentence(document, number, focus, span, aliases.get(number, ())) for number in numbers)
        ref = ClauseRef(document.id, heading=heading) if heading else ClauseRef(document.id, sentence=numbers[0])
        held = {ref, *(ClauseRef(document.id, sentence=n) for n in numbers)}
        notes = tuple(f"“{s.words}”：{s.note}" for s in document.slips if s.ref in held)
        yield path, Passage(ref.place, "", pieces, target=focus == ref and bool(heading), notes=notes)


def _aliases(document: Document, shown: frozenset[str]) -> dict[int, tuple[str, ...]]:
    """Headings with no passage of their own, by the sentence in which their words stand."""
    sentences = [document.provisions[ClauseRef(document.id, sentence=n)] for n in range(len(document.plan_sentences))]
    found: dict[int, tuple[str, ...]] = {}
    for ref, provision in document.provisions.items():
        if ref.heading and ref.heading not in shown:
            number = next(n for n, sentence in enumerate(sentences) if provision.start < sentence.end)
            found[number] = (*found.get(number, ()), ref.heading)
    return found


def _sentence(
    document: Document, number: int, focus: ClauseRef | None, span: Span | None, aliases: tuple[str, ...]
) -> Piece:
    ref = ClauseRef(document.id, sentence=number)
    provision = document.provisions[ref]
    held = document.provisions[focus].children if focus is not None and focus.heading else ()
    target = focus is not None and (ref == focus or ref in held or focus.heading in aliases)
    return Piece(
        ref.place, provision.label, 0, "", _cut(document.text, (provision.start, provision.end), span), target, aliases
    )


def _cut(text: str, at: Span, span: Span | None) -> tuple[Segment, ...]:
    start, end = at
    if span is None or span[1] <= start or end <= span[0]:
        return (Segment(text[start:end], False),)
    first, last = max(start, span[0]), min(end, span[1])
    cuts = ((start, first, False), (first, last, True), (last, end, False))
    return tuple(Segment(text[a:b], marked) for a, b, marked in cuts if a < b)
