"""A deed of administration and its entry in the audit chain stand or fall together."""

from __future__ import annotations

import pytest

from credit_core.model.people import Actor, Role
from credit_core.storage.engine import WRITES
from credit_core.storage.unit_of_work import Store
from credit_core.use_cases.administration import Trail
from credit_core.use_cases.audit_trail import verify_trail
from tests.credit_core.offices import SetClock

ADMINISTRATOR = Actor("administrator-1", Role.ADMINISTRATOR)


def change(store: Store, *, fails: bool = False) -> None:
    trail = Trail(store, SetClock())
    with store.engine.connect() as connection:
        writing = connection.execution_options(**{WRITES: True})
        with writing.begin():
            trail.note(
                writing,
                ADMINISTRATOR,
                "account.changed",
                "staff",
                "a-1",
                before={"active": True},
                after={"active": False},
            )
            if fails:
                raise ValueError


def test_who_what_and_from_what_to_what(store: Store) -> None:
    change(store)
    with store.read() as unit:
        (entry,) = unit.audit_entries.where()
        (content,) = unit.audit_contents.where()
    assert (entry.act, entry.actor_id, entry.role) == ("account.changed", "administrator-1", "administrator")
    assert (entry.entity, entry.entity_id, entry.clause) == ("staff", "a-1", None)
    assert (content.before, content.after) == ({"active": True}, {"active": False})
    assert not verify_trail(store).faults


def test_what_is_not_done_is_not_noted(store: Store) -> None:
    with pytest.raises(ValueError):
        change(store, fails=True)
    with store.read() as unit:
        assert unit.audit_entries.where() == ()
