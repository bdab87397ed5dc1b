"""Telephone numbers, mail addresses and other ways to reach somebody."""

from __future__ import annotations

import re

from assistant.dialogue.hearing.reading import Reading
from assistant.dialogue.hearing.runs import Joined, joins, runs

_MAIL = re.compile(r"(?<![A-Za-z0-9._+-])[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,3}")
_LANDLINE = re.compile(
    r"(?<![0-9A-Za-z])\(?(?P<area>0\d{2,3})\)?[ \-—–]{0,2}(?P<number>[2-8]\d{2,3}[ -]?\d{4})(?:[ ]?(?:转"
    r"|-)[ ]?\d{1,6})?(?![0-9A-Za-z])"
)
_CHAT = re.compile(
    r"(?P<app>微信|wechat|vx|QQ|qq|Q号)(?:号码?|账号)?(?:[是为:加]"
    r"|就是)?\s{0,2}(?P<account>[A-Za-z0-9][A-Za-z0-9_-]{4,29})"
    r"(?![A-Za-z0-9_-])",
    re.IGNORECASE,
)
_LABEL = re.compile(r"电话|手机|联系方式|联系(?:我)?|号码|打我|拨")
_FOREIGN = re.compile(r"(?:客服|热线|单位电话|他们电话|局里电话)")
_MOBILE = re.compile(r"(?:\+?86|0086)?(1[3-9]\d{9})")
NO_CONTACT = re.compile(
    r"(?:不|没|没有)(?:想|要|用|方便|愿意|准备|打算)?(?:再)?(?:留|给|说|填|写|提供)?(?:电话|手机|联系方式"
    r"|号码)|不留了?$|别打电话"
)


def read_contacts(reading: Reading) -> None:
    """Mail address, mobile, landline, 微信号: the first is the contact. A number of a wrong length is told."""
    for found in reading.find(_MAIL):
        reading.mention("contact", found.group(), reading.take(found.start(), found.end()))
    for tokens in runs(reading.open):
        _mobiles(reading, list(joins(tokens)))
    for found in reading.find(_LANDLINE):
        reading.mention("contact", found["area"] + re.sub(r"\D", "", found["number"]), reading.take(*found.span()))
    for found in reading.find(_CHAT):
        app = "微信" if found["app"].lower() in ("微信", "wechat", "vx") else "QQ"
        reading.mention("contact", f"{app} {found['account']}", reading.take(*found.span()))
    for tokens in runs(reading.open):
        _wrong_length(reading, list(joins(tokens)))


def _mobiles(reading: Reading, found: list[Joined]) -> None:
    taken = 0
    for joined in found:
        mobile = _MOBILE.fullmatch(joined.text)
        if mobile is None or joined.start < taken:
            continue
        taken = joined.end
        start = joined.start - (1 if reading.line[joined.start - 1 : joined.start] == "+" else 0)
        reading.mention("contact", mobile[1], reading.take(start, joined.end))


def _wrong_length(reading: Reading, found: list[Joined]) -> None:
    """Nine to thirteen digits where a telephone was spoken of or asked for."""
    for joined in found:
        if not joined.text.isdigit() or not 9 <= len(joined.text) <= 13 or joined.text == "12345":
            continue
        before, _ = reading.clause(joined.start, joined.end)
        label = _LABEL.search(before)
        asked = reading.expected.asked == "contact"
        if (label and not _FOREIGN.search(before)) or asked or re.fullmatch(r"1[3-9]\d{8}(?:\d\d)?", joined.text):
            reading.trouble("contact", "phone_length", reading.take(joined.start, joined.end))
            return
