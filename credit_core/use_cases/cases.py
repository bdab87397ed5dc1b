"""Verbs that all cases share: take a step, and see which steps there are."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, TypedDict, Unpack

from credit_core.errors import NotFound, StaleVersion
from credit_core.messages import cases as messages
from credit_core.messages import storage as storage_messages
from credit_core.model.cases import Case
from credit_core.model.ids import opens
from credit_core.model.people import Actor
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases.office import Office
from credit_core.use_cases.performing import Possible, allowed, perform


class When(TypedDict, total=False):
    """What every step of a case takes besides its own facts.

    on: its legal day (收到、标注、作出决定之日), today if not given. version: the case's version that the actor saw, so that
    nobody acts on what has changed since. within: the transaction it is part of, its own if not given.
    """

    on: date | None
    version: int | None
    within: UnitOfWork | None


def take_step(
    office: Office,
    actor: Actor,
    case_id: str,
    event: str,
    facts: Mapping[str, Any] | None = None,
    *,
    on: date | None = None,
    version: int | None = None,
    within: UnitOfWork | None = None,
) -> Case:
    """One step of a case in one transaction; `version` is the one the actor saw.

    Raises:
        NotFound, StaleVersion, and whatever `performing.perform` raises; nothing is written then.
    """
    with office.transaction(within) as unit:
        return perform(unit, office, actor, locked(unit, case_id, version), event, facts, on)


def step(office: Office, actor: Actor, case_id: str, event: str, **when: Unpack[When]) -> Case:
    """A step that needs no facts of its own: withdraw, close and, by the act, check, share and the like."""
    return take_step(office, actor, case_id, event, **when)


def possible_steps(
    office: Office, actor: Actor, case_id: str, facts: Mapping[str, Any] | None = None
) -> tuple[Possible, ...]:
    """Every step that leaves the case's present state, and why those that are not allowed are not."""
    with office.store.read() as unit:
        return allowed(unit, office, actor, unit.cases.get(case_id), facts)


def case_by_code(unit: UnitOfWork, number: str, code: str) -> Case:
    """The case of a receipt's number and access code.

    Raises:
        NotFound: no such number, or the code is another's; which of the two is not said.
    """
    case = unit.cases.one(number=number.strip().upper())
    if case is None or not opens(case.number, code, case.access_hash):
        raise NotFound(messages.WRONG_CODE)
    return case


def locked(unit: UnitOfWork, case_id: str, version: int | None = None) -> Case:
    """The case with its row locked until the transaction ends.

    Raises:
        NotFound: there is none. StaleVersion: it is no longer the version that was seen.
    """
    case = unit.cases.get(case_id, lock=True)
    if version is not None and case.version != version:
        raise StaleVersion(storage_messages.STALE.format(what=storage_messages.NAMES["credit_case"]))
    return case
