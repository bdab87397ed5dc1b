"""Query cases (查询): one's own record, and another's with its authorisation, from filing to release.

山西 第二十三条第一款:「信用主体享有查询自身社会信用信息的权利」, 江西 第三十八条第二款 alike; 某市 第二十二条第一款 names 实名认证查询.
某市 第二十四条:「经社会信用主体书面授权可以查询，并按照约定的用途使用」.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from credit_core.errors import BadFiling
from credit_core.identity.characters import compact
from credit_core.identity.identifier import IdentifierKind, read_identifier
from credit_core.messages import query as messages
from credit_core.model.cases import Case, CaseType
from credit_core.model.disclosure import QueryEntry
from credit_core.model.labels import ID_NUMBERS
from credit_core.model.people import Actor
from credit_core.model.subjects import IdKind
from credit_core.reports.report import CreditReport
from credit_core.rules.disclosure import Disclosure
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases.case_reading import VERIFY, read_case
from credit_core.use_cases.cases import locked
from credit_core.use_cases.filing import Filed, Filing
from credit_core.use_cases.identification import file_and_ask, identity_facts
from credit_core.use_cases.office import Office
from credit_core.use_cases.performing import perform
from credit_core.use_cases.query_register import Where, register
from credit_core.use_cases.report import make_report

READY = "ready"
_NUMBERS = ("applicant_id", "representative_id", "agent_id", "guardian_id")
_SLOTS = frozenset({
    "applicant_role", "subject_kind", "subject_name", "subject_id_type", "subject_id", "document_name", "contact",
    "purpose", "authorisation", "evidence", "requester_kind", "applicant_name", "representative_name", "agent_name",
    "guardian_name", *_NUMBERS,
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Released:
    """What a release came to: the case after it, what is disclosed, its entry, and the report only if it was allowed."""

    case: Case
    disclosure: Disclosure
    entry: QueryEntry
    report: CreditReport | None


def file_query(
    office: Office,
    actor: Actor,
    type: CaseType,  # noqa: A002 - the word of the contract
    jurisdiction: str,
    slots: Mapping[str, Any],
    *,
    key: str,
    channel: str,
    authorisation_id: str | None = None,
    recipient: str | None = None,
    received_on: date | None = None,
    within: UnitOfWork | None = None,
) -> Filed:
    """File a query and ask for the identity at once; `slots` by the names of architecture.md, others are dropped.

    The receipt tells nobody whether anything is held about the subject. `recipient` is by default the body that the
    place's text names.

    Raises:
        BadFiling: neither of the two types, or an unknown kind of identifier. IdentifierError: the number is wrong.
        Refused: whom it is about or who asks is not named. KeyReused, NotInForce, UnknownJurisdiction.
    """
    if type not in (CaseType.QUERY_OWN_RECORD, CaseType.AUTHORISED_QUERY):
        raise BadFiling(messages.NOT_A_QUERY)
    filed = _read(slots, office.clock.today())
    with office.transaction(within) as unit:
        stored = unit.subjects.one(id_kind=IdKind(filed["subject_id_type"]), id_number=filed["subject_id"])
        procedure = office.book.procedure(type.value, jurisdiction, received_on or office.clock.today())
        filing = Filing(
            type=type,
            procedure=type.value,
            jurisdiction=jurisdiction,
            recipient=recipient or procedure.recipients[0].name,
            channel=channel,
            slots=filed,
            received_on=received_on,
            subject_id=stored.id if stored else None,
            authorisation_id=authorisation_id,
        )
        return file_and_ask(unit, office, actor, filing, key)


def identity_verified(
    office: Office,
    actor: Actor,
    case_id: str,
    method: str,
    proof: str,
    *,
    name: str,
    number: str,
    findings: Mapping[str, bool] | None = None,
    representation_proof: str | None = None,
    version: int | None = None,
    within: UnitOfWork | None = None,
) -> Case:
    """Record that the identity of who acts was verified: `method` counter (by an officer) or oidc (by the system).

    `name` and `number` are what was seen on the document, `findings` the officer's: represents, same_person,
    minor_may_query. `representation_proof` names what an agent or guardian showed.

    Raises:
        Refused: another number, no proof, not the method's verifier, nothing that shows the representation.
        NotAllowed, Forbidden, NotFound, StaleVersion.
    """
    facts = identity_facts(office, method, proof, name, number, findings, representation_proof)
    with office.transaction(within) as unit:
        return perform(unit, office, actor, locked(unit, case_id, version), VERIFY, facts)


def identity_failed(
    office: Office,
    actor: Actor,
    case_id: str,
    reason: str,
    *,
    version: int | None = None,
    within: UnitOfWork | None = None,
) -> Case:
    """Record that the identity could not be verified: nothing is given, and the attempt is an entry in the register.

    Raises:
        Refused: no reason. NotAllowed, Forbidden, NotFound, StaleVersion.
    """
    with office.transaction(within) as unit:
        return perform(unit, office, actor, locked(unit, case_id, version), "fail_identity", {"result": reason})


def release_query(
    office: Office, actor: Actor, case_id: str, *, version: int | None = None, within: UnitOfWork | None = None
) -> Released:
    """Give what the case may disclose, as a credit report, and write the entry.

    Where the check does not pass, nothing is given, the case stays where it is and the refused read is an entry; that
    is returned and not raised, so that the entry is kept.

    Raises:
        NotAllowed: the case is not ready (identity not verified, already released). Forbidden, NotFound, StaleVersion.
    """
    with office.transaction(within) as unit:
        case = locked(unit, case_id, version)
        reading = read_case(unit, office, case)
        if case.state == READY and not reading.disclosure.allowed:
            where = Where(case.channel, case.id, case.authorisation_id)
            entry = register(unit, office, actor, reading.request, reading.disclosure, where)
            return Released(case, reading.disclosure, entry, None)
        case = perform(unit, office, actor, case, "release")
        entry = unit.queries.where(case_id=case.id, granted=True, order=("-at",), limit=1)[0]
        return Released(case, reading.disclosure, entry, make_report(unit, office, actor, case, reading, entry))


def _read(slots: Mapping[str, Any], today: date) -> dict[str, Any]:
    """The slots that a query knows, numbers in their one spelling."""
    filed = {name: value for name, value in slots.items() if name in _SLOTS and value not in (None, "")}
    for name in _NUMBERS:
        if name in filed:
            filed[name] = compact(str(filed[name]))
    try:
        kind = IdentifierKind(filed.get("subject_id_type", ""))
    except ValueError as error:
        known = "、".join(f"{value}（{name}）" for value, name in ID_NUMBERS.items())
        raise BadFiling(messages.ID_KIND_UNKNOWN.format(known=known)) from error
    found = read_identifier(
        kind,
        str(filed.get("subject_id", "")),
        today=today,
        no_resident_number=bool(slots.get("no_resident_number")),
        document_name=filed.get("document_name"),
    )
    filed |= {"subject_id_type": found.kind.value, "subject_id": found.number}
    if found.birth_date is not None:
        filed["subject_birth_date"] = found.birth_date.isoformat()
    return filed
