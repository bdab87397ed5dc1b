"""The plan of 2014: 291 distinct sentences, put back into order, under 55 headed items.

The source file interleaves two passes through the plan (99 sentences stand twice) and glues headings to the text, so
neither its lines nor its neighbours mean anything. The order is data (`PlanOrder`), read once by people.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from knowledge.regulations.model import PlanItem
from knowledge.regulations.normalise import BLANKS, CitableText, join, raw_lines

_DASHES = "——"
LOST_HEADING = "（原文缺标题，内容涉及：{about}）"
"""How a path names a heading that the source has lost."""


class PlanOrderError(ValueError):
    """The order data does not fit the text."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the plan: the canonical sentence it stands at, its depth (0 part, 1 section, 2 item), its words.

    A `lost` heading is not in the file; `words` only say what the lost part is about.
    """

    at: int
    depth: int
    words: str
    lost: bool


@dataclass(frozen=True, slots=True)
class PlanOrder:
    """The reconstructed order. `firsts[n]` is the place of canonical sentence n among all sentences of the file."""

    sentences: int
    firsts: tuple[int, ...]
    period: int
    glued: Mapping[int, str]
    outline: tuple[Heading, ...]

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> PlanOrder:
        """Read the layout of shanxi-plan-2014.order.yaml."""
        levels = ("part", "section", "item")
        outline = tuple(
            Heading(at, levels.index(level.removeprefix("lost_")), words, level.startswith("lost_"))
            for at, level, words in data["outline"]
        )
        return cls(data["sentences"], tuple(_runs(data["order"])), data["period"], dict(data["glued"]), outline)


def _runs(text: str) -> Iterator[int]:
    for run in text.split():
        first, _, last = run.partition("-")
        yield from range(int(first), int(last or first) + 1)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A canonical sentence. `own` is where its own words begin, behind a heading glued to it."""

    text: str
    start: int
    end: int
    own: int
    path: tuple[str, ...]
    inferred: bool


@dataclass(frozen=True, slots=True)
class ParsedPlan:
    """The plan in order, offsets in `citable`. `passages` are the runs of sentences with nothing lost between them."""

    citable: CitableText
    sentences: tuple[Sentence, ...]
    items: tuple[PlanItem, ...]
    item_heads: tuple[int, ...]
    passages: tuple[tuple[int, int], ...]


def parse_plan(raw: str, order: PlanOrder) -> ParsedPlan:
    """Put the sentences into order and read the headed items.

    Raises:
        PlanOrderError: the order leaves a sentence out, repeats one, or names a heading that does not stand there.
    """
    canonical = _canonical(_sentences(raw), order)
    opened_at = {heading.at for heading in order.outline}
    blocks: list[list[CitableText]] = []
    for number, text in enumerate(canonical):
        if not blocks or number in opened_at:
            blocks.append([])
        blocks[-1].append(text)
    citable = join((join(block) for block in blocks), "\n")
    sentences: list[Sentence] = []
    position = 0
    for number, text in enumerate(canonical):
        position += number > 0 and number in opened_at
        path, inferred = _path(order.outline, number)
        own = position + len(order.glued.get(number, ""))
        sentences.append(Sentence(text.text, position, position + len(text), own, path, inferred))
        position += len(text)
    items, heads = _items(sentences, order.outline)
    return ParsedPlan(citable, tuple(sentences), items, heads, tuple(_passages(sentences, order.outline)))


def _sentences(raw: str) -> list[CitableText]:
    joined = join(line.strip() for line in raw_lines(raw))
    found: list[CitableText] = []
    start = 0
    while start < len(joined):
        end = joined.text.find("。", start) + 1 or len(joined)
        found.append(joined[start:end])
        start = end
    return [sentence for sentence in found if sentence.text.strip(BLANKS)]


def _canonical(sentences: list[CitableText], order: PlanOrder) -> list[CitableText]:
    if len(sentences) != order.sentences:
        raise PlanOrderError(f"规划原文应有{order.sentences}句，实有{len(sentences)}句")
    first: dict[str, int] = {}
    for index, sentence in enumerate(sentences):
        first.setdefault(sentence.text, index)
    if sorted(first.values()) != sorted(order.firsts):
        raise PlanOrderError("规划的句序数据与原文不符：有遗漏、重复或者不是首次出现的句子")
    mapped = [sentences[index].mapped() for index in order.firsts]
    for number, words in [*order.glued.items(), *((h.at, h.words) for h in order.outline if not h.lost)]:
        if words not in mapped[number].text:
            raise PlanOrderError(f"规划第{number}句中没有“{words}”")
    return mapped


def _path(outline: tuple[Heading, ...], number: int) -> tuple[tuple[str, ...], bool]:
    """The headings above a sentence, items left out, and whether one of them is lost."""
    above: list[Heading] = []
    for heading in outline:
        if heading.at > number:
            break
        above = [h for h in above if h.depth < heading.depth] + [heading]
    words = tuple(LOST_HEADING.format(about=h.words) if h.lost else h.words for h in above if h.depth < 2 or h.lost)
    return words, any(h.lost for h in above)


def _items(sentences: list[Sentence], outline: tuple[Heading, ...]) -> tuple[tuple[PlanItem, ...], tuple[int, ...]]:
    items, heads = [], []
    ends = [heading.at for heading in outline[1:]] + [len(sentences)]
    for heading, end in zip(outline, ends, strict=True):
        if heading.depth == 2 and not heading.lost:
            if sentences[heading.at].text != f"{_DASHES}{heading.words}。":
                raise PlanOrderError(f"规划第{heading.at}句不是标题“{heading.words}”")
            head = sentences[heading.at]
            items.append(PlanItem(heading.words, tuple(range(heading.at + 1, end)), head.path, head.inferred))
            heads.append(heading.at)
    return tuple(items), tuple(heads)


def _passages(sentences: list[Sentence], outline: tuple[Heading, ...]) -> Iterator[tuple[int, int]]:
    cuts = sorted({0, *(heading.at for heading in outline if heading.lost), len(sentences)})
    for first, after in pairwise(cuts):
        yield sentences[first].start, sentences[after - 1].end
