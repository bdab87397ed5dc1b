"""主体标识: one front for the identifiers by which a subject's information is matched.

江西 第十九条:「自然人社会信用信息的归集以居民身份证号码作为关联匹配的标识；无居民身份证号码的，以其他有效身份证件号码作为关联匹配的标识」,
「法人和非法人组织社会信用信息的归集以统一社会信用代码作为关联匹配的唯一标识」. 山西 第十六条 and the city 第十条 say the same.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import assert_never

from credit_core.identity import masking, other_document, resident_id, uscc
from credit_core.identity.characters import DIGITS, compact

_OLD_RESIDENT_LENGTH = 15


class IdentifierKind(StrEnum):
    """What identifies a subject; the values are those of the slot `subject_id_type`."""

    RESIDENT_ID = "resident_id"  # 居民身份证号
    USCC = "uscc"  # 统一社会信用代码
    OTHER_DOCUMENT = "other"  # 其他有效证件号码


@dataclass(frozen=True, slots=True)
class Identifier:
    """A checked identifier. Kind, document name and number together name one subject."""

    kind: IdentifierKind
    number: str = field(repr=False)  # half width, upper case, no separators
    document_name: str | None = None  # with OTHER_DOCUMENT only
    birth_date: date | None = field(default=None, repr=False)  # with RESIDENT_ID only
    warnings: tuple[str, ...] = field(default=(), compare=False)  # Chinese sentences

    @property
    def masked(self) -> str:
        """The number as others may see it. An organisation's code is public and stays whole."""
        match self.kind:
            case IdentifierKind.RESIDENT_ID:
                return masking.mask_resident_number(self.number)
            case IdentifierKind.USCC:
                return self.number
            case IdentifierKind.OTHER_DOCUMENT:
                return masking.mask_document_number(self.number)
            case _:
                assert_never(self.kind)


def read_identifier(
    kind: IdentifierKind,
    text: str,
    *,
    today: date,
    no_resident_number: bool = False,
    document_name: str | None = None,
) -> Identifier:
    """The identifier in `text`. `no_resident_number` and `document_name` matter to other documents only.

    Raises a subclass of IdentifierError whose text says what to do.
    """
    match kind:
        case IdentifierKind.RESIDENT_ID:
            resident = resident_id.validate(text, today=today)
            return Identifier(kind, resident.number, birth_date=resident.birth_date, warnings=resident.warnings)
        case IdentifierKind.USCC:
            return Identifier(kind, uscc.validate(text).number)
        case IdentifierKind.OTHER_DOCUMENT:
            other = other_document.validate(document_name, text, no_resident_number=no_resident_number)
            return Identifier(kind, other.number, document_name=other.name, warnings=other.warnings)
        case _:
            assert_never(kind)


def guess_kind(text: str) -> IdentifierKind | None:
    """What `text` probably is, to preselect a field; also for a mistyped number, so that the fitting error can be told.

    A number that is valid as both is taken for a resident number: one in thirty of those happens to be a valid code,
    while hardly any code has a date in its middle. None where nothing can be told, as of other documents.
    """
    number = compact(text)
    if resident_id.has_its_form(number):
        return IdentifierKind.RESIDENT_ID
    if uscc.has_its_form(number):
        return IdentifierKind.USCC
    if len(number) == _OLD_RESIDENT_LENGTH and DIGITS.issuperset(number):
        return IdentifierKind.RESIDENT_ID
    if len(number) != resident_id.LENGTH or not (number.isascii() and number.isalnum()):
        return None
    body = number[:-1].replace("O", "0")
    looks_resident = DIGITS.issuperset(body) and not body.startswith("9")  # most codes do begin with 9
    return IdentifierKind.RESIDENT_ID if looks_resident else IdentifierKind.USCC
