"""居民身份证号 (公民身份号码, GB 11643): the identifier of a natural person.

山西 第十六条第二款:「应当以居民身份证号作为标识」; 江西 第十九条第一款; the city 第十条第一款「公民身份号码」.

Eighteen characters: address code (6 digits), birth date (8), sequence (3), check character (digit or X, ISO 7064
MOD 11-2). To refuse a valid number is worse than to accept a bad one, hence the difference from `stdnum.cn.ric`: an
address code that its table lacks (new counties; 830000, given to residents from Taiwan) is a warning, no error.

>>> from datetime import date
>>> validate("11010519491231002x", today=date(2026, 1, 1)).number
'11010519491231002X'
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from stdnum import numdb
from stdnum.cn import ric

from credit_core.identity.characters import DIGITS, compact
from credit_core.identity.errors import (
    InvalidBirthDate,
    InvalidCharacter,
    InvalidCheckDigit,
    InvalidLength,
    NumberMissing,
    OldResidentNumber,
)
from credit_core.messages import identity as messages
from credit_core.vocabulary import Term

LENGTH = 18
_OLD_LENGTH = 15
# 《港澳台居民居住证申领发放办法》 gives it to residents from Taiwan; GB/T 2260, and so the table, does not have it.
_ASSIGNED_BESIDE_THE_TABLE = frozenset({"830000"})


@dataclass(frozen=True, slots=True)
class ResidentId:
    """A checked number. `repr` shows neither number nor birth date, so that a log cannot."""

    number: str = field(repr=False)  # 18 characters, upper case
    birth_date: date = field(repr=False)
    warnings: tuple[str, ...] = ()  # Chinese sentences; the number is accepted all the same


def validate(text: str, *, today: date) -> ResidentId:
    """The number in `text`, however spaced or typed, if it can be one on the day `today`.

    Raises NumberMissing, OldResidentNumber, InvalidLength, InvalidCharacter, InvalidBirthDate or InvalidCheckDigit.
    """
    number = compact(text)
    if not number:
        raise NumberMissing(messages.NUMBER_MISSING.format(what=Term.RESIDENT_ID_NUMBER))
    _check_length(number)
    _check_characters(number)
    born = _birth_date(number)
    if born > today:
        raise InvalidBirthDate(messages.BIRTH_DATE_IN_FUTURE.format(birth_date=born.isoformat(), on=today.isoformat()))
    if number[-1] != ric.calc_check_digit(number):
        raise InvalidCheckDigit(messages.RESIDENT_CHECK_DIGIT)
    return ResidentId(number, born, _warnings(number))


def age_on(birth_date: date, on: date) -> int:
    """Completed years of age (周岁) on the day `on`; the birthday itself completes the year.

    解释 A-47: who was born on 29 February completes a year on 28 February where the year has no 29th. The regulations name
    ages (the city 第十六条第三款「十六周岁以上」) but not this day. 民法典 第二百零二条 takes the last day of the month where a
    period of years has no corresponding day; and it is the lenient reading for who wants to act: nobody is sent away for
    a guardian on the day he comes of age. Whether a minor's conduct is treated leniently is for a person to find.

    Raises InvalidBirthDate if `on` lies before the birth.
    """
    if on < birth_date:
        raise InvalidBirthDate(messages.BORN_LATER.format(birth_date=birth_date.isoformat(), on=on.isoformat()))
    leap_born_in_common_year = (birth_date.month, birth_date.day) == (2, 29) and not _is_leap(on.year)
    birthday = (2, 28) if leap_born_in_common_year else (birth_date.month, birth_date.day)
    return on.year - birth_date.year - ((on.month, on.day) < birthday)


def has_its_form(number: str) -> bool:
    """Whether the compact `number` has 18 characters, a real date in the middle and the right check character."""
    try:
        _check_length(number)
        _check_characters(number)
        _birth_date(number)
    except (InvalidLength, InvalidCharacter, InvalidBirthDate):
        return False
    return number[-1] == ric.calc_check_digit(number)


def _check_length(number: str) -> None:
    if len(number) == _OLD_LENGTH and DIGITS.issuperset(number):
        raise OldResidentNumber(messages.OLD_RESIDENT_NUMBER)
    if len(number) != LENGTH:
        raise InvalidLength(messages.RESIDENT_LENGTH.format(length=len(number)))


def _check_characters(number: str) -> None:
    for position, character in enumerate(number, start=1):
        if character in DIGITS or (position == LENGTH and character == "X"):
            continue
        if character == "O":
            raise InvalidCharacter(messages.RESIDENT_LETTER_O.format(position=position))
        raise InvalidCharacter(messages.RESIDENT_CHARACTER.format(position=position, character=character))


def _birth_date(number: str) -> date:
    year, month, day = number[6:10], number[10:12], number[12:14]
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise InvalidBirthDate(messages.BIRTH_DATE_IMPOSSIBLE.format(year=year, month=month, day=day)) from None


def _warnings(number: str) -> tuple[str, ...]:
    if number.startswith(
        "9"
    ):  # address codes begin with 1 to 8; with 9, foreigners' permanent residence cards since 2023
        return (messages.PERMANENT_RESIDENCE_CARD,)
    area = number[:6]
    known = any("county" in properties for _, properties in numdb.get("cn/loc").info(area))
    if known or area in _ASSIGNED_BESIDE_THE_TABLE:
        return ()
    return (messages.UNKNOWN_AREA.format(area=area),)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
