"""Which quantity does a question ask for, and does a clause give one? So that the lack of a number is told as a lack.

Only explicit words count (几天, 多少钱, 百分之几): that the quoted clause gives no such number can be shown, and nothing is
said of clauses that are not quoted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

from knowledge.regulations.numerals import NUMERAL_CLASS


class Quantity(StrEnum):
    """What may be asked for; the value is the key of its name in the messages."""

    DURATION = "duration"
    FREQUENCY = "frequency"
    MONEY = "money"
    SHARE = "share"
    AGE = "age"


_MANY = r"(?:(?<![好这那哪前过了来没头十上])[几幾]|多少)"
"""几 that counts something unknown: not 好几天, 这几天, 哪几块, 十几年."""
_ASKS: dict[Quantity, re.Pattern[str]] = {
    Quantity.FREQUENCY: re.compile(
        rf"{_MANY}(?:次|回|趟)|多久.{{0,8}}一(?:次|回|版)|多长时间.{{0,8}}一(?:次|回|版)|(?:调整|更新|开会|评价|公布)周期|周期是"
    ),
    Quantity.DURATION: re.compile(
        rf"{_MANY}[个個]?(?:工作日|自然日|日(?!期)|天|年|小时|钟头|星期|礼拜|周(?!岁))|{_MANY}[个個]月|多久|多长时间|多少时间"
        r"|何年何月|(?:时限|期限|时间|截止).{0,6}(?:多长|多久|几|是什么|是啥|是多少)|截止(?:日期|天数|时间)|硬杠杠|有没有.{0,6}(?:时限|期限)"
    ),
    Quantity.MONEY: re.compile(
        rf"{_MANY}(?:钱|块|元|万|罚款|费用?|奖金|手续费)|(?:罚|补|奖|赔|收|交|缴){{1}}.{{0,2}}{_MANY}(?!天|日|年|月|次|种|项|条)|要不要(?:钱|交费|收费|掏钱|花钱)"
        r"|收不收.{0,2}(?:费|钱)|花不花钱|(?:要|收)(?:钱|费)吗"
    ),
    Quantity.SHARE: re.compile(rf"百分之{_MANY}|{_MANY}(?:个点|个百分点|成(?!员|为))|比例是|加{_MANY}分|{_MANY}分"),
    Quantity.AGE: re.compile(rf"{_MANY}(?:周?岁)|多大(?:年龄|年纪|岁数)"),
}
_N = rf"[{NUMERAL_CLASS}\d]+"
_GIVES: dict[Quantity, re.Pattern[str]] = {
    Quantity.FREQUENCY: re.compile(rf"{_N}次|每(?:年|季度?|月|半年)|按年|按月|按季"),
    Quantity.DURATION: re.compile(rf"{_N}(?:个)?(?:工作日|日|天|月|年(?!版)|小时)"),
    Quantity.MONEY: re.compile(rf"{_N}万?元|免费|不收费|收费|无偿"),
    Quantity.SHARE: re.compile(rf"百分之|{_N}%|{_N}分|比例"),
    Quantity.AGE: re.compile(r"周岁"),
}
_ALSO_SATISFIES = {Quantity.DURATION: (Quantity.AGE,)}
_FEWER = re.compile(r"少.{0,6}(?:次|回|趟)")
"""少来几趟 asks for fewer visits, not for how many."""
_DATED = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日|\d{4}年")


def quantity_asked(question: str) -> Quantity | None:
    """The quantity that the question asks for in so many words; None where it asks for none."""
    asked = _FEWER.sub("", question)
    return next((quantity for quantity, words in _ASKS.items() if words.search(asked)), None)


def gives(texts: Iterable[str], quantity: Quantity) -> bool:
    """True if one of the texts has such a quantity; a calendar date is no length of time."""
    kinds = (quantity, *_ALSO_SATISFIES.get(quantity, ()))
    return any(_GIVES[kind].search(_DATED.sub("", text)) for text in texts for kind in kinds)
