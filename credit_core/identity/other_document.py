"""其他有效证件号码: the identifier of a natural person who has no resident number.

山西 第十六条第二款:「无居民身份证号的，以其他有效证件号码作为标识」; 江西 第十九条第一款; the city 第十条第三款「自然人没有公民身份号码的，
以其他有效身份证件号码为标识」. So it takes an explicit statement that there is no resident number. Which documents are
valid no regulation lists, and how their numbers look their issuers decide: neither is checked here.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

from credit_core.identity import resident_id
from credit_core.identity.characters import compact, without_spaces
from credit_core.identity.errors import DocumentNameRequired, InvalidCharacter, NumberMissing, StatementRequired
from credit_core.messages import identity as messages

# Offered to who fills in a form; any other name may be written.
COMMON_DOCUMENTS = ("护照", "港澳居民来往内地通行证", "台湾居民来往大陆通行证", "外国人永久居留身份证")
_RESIDENT_CARD = frozenset(
    {"居民身份证", "中华人民共和国居民身份证", "身份证", "二代身份证", "居民身份证号", "身份证号"}
)


@dataclass(frozen=True, slots=True)
class OtherDocument:
    """A document and its number. The number alone identifies nobody: two issuers may give the same one."""

    name: str
    number: str = field(repr=False)  # half width, upper case, no separators
    warnings: tuple[str, ...] = ()


def validate(name: str | None, text: str, *, no_resident_number: bool) -> OtherDocument:
    """The document `name` with the number in `text`; `no_resident_number` is the person's own statement.

    Raises StatementRequired, DocumentNameRequired, NumberMissing or InvalidCharacter.
    """
    title = without_spaces(unicodedata.normalize("NFKC", name or ""))
    if title in _RESIDENT_CARD:
        raise DocumentNameRequired(messages.RESIDENT_CARD_IS_NOT_OTHER)
    if not no_resident_number:
        raise StatementRequired(messages.STATEMENT_REQUIRED)
    if not title:
        raise DocumentNameRequired(messages.DOCUMENT_NAME_MISSING.format(examples="、".join(COMMON_DOCUMENTS)))
    number = compact(text)
    if not number:
        raise NumberMissing(messages.NUMBER_MISSING.format(what=messages.OTHER_DOCUMENT))
    if not any(c.isalnum() for c in number):
        raise InvalidCharacter(messages.DOCUMENT_NUMBER_UNREADABLE)
    # Foreigners' permanent residence cards since 2023 have numbers built alike that begin with 9.
    contradicts = not number.startswith("9") and resident_id.has_its_form(number)
    return OtherDocument(title, number, (messages.LOOKS_LIKE_RESIDENT_NUMBER,) if contradicts else ())
