"""What a query case discloses: decided from what was filed and what verifiers and officers recorded.

A step may carry any facts, so nothing is read from the case's gathered facts here: whose records are asked for and by
whom stands in the filing, which never changes, and the rest in the events of those who may record it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from credit_core.law.disclosure_schema import DisclosureFile
from credit_core.messages import query as messages
from credit_core.model.cases import Case, CaseEvent, CaseType
from credit_core.model.decisions import Met
from credit_core.model.disclosure import Authorisation, Mode, RequesterKind
from credit_core.model.people import Role
from credit_core.model.subjects import IdKind
from credit_core.rules.disclosure import Disclosure, Request, Requester, decide_disclosure
from credit_core.rules.query import REPRESENTS, SELF, THIRD_PARTY, who_acts
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases.office import Office
from credit_core.use_cases.query_register import Identified, held_records, subject_of

CREDIT_SERVICE_ROLE = "credit_service_org"
VERIFY = "verify_identity"
_FINDERS = (Role.CASE_OFFICER, Role.REVIEWER)


@dataclass(frozen=True, slots=True)
class CaseReading:
    """A query case's request, what it rests on, and what it discloses today."""

    request: Request
    authorisation: Authorisation | None
    place: DisclosureFile
    disclosure: Disclosure


def read_case(unit: UnitOfWork, office: Office, case: Case) -> CaseReading:
    """Decide what the case discloses today, by the law of today; the authorisation's row is locked until the end."""
    today = office.clock.today()
    events = unit.events.where(case_id=case.id, order=("number",))
    findings = _findings(events)
    verified = Met.MET if any(event.event == VERIFY for event in events) else Met.UNKNOWN
    request = request_of(unit, case, findings)
    authorisation = unit.authorisations.find(case.authorisation_id, lock=True) if case.authorisation_id else None
    place = office.book.disclosure(office.law.regulation(case.jurisdiction, today).document)
    held = held_records(unit, office, request.subject, case.jurisdiction)
    disclosure = decide_disclosure(request, held, authorisation, verified, place, today)
    return CaseReading(request, authorisation, place, disclosure)


def request_of(unit: UnitOfWork, case: Case, findings: Mapping[str, bool]) -> Request:
    """The request as it was filed."""
    filed = case.applicant
    role = filed.get("applicant_role", SELF)
    name, number = who_acts(filed)
    own = case.type is CaseType.QUERY_OWN_RECORD
    represents = Met.MET if role not in (SELF, THIRD_PARTY) and findings.get(REPRESENTS) else Met.NOT_MET
    whose = Identified(IdKind(filed["subject_id_type"]), filed["subject_id"], filed["subject_name"])
    itself = RequesterKind.ORGANISATION if whose.kind is IdKind.USCC and role == SELF else RequesterKind.PERSON
    kind = itself if own else _kind(unit, case)
    return Request(
        mode=Mode.REAL_NAME if own else Mode.AUTHORISED,
        jurisdiction=case.jurisdiction,
        subject=subject_of(unit, whose),
        requester=Requester(name, number, kind, represents=represents),
        purpose=filed.get("purpose") or (messages.OWN_PURPOSE if own else ""),
        findings=findings,
    )


def _findings(events: tuple[CaseEvent, ...]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for event in events:
        if event.role in _FINDERS:
            found |= event.facts.get("findings") or {}
    return found


def _kind(unit: UnitOfWork, case: Case) -> RequesterKind:
    """As filed, unless the register of bodies knows it for a credit service organisation (信用服务机构)."""
    filed = case.applicant
    known = unit.bodies.one(jurisdiction=case.jurisdiction, name=filed.get("applicant_name"))
    if known is not None and CREDIT_SERVICE_ROLE in known.roles:
        return RequesterKind.CREDIT_SERVICE
    return RequesterKind(filed.get("requester_kind") or RequesterKind.ORGANISATION)
