"""References to clauses in free text: 《江西省社会信用条例》第三十九条第二款第（三）项, 第39条2款, 实施意见第17项.

The finder reads spelling only; which document and clause is meant, the verifier settles with the corpus. One pass of
one regular expression cuts the text into tokens, each character is looked at a bounded number of times, and a small
state machine puts the tokens together. 前款, 本条 and the like point within a text that is not here: they are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from knowledge.citations.chains import Number, references, with_levels
from knowledge.citations.reference import ClauseRef, ClauseRefError
from knowledge.regulations.numerals import NUMERAL_CLASS, try_int

_N = rf"{NUMERAL_CLASS}0-9０-９"
_BRACKETS = "〔〕[]【】（）()"
_UNITS = {"条": 0, "款": 1, "项": 2, "目": 3}
_NEAR = 40
"""Within so many characters a title and a reference belong together; further off the title is inherited."""
_value = lru_cache(maxsize=1024)(try_int)
_GENERIC = re.compile(r"《?(?:条例|办法|规定|意见|实施意见|规划)》?")
_COUNTED = frozenset("共这那几每各另有仅达近余超计")
_COUNTABLE = (
    "意见",
    "建议",
    "措施",
    "消息",
    "信息",
    "记录",
    "线索",
    "评论",
    "短信",
    "规则",
    "数据",
    "理由",
    "街",
    "路",
)
"""Before or after a numeral with 条 they show a count (共四十九条, 三条意见) and no reference."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A reference as written: text[start:end]. Numbers that it does not name are None.

    `document` is the title, alias or number as written, None where the text names none; `inherited` says that it
    stands further up and not beside the reference. References of one list or range share a `group`. `ref` is set
    where the text has a clause id (jiangxi-2022#39.2). An opinion's 第17项 has `item` and no `article`.
    """

    start: int
    end: int
    document: str | None
    inherited: bool
    group: int
    article: int | None = None
    inserted: int | None = None
    paragraph: int | None = None
    item: int | None = None
    subitem: int | None = None
    heading: str | None = None
    sentence: int | None = None
    ref: ClauseRef | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A document named in the text."""

    start: int
    end: int
    name: str


def _name_pattern(name: str) -> str:
    return "".join(rf"[{re.escape(_BRACKETS)}]" if c in _BRACKETS else re.escape(c) for c in name)


@lru_cache(maxsize=16)
def _tokens(names: frozenset[str]) -> re.Pattern[str]:
    known = "|".join(_name_pattern(name) for name in sorted(names, key=lambda n: (-len(n), n)) if name)
    return re.compile(
        r"(?P<id>(?<![a-z0-9-])[a-z][a-z0-9]{0,30}(?:-[a-z0-9]{1,20}){1,4}#[^\s，。；：、（）《》“”「」『』\"#]{1,60})"
        r"|(?P<title>《[^《》\n]{1,80}》)"
        + (rf"|(?P<name>{known})" if known else "")
        + r"|(?P<self>[本该](?:条例|办法|规定|意见|规划|法))"
        r"|(?P<back>前[两三]?[条款项]|上[条款项]|本[条款项](?!例)|下列|同[条款])"
        rf"|(?P<number>(?P<led>(?:第 ?)?)(?P<open>[（(]?)(?<![{_N}])(?P<value>[{_N}]{{1,7}})(?![{_N}])(?P<close>[）)]?)"
        r"(?: ?(?P<unit>条(?![例件幅形码理约纹文线])|款(?![项式待额])|项(?!目)|目(?![标前的录])|句))?"
        r"(?:之(?P<inserted>[一二三四五六七八九十]{1,3}))?)"
        r"|(?P<link>以及|或者|——|[、和与及或至到\-—－~～])"
        r"|(?P<stop>[。！？\n])"
    )


def find_citations(text: str, names: Iterable[str] = ()) -> tuple[tuple[Citation, ...], tuple[Mention, ...]]:
    """Every reference in `text`, and every document named. `names`: titles and aliases that also count without 《》."""
    known = frozenset(names)
    reader = _Reader(text, known)
    for token in _tokens(known).finditer(text):
        reader.take(token)
    reader.close()
    return tuple(reader.citations), tuple(reader.mentions)


class _Reader:
    """The state machine: the document in force, the chain of numbers being read, what was found."""

    def __init__(self, text: str, names: frozenset[str]) -> None:
        self.text = text
        self.names = names
        self.citations: list[Citation] = []
        self.mentions: list[Mention] = []
        self._chain: list[Number] = []
        self._link: tuple[int, str] | None = None  # where the last connector ended, and the connector
        self._back = -1  # where the last 前款 ended
        self._mention: Mention | None = None
        self._known: Mention | None = None  # the first document named that the names know
        self._stop = 0  # where the last sentence ended

    def take(self, token: re.Match[str]) -> None:
        kind = token.lastgroup or ""
        if token["number"]:
            self._take_number(token)
            return
        if token["link"]:
            if self._chain and token.start() == self._chain[-1].end:
                self._link = (token.end(), token["link"])
            else:
                self.close()
            return
        self.close()
        if kind == "stop":
            self._stop = token.end()
        elif kind == "back":
            self._back = token.end()
        elif kind == "self":
            self._mention = self._known
        elif kind == "id":
            self._take_id(token)
        else:
            self._take_name(token)

    def _take_name(self, token: re.Match[str]) -> None:
        name = token[0]
        if name.startswith("《") and _GENERIC.fullmatch(name):  # 以下简称《条例》
            if not (self._mention and self._mention.name.rstrip("》").endswith(name[1:-1])):
                self._mention = self._known
            return
        if not name.startswith("《") and _GENERIC.fullmatch(name) and not self._leads_to_place(token.end()):
            return
        if self._mention and self._mention.end == token.start() and self.text.startswith("规划期", token.start()):
            return  # the plan's own period, named right before
        self._mention = Mention(token.start(), token.end(), name.strip("《》"))
        self.mentions.append(self._mention)
        if self._known is None and self._mention.name in self.names:
            self._known = self._mention

    def _leads_to_place(self, at: int) -> bool:
        return self.text[at : at + 1] in ("第", "“", "「", "期") or self.text[at : at + 2] in ("的第", "中第", "中“")

    def _take_id(self, token: re.Match[str]) -> None:
        try:
            ref = ClauseRef.parse(token[0].rstrip(".,;:!?。"))
        except ClauseRefError:
            return
        end = token.start() + len(str(ref))
        self.citations.append(Citation(token.start(), end, ref.document, False, self._group(), ref=ref))

    def _group(self) -> int:
        return self.citations[-1].group + 1 if self.citations else 0

    def _take_number(self, token: re.Match[str]) -> None:
        unit, led = token["unit"] or "", bool(token["led"])
        if not (self._chain or led or unit):
            return  # an ordinary number
        value = _value(token["value"])
        if value is None:
            self.close()
            return
        link = self._joined(token.start())
        if link is None:
            self.close()
            link = ""
        bracketed = bool(token["open"] and token["close"])
        if unit == "句" and led:
            self._chain = []
            self._sentence(token, value)
            return
        number = Number(
            token.start() + (0 if led or bracketed else len(token["open"])),
            token.end(),
            value,
            _UNITS.get(unit),
            _value(token["inserted"]) if token["inserted"] and unit == "条" else None,
            led,
            bracketed,
            link,
        )
        self._chain.append(number)
        self._link = None

    def _joined(self, start: int) -> str | None:
        """How the number at `start` joins the chain; None if it does not."""
        if not self._chain:
            return ""
        if self._link:
            return self._link[1] if not self.text[self._link[0] : start].strip() else None
        between = self.text[self._chain[-1].end : start].strip()
        return "" if between in ("", "的", "中", "中的") else None

    def _sentence(self, token: re.Match[str], value: int) -> None:
        document, inherited, start = self._document(token.start())
        if document:
            self.citations.append(Citation(start, token.end(), document, inherited, self._group(), sentence=value - 1))

    def _document(self, at: int) -> tuple[str | None, bool, int]:
        """The document a reference at `at` belongs to, whether it is inherited, and where the reference begins."""
        mention = self._mention
        if mention is None:
            return None, False, at
        near = at - mention.end <= _NEAR and mention.end >= self._stop
        beside = at - mention.end <= 3 and not self.text[mention.end : at].strip(" 　的中")
        return mention.name, not near, mention.start if beside else at

    def close(self) -> None:
        """End the chain of numbers being read and keep the references in it."""
        chain, self._chain, self._link = with_levels(self._chain), [], None
        if not chain or self._back == chain[0].start:
            return
        document, inherited, start = self._document(chain[0].start)
        if not self._plausible(chain, named=document is not None and not inherited):
            return
        group = self._group()
        for found in references(chain):
            if found.article is None and document is None:
                continue  # 第三项 of nothing
            begin = start if found.whole else found.start
            place = (found.article, found.inserted, found.paragraph, found.item, found.subitem)
            self.citations.append(Citation(begin, found.end, document, inherited, group, *place))

    def _plausible(self, chain: list[Number], *, named: bool) -> bool:
        """True unless it is a count: 共四十九条, 三条意见. 三十九条 alone is a reference, 39条二款 surely."""
        first = chain[0]
        if first.led or first.level != 0 or len(chain) > 1:
            return True
        if self.text[first.start - 1 : first.start] in _COUNTED or self.text.startswith(_COUNTABLE, first.end):
            return False
        return named or first.value >= 10
