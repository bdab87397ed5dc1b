"""居民身份证号, 统一社会信用代码 and other documents' numbers: whose they are, and what is wrong with a bad one."""

from __future__ import annotations

import re

from assistant.dialogue.hearing.parties import Party, asked_party, default_party, whose
from assistant.dialogue.hearing.reading import Reading
from assistant.dialogue.hearing.runs import Joined, joins, runs
from assistant.dialogue.slots import SLOTS, Kind
from credit_core.use_cases.vocabulary import (
    IdentifierError,
    IdentifierKind,
    InvalidBirthDate,
    OldResidentNumber,
    guess_kind,
    read_identifier,
)

LENGTH = 18
_OLD_LENGTH = 15
_NEARLY = range(16, 21)
_LABEL = re.compile(
    r"身份证|证件号|身份号|社会信用代码|信用代码|组织代码|机构代码|公司代码|企业代码|税号|代码(?:[是为:]|证)"
)
_CODE = re.compile(r"代码|税号|公司|企业|单位")
_RESIDENT = re.compile(r"[0-9]{6}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])[0-3][0-9]{4}[0-9X]")
"""Shaped like a resident's number: with a wrong check digit it may pass for a code by chance."""
_CARD = re.compile(r"银行卡|卡号|账号|帐号|开户行")
_OTHER = re.compile(
    r"(?P<name>护照|港澳居民来往内地通行证|回乡证|港澳通行证|台湾居民来往大陆通行证|台胞证|通行证"
    r"|外国人永久居留身份证|永久居留证|永居证"
    r"|居留证|军官证|士官证)(?:的?号码?|编号)?(?:[是为:]"
    r"|写的是)?\s{0,3}(?P<number>[A-Za-z]{0,3}[0-9][0-9A-Za-z]{4,17})(?![0-9A-Za-z])"
)


def read_identifiers(reading: Reading) -> None:
    """Every valid number in the message; then what looks like one and is none."""
    _other_documents(reading)
    valid: list[tuple[Joined, IdentifierKind]] = []
    for tokens in runs(reading.open, in_parts=_asks_for_number(reading)):
        taken = 0
        for joined in joins(tokens):
            if joined.start >= taken and len(joined.text) == LENGTH and (kind := _valid_here(joined, reading)):
                valid.append((joined, kind))
                taken = joined.end
    for joined, _ in valid:
        reading.take(joined.start, joined.end)
    unlabelled = [j for j, kind in valid if kind is IdentifierKind.RESIDENT_ID and not whose(reading, j.start)]
    if len(unlabelled) > 1:
        slot = _slot_of(default_party(reading))
        reading.trouble(slot, "too_many_numbers", "、".join(reading.raw[j.start : j.end] for j in unlabelled))
        valid = [(j, kind) for j, kind in valid if j not in unlabelled]
    for joined, kind in sorted(valid, key=lambda item: item[1] is not IdentifierKind.USCC):
        _mention(reading, joined, kind)


def read_bad_identifiers(reading: Reading) -> None:
    """What was meant as a number: to be called after phones and dates were taken out."""
    asked = _asks_for_number(reading)
    for tokens in runs(reading.open):
        found = max(joins(tokens), key=lambda j: _likeness(j.text), default=None)
        if found is None or found.digits < 4:
            continue
        before, _ = reading.clause(found.start, found.end)
        labelled = bool(_LABEL.search(before))
        if _CARD.search(before):
            reading.take(found.start, found.end)
            continue
        if not (labelled or asked or _likeness(found.text) >= _LIKE_ENOUGH):
            continue
        code = what_is_wrong(found.text, reading)
        party = whose(reading, found.start) or asked_party(reading) or _of_kind(found.text, reading)
        reading.trouble(_slot_of(party), code, reading.take(found.start, found.end))


def what_is_wrong(number: str, reading: Reading) -> str:
    """The code of what is wrong with a number that was meant as an identifier."""
    if len(number) == _OLD_LENGTH and number.isdigit():
        return "fifteen_digits"
    if len(number) != LENGTH:
        return "wrong_length"
    kind = _meant(number)
    foreign = "OI" if kind is IdentifierKind.USCC else "OIL"
    for letter, code in (("O", "letter_o"), ("I", "letter_i"), ("L", "letter_i")):
        if letter in foreign and letter in number:
            return code
    try:
        read_identifier(kind, number, today=reading.expected.today)
    except OldResidentNumber:
        return "fifteen_digits"
    except InvalidBirthDate:
        return "bad_birth_date"
    except IdentifierError:
        pass
    return "check_digit"  # also for a letter that no such number has: a slip in copying


def _meant(number: str) -> IdentifierKind:
    """Which of the two a mistyped number was meant as; an l or I for 1 and an O for 0 hide no resident number."""
    mended = number.replace("O", "0").replace("I", "1").replace("L", "1")
    if mended[:-1].isdigit() and not number.startswith("9"):
        return IdentifierKind.RESIDENT_ID
    return guess_kind(number) or IdentifierKind.RESIDENT_ID


_LIKE_ENOUGH = 3


def _likeness(number: str) -> int:
    """How much a run looks like an identifier, 0 to 4."""
    digits = sum(c.isdigit() for c in number)
    if len(number) == LENGTH and digits >= 10:
        return 4
    if len(number) == _OLD_LENGTH and number.isdigit():
        return 3
    if len(number) in _NEARLY and re.match(r"[1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])[0-3]\d", number):
        return 3
    return 2 if len(number) in _NEARLY else 1 if digits >= 6 else 0


def _valid_here(joined: Joined, reading: Reading) -> IdentifierKind | None:
    before, _ = reading.clause(joined.start, joined.end)
    return _valid(joined.text, reading, labelled=bool(_CODE.search(before)))


def _valid(number: str, reading: Reading, *, labelled: bool) -> IdentifierKind | None:
    kind = guess_kind(number)
    if kind is None or (kind is IdentifierKind.USCC and _RESIDENT.fullmatch(number) and not labelled):
        return None
    try:
        read_identifier(kind, number, today=reading.expected.today)
    except IdentifierError:
        return None
    return kind


def _mention(reading: Reading, joined: Joined, kind: IdentifierKind) -> None:
    party = whose(reading, joined.start)
    words = reading.raw[joined.start : joined.end]
    if kind is IdentifierKind.USCC:
        party = Party.APPLICANT if (party or asked_party(reading)) is Party.APPLICANT else Party.SUBJECT
    elif party is None or (party is Party.SUBJECT and _is_organisation(reading)):
        party = asked_party(reading) or default_party(reading)
        in_person = reading.role == "self" and reading.expected.asked == "subject_id"
        if party is Party.SUBJECT and _is_organisation(reading) and not in_person:
            party = Party.AGENT if reading.role == "agent" else Party.REPRESENTATIVE
    reading.mention(_slot_of(party), joined.text, words)
    if party is Party.SUBJECT:
        reading.mention("subject_id_type", kind.value, words)
        natural = kind is IdentifierKind.RESIDENT_ID
        reading.mention("subject_kind", "natural_person" if natural else "organisation", words)


def _is_organisation(reading: Reading) -> bool:
    return bool(reading.value("subject_kind") == "organisation")


def _other_documents(reading: Reading) -> None:
    for found in reading.find(_OTHER):
        party = whose(reading, found.start()) or default_party(reading)
        words = reading.take(found.start("number"), found.end("number"))
        reading.take(found.start(), found.end())
        reading.mention(_slot_of(party), found["number"].upper(), words)
        if party is Party.SUBJECT:
            reading.mention("subject_id_type", "other", found["name"])


def _of_kind(number: str, reading: Reading) -> Party:
    if _meant(number) is IdentifierKind.USCC:
        return Party.SUBJECT
    party = default_party(reading)
    if party is Party.SUBJECT and _is_organisation(reading) and number[:1] != "9":
        return Party.REPRESENTATIVE
    return party


def _asks_for_number(reading: Reading) -> bool:
    slot = SLOTS.get(reading.expected.asked or "")
    return slot is not None and slot.kind is Kind.IDENTIFIER


def _slot_of(party: Party) -> str:
    return f"{party.value}_id"
