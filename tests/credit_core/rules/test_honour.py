"""Which honours a place lets be deleted on request, and which it leaves to a person."""

from __future__ import annotations

from datetime import date

import pytest

from credit_core.model.decisions import Met, Outcome
from credit_core.procedures.book import load_procedures
from credit_core.rules.honour import entitlement, precheck
from knowledge.citations.reference import ClauseRef
from knowledge.regulations.corpus import load_corpus

BOOK = load_procedures()
ON = date(2026, 3, 2)


@pytest.mark.rule("CT-61", "CT-04")
@pytest.mark.parametrize(
    ("kinds", "outcome"),
    [
        (["award"], Outcome.ALLOWED),
        (["volunteering"], Outcome.ALLOWED),
        (["charity"], Outcome.ALLOWED),
        (["blood_donation"], Outcome.ASK_OFFICE),
        (["other"], Outcome.ASK_OFFICE),
        (["blood_donation", "charity"], Outcome.ALLOWED),
        ([], Outcome.ASK_OFFICE),
        (["never heard of"], Outcome.ASK_OFFICE),
    ],
)
def test_the_city_orders_three_kinds_and_leaves_the_rest_to_a_person(kinds: list[str], outcome: Outcome) -> None:
    assert precheck(BOOK.procedure("delete_honour", "city", ON), kinds).outcome is outcome


@pytest.mark.rule("SYS-51", "JX-71")
@pytest.mark.parametrize("place", ["shanxi", "jiangxi"])
@pytest.mark.parametrize("kinds", [["award"], ["volunteering"], []])
def test_where_the_text_is_silent_nothing_is_promised_and_nothing_refused(place: str, kinds: list[str]) -> None:
    decision = precheck(BOOK.procedure("delete_honour", place, ON), kinds)
    assert decision.outcome is Outcome.ASK_OFFICE
    documents = {reason.clause.document for reason in decision.reasons if reason.clause}
    assert documents == {f"{place}-2022"}
    assert "不引用其他地区" in decision.reasons[0].text


@pytest.mark.rule("CT-61")
def test_an_officer_cannot_find_away_what_the_text_orders() -> None:
    procedure = BOOK.procedure("delete_honour", "city", ON)
    assert entitlement(procedure, ("award",), Met.NOT_MET, None).met is Met.MET
    assert entitlement(procedure, ("blood_donation",), Met.NOT_MET, None).met is Met.NOT_MET


@pytest.mark.rule("SYS-51")
def test_a_deletion_without_a_rule_rests_on_a_written_basis_and_no_clause() -> None:
    procedure = BOOK.procedure("delete_honour", "shanxi", ON)
    assert entitlement(procedure, ("award",), Met.MET, "").missing
    reason = entitlement(procedure, ("award",), Met.MET, "表彰机关的撤销决定")
    assert (reason.met, reason.clause) == (Met.MET, None)


@pytest.mark.rule("CT-04", "JX-07")
@pytest.mark.parametrize(
    ("place", "clauses"),
    [
        ("city", {"city-2022#48", "city-2022#12.1.2", "city-2022#12.1.3"}),
        ("jiangxi", {"jiangxi-2022#14.1.1", "jiangxi-2022#14.1.2", "jiangxi-2022#14.1.3"}),
    ],
)
def test_the_kinds_are_those_of_the_text(place: str, clauses: set[str]) -> None:
    grounds = BOOK.procedure("delete_honour", place, ON).grounds
    assert {str(ground.clause) for ground in grounds.values()} == clauses
    for ground in grounds.values():
        assert ground.name in load_corpus().provision(ClauseRef.parse(str(ground.clause))).text


@pytest.mark.rule("JX-71")
def test_a_serious_listing_does_not_delete_honours() -> None:
    term = BOOK.procedure("delete_honour", "jiangxi", ON).term("serious_listing")
    assert (term.value, str(term.clause)) == (False, "jiangxi-2022#25.1.2")
