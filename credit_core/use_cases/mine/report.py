"""One's own credit report (本人的信用报告): a query is filed, the identity of the session stands for it, and it is released at once.

Every copy is a query of its own, with its case and its entry in the register (use_cases.query, use_cases.report).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, TypeVar

from credit_core.errors import BadFiling, NotAllowed
from credit_core.messages import mine as messages
from credit_core.model.cases import CaseType
from credit_core.model.decisions import Met
from credit_core.model.people import SYSTEM, Actor, Role
from credit_core.model.subjects import IdKind, Subject, SubjectKind
from credit_core.reports.report import CreditReport
from credit_core.rules.query import COUNTER, OIDC, SELF
from credit_core.use_cases.cases import step
from credit_core.use_cases.mine.person import own_subject
from credit_core.use_cases.mine.records import CHANNEL
from credit_core.use_cases.office import Office
from credit_core.use_cases.query import Released, file_query, identity_verified, release_query
from credit_core.use_cases.query_register import Identified

T = TypeVar("T")
DEMO = "demo"
_VERIFIERS: Mapping[str, tuple[str, Actor]] = MappingProxyType(
    {
        COUNTER: (COUNTER, Actor(COUNTER, Role.CASE_OFFICER)),  # a member of staff looked at the document
        OIDC: (OIDC, SYSTEM),
        DEMO: (OIDC, SYSTEM),
    }
)
"""Under which method an identification is recorded, and by whom. That one was a demonstration stands in its proof."""


def own_report(
    office: Office,
    actor: Actor,
    whose: Identified,
    jurisdiction: str,
    method: str,
    prepare: Callable[[CreditReport], T],
    *,
    key: str,
) -> T:
    """What `prepare` makes of the report; where it fails, nothing is given and nothing filed.

    `method` is how the session's person was identified: counter, oidc, demo. A report says what is held, and where
    nothing is, that.

    Raises:
        BadFiling: an unknown method. NotAllowed: the law does not let it be given (the refused look stays on record),
        or this `key` had its copy. Refused: a person must look first (a minor, a changed name). UnknownJurisdiction,
        NotInForce.
    """
    if method not in _VERIFIERS:
        raise BadFiling(messages.NOT_YOURS)
    recorded, verifier = _VERIFIERS[method]
    pattern = messages.DEMO_PROOF if method == DEMO else messages.PROOF
    with office.transaction() as unit:
        slots = _slots(whose, own_subject(unit, whose))
        made = file_query(
            office, actor, CaseType.QUERY_OWN_RECORD, jurisdiction, slots, key=key, channel=CHANNEL, within=unit
        )
        identity_verified(
            office, verifier, made.case.id, recorded, pattern.format(session=actor.id), name=whose.name,
            number=whose.number, within=unit,
        )  # fmt: skip
        released = release_query(office, actor, made.case.id, within=unit)
        given = prepare(released.report) if released.report is not None else None
        if released.report is not None:
            step(office, SYSTEM, made.case.id, "close", within=unit)  # answered and handed out: nothing is left to do
    if given is None:
        raise NotAllowed(messages.REPORT_REFUSED.format(reasons=_reasons(released)))
    return given


def _slots(whose: Identified, stored: Subject | None) -> dict[str, Any]:
    firm = whose.kind is IdKind.USCC
    kind = SubjectKind.LEGAL_PERSON if firm else SubjectKind.NATURAL_PERSON
    slots: dict[str, Any] = {
        "applicant_role": SELF,
        "subject_kind": (stored.kind if stored else kind).value,
        "subject_name": whose.name,
        "subject_id_type": whose.kind.value,
        "subject_id": whose.number,
    }
    if whose.kind is IdKind.OTHER:
        slots |= {"document_name": stored.document_name if stored else None, "no_resident_number": True}
    return slots


def _reasons(released: Released) -> str:
    return "".join(one.text for one in released.disclosure.decision.reasons if one.met is not Met.MET)
