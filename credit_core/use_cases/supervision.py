"""Supervision (督办) of overdue duties: items closed by a supervisor with an outcome, and the citizen's next step."""

from __future__ import annotations

from dataclasses import replace

from credit_core.duties.starting import SCOPE
from credit_core.errors import BadFiling, Forbidden, NotAllowed, StaleVersion
from credit_core.messages import storage as storage_messages
from credit_core.messages import supervision as messages
from credit_core.model.duties import SupervisionItem
from credit_core.model.people import Actor, Role
from credit_core.rules.supervision import MissedPath, missed_path
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases.office import Office

COMPLAINT = "complaint"
MAY_CLOSE = (Role.SUPERVISOR,)


def open_items(office: Office, *, limit: int | None = None) -> tuple[SupervisionItem, ...]:
    """Items that wait for a supervisor, the longest overdue first."""
    with office.store.read() as unit:
        return unit.supervision.where(closed_at=None, order=("due", "id"), limit=limit)


def close_item(
    office: Office,
    actor: Actor,
    item_id: str,
    outcome: str,
    *,
    version: int | None = None,
    within: UnitOfWork | None = None,
) -> SupervisionItem:
    """Close an item with what came of it (已经催办、移送有权机关…); `version` is the one the supervisor saw.

    It closes the item alone: a duty ends by the step that fulfils it, and whether there is liability is decided elsewhere.

    Raises:
        Forbidden: the actor is no supervisor. BadFiling: no outcome is written. NotAllowed: it is closed already.
        NotFound, StaleVersion.
    """
    if actor.role not in MAY_CLOSE:
        raise Forbidden(messages.ONLY_SUPERVISOR)
    if not outcome.strip():
        raise BadFiling(messages.OUTCOME_MISSING)
    with office.transaction(within) as unit:
        item = unit.supervision.get(item_id, lock=True)
        if item.closed_at is not None:
            raise NotAllowed(messages.CLOSED_ALREADY.format(outcome=item.outcome))
        if version is not None and item.version != version:
            raise StaleVersion(storage_messages.STALE.format(what=storage_messages.NAMES["supervision_item"]))
        at = office.clock.now()
        closed = unit.supervision.replace(replace(item, closed_at=at, outcome=outcome.strip()))
        unit.audit(
            at, actor, "supervision.close", "supervision_item", item.id, clause=item.liability,
            before={"closed": False}, after={"closed": True, "outcome": closed.outcome},
        )  # fmt: skip
        return closed


def missed(unit: UnitOfWork, office: Office, duty_id: str) -> MissedPath:
    """What a citizen is told about a duty whose day has passed, or has not: the clause and the lawful next steps.

    Raises:
        NotFound: no such duty.
    """
    duty = unit.duties.get(duty_id)
    case = unit.cases.find(duty.case_id) if duty.case_id else None
    return missed_path(
        duty,
        office.law,
        office.clock.today(),
        office.calendar(unit),
        office.book.places.get((duty.document, COMPLAINT)),
        office.rules.internal_targets,
        condition_open=case is not None and SCOPE not in case.facts,
    )
