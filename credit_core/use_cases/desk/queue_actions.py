"""What is done to many cases of the work queue at once: giving them to somebody. Each by itself, with its own answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from credit_core.errors import BadFiling, Forbidden, LawError
from credit_core.messages import desk as desk_messages
from credit_core.messages import desk_queue as messages
from credit_core.model.cases import Case
from credit_core.model.people import STAFF, Actor
from credit_core.storage.reach import Reach
from credit_core.use_cases.case_view import assign
from credit_core.use_cases.desk.scope import case_within, sees_case
from credit_core.use_cases.office import Office

MOST_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Assigned:
    """What became of one of them; `number` None where it may not be seen."""

    case_id: str
    number: str | None
    done: bool
    message: str


def assign_one(
    office: Office,
    actor: Actor,
    reach: Reach,
    case_id: str,
    to: str | None,
    *,
    version: int | None,
    sees: Reach | None = None,
) -> Case:
    """Give one case to a member of staff (an account id), or back to the queue (None); `version` is the one that was seen.

    `sees` is how far the receiver sees, where it is known.

    Raises:
        Forbidden: not staff. NotFound: no such case, or out of reach. BadFiling: out of the receiver's. NotAllowed: the
        case is closed. StaleVersion.
    """
    with office.transaction() as unit:
        case = case_within(unit, actor, reach, case_id)
        if sees is not None and not sees_case(unit, sees, case):
            raise BadFiling(messages.RECEIVER_OUT_OF_REACH)
        return assign(office, actor, case_id, to, version=version, within=unit)


def assign_many(
    office: Office, actor: Actor, reach: Reach, ids: Sequence[str], to: str | None, *, sees: Reach | None = None
) -> tuple[Assigned, ...]:
    """Give the cases to a member of staff (an account id), or back to the queue (None).

    `sees` is how far the receiver sees, where it is known: what lies beyond is not given to them.

    Raises:
        Forbidden: not staff. BadFiling: more than MOST_AT_ONCE.
    """
    if actor.role not in STAFF:
        raise Forbidden(desk_messages.STAFF_ONLY)
    asked = tuple(dict.fromkeys(ids))
    if len(asked) > MOST_AT_ONCE:
        raise BadFiling(messages.TOO_MANY.format(most=MOST_AT_ONCE))
    return tuple(_assign(office, actor, reach, case_id, to, sees) for case_id in asked)


def _assign(office: Office, actor: Actor, reach: Reach, case_id: str, to: str | None, sees: Reach | None) -> Assigned:
    number = None
    try:
        with office.store.read() as unit:
            number = case_within(unit, actor, reach, case_id).number
        assign_one(office, actor, reach, case_id, to, version=None, sees=sees)
    except LawError as refused:
        return Assigned(case_id, number, False, str(refused))
    return Assigned(case_id, number, True, messages.ASSIGNED.format(to=to) if to else messages.TO_QUEUE)
