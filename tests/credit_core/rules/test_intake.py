"""The examination as a whole: what it answers, that it answers everything at once, and on whose words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from credit_core.model.decisions import Decision, Met, Outcome, Reason
from credit_core.model.records import RecordClass, Source, Validity
from credit_core.model.subjects import Capacity, IdKind
from credit_core.rules.draft import Declared
from credit_core.rules.intake import CHECKS, LAWFUL_MEANS, PROVIDER_KNOWN, examine, validity_after
from credit_core.rules.standing import identified, standing
from tests.credit_core.drafts import BOOK, PLACES, firm, found, intake, person


@pytest.mark.parametrize(
    ("outcome", "validity"),
    [
        (Outcome.ALLOWED, Validity.EFFECTIVE),
        (Outcome.ASK_OFFICE, Validity.HELD),
        (Outcome.UNDETERMINED, Validity.HELD),
        (Outcome.INCOMPLETE, Validity.REJECTED),
        (Outcome.REFUSED, Validity.REJECTED),
    ],
)
def test_every_outcome_has_its_place(outcome: Outcome, validity: Validity) -> None:
    assert validity_after(Decision(outcome, ())) is validity


@pytest.mark.parametrize("place", PLACES)
def test_a_record_with_everything_wrong_is_told_everything_at_once(place: str) -> None:
    wrong = intake(
        place,
        document=None,
        provider=None,
        with_draft={"item": None, "basis": " ", "event_date": None, "identity": firm(number="1"), "gravity": None},
    )
    decision = examine(wrong)
    assert decision.outcome is not Outcome.ALLOWED
    assert len([reason for reason in decision.reasons if reason.met is not Met.MET]) >= 5
    assert len(decision.missing) >= 3


@pytest.mark.parametrize("place", PLACES)
def test_every_reason_cites_its_own_place_or_nothing(place: str) -> None:
    document = BOOK.law.regulation(place, date(2026, 11, 20)).document
    everything = Declared(
        slight=True, corrected=True, force_majeure=True, other_law="征信", self_declared=True, concerns_others=True,
        personal_data=("病史", "存款"), unlawful_means=True,
    )  # fmt: skip
    for source in Source:
        for kind in RecordClass:
            examined = intake(place, with_draft={"source": source, "record_class": kind, "declared": everything})
            for reason in examine(examined).reasons:
                assert reason.clause is None or reason.clause.document == document
                assert reason.text


@pytest.mark.rule("SX-01", "JX-03", "CT-16")
@pytest.mark.parametrize("place", PLACES)
def test_market_information_is_asked_for_no_catalogue_document_or_grade(place: str) -> None:
    """目录、认定文书、等级 speak of public information; what is asked instead is what it was collected under."""
    made = intake(place, document=None, with_draft={"source": Source.MARKET, "item": None, "document_id": None})
    decision = examine(made)
    rules = {reason.rule for reason in decision.reasons}
    assert not rules & {"SX-02", "SX-17", "SX-19", "CT-05", "CT-12", "JX-04", "JX-10", "JX-11", "JX-08"}
    assert any("约定" in missing for missing in decision.missing)


@pytest.mark.rule("GEN-02")
@pytest.mark.parametrize(
    ("place", "first"),
    [("shanxi", date(2022, 10, 1)), ("city", date(2022, 1, 1)), ("jiangxi", date(2022, 3, 1))],
)
def test_an_event_before_commencement_is_not_judged(place: str, first: date) -> None:
    before = examine(intake(place, with_draft={"event_date": date.fromordinal(first.toordinal() - 1)}))
    assert before.outcome is Outcome.UNDETERMINED
    assert [reason.rule for reason in before.reasons] == ["GEN-02"]
    assert found(examine(intake(place, with_draft={"event_date": first})), "GEN-02") == []


@pytest.mark.rule("JX-02", "SX-41")
@pytest.mark.parametrize(("place", "rule"), [("jiangxi", "JX-02"), ("shanxi", "SX-41"), ("city", "CT-46")])
def test_unlawful_means_are_a_finding(place: str, rule: str) -> None:
    assert found(examine(intake(place)), rule) == []
    for findings, met in (({LAWFUL_MEANS: False}, Met.NOT_MET), ({LAWFUL_MEANS: True}, Met.MET)):
        assert found(examine(intake(place, findings=findings)), rule) == [met]
    # What the provider admits no finding talks away.
    admitted = intake(place, findings={LAWFUL_MEANS: True}, with_draft={"declared": Declared(unlawful_means=True)})
    assert found(examine(admitted), rule) == [Met.NOT_MET]


@pytest.mark.rule("SX-06", "CT-15", "JX-12")
@pytest.mark.parametrize(("place", "rule"), [("shanxi", "SX-06"), ("city", "CT-15"), ("jiangxi", "JX-12")])
def test_the_provider_is_known_and_active(place: str, rule: str) -> None:
    known = intake(place)
    assert known.provider is not None
    assert found(examine(known), rule) == [Met.MET]
    assert found(examine(replace(known, provider=replace(known.provider, active=False))), rule) == [Met.NOT_MET]
    assert found(examine(replace(known, provider=None)), rule) == [Met.UNKNOWN]
    assert found(examine(replace(known, provider=None, findings={PROVIDER_KNOWN: True})), rule) == [Met.MET]


def test_an_event_of_tomorrow_is_a_mistake() -> None:
    decision = examine(intake("city", with_draft={"event_date": date(2026, 11, 21)}))
    assert any("在今天（2026-11-20）之后" in reason.text for reason in decision.reasons)
    assert validity_after(decision) is Validity.REJECTED


@pytest.mark.rule("CT-01")
def test_information_other_than_dishonest_of_who_was_no_subject_is_for_a_person() -> None:
    child = person(date(2014, 1, 1))
    dishonest = examine(intake("city", with_draft={"identity": child}))
    positive = examine(intake("city", with_draft={"identity": child, "record_class": RecordClass.POSITIVE}))
    assert found(dishonest, "CT-01") == [Met.NOT_MET]
    assert found(positive, "CT-01") == [Met.UNKNOWN]


@pytest.mark.rule("CT-01", "JX-01")
@pytest.mark.parametrize(
    ("place", "capacity", "age", "met"),
    [
        ("city", Capacity.FULL, 30, Met.MET),
        ("city", Capacity.LIMITED, 30, Met.NOT_MET),
        ("city", Capacity.NONE, 30, Met.NOT_MET),
        ("city", Capacity.UNKNOWN, 30, Met.MET),
        ("city", Capacity.FULL, 17, Met.UNKNOWN),
        ("city", Capacity.FULL, 15, Met.NOT_MET),
        ("city", Capacity.UNKNOWN, None, Met.UNKNOWN),
        ("city", Capacity.FULL, None, Met.MET),
        ("jiangxi", Capacity.LIMITED, 30, Met.MET),
        ("jiangxi", Capacity.LIMITED, 10, Met.MET),
        ("jiangxi", Capacity.UNKNOWN, 10, Met.UNKNOWN),
        ("jiangxi", Capacity.NONE, 5, Met.NOT_MET),
        ("shanxi", Capacity.NONE, 5, Met.MET),
    ],
)
def test_standing(place: str, capacity: Capacity, age: int | None, met: Met) -> None:
    born = date(2026 - age, 1, 1) if age is not None else None
    identity = replace(person(capacity=capacity), birth_date=born)
    checked = standing(identity, intake(place).place, date(2026, 11, 20))
    assert checked is not None
    assert checked.reason.met is met
    assert (checked.reason.clause is None) == (place == "shanxi")


@pytest.mark.rule("SX-04", "SX-05", "CT-02", "JX-18", "JX-19")
@pytest.mark.parametrize("place", PLACES)
def test_an_organisation_by_its_code_and_a_person_by_his_number(place: str) -> None:
    rules = intake(place).place
    mixed = replace(person(), id_kind=IdKind.USCC, number=firm().number)
    for identity in (mixed, replace(firm(), id_kind=IdKind.RESIDENT_ID, number=person().number)):
        identifier, checked = identified(identity, rules, date(2026, 11, 20))
        assert identifier is None
        assert checked.reason.met is Met.NOT_MET
        assert checked.reason.missing
    other = replace(person(), id_kind=IdKind.OTHER, number="E12345678", document_name="护照")
    without, _ = identified(other, rules, date(2026, 11, 20))
    assert without is None  # only with the statement that there is no resident number
    stated, checked = identified(replace(other, no_resident_number=True), rules, date(2026, 11, 20))
    assert stated is not None
    assert checked.reason.clause is not None


def test_each_check_is_listed_once() -> None:
    assert len(set(CHECKS)) == len(CHECKS)
    assert all(isinstance(reason, Reason) for reason in examine(intake("city")).reasons)
