"""统一社会信用代码 (GB 32100): the identifier of a legal person or unincorporated organisation.

山西 第十六条第一款:「应当以统一社会信用代码作为标识」; 江西 第十九条第二款「唯一标识」; the city 第十条第一款.

Eighteen characters, digits and capital letters without I, O, Z, S, V: registering authority (1), kind of body (1),
area (6 digits), organisation code (9), check character (MOD 31). `stdnum.cn.uscc` demands digits in the first two
places, too, and so refuses codes that begin with N (agriculture), Y (other) or A (military); here a letter may stand
there. To refuse a valid code is worse than to accept a bad one: so the list of registering authorities, which has grown
by amendment, and the organisation code's own check character (GB 11714) are not tested.

>>> validate("91110000 600037341l").number
'91110000600037341L'
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from stdnum.cn import uscc

from credit_core.identity.characters import DIGITS, compact
from credit_core.identity.errors import (
    IdentifierError,
    InvalidCharacter,
    InvalidCheckDigit,
    InvalidLength,
    NumberMissing,
)
from credit_core.messages import identity as messages
from credit_core.vocabulary import Term

LENGTH = 18
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USED = frozenset(ALPHABET)
_AREA = range(3, 9)  # positions, counted from 1
_LOOKS_LIKE = {"O": "0", "I": "1", "Z": "2", "S": "5", "V": ""}


@dataclass(frozen=True, slots=True)
class UnifiedCode:
    """A checked code: 18 characters, upper case."""

    number: str


@dataclass(frozen=True, slots=True)
class CodeQuality:
    """How many codes of a set need work, in entries. No entry is counted both as bad and as duplicated."""

    total: int
    bad: int  # 错码: missing, or no valid code
    duplicated: int  # 重码: valid, but standing at another entry, too

    @property
    def rate(self) -> float | None:
        """重错码率: the share of bad and duplicated entries, 0 to 1; None where there is no entry at all."""
        return (self.bad + self.duplicated) / self.total if self.total else None


def validate(text: str) -> UnifiedCode:
    """The code in `text`, however spaced or typed.

    Raises NumberMissing, InvalidLength, InvalidCharacter or InvalidCheckDigit.
    """
    number = compact(text)
    if not number:
        raise NumberMissing(messages.NUMBER_MISSING.format(what=Term.UNIFIED_CREDIT_CODE))
    if len(number) != LENGTH:
        raise InvalidLength(messages.UNIFIED_CODE_LENGTH.format(length=len(number)))
    for position, character in enumerate(number, start=1):
        _check_character(position, character)
    if number[-1] != uscc.calc_check_digit(number):
        raise InvalidCheckDigit(messages.UNIFIED_CODE_CHECK)
    return UnifiedCode(number)


def has_its_form(number: str) -> bool:
    """Whether the compact `number` is a valid code."""
    try:
        validate(number)
    except IdentifierError:
        return False
    return True


def code_quality(codes: Iterable[str]) -> CodeQuality:
    """「全面实施统一社会信用代码制度,降低重错码率」 (山西意见 第8项): how bad the codes of a set of organisations are.

    One entry of `codes` is one organisation's code as it was delivered.

    解释 A-48: the 意见 defines neither 重码 nor 错码. 错码 is read as a code that is missing or invalid, 重码 as a valid code that
    stands at several organisations; every one of these is counted, since all of them must be checked.
    """
    entries = [compact(code) for code in codes]
    valid = Counter(code for code in entries if has_its_form(code))
    duplicated = sum(count for count in valid.values() if count > 1)
    return CodeQuality(total=len(entries), bad=len(entries) - valid.total(), duplicated=duplicated)


def _check_character(position: int, character: str) -> None:
    if character in _LOOKS_LIKE:
        digit = _LOOKS_LIKE[character]
        likely = messages.UNIFIED_CODE_LIKELY.format(digit=digit) if digit else ""
        raise InvalidCharacter(
            messages.UNIFIED_CODE_LETTER.format(position=position, character=character, likely=likely)
        )
    if character not in _USED:
        raise InvalidCharacter(messages.UNIFIED_CODE_CHARACTER.format(position=position, character=character))
    if position in _AREA and character not in DIGITS:
        raise InvalidCharacter(messages.UNIFIED_CODE_AREA.format(position=position, character=character))
