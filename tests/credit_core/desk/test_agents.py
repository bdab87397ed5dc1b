"""An objection that somebody files for another (代办) without the paper: no regulation says how, and there is a way on."""

from __future__ import annotations

import pytest

from credit_core.errors import Refused
from credit_core.model.cases import Case
from credit_core.procedures.book import load_procedures
from credit_core.use_cases.desk.doing import perform_step
from credit_core.use_cases.desk.scope import Reach
from credit_core.use_cases.desk.steps import StepView, possible
from credit_core.use_cases.office import Office
from tests.credit_core.desk.routes import TODAY, Route, file
from tests.credit_core.offices import OFFICER, SetClock

DOCUMENTS = sorted(document for document, key in load_procedures().places if key == "objection")


@pytest.fixture(params=DOCUMENTS)
def case(request: pytest.FixtureRequest, sqlite_office: Office, clock: SetClock) -> Case:
    """Filed by an agent who handed nothing in."""
    clock.day = TODAY
    procedure = sqlite_office.book.of_document("objection", request.param)
    return file(sqlite_office, procedure, Route((), {"applicant_role": "agent"}), "k")


def accepting(office: Office, case: Case) -> StepView:
    return next(step for step in possible(office, OFFICER, Reach(), case.id) if step.event == "accept")


def accept(office: Office, case: Case, **values: str) -> Case:
    version = case.version
    return perform_step(office, OFFICER, Reach(), case.id, "accept", values, version=version, key=repr(values)).case


def test_the_paper_may_come_later_or_the_officer_finds_out_otherwise(sqlite_office: Office, case: Case) -> None:
    step = accepting(sqlite_office, case)
    assert step.allowed
    assert {"authorisation", "found_represents"} <= {field.name for field in step.fields}
    assert [reason.clause for reason in step.open if reason.rule == "agent"] == [None]
    with pytest.raises(Refused, match="委托书或者监护证明"):
        accept(sqlite_office, case)
    with pytest.raises(Refused, match="代办关系不属实"):
        accept(sqlite_office, case, authorisation="授权委托书", found_represents="no")
    assert accept(sqlite_office, case, authorisation="授权委托书").facts["authorisation"] == "授权委托书"


def test_what_was_missing_stands_in_the_case(sqlite_office: Office, case: Case) -> None:
    after = accept(sqlite_office, case, found_represents="yes")
    assert after.state == "accepted"
    assert after.facts["findings"]["represents"] is True
    assert not after.facts.get("authorisation")


def test_who_files_alone_is_not_asked(sqlite_office: Office, clock: SetClock) -> None:
    clock.day = TODAY
    procedure = sqlite_office.book.of_document("objection", DOCUMENTS[0])
    own = file(sqlite_office, procedure, Route(()), "own")
    assert "authorisation" not in {field.name for field in accepting(sqlite_office, own).fields}
