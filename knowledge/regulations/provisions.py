"""From a parsed text to the flat view of citable pieces that search, quotes and pages use."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from knowledge.citations.reference import ClauseRef, Scheme
from knowledge.regulations.article_tree import ParsedText
from knowledge.regulations.model import Article, Chapter, Flag, Item, Paragraph, Provision
from knowledge.regulations.parser_plan import ParsedPlan

PERIOD = "规划期"
"""The heading under which a plan's period is cited."""


def article_provisions(document: str, parsed: ParsedText, scheme: Scheme) -> Iterator[Provision]:
    """Every article, 款 (where an article has several), 项 and 目; of an opinion every numbered item."""
    for chapter in parsed.chapters:
        for article in chapter.articles:
            for provision in _of_article(document, parsed.citable.text, chapter, article, scheme):
                breaks = any(provision.start < at < provision.end for at in parsed.page_breaks)
                yield replace(provision, flags=frozenset({Flag.PAGE_BREAK_JOINED})) if breaks else provision


def _of_article(document: str, text: str, chapter: Chapter, article: Article, scheme: Scheme) -> Iterator[Provision]:
    top = ClauseRef(document, article=article.number, inserted=article.inserted)
    path = chapter.path + tuple(heading for heading, numbers in chapter.headings if article.number in numbers)
    lone = len(article.paragraphs) == 1
    below = list(_below(top, article, lone))
    children: dict[ClauseRef | None, list[ClauseRef]] = {}
    for ref, _, _, _ in below:
        children.setdefault(ref.parent, []).append(ref)
    direct = children.get(replace(top, paragraph=1) if lone else top, ())
    words = text[article.start : article.end]
    label = top.locator(scheme)
    yield Provision(
        top, words, article.start, article.end, path, label, children=tuple(direct), responsible=article.responsible
    )
    for ref, start, end, lead in below:
        nested = tuple(children.get(ref, ()))
        yield Provision(ref, text[start:end], start, end, path, ref.locator(scheme, lone_paragraph=lone), lead, nested)


def _below(top: ClauseRef, article: Article, lone: bool) -> Iterator[tuple[ClauseRef, int, int, str]]:
    """Each 款 (unless it is the only one), 项 and 目 of an article: name, span, the words that introduce it."""
    for paragraph in article.paragraphs:
        ref = replace(top, paragraph=paragraph.number)
        if not lone:
            yield ref, paragraph.start, _end(paragraph), ""
        for item in paragraph.items:
            of_item = replace(ref, item=item.number)
            yield of_item, item.start, _end(item), paragraph.text
            for subitem in item.subitems:
                yield replace(of_item, subitem=subitem.number), subitem.start, subitem.end, item.text


def _end(piece: Paragraph | Item) -> int:
    parts: tuple[Item, ...] = piece.items if isinstance(piece, Paragraph) else piece.subitems
    return _end(parts[-1]) if parts else piece.end


def plan_provisions(document: str, parsed: ParsedPlan, period: int) -> Iterator[Provision]:
    """Every headed item, every sentence, and the plan's period. A headed item whose body is lost is its heading."""
    scheme, text = Scheme.HEADINGS, parsed.citable.text
    for item, head in zip(parsed.items, parsed.item_heads, strict=True):
        ref = ClauseRef(document, heading=item.heading)
        body = [parsed.sentences[n] for n in item.sentences] or [parsed.sentences[head]]
        children = tuple(ClauseRef(document, sentence=n) for n in item.sentences)
        start, end = body[0].start, body[-1].end
        flags = frozenset({Flag.INFERRED_PLACE} if item.inferred else ())
        label = ref.locator(scheme)
        yield Provision(ref, text[start:end], start, end, item.path, label, "", children, (), flags)
    for number, sentence in enumerate(parsed.sentences):
        ref = ClauseRef(document, sentence=number)
        flags = frozenset({Flag.INFERRED_PLACE} if sentence.inferred else ())
        own = text[sentence.own : sentence.end]
        yield Provision(ref, own, sentence.own, sentence.end, sentence.path, ref.locator(scheme), flags=flags)
    stated = parsed.sentences[period]
    ref = ClauseRef(document, heading=PERIOD)
    child = (ClauseRef(document, sentence=period),)
    yield Provision(ref, stated.text, stated.start, stated.end, stated.path, ref.locator(scheme), "", child)
