"""ClauseRef: the one way a clause is named.

Grammar of the id (architecture.md)::

    <document>#<article>[-<之n>][.<款>[.<项>[.<目>]]]     jiangxi-2022#39.2, shanxi-2022#15.2.9
    <opinion>#<item number>                               shanxi-opinion-2020#17
    <plan>#<heading> | #s<sentence> | #规划期               shanxi-plan-2014#税务领域信用建设, #s255

编, 章, 节 are attributes of an article and no part of its id. A document id names one version of a text
(`<jurisdiction>-<year in force>[b, c …]`), so a ClauseRef always points at words that never change.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import total_ordering
from itertools import pairwise

from knowledge.regulations.numerals import to_chinese

_DOCUMENT = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_ARTICLE = re.compile(
    r"(?P<article>[1-9]\d{0,3})(?:-(?P<inserted>[1-9]\d?))?"
    r"(?:\.(?P<paragraph>[1-9]\d?)(?:\.(?P<item>[1-9]\d?)(?:\.(?P<subitem>[1-9]\d?))?)?)?"
)
_SENTENCE = re.compile(r"s(?P<sentence>0|[1-9]\d{0,3})")
_HEADING = re.compile(r"[^\s#.]{2,60}")


class ClauseRefError(ValueError):
    """The text is not a clause id."""


class Scheme(StrEnum):
    """How the pieces of a document are numbered, which decides how a locator reads."""

    ARTICLES = "articles"  # 第三十九条第二款第（一）项
    NUMBERED_ITEMS = "numbered_items"  # 第17项
    HEADINGS = "headings"  # “税务领域信用建设”部分


@total_ordering
@dataclass(frozen=True, slots=True)
class ClauseRef:
    """A clause of one version of one document.

    Attributes:
        document: document id, e.g. ``jiangxi-2022``.
        article: number of the 条, or of the numbered item of an opinion; None for a plan.
        inserted: n of 第…条之n, where an amendment inserted an article.
        paragraph, item, subitem: 款, 项, 目, each counted from 1 within its parent.
        heading: heading of a plan's item, as the source writes it.
        sentence: canonical number (from 0) of an unheaded sentence of a plan.
    """

    document: str
    article: int | None = None
    inserted: int | None = None
    paragraph: int | None = None
    item: int | None = None
    subitem: int | None = None
    heading: str | None = None
    sentence: int | None = None

    def __post_init__(self) -> None:
        if not _DOCUMENT.fullmatch(self.document):
            raise ClauseRefError(f"文件编号不合规范：{self.document!r}")
        named = [self.article is not None, self.heading is not None, self.sentence is not None]
        if sum(named) != 1:
            raise ClauseRefError(f"条款编号应当且只应当写明条、标题或者句中的一种：{self.document}")
        chain = (self.article, self.paragraph, self.item, self.subitem)
        if any(child is not None and parent is None for parent, child in pairwise(chain)):
            raise ClauseRefError("写明项的，应当写明款；写明目的，应当写明项")

    @classmethod
    def parse(cls, text: str) -> ClauseRef:
        """Read an id such as ``shanxi-2022#15.2.9``.

        Raises:
            ClauseRefError: not of the grammar above (never guesses).
        """
        document, mark, place = text.strip().partition("#")
        if not mark:
            raise ClauseRefError(f"条款编号缺少“#”：{text!r}")
        if match := _ARTICLE.fullmatch(place):
            article, inserted, paragraph, item, subitem = (int(n) if n else None for n in match.groups())
            return cls(document, article, inserted, paragraph, item, subitem)
        if match := _SENTENCE.fullmatch(place):
            return cls(document, sentence=int(match["sentence"]))
        if _HEADING.fullmatch(place) and not place[0].isdigit():
            return cls(document, heading=place)
        raise ClauseRefError(f"无法识别的条款编号：{text!r}")

    @property
    def place(self) -> str:
        """The part of the id after ``#``."""
        if self.heading is not None:
            return self.heading
        if self.sentence is not None:
            return f"s{self.sentence}"
        head = f"{self.article}" + (f"-{self.inserted}" if self.inserted else "")
        return ".".join([head, *(str(n) for n in (self.paragraph, self.item, self.subitem) if n is not None)])

    def __str__(self) -> str:
        return f"{self.document}#{self.place}"

    def __lt__(self, other: ClauseRef) -> bool:
        return self._order() < other._order()

    def _order(self) -> tuple[object, ...]:
        numbers = (self.article, self.inserted, self.paragraph, self.item, self.subitem, self.sentence)
        return (self.document, *(n or 0 for n in numbers), self.heading or "")

    @property
    def parent(self) -> ClauseRef | None:
        """The clause one level up (项 -> 款 -> 条); None at the top."""
        if self.subitem is not None:
            return replace(self, subitem=None)
        if self.item is not None:
            return replace(self, item=None)
        if self.paragraph is not None:
            return replace(self, paragraph=None)
        return None

    @property
    def top(self) -> ClauseRef:
        """The whole article (or numbered item, heading, sentence) that this clause belongs to."""
        return replace(self, paragraph=None, item=None, subitem=None)

    def covers(self, other: ClauseRef) -> bool:
        """True if `other` is this clause or lies within it: 第三十九条 covers 第三十九条第二款."""
        step: ClauseRef | None = other
        while step is not None:
            if step == self:
                return True
            step = step.parent
        return False

    def overlaps(self, other: ClauseRef) -> bool:
        """True if one of the two is or covers the other: they share words."""
        return self.covers(other) or other.covers(self)

    def locator(self, scheme: Scheme = Scheme.ARTICLES, *, lone_paragraph: bool = False) -> str:
        """The clause as a Chinese reader names it: 第三十九条第二款第（三）项.

        `lone_paragraph` says that the article has a single 款, which Chinese citations leave out.
        """
        if self.heading is not None:
            return f"“{self.heading}”部分" if self.heading != "规划期" else "规划期"
        if self.sentence is not None:
            return f"第{self.sentence + 1}句"
        if self.article is None:  # pragma: no cover - excluded by __post_init__
            raise ClauseRefError(str(self))
        if scheme is Scheme.NUMBERED_ITEMS:
            return f"第{self.article}项"
        out = f"第{to_chinese(self.article)}条"
        if self.inserted:
            out += f"之{to_chinese(self.inserted)}"
        if self.paragraph and not lone_paragraph:
            out += f"第{to_chinese(self.paragraph)}款"
        if self.item:
            out += f"第（{to_chinese(self.item)}）项"
        if self.subitem:
            out += f"第{self.subitem}目"
        return out
