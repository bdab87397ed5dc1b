"""脱敏处理 before open publication.

某市 第二十三条第三款:「依法公开自然人的个人信息，应当进行脱敏处理，并采取安全保护措施」. Elsewhere the text is silent; the same is done as
safe practice and cited for that place only (A-41). No text says what to hide: what looks like a person's name, number,
telephone or address is hidden (A-42), rather too much than too little.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from credit_core.identity.masking import (
    mask_address,
    mask_document_number,
    mask_name,
    mask_phone,
    mask_resident_number,
    mask_uscc,
)
from credit_core.model.subjects import IdKind, Subject, SubjectKind

_NAMES = ("姓名", "负责人", "代表人", "控制人", "责任人", "当事人", "经办人", "联系人", "投资人", "股东")
_NUMBERS = ("身份证", "公民身份号码", "证件号", "护照号")
_PHONES = ("电话", "手机", "联系方式")
_ADDRESSES = ("住址", "家庭地址", "居住地", "户籍")
_BUSINESS_ADDRESSES = ("住所", "地址")  # public where an organisation has it, private where a person does

_SOLE_TRADER = "92"  # 个体工商户: the first two characters of its 统一社会信用代码
_EIGHTEEN = re.compile(r"(?<![0-9A-Za-z])[0-9]{17}[0-9Xx](?![0-9A-Za-z])")
_MOBILE = re.compile(r"(?<![0-9])1[3-9][0-9]{9}(?![0-9])")


def desensitised(fields: Iterable[tuple[str, str]], subject: Subject) -> tuple[tuple[str, str], ...]:
    """Lines of label and text with personal data hidden: by the label, and in running text too."""
    return tuple((label, _field(label, value, subject)) for label, value in fields)


def desensitised_text(text: str, subject: Subject) -> str:
    """Running text with numbers and telephones hidden, and the subject's own name if it is a person."""
    natural = subject.kind is SubjectKind.NATURAL_PERSON
    if natural:
        text = text.replace(subject.id_number, subject_number(subject))
        if len(subject.name) > 1:
            text = text.replace(subject.name, mask_name(subject.name))
    kept = None if natural else subject.id_number
    text = _EIGHTEEN.sub(lambda found: found[0] if found[0] == kept else mask_resident_number(found[0]), text)
    return _MOBILE.sub(lambda found: mask_phone(found[0]), text)


def subject_name(subject: Subject) -> str:
    """The subject's name as the public sees it."""
    return mask_name(subject.name) if subject.kind is SubjectKind.NATURAL_PERSON else subject.name


def subject_number(subject: Subject) -> str:
    """The subject's number as the public sees it: an organisation's is public, a person's business is a person's."""
    if subject.id_kind is IdKind.USCC:
        return mask_uscc(subject.id_number) if subject.id_number.startswith(_SOLE_TRADER) else subject.id_number
    if subject.id_kind is IdKind.RESIDENT_ID:
        return mask_resident_number(subject.id_number)
    return mask_document_number(subject.id_number)


def _field(label: str, value: str, subject: Subject) -> str:
    natural = subject.kind is SubjectKind.NATURAL_PERSON
    if _one_of(_NUMBERS, label):
        return mask_resident_number(value) if len(value) == 18 else mask_document_number(value)
    if _one_of(_PHONES, label):
        return mask_phone(value)
    if _one_of(_ADDRESSES, label) or (natural and _one_of(_BUSINESS_ADDRESSES, label)):
        return mask_address(value)
    if _one_of(_NAMES, label):
        return "、".join(mask_name(name) for name in re.split("[、，,;；]", value))
    return desensitised_text(value, subject)


def _one_of(words: tuple[str, ...], label: str) -> bool:
    return any(word in label for word in words)
