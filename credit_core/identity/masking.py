"""脱敏: what others may see of personal data. The city 第二十三条第三款:「依法公开自然人的个人信息，应当进行脱敏处理」.

No regulation says which characters to hide. 解释 A-42: common practice hides the birth date only (first six and last four stay,
ten of eighteen). Here the first three and the last four stay: enough to recognise one's own number, less than half of it,
and neither the county nor any digit of the birth date. Whoever publishes may hide more.

An organisation's 统一社会信用代码 is public and not masked; where it is the code of a natural person's business
(个体工商户), the caller decides and uses `mask_uscc`. All functions are pure, take text as typed, and hide
everything where they do not recognise what they got.
"""

from __future__ import annotations

import re

from credit_core.identity.characters import DIGITS, compact, without_spaces

STAR = "*"
_HIDDEN = STAR * 4  # where the length, too, would tell something
_EIGHTEEN = 18
_MOBILE = re.compile(r"(?:\+?86|0086)?(1[3-9][0-9]{9})")
_NUMBER_IN_TEXT = re.compile(r"(?<![0-9A-Za-z])[0-9]{17}[0-9Xx](?![0-9A-Za-z])")
_MOBILE_IN_TEXT = re.compile(r"(?<![0-9])1[3-9][0-9]{9}(?![0-9])")
# Province and city only: district, road and house are hidden together, and a market or housing estate is no city.
_PLACE = re.compile(
    r"(?:[^0-9县市路街道号村]{2,8}?(?:省|自治区|特别行政区))?"
    r"(?:[^0-9县区路街道号村]{1,12}?(?:市(?!场)|自治州|地区|盟))?"
)


def mask_resident_number(text: str) -> str:
    """居民身份证号: `110***********002X`, eighteen characters; anything else is hidden whole."""
    number = compact(text)
    return _keep(number, 3, 4) if len(number) == _EIGHTEEN else STAR * len(number)


def mask_uscc(text: str) -> str:
    """统一社会信用代码 of a natural person's business: authority, kind and the last four characters stay."""
    number = compact(text)
    return _keep(number, 2, 4) if len(number) == _EIGHTEEN else STAR * len(number)


def mask_document_number(text: str) -> str:
    """Any other document's number: at most two characters stay at each end, never more than half in all."""
    number = compact(text)
    ends = min(2, len(number) // 4)
    return _keep(number, ends, ends)


def mask_name(text: str) -> str:
    """A person's name: 张三 → 张*, 张小三 → 张*三; first and last character of longer ones stay."""
    name = without_spaces(text)
    if len(name) <= 1:
        return STAR * len(name)
    return _keep(name, 1, 1 if len(name) > 2 else 0)


def mask_phone(text: str) -> str:
    """手机: 154****5678, as is usual; of another number the last digits stay, at most four and less than half."""
    number = compact(text)
    if mobile := _MOBILE.fullmatch(number):
        return _keep(mobile[1], 3, 4)
    digits = "".join(c for c in number if c in DIGITS)
    return _keep(digits, 0, min(4, max(0, (len(digits) - 1) // 2)))


def mask_address(text: str) -> str:
    """地址: province and city stay, the rest is hidden; all of it where they do not stand at the front."""
    place = _PLACE.match(without_spaces(text))
    return (place[0] if place else "") + _HIDDEN


def mask_in_text(text: str, *, phones: bool = False) -> str:
    """Running text with each 居民身份证号 in it hidden, and each 手机 too if `phones`."""
    text = _NUMBER_IN_TEXT.sub(lambda found: mask_resident_number(found[0]), text)
    return _MOBILE_IN_TEXT.sub(lambda found: mask_phone(found[0]), text) if phones else text


def _keep(text: str, first: int, last: int) -> str:
    hidden = len(text) - first - last
    return text[:first] + STAR * hidden + text[len(text) - last :]
