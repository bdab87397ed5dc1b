"""The slots of a filing by the names of the public contract, and how each is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any

Slots = Mapping[str, Any]
"""Values by slot name: identifiers upper case, half width, without spaces; dates ISO; phones digits only; `evidence`,
`records` and `correction_facts` lists of the citizen's own words; what was not given is absent."""


class Kind(StrEnum):
    """How a slot is heard, checked and shown."""

    PLACE = "place"
    CHOICE = "choice"
    NAME = "name"
    IDENTIFIER = "identifier"
    DATE = "date"
    CONTACT = "contact"
    DOCUMENT = "document"
    TEXT = "text"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Slot:
    """One slot. `personal`: masked in transcripts and logs, and dropped when the subject changes if `of_subject`."""

    name: str
    kind: Kind
    personal: bool = False
    of_subject: bool = False
    choices: tuple[str, ...] = ()


def _slots(*found: Slot) -> Mapping[str, Slot]:
    return MappingProxyType({slot.name: slot for slot in found})


ROLES = ("self", "legal_representative", "agent", "guardian", "minor_self", "authorised_third_party")
SUBJECT_KINDS = ("natural_person", "organisation")
ID_TYPES = ("resident_id", "uscc", "other")
INFO_KINDS = ("public", "market", "evaluation", "listing")
GROUNDS = ("error", "omission", "infringement", "wrong_listing", "over_period")
URGENCIES = ("normal", "urgent")

SLOTS: Mapping[str, Slot] = _slots(
    Slot("jurisdiction", Kind.PLACE),
    Slot("applicant_role", Kind.CHOICE, choices=ROLES),
    Slot("subject_kind", Kind.CHOICE, of_subject=True, choices=SUBJECT_KINDS),
    Slot("subject_name", Kind.NAME, personal=True, of_subject=True),
    Slot("subject_id_type", Kind.CHOICE, of_subject=True, choices=ID_TYPES),
    Slot("subject_id", Kind.IDENTIFIER, personal=True, of_subject=True),
    Slot("representative_name", Kind.NAME, personal=True, of_subject=True),
    Slot("representative_id", Kind.IDENTIFIER, personal=True, of_subject=True),
    Slot("agent_name", Kind.NAME, personal=True),
    Slot("agent_id", Kind.IDENTIFIER, personal=True),
    Slot("guardian_name", Kind.NAME, personal=True),
    Slot("guardian_id", Kind.IDENTIFIER, personal=True),
    Slot("applicant_name", Kind.NAME, personal=True),
    Slot("applicant_id", Kind.IDENTIFIER, personal=True),
    Slot("authorisation", Kind.TEXT, personal=True, of_subject=True),
    Slot("purpose", Kind.TEXT),
    Slot("contact", Kind.CONTACT, personal=True),
    Slot("record_ref", Kind.TEXT, personal=True, of_subject=True),
    Slot("record_source", Kind.TEXT, of_subject=True),
    Slot("info_kind", Kind.CHOICE, of_subject=True, choices=INFO_KINDS),
    Slot("records", Kind.LIST, personal=True, of_subject=True),
    Slot("event_date", Kind.DATE, of_subject=True),
    Slot("objection_ground", Kind.CHOICE, of_subject=True, choices=GROUNDS),
    Slot("objection_detail", Kind.TEXT, personal=True, of_subject=True),
    Slot("correction_facts", Kind.LIST, personal=True, of_subject=True),
    Slot("legal_document", Kind.DOCUMENT, personal=True, of_subject=True),
    Slot("evidence", Kind.LIST, personal=True, of_subject=True),
    Slot("case_no", Kind.TEXT),
    Slot("submitted_on", Kind.DATE),
    Slot("topic", Kind.TEXT, personal=True),
    Slot("urgency", Kind.CHOICE, choices=URGENCIES),
)
