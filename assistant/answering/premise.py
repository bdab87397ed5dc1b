"""Does the question take for granted something that the clause contradicts?

Only what can be shown is claimed: a number with its unit that the clause gives otherwise, a fee where it says 免费, or one of
the sayings in messages/presumed, each of which stands beside the clause's own words to the contrary. Anything else is
answered without judging the citizen's assumption.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import yaml

from knowledge.citations.reference import ClauseRef
from knowledge.regulations.numerals import NUMERAL_CLASS, NumeralError, to_int

_PRESUMES = re.compile(
    r"对吧|对吗|对不对|是吧|是不是|不是.{1,30}[吗么嘛]|是吗|没错吧|是这样|这么说|既然|听说|据说|都说|有人说|人家说|说是|按规定|规定(?:是|的)|不都|反正|应该是|必须.{1,20}吧|我记得|写着|写的"
    r"|吧[？?！!。]?$|没记[错反]|真(?:这么|是|那样|的)|条例(?:说|讲|写|定|要求|明明|允许|许可)|按.{0,8}条例|[写定]死|白纸黑字"
    r"|(?:讲|吓)(?:他|她|我|俺)|领导(?:说|讲)|规矩|(?:规定|许可|允许)的[？?]?$|问题吧"
)
_AMOUNT = re.compile(
    rf"(?<!第)(?<![{NUMERAL_CLASS}\d])(?P<number>[{NUMERAL_CLASS}\d]{{1,5}})(?:个)?(?P<unit>工作日|自然日|天(?!都不)|日(?!期|常|子|前|后|起)|个?月|年(?!\d|度|轻|龄|底|初|前|检|审|报)|周岁|岁|万元?|万块|元|块钱?)"
)
_UNITS = {
    "天": "日",
    "自然日": "日",
    "万": "万元",
    "万块": "万元",
    "块": "元",
    "块钱": "元",
    "个月": "月",
    "岁": "周岁",
}
_FREE = re.compile(r"免费|不收|不要钱|不用(?:交|付|掏|花)")
_FEE = re.compile(r"收费|交费|缴费|掏钱|交钱|要钱|付费|[\d一二两三五十百]+(?:块|元)")
_OPEN = re.compile(
    r"(?:没有?|不|未|并未|何曾)(?:曾|是)?(?:说|写|讲|规定|提|要求)(?:过|明|了|是)?[^，。,？?]{0,6}$"
    r"|(?:要是|如果|万一|假如)[^，。,]{0,10}$"
)
"""Before a saying: it is denied (没说不用告知), or only supposed, so nothing is presumed."""
_CALENDAR_DAYS = re.compile(
    r"自然[日天]|日历日|不是工作日|(?:周末|双休|节假日|礼拜天|周六)[^，。,不没]{0,4}(?:也|都|照样)[^，。,不没]{0,2}(?:算|计)"
)
_ONLY_WORKING_DAYS = re.compile(r"(?:周末|双休日?|节假日|礼拜天)[^，。,]{0,3}(?:不算|不计|刨|扣|除)")
_COUNTED_OTHERWISE = {"工作日": _CALENDAR_DAYS, "日": _ONLY_WORKING_DAYS}
"""Unit of the clause -> what shows that the question counts in the other one."""
_DATED = re.compile(
    r"(?:20\d\d|二[零〇]..)年(?:[\d一二三四五六七八九十]{1,2}月)?(?:[\d一二三四五六七八九十]{1,3}[日号])?"
)


@dataclass(frozen=True, slots=True)
class Saying:
    """What people take for granted (`presumed`, but for `unless`), and the clause's own words `against` it."""

    presumed: re.Pattern[str]
    unless: re.Pattern[str] | None
    against: str

    def said_in(self, question: str) -> bool:
        """True if the question says so, and neither denies nor merely supposes it."""
        if self.unless is not None and self.unless.search(question):
            return False
        return any(not _OPEN.search(question[: m.start()]) for m in self.presumed.finditer(question))


@lru_cache(maxsize=1)
def load_sayings() -> Mapping[ClauseRef, tuple[Saying, ...]]:
    """The shipped sayings by the clause that contradicts them.

    Raises:
        re.error: a pattern is none.
        ClauseRefError: a key is not the place of a clause.
    """
    sayings = {}
    for file in (resources.files("assistant") / "messages" / "presumed").iterdir():
        if file.name.endswith(".yaml"):
            document = file.name.removesuffix(".yaml")
            for place, rows in yaml.safe_load(file.read_text("utf-8")).items():
                sayings[ClauseRef.parse(f"{document}#{place}")] = tuple(
                    Saying(
                        re.compile(row["presumed"]),
                        re.compile(row["unless"]) if "unless" in row else None,
                        row["against"],
                    )
                    for row in rows
                )
    return sayings


def says_the_contrary(question: str, main: ClauseRef) -> bool:
    """True if the question takes for granted what the article of `main` contradicts in so many words."""
    if not presumes(question):
        return False
    return any(
        saying.said_in(question) for ref, sayings in load_sayings().items() if ref.top == main.top for saying in sayings
    )


def amounts(text: str) -> set[tuple[int, str]]:
    """Numbers with units in a text: 五个工作日 -> (5, 工作日); 天 counts as 日."""
    found = set()
    for match in _AMOUNT.finditer(text):
        try:
            number = to_int(match["number"])
        except NumeralError:
            continue
        unit = match["unit"].removeprefix("个")
        found.add((number, _UNITS.get(unit, unit)))
    return found


def presumes(question: str) -> bool:
    """True if the question states something and wants it confirmed, or builds on it."""
    return bool(_PRESUMES.search(question))


def contradicted(question: str, clause_text: str) -> bool:
    """True if the question presumes an amount or a fee that the clause gives otherwise."""
    if not presumes(question):
        return False
    if "免费" in clause_text and _FEE.search(question) and not _FREE.search(question):
        return True
    asked, given = amounts(_DATED.sub("", question)), amounts(_DATED.sub("", clause_text))
    days = {"日", "工作日"}
    units = {u for _, u in given if u in days}
    if len(units) == 1 and _COUNTED_OTHERWISE[units.pop()].search(question):
        return True  # 日 and 工作日 never convert
    for number, unit in asked:
        family = days if unit in days else {unit}
        same_family = {(n, u) for n, u in given if u in family}
        if same_family and (number, unit) not in same_family:
            return not (unit == "日" and any(n == number for n, _ in same_family) and "工作日" not in question)
    return False
