"""Citations made from every clause of the corpus: true ones, and forged ones of each kind. The same ones each time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from random import Random

from evals.citations import forgery
from evals.citations.inventions import INVENTED
from evals.citations.spelling import otherwise_spelled
from evals.workbench import TODAY
from knowledge.citations.matching import Flat
from knowledge.citations.reference import ClauseRef, Scheme
from knowledge.citations.verifier import folded
from knowledge.regulations.corpus import Corpus
from knowledge.regulations.model import Document, Provision
from knowledge.regulations.normalise import is_han
from knowledge.regulations.numerals import to_chinese

_SHORTEST, _LONGEST = 12, 90
"""Characters of a quoted part."""
_CHECKED_ALONE = 8
"""A quotation with fewer Chinese characters may be just a term."""


class Kind(StrEnum):
    """What was done to a citation; the value is what a report prints."""

    WHOLE = "全条照引"
    PART = "摘引一段"
    SPELLING = "宽度、空白、换行不同"
    RANGE = "条号写成范围"
    DIGITS = "条号写成阿拉伯数字"
    NUMBER = "改一个数字"
    UNIT = "日与工作日互换"
    NEGATION = "增删“不”"
    SWAP = "前后字互换"
    GLYPH = "换形近字"
    MARK = "改一个标点"
    LETTER = "漏一个字"
    MOVED = "挂到同一文件的另一条"
    FOREIGN = "挂到别处的文件"
    ELSEWHERE = "引得对但不是所问的地方"
    ARTICLE = "编造条号"
    INVENTED = "编造引文"
    STITCHED = "拼接两段"
    EXPIRED = "当天无效的文本"


TRUE = frozenset({Kind.WHOLE, Kind.PART, Kind.SPELLING, Kind.RANGE, Kind.DIGITS})
_TIMES = {Kind.NUMBER: 6, Kind.UNIT: 30}
"""How many of a kind one clause gives where it is not one: few clauses have a number of days."""
_BY_ONE_CHARACTER: dict[Kind, forgery.Spoiler] = {
    Kind.NUMBER: forgery.other_numbers,
    Kind.UNIT: forgery.other_unit,
    Kind.NEGATION: forgery.negated,
    Kind.SWAP: forgery.swapped,
    Kind.GLYPH: forgery.other_glyph,
    Kind.MARK: forgery.other_mark,
    Kind.LETTER: forgery.left_out,
    Kind.STITCHED: forgery.stitched,
}


@dataclass(frozen=True, slots=True)
class Variant:
    """A citation under test: `quote` said to stand in `ref`, in an answer for `place` by the law of `on`.

    `label` is how a text names the clause, "" where it does so as the corpus does.
    """

    kind: Kind
    source: ClauseRef
    ref: ClauseRef
    quote: str
    place: str
    on: date
    label: str = ""

    @property
    def true(self) -> bool:
        """Whether it must pass."""
        return self.kind in TRUE


def variants(corpus: Corpus) -> list[Variant]:
    """Every kind done to every clause that it can be done to, kind by kind."""
    clauses = [(d, p) for d in corpus.documents.values() for p in d.provisions.values() if _quotable(p)]
    return [v for kind in Kind for document, provision in clauses for v in _made(kind, document, provision, corpus)]


def valid_day(document: Document) -> date:
    """A day on which the document is in force: today, else its last."""
    meta = document.meta
    return TODAY if meta.in_force(TODAY) else meta.in_force_to or meta.in_force_from


def stands_in(provision: Provision, quote: str) -> bool:
    """Whether the words stand there after all, so that they forge nothing."""
    return Flat.of(provision.text).find(folded(quote)) is not None


def _quotable(provision: Provision) -> bool:
    return sum(map(is_han, provision.text)) >= _SHORTEST and _balanced(provision.text)


def _made(kind: Kind, document: Document, provision: Provision, corpus: Corpus) -> Iterator[Variant]:
    dice = Random(f"{kind.name} {provision.ref}")
    place = document.meta.jurisdiction
    base = Variant(kind, provision.ref, provision.ref, provision.text, place, valid_day(document))
    part = _part(provision.text, dice)
    if kind in (Kind.WHOLE, Kind.PART):
        yield replace(base, quote=provision.text if kind is Kind.WHOLE else part)
    elif kind is Kind.SPELLING:
        yield replace(base, quote=dice.choice(list(otherwise_spelled(part, dice))))
    elif kind in (Kind.RANGE, Kind.DIGITS):
        if label := (_range if kind is Kind.RANGE else _digits)(document, provision.ref, dice):
            yield replace(base, quote=part, label=label)
    elif kind in _BY_ONE_CHARACTER:
        yield from (replace(base, quote=words) for words in _forged(kind, provision, dice))
    elif kind is Kind.EXPIRED:
        yield replace(base, quote=part, on=_invalid_day(document, dice))
    elif kind is Kind.ELSEWHERE:
        yield replace(base, quote=part, place=dice.choice(_other_places(corpus, place)))
    elif kind is Kind.INVENTED:
        yield replace(base, quote=dice.choice(INVENTED))
    elif kind is Kind.ARTICLE:
        yield replace(base, ref=_no_such(document, provision.ref, dice), quote=part)
    else:
        other, clause = _moved(kind, document, provision, corpus, dice)
        if not stands_in(clause, part):
            place = other.meta.jurisdiction
            yield replace(base, ref=clause.ref, quote=part, place=place, on=valid_day(other))


def _forged(kind: Kind, provision: Provision, dice: Random) -> Iterator[str]:
    """Passages of the clause with the one change in them; what stands there after all is left out."""
    spoilt = list(_BY_ONE_CHARACTER[kind](provision.text))
    made: dict[str, None] = {}
    for _ in range(3 * _TIMES.get(kind, 1)):
        if spoilt:
            words = dice.choice(spoilt)
            cut = words if kind is Kind.STITCHED else _cut(words, provision.text, dice)
            if _balanced(cut) and sum(map(is_han, cut)) >= _CHECKED_ALONE and not stands_in(provision, cut):
                made[cut] = None
    yield from list(made)[: _TIMES.get(kind, 1)]


def _cut(forged: str, original: str, dice: Random) -> str:
    """A passage of the forged text with the change inside."""
    at = next((i for i, (a, b) in enumerate(zip(forged, original, strict=False)) if a != b), len(forged) - 1)
    start = dice.randint(max(0, at - _LONGEST // 2), max(0, at - 4))
    end = dice.randint(min(len(forged), at + 8), min(len(forged), at + _LONGEST // 2))
    return forged[start:end].strip()


def _moved(
    kind: Kind, document: Document, provision: Provision, corpus: Corpus, dice: Random
) -> tuple[Document, Provision]:
    """A clause of the same document that does not overlap, or one of another place's document."""
    if kind is Kind.MOVED:
        others = [p for p in document.provisions.values() if p.ref.top != provision.ref.top]
        return document, dice.choice(others)
    places = [d for d in corpus.documents.values() if d.meta.jurisdiction != document.meta.jurisdiction]
    other = dice.choice(places)
    same = [p for ref, p in other.provisions.items() if ref.place == provision.ref.place]
    return other, dice.choice(same or list(other.provisions.values()))


def _range(document: Document, ref: ClauseRef, dice: Random) -> str:
    """第三十八条至第四十条, round the article; "" where the text has no articles."""
    articles = max((r.article or 0 for r in document.provisions), default=0)
    if ref.article is None or document.scheme is not Scheme.ARTICLES:
        return ""
    first = max(1, ref.article - dice.randint(0, 2))
    last = min(articles, ref.article + dice.randint(1, 3))
    return f"第{to_chinese(first)}条至第{to_chinese(last)}条" if first < last else ""


def _digits(document: Document, ref: ClauseRef, _: Random) -> str:
    """第39条第2款第3项, as people type it."""
    if ref.article is None or document.scheme is not Scheme.ARTICLES or not document.get(ref):
        return ""
    levels = ((ref.article, "条"), (ref.paragraph, "款"), (ref.item, "项"))
    return "".join(f"第{number}{unit}" for number, unit in levels if number)


def _no_such(document: Document, ref: ClauseRef, dice: Random) -> ClauseRef:
    """A place that the document does not have: an article, a 款 or a 项 beyond the last, a sentence or heading."""
    if ref.article is None:
        beyond = max((r.sentence or 0 for r in document.provisions), default=0) + dice.randint(1, 60)
        return ClauseRef(document.id, sentence=beyond)
    articles = max(r.article or 0 for r in document.provisions)
    tries = [
        ClauseRef(document.id, articles + dice.randint(1, 40)),
        replace(ref.top, paragraph=dice.randint(8, 15)),
        replace(ref.top, paragraph=ref.paragraph or 1, item=dice.randint(16, 25)),
    ]
    kept = [t for t in tries if document.get(t) is None and document.scheme is Scheme.ARTICLES]
    return dice.choice(kept or tries[:1])


def _invalid_day(document: Document, dice: Random) -> date:
    """A day before commencement, or after the end of what has ended."""
    meta = document.meta
    days = [meta.in_force_from - timedelta(days=dice.choice((1, 30, 400)))]
    if meta.in_force_to:
        days += [meta.in_force_to + timedelta(days=1), TODAY]
    return dice.choice(days)


def _other_places(corpus: Corpus, place: str) -> list[str]:
    return [key for key, other in corpus.jurisdictions.items() if key != place and not other.nationwide]


def _part(text: str, dice: Random) -> str:
    """A stretch of the text, its inner quotation marks whole."""
    for _ in range(20):
        words = _around(text, dice)
        if _balanced(words) and sum(map(is_han, words)) >= _CHECKED_ALONE and sum(map(is_han, words[:8])) > 1:
            return words
    return text


def _around(text: str, dice: Random) -> str:
    longest = min(len(text), _LONGEST)
    size = dice.randint(min(_SHORTEST, longest), longest)
    start = dice.randint(0, len(text) - size)
    return text[start : start + size].strip() or text


def _balanced(words: str) -> bool:
    """Whether every inner quotation mark and bracket has its partner, in order."""
    closing = {"”": "“", "）": "（", "》": "《"}
    opened: list[str] = []
    for char in words:
        if char in closing.values():
            opened.append(char)
        elif char in closing and (not opened or opened.pop() != closing[char]):
            return False
    return not opened and '"' not in words
