"""The plan of 2014 to 2020 explains; it carries no decision, no time limit, no procedure (rules.md B0, B5)."""

from __future__ import annotations

from datetime import date

import pytest

from credit_core.calendar import load_calendar
from credit_core.errors import UnknownProcedure, UnknownRule
from credit_core.parameters import load_law
from credit_core.procedures.book import load_procedures
from credit_core.use_cases.law import LawDesk
from credit_core.vocabulary import Authority

PLAN = "shanxi-plan-2014"
WITHIN, AFTER = date(2020, 12, 31), date(2021, 1, 1)


@pytest.mark.rule("GEN-08")
def test_no_limit_procedure_or_parameter_rests_on_the_plan() -> None:
    law, book = load_law(), load_procedures()
    assert law.document(PLAN).authority is Authority.EXPIRED_PLAN
    assert law.document(PLAN).limits == ()
    assert law.document(PLAN).parameters == {}
    assert book.names(PLAN) == ()
    with pytest.raises(UnknownProcedure):
        book.of_document("objection", PLAN)
    used = {clause.document for place in book.places.values() for clause in place.clauses.values()}
    assert PLAN not in used


@pytest.mark.rule("GEN-08")
@pytest.mark.parametrize("on", [WITHIN, AFTER, date(2026, 11, 20)])
def test_no_deadline_can_be_asked_of_the_plan(on: date) -> None:
    desk = LawDesk(load_law(), load_calendar())
    day = max(on, date(2022, 10, 1))  # the first day on which the place has a regulation
    assert all(limit.clause.document != PLAN for limit in desk.limits("shanxi", day, policy=True))
    with pytest.raises(UnknownRule):
        desk.deadline("PL-04", "shanxi", day)


@pytest.mark.rule("PL-01")
def test_the_plan_is_told_as_expired() -> None:
    """「规划期为2014-2020年」: on the last day it still applied, from the next it is background only."""
    law = load_law()
    told = {
        on: [answer for topic in law.topics for answer in law.related(topic, "shanxi", on) if answer.document == PLAN]
        for on in (WITHIN, AFTER)
    }
    assert told[WITHIN]
    assert all(answer.in_force for answer in told[WITHIN])
    assert all(not answer.in_force for answer in told[AFTER])
    assert {answer.authority for answer in told[AFTER]} == {Authority.EXPIRED_PLAN}
