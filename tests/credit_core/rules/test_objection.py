"""Who may object, on what ground, with what: each place by its own text; what is uncertain goes to a person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from credit_core.calendar import load_calendar
from credit_core.law.procedure_schema import ProcedureFile
from credit_core.model.decisions import Met, Outcome
from credit_core.model.records import Record, Validity
from credit_core.outside import OutsideData, Undetermined
from credit_core.procedures.book import load_procedures
from credit_core.procedures.table import Procedure
from credit_core.rules.objection_admissibility import admissibility
from credit_core.rules.objection_facts import ObjectionFacts
from credit_core.rules.objection_terms import (
    meanwhile,
    policy_reasons,
    reference_days,
    response_limit,
    response_reasons,
    statutory_days,
)
from credit_core.storage.unit_of_work import Store
from tests.credit_core.offices import add_person, add_record

BOOK = load_procedures()
LAW, CALENDAR, DAY = BOOK.law, load_calendar(), date(2026, 11, 20)
DOCUMENTS = ("shanxi-2022", "city-2022", "jiangxi-2022")
NAMES = ("objection", "market_objection", "evaluation_objection", "listing_objection", "pre_listing_objection")
D2_STATES = {
    "draft", "submitted", "incomplete", "accepted", "marked", "checking_own", "checking_cross", "suspended_expert",
    "decided_upheld", "decided_partly", "decided_not_upheld", "notified", "closed", "withdrawn", "transferred",
}  # fmt: skip
EVERYTHING = {
    "ground": "error", "reason": "与事实不符", "evidence": ["材料"], "writing": True, "record_ref": "R-1",
    "applicant_role": "self",
}  # fmt: skip


def procedure(document: str, name: str = "objection") -> Procedure:
    return BOOK.of_document(name, document)


def asked(record: Record | None = None, subject: str | None = None, **facts: Any) -> ObjectionFacts:
    return ObjectionFacts(DAY, {**EVERYTHING, **facts}, subject, record)


def found(of: ObjectionFacts, place: Procedure) -> dict[str, Met]:
    title = LAW.document(place.place.document).title
    return {reason.rule: reason.met for reason in admissibility(of, place, title).reasons}


@pytest.fixture
def record(sqlite_office: Any) -> Record:
    store: Store = sqlite_office.store
    with store.begin() as unit:
        return add_record(unit, add_person(unit), "jiangxi")


def test_the_states_are_those_of_the_specification() -> None:
    assert set(BOOK.machines["objection"].states) == D2_STATES


@pytest.mark.parametrize(
    ("document", "missing"),
    [
        pytest.param("shanxi-2022", ["书面异议申请", "相关证明材料"], marks=pytest.mark.rule("SX-28")),
        pytest.param("city-2022", ["书面异议申请", "理由"], marks=pytest.mark.rule("CT-49")),
        pytest.param("jiangxi-2022", ["相关证明材料"], marks=pytest.mark.rule("JX-49")),
    ],
)
def test_each_place_asks_for_what_its_own_text_requires(document: str, missing: list[str]) -> None:
    """C18."""
    nothing = asked(writing=False, reason=None, evidence=[])
    decision = admissibility(nothing, procedure(document), "")
    assert decision.outcome is Outcome.INCOMPLETE
    assert list(decision.missing) == missing


@pytest.mark.parametrize("document", DOCUMENTS)
@pytest.mark.parametrize("name", ["market_objection", "evaluation_objection", "pre_listing_objection"])
def test_nothing_is_asked_for_that_no_text_requires(document: str, name: str) -> None:
    """Only 江西 第三十九条第一款 asks 证明材料 of an objection against a market unit too."""
    wanted = [required.slot for required in procedure(document, name).requires]
    assert wanted == (["evidence"] if (document, name) == ("jiangxi-2022", "market_objection") else [])


@pytest.mark.parametrize(
    "document",
    [
        pytest.param("shanxi-2022", marks=pytest.mark.rule("SX-28")),
        pytest.param("city-2022", marks=pytest.mark.rule("CT-49")),
        pytest.param("jiangxi-2022", marks=pytest.mark.rule("JX-49")),
    ],
)
def test_a_ground_outside_the_list_goes_to_the_office(document: str) -> None:
    place = procedure(document)
    assert found(asked(ground="利息算错"), place)["ground"] is Met.UNKNOWN
    assert found(asked(ground="利息算错", findings={"ground": True}), place)["ground"] is Met.MET
    assert found(asked(ground="over_period", findings={"ground": False}), place)["ground"] is Met.NOT_MET
    for listed in ("error", "omission", "infringement"):
        assert found(asked(ground=listed), place)["ground"] is Met.MET


@pytest.mark.rule("CT-49", "SX-28", "JX-49")
def test_a_wrong_listing_is_a_ground_of_its_own_in_the_city_only() -> None:
    """C16: elsewhere the 等 may cover it, which a person says."""
    grounds = {document: procedure(document).grounds["wrong_listing"] for document in DOCUMENTS}
    assert {document: ground.open for document, ground in grounds.items()} == {
        "shanxi-2022": True,
        "city-2022": False,
        "jiangxi-2022": True,
    }
    assert str(grounds["city-2022"].clause) == "city-2022#41.1.3"


@pytest.mark.rule("CT-53")
def test_only_the_city_gives_an_objection_against_an_evaluation() -> None:
    """C24."""
    told = {document: procedure(document, "evaluation_objection").place for document in DOCUMENTS}
    assert {document: place.regulated for document, place in told.items()} == {
        "shanxi-2022": False,
        "city-2022": True,
        "jiangxi-2022": False,
    }


def test_where_the_text_is_silent_a_person_decides_and_says_on_what_basis() -> None:
    place = procedure("shanxi-2022", "evaluation_objection")
    assert found(asked(), place)["right_given"] is Met.UNKNOWN
    assert found(asked(findings={"right_given": True}), place)["right_given"] is Met.UNKNOWN
    assert found(asked(findings={"right_given": True}, basis="评价办法"), place)["right_given"] is Met.MET
    assert found(asked(findings={"right_given": False}, basis="评价办法"), place)["right_given"] is Met.NOT_MET


@pytest.mark.parametrize("document", DOCUMENTS)
def test_no_place_sets_a_period_for_filing(document: str) -> None:
    """C52."""
    ancient = ObjectionFacts(date(2022, 10, 1), EVERYTHING)
    assert found(ancient, procedure(document))["filing_period"] is Met.MET


@pytest.mark.parametrize("document", DOCUMENTS)
def test_nobody_acts_for_another_without_a_proof_and_no_text_says_how(document: str) -> None:
    """C54: the proof is practice, so that it has no clause."""
    decision = admissibility(asked(applicant_role="agent"), procedure(document), "")
    reason = next(reason for reason in decision.reasons if reason.rule == "agent")
    assert (reason.met, reason.clause) == (Met.NOT_MET, None)
    assert "A-25" in decision.assumptions
    shown = admissibility(asked(applicant_role="guardian", authorisation="户口簿"), procedure(document), "")
    assert not shown.missing
    assert "A-25" not in admissibility(asked(), procedure(document), "").assumptions


@pytest.mark.parametrize("document", DOCUMENTS)
def test_another_persons_record_is_refused_unless_it_confuses_the_two(document: str, record: Record) -> None:
    place = procedure(document)
    assert found(asked(record, record.subject_id), place)["applicant"] is Met.MET
    assert found(asked(record, "somebody-else"), place)["applicant"] is Met.NOT_MET
    assert found(asked(record, "somebody-else", wrong_person=True), place)["applicant"] is Met.MET
    assert found(asked(record), place)["applicant"] is Met.UNKNOWN
    assert found(asked(None, "anybody"), place)["applicant"] is Met.UNKNOWN


def test_a_record_is_taken_as_the_applicant_gives_it(record: Record) -> None:
    place = procedure("jiangxi-2022")
    assert found(asked(), place)["record"] is Met.MET
    assert found(asked(record_ref=None), place)["record"] is Met.MET
    assert found(asked(record_ref=None, reason=None), place)["record"] is Met.NOT_MET
    gone = replace(record, validity=Validity.DELETED)
    assert found(asked(gone, record.subject_id), place)["record"] is Met.UNKNOWN


FACTS = st.fixed_dictionaries(
    {
        "ground": st.sampled_from([None, "", "error", "over_period", "wrong_listing", "什么都行"]),
        "reason": st.sampled_from([None, "", "不对"]),
        "evidence": st.sampled_from([[], ["材料"]]),
        "writing": st.booleans(),
        "record_ref": st.sampled_from([None, "R-1"]),
        "recipient_role": st.sampled_from([None, "provider", "market_provider", "nobody"]),
        "applicant_role": st.sampled_from([None, "self", "agent", "guardian", "legal_representative"]),
        "wrong_person": st.booleans(),
    }
)


@settings(max_examples=200, deadline=None)
@given(FACTS, st.sampled_from(DOCUMENTS), st.sampled_from(NAMES))
def test_software_never_says_no(facts: dict[str, Any], document: str, name: str) -> None:
    """Without an officer's finding, and without a record known to be another's, no filing is refused."""
    decision = admissibility(ObjectionFacts(DAY, facts, "somebody"), procedure(document, name), "")
    assert decision.outcome in (Outcome.ALLOWED, Outcome.INCOMPLETE, Outcome.ASK_OFFICE)
    incomplete = bool(decision.missing)
    assert incomplete == (decision.outcome is Outcome.INCOMPLETE)


@pytest.mark.rule("JX-50", "JX-51", "JX-52")
def test_three_limits_run_from_the_same_receipt() -> None:
    due = statutory_days(procedure("jiangxi-2022"), DAY, CALENDAR)
    assert {day.rule: day.due for day in due} == {
        "JX-50": date(2026, 11, 23),
        "JX-51": date(2026, 11, 25),
        "JX-52": date(2026, 12, 1),
    }


@pytest.mark.parametrize("document", ["shanxi-2022", "city-2022"])
@pytest.mark.parametrize("name", NAMES)
def test_no_day_is_made_up_where_the_text_has_no_number(document: str, name: str) -> None:
    """C19, C20: nothing is borrowed from 江西."""
    place = procedure(document, name)
    assert statutory_days(place, DAY, CALENDAR) == ()
    assert reference_days(place, LAW, DAY, CALENDAR) == ((), ())


@pytest.mark.rule("JX-54")
def test_a_market_unit_has_days_to_compare_with_and_none_that_bind() -> None:
    place = procedure("jiangxi-2022", "market_objection")
    days, said = reference_days(place, LAW, DAY, CALENDAR)
    assert [day.rule for day in days] == ["JX-50", "JX-51", "JX-52"]
    assert "只作参照" in said[0].text
    assert statutory_days(place, DAY, CALENDAR) == ()


@pytest.mark.rule("SX-29")
def test_disclosure_goes_on_in_shanxi_and_is_not_settled_elsewhere() -> None:
    """C21."""
    told = {document: meanwhile(procedure(document)) for document in DOCUMENTS}
    assert {document: str(reason.clause) if reason.clause else None for document, reason in told.items()} == {
        "shanxi-2022": "shanxi-2022#39.2",
        "city-2022": None,
        "jiangxi-2022": None,
    }


@pytest.mark.rule("OP-19", "GEN-09")
def test_the_opinion_is_told_in_shanxi_only_and_as_policy() -> None:
    told = policy_reasons(procedure("shanxi-2022"), LAW, "shanxi", DAY)
    assert [reason.rule for reason in told] == ["OP-19"]
    assert "不是条例规定" in told[0].text
    assert policy_reasons(procedure("city-2022"), LAW, "city", DAY) == ()
    assert policy_reasons(procedure("jiangxi-2022"), LAW, "jiangxi", DAY) == ()
    assert policy_reasons(procedure("shanxi-2022", "evaluation_objection"), LAW, "shanxi", DAY) == ()


@pytest.mark.parametrize(
    ("place", "name"),
    [
        pytest.param("city", "pre_listing_objection", marks=pytest.mark.rule("CT-33")),
        pytest.param("city", "evaluation_objection", marks=pytest.mark.rule("CT-53")),
        pytest.param("jiangxi", "pre_listing_objection", marks=pytest.mark.rule("JX-38")),
    ],
)
def test_a_limit_left_to_other_rules_is_undetermined_until_they_are_loaded(place: str, name: str) -> None:
    outside = OutsideData((), LAW)
    bound = procedure(f"{place}-2022", name)
    limit = response_limit(bound, outside, place, DAY)
    assert isinstance(limit, Undetermined)
    assert limit.clause == bound.term("response_limit").clause
    (reason,) = response_reasons(bound, outside, place, DAY)
    assert "不能算出日期" in reason.text
    assert reason.met is Met.MET  # an unknown day of answer refuses nobody


def test_terms_that_the_rules_ask_for_are_written_in_every_place() -> None:
    wanted = {"disclosure_continues", "mark_cleared", "remedies", "reference_limits", "response_limit"}
    lacking = {}
    for document in DOCUMENTS:
        for name in NAMES:
            place: ProcedureFile = procedure(document, name).place
            lacking[document, name] = wanted - place.terms.keys()
    assert not any(lacking.values())
