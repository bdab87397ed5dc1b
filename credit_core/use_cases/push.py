"""Records handed in by a provider's own system (报送): many at once, each examined and kept by itself.

A row is known by the provider's own reference: sent again with the same content it gives the same answer, so that a
provider that heard nothing sends everything again. 江西 第十六条 and the like put the duty of review on the provider.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from enum import StrEnum

from credit_core.errors import BadFiling, Busy, Duplicate, Forbidden, KeyReused, LawError, NotFound
from credit_core.messages import push as messages
from credit_core.model.cases import Submission
from credit_core.model.decisions import Decision, Met, Reason
from credit_core.model.ids import new_id
from credit_core.model.people import Actor
from credit_core.model.records import DocumentKind, DocumentState, LegalDocument, Record, Validity
from credit_core.rules.draft import Declared as Declared
from credit_core.rules.draft import Draft as Draft
from credit_core.rules.draft import Identity as Identity
from credit_core.storage.reach import Reach
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases.examination import decision_in
from credit_core.use_cases.intake import receive_record
from credit_core.use_cases.office import Office
from knowledge.citations.reference import ClauseRef, ClauseRefError

MOST = 500
"""Records of one push at most."""
MOST_WAITING = 200
_ROW, _PUSH = "push:", "push-batch:"


class PushOutcome(StrEnum):
    """What became of a row."""

    ACCEPTED = "accepted"  # 已经收录
    HELD = "held"  # 待人工核实
    REJECTED = "rejected"  # 审查后不收录
    ERROR = "error"  # 没有审查：改正后可以重发


@dataclass(frozen=True, slots=True)
class GivenDocument:
    """The document that a record rests on, as the provider names it."""

    kind: DocumentKind
    number: str
    issuer: str
    issued_on: date | None = None
    effective_on: date | None = None
    basis: str | None = None
    summary: bool | None = None


@dataclass(frozen=True, slots=True)
class HandedIn:
    """One row. The draft's provider is the account's own body, whatever it says; clauses come as their ids."""

    reference: str
    draft: Draft = field(repr=False)
    document: GivenDocument | None = None
    category: str | None = None
    serious_category: str | None = None


@dataclass(frozen=True, slots=True)
class Pushed:
    """What became of a row: `number` and `record_id` None where nothing is kept; `error` where it was not examined.

    `reasons` are the conditions that are not met or that a person must settle. `again`: it had been handed in before.
    """

    reference: str
    outcome: PushOutcome
    number: str | None = None
    record_id: str | None = None
    validity: Validity | None = None
    reasons: tuple[Reason, ...] = ()
    error: str | None = None
    again: bool = False


def push_records(
    office: Office, actor: Actor, reach: Reach, rows: Sequence[HandedIn], key: str | None = None
) -> tuple[Pushed, ...]:
    """Take the rows in, each in a transaction of its own; one that fails leaves the others as they are.

    Raises:
        Forbidden: the account names no body. BadFiling: more than MOST, or a reference twice. KeyReused: `key` came with
        other rows. Busy: what was taken in stays; send all of it again.
    """
    body = _body(actor)
    if len(rows) > MOST:
        raise BadFiling(messages.TOO_MANY.format(most=MOST))
    seen: set[str] = set()
    for row in rows:
        if row.reference in seen:
            raise BadFiling(messages.TWICE.format(reference=row.reference))
        seen.add(row.reference)
    if key is not None:
        _once(office, actor, rows, key)
    return tuple(_push(office, actor, reach, body, row) for row in rows)


def pushed_record(office: Office, actor: Actor, reference: str) -> Pushed:
    """How a row that was handed in stands now.

    Raises:
        NotFound: the body handed in none under this reference. Forbidden: the account names no body.
    """
    body = _body(actor)
    with office.store.read() as unit:
        submission = unit.submissions.find(_name(body, reference))
        if submission is None:
            raise NotFound(messages.NEVER_PUSHED)
        record = unit.records.find(submission.case_id) if submission.case_id else None
        return _told(reference, record, decision_in(submission.response), again=False)


def waiting_records(office: Office, actor: Actor, reach: Reach) -> tuple[Pushed, ...]:
    """The body's records that wait for an officer, the oldest first, as many as MOST_WAITING.

    Raises:
        Forbidden: the account names no body.
    """
    body = _body(actor)
    with office.store.read() as unit:
        held = unit.records.where(
            provider=body, validity=Validity.HELD, order=("received_at", "id"), limit=MOST_WAITING
        )  # fmt: skip
        return tuple(_waiting(unit, body, record) for record in held if reach.covers(record.jurisdiction))


def _waiting(unit: UnitOfWork, body: str, record: Record) -> Pushed:
    submission = unit.submissions.one(case_id=record.id)
    start = _name(body, "")
    if submission is None or not submission.key.startswith(start):  # it came another way
        return Pushed("", PushOutcome.HELD, record.number, record.id, record.validity)
    return _told(submission.key.removeprefix(start), record, decision_in(submission.response), again=False)


def _push(office: Office, actor: Actor, reach: Reach, body: str, row: HandedIn) -> Pushed:
    try:
        if not reach.covers(row.draft.jurisdiction):
            raise Forbidden(messages.OUT_OF_REACH)
        declared = replace(
            row.draft.declared, category=_clause(row.category), serious_category=_clause(row.serious_category)
        )
        with office.transaction() as unit:
            document_id = _document(unit, row.document) if row.document is not None else None
            draft = replace(row.draft, provider=body, declared=declared, document_id=document_id)
            received = receive_record(office, actor, draft, _name(body, row.reference), within=unit)
    except Busy:
        raise
    except KeyReused:
        return Pushed(
            row.reference, PushOutcome.ERROR, error=messages.REFERENCE_REUSED.format(reference=row.reference)
        )  # fmt: skip
    except LawError as refused:
        return Pushed(row.reference, PushOutcome.ERROR, error=str(refused))
    return _told(row.reference, received.record, received.decision, again=received.again)


def _told(reference: str, record: Record | None, decision: Decision, *, again: bool) -> Pushed:
    unmet = tuple(reason for reason in decision.reasons if reason.met is not Met.MET)
    if record is None:
        return Pushed(reference, PushOutcome.REJECTED, reasons=unmet, again=again)
    outcome = {Validity.HELD: PushOutcome.HELD, Validity.REJECTED: PushOutcome.REJECTED}.get(
        record.validity, PushOutcome.ACCEPTED
    )
    return Pushed(reference, outcome, record.number, record.id, record.validity, unmet, again=again)


def _document(unit: UnitOfWork, given: GivenDocument) -> str:
    """The document's id: registered the first time it is named."""
    known = unit.documents.one(kind=given.kind, number=given.number, issuer=given.issuer)
    if known is None:
        made = LegalDocument(
            new_id(), given.kind, given.number, given.issuer, given.issued_on, given.effective_on, given.basis,
            given.summary, DocumentState.IN_FORCE, None, None,
        )  # fmt: skip
        return unit.documents.add(made).id
    said = (given.issued_on, given.effective_on)
    if said != (known.issued_on, known.effective_on) or known.state is not DocumentState.IN_FORCE:
        raise BadFiling(messages.OTHER_DOCUMENT.format(number=given.number))
    return known.id


def _once(office: Office, actor: Actor, rows: Sequence[HandedIn], key: str) -> None:
    asked = hashlib.sha256(repr([asdict(row) for row in rows]).encode()).hexdigest()
    name = f"{_PUSH}{actor.id}:{key}"
    with office.transaction() as unit:
        try:
            unit.submissions.add(Submission(name, asked, name, {}, office.clock.now()))
        except Duplicate:
            if unit.submissions.get(name).request_hash != asked:
                raise KeyReused(messages.KEY_REUSED) from None


def _clause(text: str | None) -> ClauseRef | None:
    if not text:
        return None
    try:
        return ClauseRef.parse(text)
    except ClauseRefError as error:
        raise BadFiling(messages.BAD_CLAUSE.format(clause=text)) from error


def _body(actor: Actor) -> str:
    if not actor.body:
        raise Forbidden(messages.NO_BODY)
    return actor.body


def _name(body: str, reference: str) -> str:
    """Of a row's submission: references are the provider's own, so each body has its own room for them."""
    room = hashlib.sha256(body.encode()).hexdigest()[:16]
    return f"{_ROW}{room}:{reference}"
