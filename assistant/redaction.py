"""Personal data out of a text before it is logged, stored as a transcript, or searched with.

Masks identity numbers (18 and 15 digits), unified social credit codes, bank cards, phones and e-mail addresses, also when
written with spaces, hyphens or in full width. What is masked is gone; the conversation's own slots are kept elsewhere.
"""

from __future__ import annotations

import re
import unicodedata

_GAP = r"[ \-·.]?"


def _digits(count: str) -> str:
    return rf"(?:\d{_GAP}){{{count}}}"


_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"(?<![0-9A-Za-z]){_digits('17')}[\dXx](?![0-9A-Za-z])"), "〔身份证号〕"),
    (
        re.compile(
            r"(?<![0-9A-Za-z])(?=[0-9A-Z]*\d)(?:[0-9A-HJ-NPQRTUWXY][ \-]?){17}[0-9A-HJ-NPQRTUWXY](?![0-9A-Za-z])",
            re.IGNORECASE,
        ),
        "〔信用代码〕",
    ),
    (re.compile(rf"(?<!\d)(?:\+?86{_GAP})?1[3-9]\d{_GAP}{_digits('3')}\d{_GAP}{_digits('3')}\d(?!\d)"), "〔电话〕"),
    (re.compile(r"(?<!\d)\d{4}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?(?!\d)"), "〔号码〕"),
    (re.compile(r"(?<!\d)\d{15}(?!\d)"), "〔身份证号〕"),
    (re.compile(r"(?<!\d)0\d{2,3}[ \-]?\d{7,8}(?!\d)"), "〔电话〕"),
    (re.compile(r"[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]{1,64}(?:\.[A-Za-z0-9-]{1,32}){1,4}"), "〔邮箱〕"),
)


def mask(text: str) -> str:
    """The text with personal numbers replaced by what they were, in 〔 〕; other characters stay as they are."""
    narrow = "".join(_narrow(c) for c in text)
    for pattern, name in _PATTERNS:
        narrow = pattern.sub(name, narrow)
    return narrow


def _narrow(char: str) -> str:
    """Full-width digits and Latin letters in half width, so that spelling cannot hide a number."""
    if "！" <= char <= "～" and unicodedata.normalize("NFKC", char).isalnum():
        return unicodedata.normalize("NFKC", char)
    return char
