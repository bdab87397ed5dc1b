"""Every step that staff may take has a form and a verb, and every machine is walked to its ends by forms alone."""

from __future__ import annotations

import pytest

from credit_core.model.people import Role
from credit_core.procedures.book import load_procedures
from credit_core.procedures.table import Procedure
from credit_core.use_cases.desk.forms.table import FORMS
from credit_core.use_cases.office import Office
from tests.credit_core.desk.routes import ROLES, ROUTES, TODAY, file, walk
from tests.credit_core.offices import SetClock

BOOK = load_procedures()
PROCEDURES = [BOOK.of_document(name, document) for document, name in sorted(BOOK.places)]
NAMES = [f"{procedure.place.document}/{procedure.key}" for procedure in PROCEDURES]
FILING = "submit"


@pytest.mark.parametrize("machine", sorted(FORMS))
def test_each_event_that_staff_may_take_has_its_form_and_no_form_is_idle(machine: str) -> None:
    rows = BOOK.machines[machine].rows
    for_staff = {row.event for row in rows if row.event != FILING and set(row.by) & set(ROLES)}
    assert set(FORMS[machine]) == for_staff


def test_every_machine_has_forms_and_routes() -> None:
    assert set(FORMS) == set(BOOK.machines) == set(ROUTES)
    assert {role for role in Role if role not in (*ROLES, Role.CITIZEN, Role.SYSTEM)} == {
        Role.AUDITOR, Role.ADMINISTRATOR,
    }  # fmt: skip


@pytest.mark.parametrize("procedure", PROCEDURES, ids=NAMES)
def test_each_machine_is_walked_to_every_end_by_forms_alone(
    procedure: Procedure, sqlite_office: Office, clock: SetClock
) -> None:
    taken: set[str] = set()
    ends: set[str] = set()
    clock.day = TODAY
    for number, route in enumerate(ROUTES[procedure.machine.machine]):
        case = file(sqlite_office, procedure, route, f"k{number}")
        ends.add(walk(sqlite_office, clock, case, route, taken).state)
    staffed = {row.id for row in procedure.rows if row.event != FILING and set(row.by) & set(ROLES)}
    assert staffed - taken == _closed(procedure)
    assert ends >= set(procedure.machine.final)


def _closed(procedure: Procedure) -> set[str]:
    """Where the text requires nothing, nothing can be missing: nobody may send an objection back."""
    if procedure.machine.machine == "objection" and not any(required.essential for required in procedure.requires):
        return {"D2-02", "D2-02b", "D2-04b"} - set(procedure.place.absent)
    return set()
