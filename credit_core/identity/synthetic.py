"""Invented people and organisations for the demonstration data and the tests: valid check digits, nobody's numbers.

The address code is 000000. Citizens' numbers begin with 1 to 8 (GB/T 2260), foreigners' permanent residence cards with
9: a number made here was never given to anyone. It is accepted with the warning for an unknown area. The mobile numbers
begin with 154, which press reports of July 2022 list as given to no operator; nothing may ever be sent to them. Places
and firms carry the word 示例.

The same `random.Random` state gives the same person.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from stdnum.cn import ric
from stdnum.cn import uscc as stdnum_uscc

from credit_core.identity.uscc import ALPHABET

UNASSIGNED_AREA = "000000"
UNASSIGNED_MOBILE = "154"
ENTERPRISE = "91"  # 企业
SOLE_TRADER = "92"  # 个体工商户
PUBLIC_INSTITUTION = "12"  # 事业单位
SOCIAL_ORGANISATION = "51"  # 社会团体

_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
_GIVEN = "安宁文静志远晓明春兰国庆秀英建平思齐嘉树雨桐海峰玉梅"
_TRADES = ("建材", "食品", "物流", "园林", "纺织", "机电", "印刷", "家政")
_FIRM_NAMES = ("晨禾", "远溪", "云杉", "青砚", "知行", "望川", "松果", "南屏")
_ROADS = ("诚信路", "守信街", "公示路", "修复巷")


def birth_date(random: Random, first: date, last: date) -> date:
    """A day from `first` to `last`, both included."""
    return first + timedelta(days=random.randint(0, (last - first).days))


def resident_number(random: Random, born: date) -> str:
    """An 18-character 居民身份证号 with the birth date `born` and an address code that is not assigned."""
    body = f"{UNASSIGNED_AREA}{born:%Y%m%d}{random.randint(1, 999):03d}"
    return body + ric.calc_check_digit(body + "0")


def unified_code(random: Random, registered_as: str = ENTERPRISE) -> str:
    """An 18-character 统一社会信用代码; `registered_as` is its first two characters."""
    body = registered_as + UNASSIGNED_AREA + "".join(random.choices(ALPHABET, k=9))
    return body + stdnum_uscc.calc_check_digit(body)


def person_name(random: Random) -> str:
    """Two or three characters."""
    return random.choice(_SURNAMES) + "".join(random.choices(_GIVEN, k=random.choice((1, 2, 2))))


def firm_name(random: Random) -> str:
    """示例市…有限公司."""
    return f"示例市{random.choice(_FIRM_NAMES)}{random.choice(_TRADES)}有限公司"


def mobile(random: Random) -> str:
    """Eleven digits of a range that is not assigned."""
    return f"{UNASSIGNED_MOBILE}{random.randrange(10**8):08d}"


def address(random: Random) -> str:
    """示例省示例市示例区…."""
    return f"示例省示例市示例区{random.choice(_ROADS)}{random.randint(1, 300)}号"
