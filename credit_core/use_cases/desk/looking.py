"""Every look (查看) of a member of staff at a subject's records is an entry in the query register, with its purpose.

The subject may read it. Nobody looks without writing what for.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from credit_core.errors import BadFiling, LawError
from credit_core.messages import desk as messages
from credit_core.model.disclosure import Mode, QueryEntry
from credit_core.model.ids import new_id
from credit_core.model.labels import ROLES
from credit_core.model.people import Actor
from credit_core.model.records import Record
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases.office import Office
from credit_core.use_cases.query_register import write
from knowledge.citations.reference import ClauseRef

CHANNEL = "desk"


def purpose_of(text: str) -> str:
    """What is written as the purpose.

    Raises:
        BadFiling: nothing is.
    """
    if not text.strip():
        raise BadFiling(messages.NO_PURPOSE)
    return text.strip()


def note_look(
    unit: UnitOfWork,
    office: Office,
    actor: Actor,
    subject_id: str,
    place: str,
    records: Iterable[Record],
    purpose: str,
    case_id: str | None = None,
) -> QueryEntry:
    """Write the entry of one look, in its own transaction with what was read: 依职权查询, under the place's clause if it has one."""
    clause = _clause(office, place, office.clock.today())
    entry = QueryEntry(
        id=new_id(),
        at=office.clock.now(),
        jurisdiction=place,
        subject_id=subject_id,
        requester=actor.body or ROLES[actor.role],
        role=actor.role,
        mode=Mode.EX_OFFICIO,
        purpose=purpose,
        basis=str(clause) if clause else "",
        authorisation_id=None,
        case_id=case_id,
        channel=CHANNEL,
        granted=True,
        reason="",
        record_ids=tuple(record.id for record in records),
        marks=(),
        actor_id=actor.id,
    )
    return write(unit, actor, entry, clause)


def _clause(office: Office, place: str, on: date) -> ClauseRef | None:
    try:
        listed = office.book.disclosure(office.law.regulation(place, on).document).modes.listed.get(Mode.EX_OFFICIO)
    except LawError:  # nobody has written down what the place says on queries
        return None
    return listed.clause if listed else None
