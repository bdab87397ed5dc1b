"""Objection (异议): 山西 第三十九条至第四十一条, 某市 第四十一条至第四十四条, 江西 第三十九条. Each verb is one transaction.

Public, market (非公共), evaluation and listing objections share one machine; what the place's text says of each is its
procedure file. The day of receipt starts the clocks, also where something is still missing (A-18). Filing and pre-check
are here, the steps after it in `objection_steps`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Any

from credit_core.errors import BadFiling, NotInForce
from credit_core.law.outside_schema import Value
from credit_core.messages import objection as messages
from credit_core.model.cases import Case, CaseType, InfoKind
from credit_core.model.decisions import Decision, Met, Outcome, Reason, decide
from credit_core.model.people import Actor
from credit_core.model.records import Record, Source
from credit_core.outside import Determined, Undetermined
from credit_core.rules.objection_admissibility import admissibility
from credit_core.rules.objection_facts import ObjectionFacts
from credit_core.rules.objection_terms import (
    meanwhile,
    policy_reasons,
    reference_days,
    response_limit,
    response_reasons,
    statutory_days,
)
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases.filing import Filed, Filing, file_case
from credit_core.use_cases.office import Office

PROCEDURES: Mapping[InfoKind, str] = MappingProxyType(
    {
        InfoKind.PUBLIC: "objection",
        InfoKind.MARKET: "market_objection",
        InfoKind.EVALUATION: "evaluation_objection",
        InfoKind.LISTING: "listing_objection",
    }
)
BEFORE_LISTING = "pre_listing_objection"
_KINDS: Mapping[Source, InfoKind] = MappingProxyType({Source.PUBLIC: InfoKind.PUBLIC, Source.MARKET: InfoKind.MARKET})


@dataclass(frozen=True)
class ObjectionFiling:
    """An objection as it is handed in.

    `ground` is one of the place's grounds or the applicant's own word, `reason` the objection in the applicant's words,
    `record_ref` a number or a description of the record, `record_id` the record where this database holds it.
    `subject_id` is the applicant whom somebody identified; it is never filled in from the record, so that knowing a
    record does not make anybody its subject. `writing`: filed in writing, which an electronic form is too (A-26).
    `wrong_person`: the record confuses two people. `before_listing`: the decision to list is only announced. `slots` are
    the citizen's words by the names of architecture.md. `received_on` is the day the body received it, today if None.
    """

    jurisdiction: str
    kind: InfoKind
    recipient: str
    recipient_role: str | None
    ground: str | None = None
    reason: str | None = None
    evidence: Sequence[str] = ()
    writing: bool = True
    record_id: str | None = None
    record_ref: str | None = None
    subject_id: str | None = None
    applicant_role: str = "self"
    authorisation: str | None = None
    wrong_person: bool = False
    before_listing: bool = False
    channel: str = "counter"
    slots: Mapping[str, Any] = field(default_factory=dict)
    received_on: date | None = None

    @property
    def facts(self) -> dict[str, Any]:
        """What the conditions of the steps read."""
        return {
            "ground": self.ground,
            "reason": self.reason,
            "evidence": list(self.evidence),
            "writing": self.writing,
            "record_ref": self.record_ref,
            "recipient_role": self.recipient_role,
            "applicant_role": self.applicant_role,
            "authorisation": self.authorisation,
            "wrong_person": self.wrong_person,
        }


def check_objection(
    office: Office,
    filing: ObjectionFiling,
    *,
    findings: Mapping[str, bool] | None = None,
    within: UnitOfWork | None = None,
) -> Decision:
    """The pre-check (自查): rule by rule with clauses and due days; nothing is filed and nothing decided.

    Without a place it is INCOMPLETE, before the regulation's commencement UNDETERMINED: neither is answered with another
    place's text or an earlier one.

    Raises:
        UnknownProcedure; NotFound: no such record. BadFiling: the record belongs to another place.
    """
    if not filing.jurisdiction:
        text = messages.PLACE_MISSING
        return decide((Reason("place", Met.UNKNOWN, text, None, messages.PLACE_NEEDED),))
    with office.transaction(within) as unit:
        asked, name, first = _asked(unit, office, filing, key=None)
        asked = replace(asked, facts={**asked.facts, "findings": dict(findings or {})})
        try:
            procedure = office.book.procedure(name, filing.jurisdiction, asked.received_on)
        except NotInForce as error:
            return Decision(
                Outcome.UNDETERMINED, (Reason("in_force", Met.UNKNOWN, str(error), None, undetermined=True),)
            )
        title = office.law.document(procedure.place.document).title
        calendar, day = office.calendar(unit), asked.received_on
        found = admissibility(asked, procedure, title)
        compared, said = reference_days(procedure, office.law, day, calendar)
        more = (
            meanwhile(procedure),
            *said,
            *response_reasons(procedure, office.outside(unit), filing.jurisdiction, day),
            *policy_reasons(procedure, office.law, filing.jurisdiction, day),
            *_linked_reasons(first),
        )
        due = (*statutory_days(procedure, day, calendar), *compared)
        return replace(found, reasons=(*found.reasons, *more), due=due)


def file_objection(
    office: Office, actor: Actor, filing: ObjectionFiling, *, key: str, within: UnitOfWork | None = None
) -> Filed:
    """File it. Nothing is refused that a person may still admit; what is missing is asked for later.

    A further objection of the same subject to the same record is linked to the first (F-46, A-17); 「收到异议申请后」 runs for each
    body from its own receipt. An objection to a record of this database follows that record's own kind.

    Raises:
        KeyReused, BadFiling, NotInForce, UnknownJurisdiction, UnknownProcedure; NotFound: no such record;
        Refused: the record is another person's and nothing is said of a confusion.
    """
    with office.transaction(within) as unit:
        asked, name, first = _asked(unit, office, filing, key=key)
        record = asked.record
        return file_case(
            unit,
            office,
            actor,
            Filing(
                type=CaseType.OBJECTION,
                procedure=name,
                jurisdiction=filing.jurisdiction,
                recipient=filing.recipient,
                channel=filing.channel,
                slots=filing.slots,
                facts=asked.facts,
                received_on=filing.received_on,
                event_date=record.event_date if record else None,
                subject_id=filing.subject_id,
                record_id=filing.record_id,
                linked_to=first.id if first else None,
            ),
            key,
        )


def listing_feedback(
    office: Office, filing: ObjectionFiling, *, within: UnitOfWork | None = None
) -> Determined[Value] | Undetermined | None:
    """The limit of the answer that the clause leaves to other rules, on the day of receipt; None where it leaves none."""
    with office.transaction(within) as unit:
        asked, name, _ = _asked(unit, office, filing, key=None)
        procedure = office.book.procedure(name, filing.jurisdiction, asked.received_on)
        return response_limit(procedure, office.outside(unit), filing.jurisdiction, asked.received_on)


def _asked(
    unit: UnitOfWork, office: Office, filing: ObjectionFiling, key: str | None
) -> tuple[ObjectionFacts, str, Case | None]:
    """What is asked, the name of its procedure, and the open objection it is linked to."""
    record = unit.records.get(filing.record_id, lock=key is not None) if filing.record_id else None
    if record is not None and record.jurisdiction != filing.jurisdiction:
        raise BadFiling(messages.OTHER_PLACE.format(number=record.number))
    received = filing.received_on or office.clock.today()
    first = _first(unit, filing, key)
    asked = ObjectionFacts(received, filing.facts, filing.subject_id, record)
    return asked, _procedure_name(filing, record), first


def _procedure_name(filing: ObjectionFiling, record: Record | None) -> str:
    """By what is objected to, never by place; a record's own kind goes before what the applicant calls it."""
    if filing.kind is InfoKind.LISTING and filing.before_listing:
        return BEFORE_LISTING
    own = _KINDS[record.source] if record and filing.kind in _KINDS.values() else filing.kind
    return PROCEDURES[own]


def _first(unit: UnitOfWork, filing: ObjectionFiling, key: str | None) -> Case | None:
    """The open objection of the same subject to the same record; for a key that filed before, the one linked then."""
    before = unit.submissions.find(key) if key is not None else None
    if before is not None:
        linked = unit.cases.get(before.case_id).linked_to
        return unit.cases.get(linked) if linked else None
    if filing.record_id is None or filing.subject_id is None:
        return None
    found = unit.cases.where(
        record_id=filing.record_id,
        subject_id=filing.subject_id,
        type=CaseType.OBJECTION,
        closed_on=None,
        order=("received_on", "filed_at"),
        limit=1,
    )
    return found[0] if found else None


def _linked_reasons(first: Case | None) -> tuple[Reason, ...]:
    if first is None:
        return ()
    return (Reason("linked", Met.MET, messages.LINKED.format(number=first.number), None),)
