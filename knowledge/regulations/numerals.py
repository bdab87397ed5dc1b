"""Chinese numerals as laws write them: 条, 款, 项, 之一, years and days.

Small and strict on purpose: a general converter also rewrites prose (一些人 -> 1些人). Everything here takes
the numeral alone and raises :class:`NumeralError` for anything that is not one.
"""

from __future__ import annotations

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_WRITTEN = "零一二三四五六七八九"

NUMERAL_CLASS = "零〇一二两三四五六七八九十百千"
"""Characters that may stand in a written numeral, for building regular expressions."""


class NumeralError(ValueError):
    """The text is not a Chinese or Arabic numeral between 0 and 9999."""


def to_int(text: str) -> int:
    """Read 三十九, 一百零二, 二〇二二, 39 or ３９.

    Raises:
        NumeralError: not a numeral, or one that is not well formed (十十, 三百五 is refused as ambiguous).
    """
    text = text.strip()
    if not text:
        raise NumeralError("空的数字")
    if all("0" <= c <= "9" or "０" <= c <= "９" for c in text):
        return int(text)
    if len(text) > 1 and all(c in _DIGITS and c != "两" for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total, digit, last_unit, pending_zero = 0, None, 10_000, False
    for char in text:
        if char in "零〇":
            if digit is not None or pending_zero or not total:
                if text in ("零", "〇"):
                    return 0
                raise NumeralError(f"不是规范的中文数字：{text}")
            pending_zero = True
        elif char in _DIGITS:
            if digit is not None:
                raise NumeralError(f"不是规范的中文数字：{text}")
            digit = _DIGITS[char]
        elif char in _UNITS:
            unit = _UNITS[char]
            if unit >= last_unit or (digit is None and not (unit == 10 and total == 0)):
                raise NumeralError(f"不是规范的中文数字：{text}")
            total += (1 if digit is None else digit) * unit
            digit, last_unit, pending_zero = None, unit, False
        else:
            raise NumeralError(f"不是数字：{text}")
    if digit is None:
        if pending_zero:
            raise NumeralError(f"不是规范的中文数字：{text}")
        return total
    if last_unit > 10 and last_unit != 10_000 and not pending_zero:
        raise NumeralError(f"不是规范的中文数字：{text}")
    return total + digit


def try_int(text: str | None) -> int | None:
    """The number, or None where `text` is missing, zero or no numeral."""
    try:
        return (to_int(text) or None) if text else None
    except NumeralError:
        return None


def to_chinese(number: int) -> str:
    """Write 39 as 三十九, 102 as 一百零二 (the form laws number their articles in).

    Raises:
        NumeralError: outside 0..9999.
    """
    if not 0 <= number <= 9999:
        raise NumeralError(f"超出范围：{number}")
    if number < 10:
        return _WRITTEN[number]
    out, zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            if zero:
                out += "零"
            out += ("" if unit == 10 and digit == 1 and not out else _WRITTEN[digit]) + name
            zero = False
        elif out and number:
            zero = True
    return out
