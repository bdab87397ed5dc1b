"""Does the question take for granted something that the clause contradicts?

Only what can be shown is claimed: a number with its unit that the clause gives otherwise, or a fee where it says 免费. Anything
else is answered without judging the citizen's assumption.
"""

from __future__ import annotations

import re

from knowledge.regulations.numerals import NUMERAL_CLASS, NumeralError, to_int

_PRESUMES = re.compile(
    r"对吧|对吗|对不对|是吧|是不是|不是.{1,30}[吗么嘛]|是吗|没错吧|是这样|这么说|既然|听说|据说|都说|有人说|人家说|说是|按规定|规定(?:是|的)|不都|反正|应该是|必须.{1,20}吧|我记得|写着|写的"
)
_AMOUNT = re.compile(
    rf"(?P<number>[{NUMERAL_CLASS}\d]{{1,5}})(?:个)?(?P<unit>工作日|自然日|天|日(?!期|常|子|前|后|起)|个?月|年(?!\d|度|轻|龄|底|初|前|检|审|报)|周岁|岁|万元?|万块|元|块钱?)"
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
_FEE = re.compile(r"收费|交费|缴费|掏钱|交钱|要钱|付费|[\d一二两三五十百]+(?:块|元)")
_DATED = re.compile(
    r"(?:20\d\d|二[零〇]..)年(?:[\d一二三四五六七八九十]{1,2}月)?(?:[\d一二三四五六七八九十]{1,3}[日号])?"
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
    if "免费" in clause_text and _FEE.search(question) and "免费" not in question:
        return True
    asked, given = amounts(_DATED.sub("", question)), amounts(_DATED.sub("", clause_text))
    days = {"日", "工作日"}
    for number, unit in asked:
        family = days if unit in days else {unit}
        same_family = {(n, u) for n, u in given if u in family}
        if same_family and (number, unit) not in same_family:
            return not (unit == "日" and any(n == number for n, _ in same_family) and "工作日" not in question)
    return False
