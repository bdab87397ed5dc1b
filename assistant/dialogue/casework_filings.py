"""From the slots of a confirmed form to the filing of credit_core: one verb for each act.

What was not given stays away: what is missing is asked for by the office, and costs nobody the filing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from assistant.dialogue.acts import Act
from assistant.dialogue.casework_records import authorisation_for, named_case, own_record
from assistant.dialogue.state import Flow
from credit_core.use_cases.complaint import ComplaintFiling, file_complaint
from credit_core.use_cases.filing import Filed
from credit_core.use_cases.guidance import Addressee, Guidance, guidance
from credit_core.use_cases.honour import HonourFiling, file_honour_deletion
from credit_core.use_cases.objection import ObjectionFiling, file_objection
from credit_core.use_cases.office import Office
from credit_core.use_cases.query import file_query
from credit_core.use_cases.repair import RepairFiling, file_repair
from credit_core.use_cases.revocation import DocumentReport, report_document_event
from credit_core.use_cases.vocabulary import (
    Actor,
    CaseType,
    IdentifierKind,
    InfoKind,
    RequesterKind,
    Role,
    UnitOfWork,
    guess_kind,
)

CITIZEN = Actor("citizen", Role.CITIZEN)
"""Whoever files in a conversation: known by the case's number and code, by nothing else."""

_THIRD_PARTY = "authorised_third_party"


@dataclass(frozen=True)
class Form:
    """A confirmed form with the law of its place. `other_document` names a document of another kind than the known."""

    office: Office
    unit: UnitOfWork
    flow: Flow
    channel: str
    guidance: Guidance
    other_document: str

    @property
    def place(self) -> str:
        """The jurisdiction."""
        return str(self.flow.slots["jurisdiction"])

    @property
    def addressee(self) -> Addressee:
        """Whom it goes to."""
        return addressee(self.guidance, self.flow)

    @property
    def slots(self) -> dict[str, Any]:
        """What was said, under the contract's names."""
        return dict(self.flow.slots)

    @property
    def identified_slots(self) -> dict[str, Any]:
        """As `slots`, with the kind of the identifier where only its number was given (查询、删除荣誉信息 need it)."""
        slots = self.slots
        if slots.get("subject_id"):
            slots.setdefault("subject_id_type", _kind_of(slots["subject_id"]).value)
        return slots

    def said(self, slot: str) -> str | None:
        """The words of a slot, None if it was not given; a list as one sentence."""
        value = self.flow.slots.get(slot)
        if isinstance(value, list | tuple):
            return "；".join(value) or None
        return value or None

    def day(self, slot: str) -> date | None:
        """The day of a slot."""
        said = self.flow.slots.get(slot)
        return date.fromisoformat(said) if said else None

    def listed(self, slot: str) -> tuple[str, ...]:
        """The words of a list, empty if nothing was given."""
        return tuple(self.flow.slots.get(slot) or ())


def read_form(office: Office, unit: UnitOfWork, flow: Flow, channel: str, other_document: str) -> Form:
    """The form with the law of its place on the day of filing.

    Raises:
        UnknownJurisdiction, NotInForce, UnknownProcedure.
    """
    jurisdiction = str(flow.slots.get("jurisdiction", ""))
    law = guidance(office, CaseType(flow.act.value), jurisdiction, office.clock.today(), info_kind(flow))
    filled = replace(flow, slots={**flow.slots, "jurisdiction": jurisdiction})
    return Form(office, unit, filled, channel, law, other_document)


def addressee(law: Guidance, flow: Flow) -> Addressee:
    """Whom a form goes to; a complaint never to the body that it complains of."""
    reporting = None if flow.act is Act.COMPLAINT else flow.slots.get("record_source")
    return law.addressee(reporting)


def info_kind(flow: Flow) -> InfoKind | None:
    """What is objected to, None if it was not said."""
    said = flow.slots.get("info_kind")
    return InfoKind(said) if said is not None else None


def file_form(form: Form) -> Filed:
    """File it once under the form's key. Whatever the verbs of credit_core raise passes through."""
    return _FILERS[form.flow.act](form)


def corrections(form: Form) -> Mapping[str, Sequence[str]]:
    """What the citizen says to have mended, for each thing that the place's text asks.

    The form asks for all of them in one question, in the text's own words: its answer speaks to each. Whether it is
    true and enough is found by an officer, thing by thing.
    """
    said = form.listed("correction_facts")
    return {required.slot: said for required in form.guidance.requires} if said else {}


def _objection(form: Form) -> Filed:
    kind, to = info_kind(form.flow) or InfoKind.PUBLIC, form.addressee
    record = own_record(form.unit, form.flow.slots, kind)
    filing = ObjectionFiling(
        jurisdiction=form.place,
        kind=kind,
        recipient=to.name,
        recipient_role=to.role,
        ground=form.said("objection_ground"),
        reason=form.said("objection_detail"),
        evidence=form.listed("evidence"),
        record_id=record.id if record else None,
        record_ref=form.said("record_ref") or form.said("records"),
        applicant_role=form.said("applicant_role") or "self",
        authorisation=form.said("authorisation"),
        channel=form.channel,
        slots=form.slots,
    )
    return file_objection(form.office, CITIZEN, filing, key=form.flow.key, within=form.unit)


def _repair(form: Form) -> Filed:
    record, to = own_record(form.unit, form.flow.slots), form.addressee
    filing = RepairFiling(
        jurisdiction=form.place,
        recipient=to.name,
        recipient_role=to.role,
        done=corrections(form),
        record_id=record.id if record else None,
        channel=form.channel,
        slots=form.slots,
    )
    return file_repair(form.office, CITIZEN, filing, key=form.flow.key, within=form.unit)


def _revocation(form: Form) -> Filed:
    """The number alone finds no record for a citizen: the office locates what the document carries.

    Who cannot name the document may say which information rests on it: that stands in the number's place.
    """
    record = own_record(form.unit, form.flow.slots)
    report = DocumentReport(
        jurisdiction=form.place,
        recipient=form.addressee.name,
        number=form.said("legal_document") or form.said("record_ref"),
        issuer=form.said("record_source") or "",  # never None: a number that two bodies used would stop the filing
        record_id=record.id if record else None,
        subject_id=record.subject_id if record else None,
        event_date=form.day("event_date"),
        channel=form.channel,
        slots=form.slots,
    )
    return report_document_event(form.office, CITIZEN, report, key=form.flow.key, within=form.unit)[0]


def _honour(form: Form) -> Filed:
    record = own_record(form.unit, form.flow.slots)
    filing = HonourFiling(
        jurisdiction=form.place,
        recipient=form.addressee.name,
        slots=form.identified_slots,
        kinds=form.guidance.named_grounds(form.listed("records")),
        record_id=record.id if record else None,
        channel=form.channel,
    )
    return file_honour_deletion(form.office, CITIZEN, filing, key=form.flow.key, within=form.unit)


def _complaint(form: Form) -> Filed:
    filing = ComplaintFiling(
        jurisdiction=form.place,
        recipient=form.addressee.name,
        detail=form.said("topic") or form.said("objection_detail") or "",
        about=form.said("record_source"),
        slots=form.slots,
        channel=form.channel,
        event_date=form.day("event_date"),
        linked_to=named_case(form.unit, form.flow.slots),
    )
    return file_complaint(form.office, CITIZEN, filing, key=form.flow.key, within=form.unit)


def _query(form: Form) -> Filed:
    slots = form.identified_slots
    kind = CaseType(form.flow.act.value)
    if slots.get("subject_id_type") == IdentifierKind.OTHER_DOCUMENT:
        slots |= {"no_resident_number": True, "document_name": form.other_document}
    if kind is CaseType.AUTHORISED_QUERY:
        slots["applicant_role"] = _THIRD_PARTY  # the act itself says so, whoever brings the papers
        firm = _kind_of(slots.get("applicant_id", "")) is IdentifierKind.USCC
        slots["requester_kind"] = (RequesterKind.ORGANISATION if firm else RequesterKind.PERSON).value
    return file_query(
        form.office,
        CITIZEN,
        kind,
        form.place,
        slots,
        key=form.flow.key,
        channel=form.channel,
        authorisation_id=authorisation_for(form.unit, slots) if kind is CaseType.AUTHORISED_QUERY else None,
        recipient=form.addressee.name,
        within=form.unit,
    )


_FILERS: Mapping[Act, Callable[[Form], Filed]] = MappingProxyType(
    {
        Act.QUERY_OWN_RECORD: _query,
        Act.AUTHORISED_QUERY: _query,
        Act.OBJECTION: _objection,
        Act.REPAIR: _repair,
        Act.REVOCATION: _revocation,
        Act.DELETE_HONOUR: _honour,
        Act.COMPLAINT: _complaint,
    }
)


def _kind_of(number: str) -> IdentifierKind:
    return guess_kind(str(number)) or IdentifierKind.OTHER_DOCUMENT
