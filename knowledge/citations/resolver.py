"""Which clause of which document a reference means: the finder's spelling, settled with the corpus."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from knowledge import messages
from knowledge.citations.finder import Citation
from knowledge.citations.reference import ClauseRef, Scheme
from knowledge.regulations.corpus import Corpus
from knowledge.regulations.model import Document
from knowledge.regulations.numerals import to_chinese


@dataclass(frozen=True, slots=True)
class Resolved:
    """The clause, or why there is none: `problem` says it in Chinese; `document` is None if it is not known."""

    document: Document | None = None
    ref: ClauseRef | None = None
    problem: str = ""


def spoken_names(corpus: Corpus) -> tuple[str, ...]:
    """Titles, aliases and numbers by which people name the documents, with or without 《》."""
    names: set[str] = set()
    for document in corpus.documents.values():
        meta = document.meta
        names.update(n for n in (meta.title, meta.title_in_source, meta.number, *meta.aliases) if n)
    return tuple(sorted(names))


def document_for(corpus: Corpus, name: str, on: date) -> Document | None:
    """The version of the named document for the day `on`: in force then, else the last before it, else the first."""
    versions = corpus.named(name)
    in_force = [d for d in versions if d.meta.in_force(on)]
    begun = [d for d in versions if d.meta.in_force_from <= on]
    candidates = in_force or begun or list(versions[:1])
    return candidates[-1] if candidates else None


def resolve(corpus: Corpus, citation: Citation, on: date, jurisdiction: str | None) -> Resolved | None:
    """The clause that a reference means; None if, seen with the corpus, it is no reference after all.

    A reference that names no document means the regulation of `jurisdiction`, if one is given.
    """
    document: Document | None
    if citation.ref is not None:
        document = corpus.documents.get(citation.ref.document)
        if document is None:
            return Resolved(problem=messages.NO_SUCH_DOCUMENT.format(id=citation.ref.document))
        return _checked(document, citation.ref)
    if citation.document is not None:
        document = document_for(corpus, citation.document, on)
        if document is None:
            return Resolved(problem=messages.UNKNOWN_DOCUMENT.format(name=citation.document))
    else:
        document = _regulation_of(corpus, jurisdiction, on) if jurisdiction else None
        if document is None:
            return Resolved(problem=messages.UNNAMED_DOCUMENT)
    ref = _ref(document, citation)
    return _checked(document, ref) if ref else None


def _regulation_of(corpus: Corpus, jurisdiction: str, on: date) -> Document | None:
    own = [d for d in corpus.documents.values() if d.meta.jurisdiction == jurisdiction and d.meta.kind.rank == 1]
    in_force = [d for d in own if d.meta.in_force(on)]
    candidates = in_force or sorted(own, key=lambda d: d.meta.in_force_from)
    return candidates[-1] if candidates else None


def _ref(document: Document, citation: Citation) -> ClauseRef | None:
    if citation.heading is not None:
        return ClauseRef(document.id, heading=citation.heading)
    if citation.sentence is not None:
        return ClauseRef(document.id, sentence=citation.sentence)
    if document.scheme is Scheme.NUMBERED_ITEMS:
        number = citation.item if citation.article is None else citation.article
        return ClauseRef(document.id, article=number)
    if citation.article is None:
        return None  # 第三项 without an article
    paragraph = citation.paragraph
    if citation.item is not None and paragraph is None:
        paragraph = _paragraph_with_items(document, citation)
    return ClauseRef(
        document.id, citation.article, citation.inserted, paragraph, citation.item,
        citation.subitem if citation.item is not None else None,
    )  # fmt: skip


def _paragraph_with_items(document: Document, citation: Citation) -> int:
    """第十五条第（一）项 names no 款 where only one has 项: that one, else the first."""
    for _, article in document.articles():
        if (article.number, article.inserted) == (citation.article, citation.inserted):
            with_items = [p.number for p in article.paragraphs if any(i.number == citation.item for i in p.items)]
            return with_items[0] if with_items else 1
    return 1


def _checked(document: Document, ref: ClauseRef) -> Resolved:
    found = document.canonical(ref)
    if found is not None:
        return Resolved(document, found)
    return Resolved(document, None, _missing(document, ref))


def _missing(document: Document, ref: ClauseRef) -> str:
    title = document.meta.title
    top = document.get(ref.top)
    if document.scheme is Scheme.ARTICLES and ref.article is not None and top is None:
        count = sum(1 for _ in document.articles())
        return messages.NO_ARTICLE.format(title=title, place=ref.top.locator(), count=to_chinese(count))
    paragraph = replace(ref, item=None, subitem=None)
    if top is not None and ref.paragraph and document.get(paragraph) is None:
        count = max((child.paragraph or 1 for child in top.children), default=1)
        number, most = to_chinese(ref.paragraph), to_chinese(count)
        return messages.NO_PARAGRAPH.format(title=title, parent=top.label, count=most, number=number)
    return messages.NO_PLACE.format(title=title, place=ref.locator(document.scheme))
