"""Receipts (回执): made of a filed case, and verified later by number and code, on any channel.

What a receipt says beyond what was filed comes from the law of this place on the day of receipt: the basis, each duty
with its clause and its day or the law's own word, what stays visible meanwhile, what can be done when a day passes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from credit_core.audit.entry import AuditEntry, Head, seal
from credit_core.duties.limits import limit_of
from credit_core.errors import UnknownProcedure
from credit_core.explanations import amount, assumption_line
from credit_core.law.procedure_schema import ProcedureFile
from credit_core.law.schema import Limit
from credit_core.messages import duties as duty_messages
from credit_core.messages import law as law_messages
from credit_core.messages import receipt as messages
from credit_core.model.cases import Case, CaseType
from credit_core.model.duties import Duty
from credit_core.model.labels import CASE_TYPES
from credit_core.procedures.table import Procedure
from credit_core.reports.receipt import FiledFile, NextStep, Receipt
from credit_core.rules.supervision import next_steps
from credit_core.storage.chain import holds
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases.cases import case_by_code
from credit_core.use_cases.duties import counting
from credit_core.use_cases.filed_fields import filed_fields
from credit_core.use_cases.filing import FILE, Filed
from credit_core.use_cases.office import Office

DISCLOSURE_CONTINUES = "disclosure_continues"
"""The term of a procedure that says whether disclosure and use go on while the case runs."""

_ABOUT_RECORDS = (CaseType.OBJECTION, CaseType.REPAIR, CaseType.REVOCATION, CaseType.DELETE_HONOUR)
_COMPLAINT = "complaint"
_VISIBILITY = "A-21"


@dataclass(frozen=True, slots=True)
class ReceiptCheck:
    """That a filing was received. `intact` False: its entry was altered, or is not the one on the receipt in hand.

    `fingerprint` is that of what was filed; it is gone where the applicant's data was lawfully erased.
    """

    number: str
    act: str
    place: str
    body: str
    filed_at: datetime
    received_on: date
    state: str
    fingerprint: str
    entry: str
    intact: bool


def receipt(office: Office, filed: Filed, *, within: UnitOfWork | None = None) -> Receipt:
    """The receipt of a filing. The access code is on it only the first time.

    Inside the transaction of the filing (`within`) the audit chain is sealed first, so that the receipt can name its
    place; nothing else may be audited in that transaction afterwards without locking the chain's head.
    """
    if within is not None:
        within.chain()
        return _receipt(within, office, within.cases.get(filed.case.id), filed.access_code)
    with office.store.read() as unit:
        return _receipt(unit, office, unit.cases.get(filed.case.id), filed.access_code)


def receipt_again(office: Office, number: str, code: str) -> Receipt:
    """The receipt for its holder once more, as things stand today; without the code, which is not kept.

    Raises:
        NotFound: no such number, or the code is another's.
    """
    with office.store.read() as unit:
        return _receipt(unit, office, case_by_code(unit, number, code), None)


def verify_receipt(office: Office, number: str, code: str, *, entry: str | None = None) -> ReceiptCheck:
    """Whether this office received it: by number and code, and by the 审计链校验点 on the paper if one is given.

    Raises:
        NotFound: no such number, or the code is another's. BadHead: `entry` is not of its form.
    """
    on_paper = Head.parse(entry) if entry is not None else None
    with office.store.read() as unit:
        case = case_by_code(unit, number, code)
        found = _entry(unit, case)
        intact = seal(found) == found.hash and holds(unit.connection, found.head) and on_paper in (None, found.head)
        return ReceiptCheck(
            number=case.number,
            act=CASE_TYPES[case.type],
            place=office.law.document(case.document).place,
            body=case.recipient,
            filed_at=case.filed_at,
            received_on=case.received_on,
            state=office.book.of_document(case.procedure, case.document).machine.states[case.state],
            fingerprint=_fingerprint(unit, case),
            entry=str(found.head),
            intact=intact,
        )


def _receipt(unit: UnitOfWork, office: Office, case: Case, code: str | None) -> Receipt:
    procedure, law = office.book.of_document(case.procedure, case.document), office.law
    duties = unit.duties.where(case_id=case.id, void=False, order=("created_at", "rule"))
    steps = tuple(_steps(unit, office, procedure, duties))
    complaint = _complaint(office, case)
    meanwhile, visibility = _meanwhile(office, case, procedure)
    assumptions = (*procedure.place.assumptions, *visibility, *(key for duty in duties for key in duty.assumptions))
    return Receipt(
        number=case.number,
        access_code=code,
        filed_at=case.filed_at,
        received_on=case.received_on,
        act=CASE_TYPES[case.type],
        place=law.document(case.document).place,
        body=case.recipient,
        filed=filed_fields(case, procedure),
        files=tuple(
            FiledFile(file.name, file.sha256, file.size)
            for file in unit.attachments.where(case_id=case.id, order=("added_at", "id"))
        ),
        basis=tuple(_basis(office, procedure)),
        steps=steps,
        meanwhile=meanwhile,
        missed=tuple(next_steps(case.recipient, law, case.document, complaint)),
        notes=tuple(assumption_line(key, law.assumptions[key]) for key in dict.fromkeys(assumptions)),
        fingerprint=_fingerprint(unit, case),
        entry=str(_entry(unit, case).head),
    )


def _basis(office: Office, procedure: Procedure) -> Iterator[str]:
    place = procedure.place
    if not place.regulated:
        yield str(place.silence)
    yield office.law.citation(place.clause)
    others = {required.clause for required in procedure.requires if required.clause} - {place.clause}
    yield from (office.law.citation(clause) for clause in sorted(others, key=str))


def _steps(unit: UnitOfWork, office: Office, procedure: Procedure, duties: Iterable[Duty]) -> Iterator[NextStep]:
    """The duties that run, then those of the procedure that wait for an event of their own."""
    begun: set[str] = set()
    for duty in duties:
        begun.add(duty.rule)
        if duty.done_on is None:
            yield _running(unit, office, duty)
    for limit in procedure.limits:
        if limit.rule not in begun:
            citation = office.law.citation(limit.clause)
            yield NextStep(limit.rule, limit.duty, limit.actor or messages.ANY_BODY, citation, _waiting(limit))


def _running(unit: UnitOfWork, office: Office, duty: Duty) -> NextStep:
    return NextStep(
        rule=duty.rule,
        duty=duty.duty,
        body=duty.body,
        citation=office.law.citation(duty.clause),
        when=_when(duty, limit_of(office.law, duty)),
        due=duty.due,
        later=duty.alternative_due,
        provisional=duty.provisional,
        counting=counting(unit, office, duty.id),
    )


def _when(duty: Duty, limit: Limit | None) -> str:
    if duty.due is None:
        return _waiting(limit) if limit is not None else messages.NO_NUMBER
    mark = law_messages.PROVISIONAL_MARK if duty.provisional else ""
    told = messages.DUE.format(due=duty.due, mark=mark)
    if duty.alternative_due is not None:
        told += messages.LATER.format(later=f"{duty.alternative_due}{mark}")
    if duty.condition is not None:
        told += messages.IF.format(condition=duty_messages.CONDITIONS[duty.condition])
    if duty.caveat is not None:
        told += messages.UNLESS.format(unless=duty.caveat)
    return told


def _waiting(limit: Limit) -> str:
    """When the duty falls due in the law's own terms: a number from an event to come, its word, or nothing."""
    start = limit.start.text if limit.start is not None else None
    if limit.value is not None and limit.unit is not None and start is not None:
        return messages.AWAITING.format(start=start, amount=amount(limit.value, limit.unit))
    if limit.word is None:
        return messages.NO_NUMBER
    pattern = messages.WORD_FROM if start is not None else messages.WORD
    return pattern.format(start=start, word=limit.word)


def _meanwhile(office: Office, case: Case, procedure: Procedure) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What stays visible while the case runs, only as this place's law says, and the assumptions behind its silence."""
    if case.type not in _ABOUT_RECORDS:
        return (), ()
    term = procedure.place.terms.get(DISCLOSURE_CONTINUES)
    if term is None:
        return (messages.NOT_SAID.format(place=office.law.document(case.document).place), messages.AS_IT_IS), ()
    if term.clause is None:
        return (messages.NOTE.format(note=term.note), messages.AS_IT_IS), (_VISIBILITY,)
    point, citation = office.book.disclosure(case.document).during_objection, office.law.citation(term.clause)
    if point.clause == term.clause:
        return (messages.QUOTED.format(words=point.words, citation=citation),), ()
    return (messages.NOTE_WITH_CLAUSE.format(note=term.note, citation=citation),), ()


def _complaint(office: Office, case: Case) -> ProcedureFile | None:
    try:
        return office.book.of_document(_COMPLAINT, case.document).place
    except UnknownProcedure:
        return None


def _fingerprint(unit: UnitOfWork, case: Case) -> str:
    submitted = unit.submissions.one(case_id=case.id)
    assert submitted is not None  # every case comes from one
    return submitted.request_hash


def _entry(unit: UnitOfWork, case: Case) -> AuditEntry:
    found = unit.audit_entries.one(entity="case", entity_id=case.id, act=f"{case.procedure}.{FILE}")
    assert found is not None  # filing is audited in its own transaction
    return found
