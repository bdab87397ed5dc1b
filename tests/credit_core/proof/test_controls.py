"""Faults sown on purpose: each must make a proof fail. A proof that cannot fail proves nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from credit_core import deadlines
from credit_core.duties import starting
from credit_core.model.decisions import Decision, Outcome
from credit_core.storage.repository import Repository
from credit_core.use_cases import cases, performing
from credit_core.use_cases.audit_trail import verify_trail
from credit_core.use_cases.effects import objections
from credit_core.vocabulary import Unit
from tests.credit_core.databases import unprotect
from tests.credit_core.proof.steps import facts_of
from tests.credit_core.proof.walk import STARTS, Walk

Fault = Callable[[pytest.MonkeyPatch, Walk], None]


def no_guards(patch: pytest.MonkeyPatch, walking: Walk) -> None:
    """Conditions are not looked at."""
    patch.setattr(performing, "check_guards", lambda *_: Decision(Outcome.ALLOWED, ()))


def no_version_check(patch: pytest.MonkeyPatch, walking: Walk) -> None:
    """Whoever comes later writes over what came before."""
    found = cases.locked
    patch.setattr(cases, "locked", lambda unit, case_id, version=None: found(unit, case_id))


def no_submission_key(patch: pytest.MonkeyPatch, walking: Walk) -> None:
    """The same key files twice."""
    find, add = Repository.find, Repository.add
    patch.setattr(
        Repository,
        "find",
        lambda self, key, **more: None if self._table.name == "submission" else find(self, key, **more),
    )
    patch.setattr(Repository, "add", lambda self, item: item if self._table.name == "submission" else add(self, item))


def days_for_working_days(patch: pytest.MonkeyPatch, walking: Walk) -> None:
    """工作日 are counted as 日."""
    count = deadlines.for_limit
    patch.setattr(
        starting,
        "for_limit",
        lambda limit, *more: count(
            limit.model_copy(update={"unit": Unit.DAY if limit.unit is Unit.WORKING_DAY else limit.unit}), *more
        ),
    )


def pause_forgotten(patch: pytest.MonkeyPatch, walking: Walk) -> None:
    """The documented interval is counted as if nothing had stood still."""
    patch.setattr(objections, "closed", lambda pauses: ())


def audit_edited(patch: pytest.MonkeyPatch, walking: Walk) -> None:
    """Somebody with the database in hand rewrites who did it."""
    with walking.office.store.engine.begin() as connection:
        unprotect(connection)
        connection.execute(text("UPDATE audit_entry SET actor_id = '别人' WHERE seq = 1"))


def condition_unmet(walking: Walk) -> None:
    """find_incomplete without anything missing."""
    _both(walking, "find_incomplete")


def old_version(walking: Walk) -> None:
    """A step on a version that is no longer the last."""
    walking.stale(0, 0)


def same_key(walking: Walk) -> None:
    """The filing once more, with its key."""
    walking.file_again(0)


def a_due_day(walking: Walk) -> None:
    """The days that the filing started."""
    walking.agree()


def a_pause(walking: Walk) -> None:
    """An expert's three days, from acceptance to the end of the procedure."""
    for event in ("mark", "accept", "check_own", "suspend"):
        _both(walking, event)
    walking.wait(3)
    _both(walking, "resume")
    walking.agree()


def the_chain(walking: Walk) -> None:
    """The audit chain from its first entry."""
    assert verify_trail(walking.office.store).sound


CONTROLS: list[tuple[Fault, Callable[[Walk], None]]] = [
    (no_guards, condition_unmet),
    (no_version_check, old_version),
    (no_submission_key, same_key),
    (days_for_working_days, a_due_day),
    (pause_forgotten, a_pause),
    (audit_edited, the_chain),
]


@pytest.fixture
def begun(sqlite_template: Path) -> Any:
    """Gives a walk with an objection filed in 江西 just before 国庆节."""
    walks: list[Walk] = []

    def begin(patch: pytest.MonkeyPatch | None, fault: Fault | None) -> Walk:
        walking: Walk = type("Begun", (Walk,), {"template": sqlite_template})()
        walks.append(walking)
        if patch is not None and fault is days_for_working_days:
            fault(patch, walking)
        walking.begin("jiangxi", STARTS[3], None, "objection", True)
        if patch is not None and fault is not None and fault is not days_for_working_days:
            fault(patch, walking)
        return walking

    yield begin
    for walking in walks:
        walking._open.close()


@pytest.mark.parametrize(("fault", "proof"), CONTROLS, ids=lambda made: made.__name__)
def test_a_fault_is_caught_by_its_proof(
    fault: Fault, proof: Callable[[Walk], None], begun: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    proof(begun(None, None))
    walking = begun(monkeypatch, fault)
    with pytest.raises(AssertionError):
        proof(walking)


def _both(walking: Walk, event: str) -> None:
    day = walking.clock.today()
    facts = facts_of("objection", event, "jiangxi", True, day, 0)
    walking._both(0, walking.reference.cases[0], event, "case_officer", facts, day)
