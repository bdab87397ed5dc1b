"""The shape of a regulation once parsed: documents, chapters, articles, 款, 项.

Offsets are positions in the document's *citable* text (see ``normalise``); `CitableText.to_raw` maps them back to
the source file. Everything is immutable: a document id names one version and its words never change.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from knowledge.citations.reference import ClauseRef, Scheme


class Kind(StrEnum):
    """Source classes (文件类别). Rights and duties cite binding law; a plan is only background."""

    REGULATION = "地方性法规"
    NORMATIVE_DOCUMENT = "规范性文件"
    PLAN = "规划"
    LAW = "法律"
    ADMINISTRATIVE_REGULATION = "行政法规"
    RULE = "规章"

    @property
    def rank(self) -> int:
        """1 for binding law, on which rights and duties rest; 2 for a normative document; 3 for a plan."""
        return {Kind.NORMATIVE_DOCUMENT: 2, Kind.PLAN: 3}.get(self, 1)

    @property
    def scheme(self) -> Scheme:
        """How the pieces of such a document are usually named (`Document.scheme`: how this one does)."""
        return {Kind.NORMATIVE_DOCUMENT: Scheme.NUMBERED_ITEMS, Kind.PLAN: Scheme.HEADINGS}.get(self, Scheme.ARTICLES)


class Flag(StrEnum):
    """What a reader of a passage should know about it."""

    PAGE_BREAK_JOINED = "page_break_joined"  # a page break inside the passage was closed
    SOURCE_NOISE = "source_noise"  # the source has foreign noise, kept: “ etc ” for 等
    SOURCE_TYPO = "source_typo"  # 原文如此
    INFERRED_PLACE = "inferred_place"  # the heading above is lost; the position follows from the text


@dataclass(frozen=True, slots=True)
class Meta:
    """What the manifest says about one version of one document.

    `title` is the title in citations; `title_in_source` is None where the source file carries none (city-2022).
    `in_force_to` is the last day in force, None while in force; `in_force_from_basis` says where the date stands.
    """

    id: str
    title: str
    title_in_source: str | None
    issuer: str | None
    number: str | None
    jurisdiction: str
    kind: Kind
    adopted: date | None
    in_force_from: date
    in_force_to: date | None
    in_force_from_basis: str
    source_file: str
    sha256: str
    identification: str | None = None
    supersedes: str | None = None
    aliases: tuple[str, ...] = ()

    def in_force(self, on: date) -> bool:
        """True if this version is in force on the day `on` (both ends included)."""
        return self.in_force_from <= on and (self.in_force_to is None or on <= self.in_force_to)


@dataclass(frozen=True, slots=True)
class Provision:
    """One citable piece: an article, a 款, a 项, a numbered item, a headed plan item or a plan sentence.

    `text` is the whole citable text of the piece (of an article: its 款 and 项 joined by newlines); `start`/`end` are
    its offsets in the document's citable text. `path` holds the headings above it, outermost first. `label` is the
    locator a reader sees. `lead` is the text of the 款 that introduces a 项, "" elsewhere.
    """

    ref: ClauseRef
    text: str
    start: int
    end: int
    path: tuple[str, ...]
    label: str
    lead: str = ""
    children: tuple[ClauseRef, ...] = ()
    responsible: tuple[str, ...] = ()
    flags: frozenset[Flag] = frozenset()


@dataclass(frozen=True, slots=True)
class Item:
    """项 (or 目 when nested). `text` is the 项's own words without its number and without the 目."""

    number: int
    text: str
    start: int
    end: int
    subitems: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """款, with its 项. `text` is the 款's own words without the 项."""

    number: int
    text: str
    start: int
    end: int
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """条 (of the opinion: a numbered item with its `responsible` brackets)."""

    number: int
    inserted: int | None
    paragraphs: tuple[Paragraph, ...]
    start: int
    end: int
    flags: frozenset[Flag] = frozenset()
    responsible: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """章 (of the opinion: a part with `heading`s; of a text without chapters: number 0, title "")."""

    number: int
    title: str
    articles: tuple[Article, ...]
    headings: tuple[tuple[str, tuple[int, ...]], ...] = ()
    """The opinion's （一）…（二十一）, a law's 节: heading and the numbers of the items or articles under it."""
    path: tuple[str, ...] = ()
    """The headings that lead here, outermost first, this one included: 第二编 …, 第一章 总则."""


@dataclass(frozen=True, slots=True)
class PlanItem:
    """One headed item of the plan: heading, its sentences by canonical number, and the headings above."""

    heading: str
    sentences: tuple[int, ...]
    path: tuple[str, ...]
    inferred: bool


@dataclass(frozen=True, slots=True)
class Slip:
    """A known wording slip of the source, kept as it stands (原文如此), with what a reader should know about it."""

    ref: ClauseRef
    words: str
    flag: Flag
    note: str


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed text. `provisions` is the flat view that search, quotes and pages use.

    `to_raw[i]` is the offset in the source text of the citable character `text[i]`. `passages` are the stretches
    (start, end) that a quotation may run through: an article, a numbered item, and of the plan a run of sentences
    that follow one another with nothing lost between them.
    """

    meta: Meta
    text: str
    chapters: tuple[Chapter, ...] = ()
    plan_items: tuple[PlanItem, ...] = ()
    plan_sentences: tuple[str, ...] = ()
    provisions: dict[ClauseRef, Provision] = field(default_factory=dict)
    to_raw: tuple[int, ...] = field(default=(), repr=False)
    passages: tuple[tuple[int, int], ...] = field(default=(), repr=False)
    slips: tuple[Slip, ...] = ()
    scheme: Scheme = Scheme.ARTICLES

    @property
    def id(self) -> str:
        return self.meta.id

    def articles(self) -> Iterator[tuple[Chapter, Article]]:
        """Every article with its chapter, in order."""
        for chapter in self.chapters:
            for article in chapter.articles:
                yield chapter, article

    def canonical(self, ref: ClauseRef) -> ClauseRef | None:
        """The ref as this document holds it, or None if it has no such clause.

        `#24.1` and `#24` name the same words where 第二十四条 has one 款; both are found, `#24` is canonical.
        """
        if ref in self.provisions:
            return ref
        if ref.paragraph == 1 and ref.item is None and ref.top in self.provisions:
            top = self.provisions[ref.top]
            if not any(child.item is None for child in top.children):
                return ref.top
        return None

    def get(self, ref: ClauseRef) -> Provision | None:
        """The provision that `ref` names, or None."""
        found = self.canonical(ref)
        return self.provisions[found] if found else None
