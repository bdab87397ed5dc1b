"""Filing (提交申请): the one way a case comes into being, once per idempotency key, answered with a receipt.

Filing refuses only what cannot be read. What the law requires and is not there yet is asked for afterwards; a right is
not lost over a missing paper.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from credit_core.audit.canonical import canonical, plain
from credit_core.errors import BadFiling, Duplicate, KeyReused
from credit_core.messages import cases as messages
from credit_core.messages import filing as filing_messages
from credit_core.model.cases import Case, CaseType, Submission
from credit_core.model.ids import access_hash, new_access_code, new_id, new_number
from credit_core.model.people import Actor
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases.office import Office
from credit_core.use_cases.performing import perform

FILE = "submit"


@dataclass(frozen=True)
class Filing:
    """What is filed. `procedure` is the name of the place's transition table, `slots` the citizen's own words by the
    slot names of architecture.md, `facts` what the table's conditions read (writing, evidence, ground, …).

    `received_on` is the day the body received it: today for a filing here, an earlier day for one taken at a counter.
    """

    type: CaseType
    procedure: str
    jurisdiction: str
    recipient: str
    channel: str
    slots: Mapping[str, Any]
    facts: Mapping[str, Any] = field(default_factory=dict)
    received_on: date | None = None
    event_date: date | None = None
    subject_id: str | None = None
    record_id: str | None = None
    authorisation_id: str | None = None
    linked_to: str | None = None


@dataclass(frozen=True, slots=True)
class Filed:
    """The case and, the first time only, the access code of its holder. `again`: the key had filed it before."""

    case: Case
    access_code: str | None
    again: bool


def file_case(unit: UnitOfWork, office: Office, actor: Actor, filing: Filing, key: str) -> Filed:
    """Open the case under the regulation in force on the day of receipt and take its first step.

    The same key with the same content gives the same case; the access code is shown once only.

    Raises:
        KeyReused: the key came with another content.
        NotInForce, UnknownJurisdiction, UnknownProcedure: no law to open it under; nothing is guessed.
        BadFiling: the day of receipt lies after today.
        Refused: a condition of filing itself is not met.
    """
    asked = hashlib.sha256(canonical(plain(_content(filing)))).hexdigest()
    if unit.submissions.find(key) is not None:
        return _filed_before(unit, key, asked)
    at, today = office.clock.now(), office.clock.today()
    received = filing.received_on or today
    if received > today:
        raise BadFiling(filing_messages.RECEIVED_IN_FUTURE.format(on=received, today=today))
    procedure = office.book.procedure(filing.procedure, filing.jurisdiction, received)
    number, code = _free_number(unit, procedure.machine.prefix, received), new_access_code()
    case = Case(
        id=new_id(),
        number=number,
        type=filing.type,
        procedure=filing.procedure,
        jurisdiction=filing.jurisdiction,
        document=procedure.place.document,
        state=procedure.machine.initial,
        subject_id=filing.subject_id,
        record_id=filing.record_id,
        authorisation_id=filing.authorisation_id,
        recipient=filing.recipient,
        received_on=received,
        event_date=filing.event_date,
        filed_at=at,
        channel=filing.channel,
        applicant=dict(filing.slots),
        facts=dict(filing.facts),
        access_hash=access_hash(number, code),
        assigned_to=None,
        linked_to=filing.linked_to,
        closed_on=None,
    )
    try:  # first of all: who comes with the same key at the same moment waits here until this case is there
        unit.submissions.add(Submission(key, asked, case.id, {"number": number}, at))
    except Duplicate:
        return _filed_before(unit, key, asked)
    unit.cases.add(case)
    return Filed(perform(unit, office, actor, case, FILE, on=received), code, again=False)


def _filed_before(unit: UnitOfWork, key: str, asked: str) -> Filed:
    before = unit.submissions.get(key)
    if before.request_hash != asked:
        raise KeyReused(messages.KEY_REUSED)
    return Filed(unit.cases.get(before.case_id), None, again=True)


def _free_number(unit: UnitOfWork, prefix: str, on: date) -> str:
    """A number that no case has: at ten thousand cases a day, two in twenty days would meet by chance."""
    while unit.cases.count(number=(number := new_number(prefix, on))):
        pass
    return number


def _content(filing: Filing) -> dict[str, Any]:
    return {name: getattr(filing, name) for name in Filing.__dataclass_fields__}
