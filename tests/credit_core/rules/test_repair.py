"""The repair pre-check as a pure function: rule by rule, place by place, and it never decides."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import yaml

from credit_core.law.outside import parse_outside
from credit_core.law.procedure_schema import Term
from credit_core.model.decisions import Met, Outcome
from credit_core.model.records import DocumentState, Publicity, RecordClass, Validity
from credit_core.outside import OutsideData
from credit_core.procedures.book import load_procedures
from credit_core.procedures.table import Procedure
from credit_core.rules.repair_eligibility import eligibility
from credit_core.rules.repair_facts import RepairFacts
from tests.credit_core.examples import DOCUMENT, RECORD

BOOK = load_procedures()
DAY = date(2026, 3, 2)
NOTHING_LOADED = OutsideData((), BOOK.law)
RECIPIENT = {"shanxi": "credit_work_body", "jiangxi": "platform_operator", "city": "sector_department"}
PLACES = sorted(RECIPIENT)


def procedure_of(place: str) -> Procedure:
    return BOOK.procedure("repair", place, DAY)


def asked(place: str, *, findings: dict[str, bool] | None = None, record: Any = RECORD, **facts: Any) -> RepairFacts:
    done = {required.slot: ["已办"] for required in procedure_of(place).requires}
    said = {"recipient_role": RECIPIENT[place], **done, **facts, "findings": findings or {}}
    return RepairFacts(place, DAY, said, "受理单位（测试）", record, DOCUMENT)


def reasons(facts: RepairFacts, outside: OutsideData = NOTHING_LOADED, on: date = DAY) -> dict[str, Met]:
    found = eligibility(facts, on, procedure_of(facts.jurisdiction), outside)
    return {reason.rule: reason.met for reason in found.reasons}


def outcome(facts: RepairFacts, outside: OutsideData = NOTHING_LOADED) -> Outcome:
    return eligibility(facts, DAY, procedure_of(facts.jurisdiction), outside).outcome


def loaded(place: str, *rows: dict[str, Any]) -> OutsideData:
    files = []
    for number, row in enumerate(rows):
        basis = {"title": f"测试办法{number}", "number": None, "issuer": "测试机关", "date": date(2024, 12, 1)}
        said = {"basis": basis, "jurisdiction": place, "valid_from": date(2025, 1, 1), "valid_to": None, **row}
        files.append(parse_outside(yaml.safe_dump(said, allow_unicode=True), f"{number}.yaml"))
    return OutsideData(tuple(files), BOOK.law)


FACT = {
    "repair_conditions": [
        {"applies_to": "*", "excluded": False, "conditions": [{"id": "a", "text": "甲", "kind": "fact"}]}
    ]
}


@pytest.mark.rule("SX-38", "JX-56", "CT-57")
@pytest.mark.parametrize("place", PLACES)
def test_without_the_repair_rules_nothing_is_concluded(place: str) -> None:
    decision = eligibility(asked(place), DAY, procedure_of(place), NOTHING_LOADED)
    assert decision.outcome is Outcome.UNDETERMINED
    (open_point,) = [reason for reason in decision.reasons if reason.undetermined]
    parameter = BOOK.law.parameter("repair_conditions", place, DAY)
    assert parameter is not None
    assert str(parameter.undetermined) in open_point.text
    assert open_point.clause == procedure_of(place).place.clause


@pytest.mark.rule("SX-38", "JX-56", "CT-57")
@pytest.mark.parametrize("place", PLACES)
def test_what_only_a_person_can_find_goes_to_a_person(place: str) -> None:
    assert outcome(asked(place), loaded(place, FACT)) is Outcome.ASK_OFFICE


@pytest.mark.parametrize("place", PLACES)
def test_it_is_allowed_only_when_officers_found_every_point(place: str) -> None:
    slots = {required.slot: True for required in procedure_of(place).requires}
    findings = {**slots, "condition_a": True, "recipient_competent": True}
    assert outcome(asked(place, findings=findings), loaded(place, FACT)) is Outcome.ALLOWED
    for name in slots:
        assert outcome(asked(place, findings={**findings, name: False}), loaded(place, FACT)) is Outcome.REFUSED


@pytest.mark.rule("SX-38")
def test_shanxi_asks_for_rectification_and_no_bad_influence() -> None:
    found = reasons(asked("shanxi", rectification=[], remedy=[]))
    assert {found["rectification"], found["remedy"]} == {Met.NOT_MET}
    assert "performance" not in found


@pytest.mark.rule("CT-57")
def test_the_city_asks_for_performance_and_no_publicity_period() -> None:
    late = replace(RECORD, publicity_end=DAY - timedelta(days=400))
    found = reasons(asked("city", record=late, performance=[]))
    assert found["performance"] is Met.NOT_MET
    assert "publicity_period" not in found
    assert "remedy" not in found


@pytest.mark.rule("SX-38", "JX-56")
@pytest.mark.parametrize("place", ["shanxi", "jiangxi"])
@pytest.mark.parametrize(
    ("days", "met"), [(1, Met.MET), (0, Met.MET), (-1, Met.NOT_MET)], ids=["还有一天", "最后一天", "过后一天"]
)
def test_the_last_day_of_publicity_is_within_the_period(place: str, days: int, met: Met) -> None:
    facts = asked(place, record=replace(RECORD, publicity_end=DAY + timedelta(days=days)))
    assert reasons(facts, on=DAY + timedelta(days=30))["publicity_period"] is met


@pytest.mark.rule("SX-38", "JX-56")
@pytest.mark.parametrize("place", ["shanxi", "jiangxi"])
def test_an_unknown_publicity_end_is_never_a_no(place: str) -> None:
    facts = asked(place, record=replace(RECORD, publicity_end=None, publicity_note="目录没有载入"))
    decision = eligibility(facts, DAY, procedure_of(place), loaded(place, FACT))
    (period,) = [reason for reason in decision.reasons if reason.rule == "publicity_period"]
    assert (period.met, period.undetermined) == (Met.UNKNOWN, True)
    assert "目录没有载入" in period.text
    assert decision.outcome is Outcome.UNDETERMINED


@pytest.mark.rule("OP-17")
def test_the_six_ways_are_an_offer_of_shanxi_and_labelled_as_policy() -> None:
    decision = eligibility(asked("shanxi", ways=["提交信用报告"]), DAY, procedure_of("shanxi"), NOTHING_LOADED)
    (ways,) = [reason for reason in decision.reasons if reason.rule == "OP-17"]
    assert ways.met is Met.MET
    assert str(ways.clause) == "shanxi-opinion-2020#17"
    for words in (
        "部门工作要求，不是条例",
        "作出信用承诺、完成信用整改、通过信用核查、接受专题培训、提交信用报告、参加公益慈善活动",
        "不要求全部",
    ):
        assert words in ways.text
    assert "OP-17" not in reasons(asked("jiangxi")) | reasons(asked("city"))


@pytest.mark.rule("OP-17")
def test_using_none_of_the_ways_changes_nothing() -> None:
    assert outcome(asked("shanxi")) is outcome(asked("shanxi", ways=["接受专题培训"]))


@pytest.mark.rule("SX-38", "JX-56", "CT-57")
def test_each_place_has_its_own_recipients() -> None:
    for place, role in (("shanxi", "provider"), ("shanxi", "credit_work_body"), ("jiangxi", "platform_operator")):
        assert reasons(asked(place, recipient_role=role))["recipient"] is Met.MET
    assert reasons(asked("jiangxi", recipient_role="provider"))["recipient"] is Met.NOT_MET
    assert reasons(asked("city"))["recipient"] is Met.UNKNOWN


@pytest.mark.rule("JX-56")
def test_in_jiangxi_the_provider_must_be_the_one_that_recognised() -> None:
    facts = asked("jiangxi", recipient_role="recogniser")
    assert reasons(facts)["recipient"] is Met.UNKNOWN
    assert reasons(replace(facts, recipient=RECORD.provider))["recipient"] is Met.MET
    assert reasons(replace(facts, recipient=DOCUMENT.issuer))["recipient"] is Met.MET


def test_another_recipient_costs_no_right() -> None:
    facts = asked("shanxi", recipient_role="somebody")
    decision = eligibility(facts, DAY, procedure_of("shanxi"), loaded("shanxi", FACT))
    assert decision.outcome is Outcome.INCOMPLETE
    assert decision.missing == ("改向公共信用信息提供单位、社会信用工作机构提出",)


@pytest.mark.parametrize("place", PLACES)
def test_only_a_dishonest_record_that_is_neither_repaired_nor_deleted(place: str) -> None:
    for changes in ({"record_class": RecordClass.POSITIVE}, {"repair_mark": True}, {"validity": Validity.DELETED}):
        assert outcome(asked(place, record=replace(RECORD, **changes))) is Outcome.REFUSED


@pytest.mark.parametrize("place", PLACES)
def test_a_record_stopped_for_another_reason_goes_to_a_person(place: str) -> None:
    stopped = replace(RECORD, publicity=Publicity.STOPPED)
    assert reasons(asked(place, record=stopped))["still_shown"] is Met.UNKNOWN
    assert reasons(asked(place, record=stopped, findings={"still_shown": True}))["still_shown"] is Met.MET


def test_a_record_kept_elsewhere_is_not_held_against_the_applicant() -> None:
    found = reasons(asked("jiangxi", record=None))
    assert found["record_dishonest"] is Met.UNKNOWN
    assert found["publicity_period"] is Met.UNKNOWN


def test_two_documents_that_apply_at_once_are_left_to_a_person() -> None:
    facts = asked("jiangxi")
    assert reasons(facts, loaded("jiangxi", FACT, FACT))["repair_conditions"] is Met.UNKNOWN


def test_an_excluded_entry_is_refused_by_the_loaded_document() -> None:
    outside = loaded("city", {"repair_conditions": [{"applies_to": "*", "excluded": True}]})
    assert outcome(asked("city"), outside) is Outcome.REFUSED


@pytest.mark.parametrize("start", ["document_effective", "event_date", "received"])
@pytest.mark.parametrize(("days", "met"), [(-1, Met.NOT_MET), (0, Met.UNKNOWN), (1, Met.MET)])
def test_elapsed_time_on_its_last_day_is_left_to_a_person(start: str, days: int, met: Met) -> None:
    period = {"count": 30, "unit": "日", "start": start}
    row = {"id": "a", "text": "满三十日", "kind": "elapsed", "elapsed": period}
    outside = loaded("city", {"repair_conditions": [{"applies_to": "*", "excluded": False, "conditions": [row]}]})
    began = DAY - timedelta(days=30)
    late_evening_utc = datetime.fromisoformat(f"{began - timedelta(days=1)}T16:30:00+00:00")  # 00:30 in Beijing
    record = replace(RECORD, event_date=began, received_at=late_evening_utc)
    facts = replace(asked("city", record=record), document=replace(DOCUMENT, effective_on=began))
    assert reasons(facts, outside, DAY + timedelta(days=days))["condition_a"] is met


def test_elapsed_time_without_its_start_is_left_to_a_person() -> None:
    period = {"count": 1, "unit": "年", "start": "document_effective"}
    row = {"id": "a", "text": "满一年", "kind": "elapsed", "elapsed": period}
    outside = loaded("city", {"repair_conditions": [{"applies_to": "*", "excluded": False, "conditions": [row]}]})
    facts = replace(asked("city"), document=replace(DOCUMENT, effective_on=None, state=DocumentState.IN_FORCE))
    assert reasons(facts, outside)["condition_a"] is Met.UNKNOWN


def test_every_place_says_what_the_rules_ask_of_its_file() -> None:
    names = ("publicity_period", "decider_roles", "decider_name", "decision_file_pushed", "effects", "effect_choices")
    for place in PLACES:
        terms = procedure_of(place).place.terms
        assert {*names, "ends_measures", "breach_is_dishonesty"} <= terms.keys()
        assert all(isinstance(term, Term) and (term.clause or term.note) for term in terms.values())
        for choice in terms["effect_choices"].value or ():  # type: ignore[union-attr]
            assert f"effects_{choice}" in terms
