"""From a source text and its metadata to a `Document`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from knowledge import messages
from knowledge.citations.reference import ClauseRef, Scheme
from knowledge.regulations.article_tree import ParsedText
from knowledge.regulations.model import Chapter, Document, Flag, Kind, Meta, Provision, Slip
from knowledge.regulations.parser_articles import parse_articles
from knowledge.regulations.parser_opinion import parse_opinion
from knowledge.regulations.parser_plan import PlanOrder, parse_plan
from knowledge.regulations.provisions import article_provisions, plan_provisions

PARSER_VERSION = 1
"""Counts up whenever the same source text would give other provisions: it is part of the corpus version."""


class CorpusError(ValueError):
    """The corpus on disk is damaged or contradicts itself. The message is for a person."""


@dataclass(frozen=True, slots=True)
class Source:
    """What a document is built from. `order` is the sentence order of a scrambled plan, None elsewhere."""

    meta: Meta
    raw: str
    slips: tuple[Slip, ...] = ()
    order: PlanOrder | None = None


def build_document(source: Source) -> Document:
    """Parse a source text.

    Raises:
        CorpusError: a known slip does not stand where the manifest says.
        PlanOrderError: the plan's order data does not fit its text.
    """
    document = _plan(source.meta, source.raw, source.order) if source.order else _articles(source.meta, source.raw)
    return replace(document, slips=source.slips, provisions=_with_slips(document, source.slips))


def parse_text(raw: str, kind: Kind) -> tuple[ParsedText, Scheme]:
    """The parse of a text in articles, or of a normative document in numbered items."""
    parsed = parse_articles(raw)
    if not parsed.chapters and kind is Kind.NORMATIVE_DOCUMENT:
        return parse_opinion(raw), Scheme.NUMBERED_ITEMS
    return parsed, Scheme.ARTICLES


def _articles(meta: Meta, raw: str) -> Document:
    parsed, scheme = parse_text(raw, meta.kind)
    return Document(
        meta=meta,
        text=parsed.citable.text,
        chapters=tuple(_flagged(chapter, parsed.page_breaks) for chapter in parsed.chapters),
        provisions={p.ref: p for p in article_provisions(meta.id, parsed, scheme)},
        to_raw=parsed.citable.to_raw,
        passages=tuple((a.start, a.end) for chapter in parsed.chapters for a in chapter.articles),
        scheme=scheme,
    )


def _flagged(chapter: Chapter, breaks: tuple[int, ...]) -> Chapter:
    joined = frozenset({Flag.PAGE_BREAK_JOINED})
    articles = (replace(a, flags=joined) if any(a.start < at < a.end for at in breaks) else a for a in chapter.articles)
    return replace(chapter, articles=tuple(articles))


def _plan(meta: Meta, raw: str, order: PlanOrder) -> Document:
    parsed = parse_plan(raw, order)
    return Document(
        meta=meta,
        text=parsed.citable.text,
        plan_items=parsed.items,
        plan_sentences=tuple(sentence.text for sentence in parsed.sentences),
        provisions={p.ref: p for p in plan_provisions(meta.id, parsed, order.period)},
        to_raw=parsed.citable.to_raw,
        passages=parsed.passages,
        scheme=Scheme.HEADINGS,
    )


def _with_slips(document: Document, slips: Iterable[Slip]) -> dict[ClauseRef, Provision]:
    """The provisions, with each slip's flag on every provision that holds its words."""
    flags: dict[ClauseRef, frozenset[Flag]] = {}
    for slip in slips:
        for ref in _holding(document, slip):
            flags[ref] = flags.get(ref, frozenset()) | {slip.flag}
    return {
        ref: replace(p, flags=p.flags | flags[ref]) if ref in flags else p for ref, p in document.provisions.items()
    }


def _holding(document: Document, slip: Slip) -> Iterator[ClauseRef]:
    named = document.get(slip.ref)
    at = named.text.find(slip.words) if named else -1
    if named is None or at < 0:
        reason = messages.SLIP_NOT_FOUND.format(words=slip.words, clause=slip.ref)
        raise CorpusError(messages.MANIFEST_BROKEN.format(id=document.id, reason=reason))
    start, end = named.start + at, named.start + at + len(slip.words)
    yield from (p.ref for p in document.provisions.values() if p.start <= start and end <= p.end)
