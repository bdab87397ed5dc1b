"""Which clauses may apply to what is complained of: complete, in their own words, and only this place's."""

from __future__ import annotations

from datetime import date

import pytest

from credit_core.law.procedure_schema import ViolationGroup
from credit_core.messages.complaint import BODIES, CONDUCTS
from credit_core.model.decisions import Outcome
from credit_core.procedures.book import load_procedures
from credit_core.procedures.table import Procedure
from credit_core.rules.complaint import precheck
from knowledge.citations.reference import ClauseRef
from knowledge.regulations.corpus import load_corpus

BOOK = load_procedures()
ON = date(2026, 3, 2)
PLACES = ("shanxi", "city", "jiangxi")
LISTS = ("prohibited_processing", "violations", "market_violations")


def _procedure(place: str) -> Procedure:
    return BOOK.procedure("complaint", place, ON)


def _text(clause: ClauseRef) -> str:
    return load_corpus().provision(clause).text


def _groups() -> list[tuple[str, ViolationGroup]]:
    return [(f"{place}:{group.clause}", group) for place in PLACES for group in _procedure(place).place.violations]


@pytest.mark.parametrize("group", [group for _, group in _groups()], ids=[name for name, _ in _groups()])
def test_every_word_stands_in_its_clause(group: ViolationGroup) -> None:
    around = _text(group.clause)
    for words in (group.who, group.handled_by, *group.consequences):
        assert words is None or words in around
    for one in group.violations:
        assert one.name in _text(one.clause)
        assert group.clause.covers(one.clause)


@pytest.mark.rule("SX-41", "CT-46", "CT-47", "CT-65", "JX-22", "JX-67", "JX-68")
@pytest.mark.parametrize("place", PLACES)
def test_every_item_of_the_lists_of_the_law_can_be_complained_of(place: str) -> None:
    law = BOOK.law.regulation(place, ON)
    told = {str(one.clause) for group in _procedure(place).place.violations for one in group.violations}
    asked: set[str] = set()
    for name in LISTS:
        parameter = law.parameters.get(name)
        if parameter is not None and parameter.items_of is not None:
            children = load_corpus().provision(parameter.items_of).children
            asked |= {str(child) for child in children if child.item is not None}
    assert asked
    assert asked <= told


def test_every_kind_of_conduct_and_body_is_used_somewhere() -> None:
    groups = [group for _, group in _groups()]
    assert {conduct for group in groups for one in group.violations for conduct in one.conducts} == set(CONDUCTS)
    assert {body for group in groups for body in group.by} == set(BODIES)


@pytest.mark.rule("SYS-55", "SYS-56")
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("against", [None, *BODIES])
@pytest.mark.parametrize("conduct", CONDUCTS)
def test_never_decided_and_never_by_another_place(place: str, against: str | None, conduct: str) -> None:
    decision = precheck(BOOK.law, _procedure(place), [conduct], against)
    assert decision.outcome is Outcome.ASK_OFFICE
    clauses = {reason.clause.document for reason in decision.reasons if reason.clause}
    assert clauses == {f"{place}-2022"}


@pytest.mark.rule("JX-68", "GEN-07", "CT-65", "SX-48")
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("against", BODIES)
def test_fines_are_told_as_ranges_in_jiangxi_and_against_market_providers_only(place: str, against: str) -> None:
    decision = precheck(BOOK.law, _procedure(place), list(CONDUCTS), against)
    told = "".join(reason.text for reason in decision.reasons)
    fined = (place, against) == ("jiangxi", "market_provider")
    assert ("万元" in told) is fined
    if fined:
        for words in (
            "五万元以上十万元以下罚款",
            "十万元以上三十万元以下罚款",
            "一万元以上三万元以下罚款",
            "三万元以上十万元以下罚款",
        ):
            assert words in told
            assert words in _text(ClauseRef.parse("jiangxi-2022#58"))
        assert "数额只能由有权机关决定" in told


@pytest.mark.rule("SX-48")
def test_a_missed_day_alone_is_no_ground_in_shanxi() -> None:
    decision = precheck(BOOK.law, _procedure("shanxi"), ["missed_deadline"], "state_organ")
    assert all(str(reason.clause) != "shanxi-2022#48" for reason in decision.reasons)
    assert "不能只因为逾期就引用" in decision.reasons[-1].text
    assert "A-45" in decision.assumptions
