"""The law of a place and a date: never another place's, never another time's."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from credit_core.errors import NotInForce, UnknownJurisdiction, UnknownRule, UnknownTopic
from credit_core.parameters import load_law
from credit_core.vocabulary import Act, Authority, Condition, Status
from knowledge.citations.reference import ClauseRef

LAW = load_law()
TODAY = date(2026, 11, 20)
PLACES = ("shanxi", "city", "jiangxi")
COMMENCEMENT = {"shanxi": date(2022, 10, 1), "city": date(2022, 1, 1), "jiangxi": date(2022, 3, 1)}


def test_loaded_once() -> None:
    assert load_law() is LAW


@pytest.mark.parametrize("place", PLACES)
def test_every_topic_is_answered_everywhere(place: str) -> None:
    assert len(LAW.topics) == 54
    assert [topic.code for topic in LAW.topics.values()] == [f"C{n}" for n in range(1, 55)]
    for topic_id in LAW.topics:
        found = LAW.topic(topic_id, place, TODAY)
        assert found.clauses
        assert {ref.document for ref in found.clauses} == {found.document}
        assert found.in_force


@pytest.mark.parametrize("place", PLACES)
def test_commencement_in_threes(place: str) -> None:
    first = COMMENCEMENT[place]
    with pytest.raises(NotInForce, match="尚未施行"):
        LAW.topic("query_fee", place, first - timedelta(days=1))
    assert LAW.topic("query_fee", place, first).since == first
    assert LAW.topic("query_fee", place, first + timedelta(days=1)).since == first


def test_an_unknown_place_names_the_known_ones() -> None:
    with pytest.raises(UnknownJurisdiction, match="江西省"):
        LAW.topic("query_fee", "beijing", TODAY)


def test_an_unknown_topic_or_rule() -> None:
    with pytest.raises(UnknownTopic):
        LAW.topic("weather", "shanxi", TODAY)
    with pytest.raises(UnknownRule, match="山西省"):
        LAW.limit("JX-51", "shanxi", TODAY)


@pytest.mark.parametrize(
    ("topic", "shanxi", "city", "jiangxi"),
    [
        ("third_party_ban", "silent", "stated", "silent"),
        ("objection_marking_deadline", "silent", "silent", "stated"),
        ("objection_decision_deadline", "silent", "silent", "stated"),
        ("disclosure_during_objection", "stated", "silent", "silent"),
        ("correction_after_revocation", "stated", "stated", "stated"),
        ("repair_deadline", "silent", "silent", "stated"),
        ("honour_deletion", "silent", "stated", "silent"),
        ("query_fee", "silent", "silent", "stated"),
        ("forbidden_data", "silent", "stated", "stated"),
        ("fines", "silent", "silent", "stated"),
        ("interview", "silent", "silent", "silent"),
        ("agent", "silent", "silent", "silent"),
    ],
)
def test_what_is_stated_where(topic: str, shanxi: str, city: str, jiangxi: str) -> None:
    found = LAW.compare(topic, PLACES, TODAY)
    assert [answer.status for answer in found] == [Status(shanxi), Status(city), Status(jiangxi)]


def test_policy_and_plan_are_labelled_background() -> None:
    opinion, plan = LAW.related("repair_ways", "shanxi", TODAY)
    assert (opinion.authority, opinion.in_force) == (Authority.POLICY, True)
    assert (plan.authority, plan.in_force) == (Authority.EXPIRED_PLAN, False)
    assert LAW.related("repair_ways", "jiangxi", TODAY) == ()
    assert [a.document for a in LAW.related("repair_ways", "shanxi", date(2019, 1, 1))] == ["shanxi-plan-2014"]


def test_limits_of_an_act() -> None:
    found = LAW.limits("jiangxi", TODAY, act=Act.OBJECTION)
    assert [(limit.rule, limit.value, limit.condition) for limit in found] == [
        ("JX-50", 1, None),
        ("JX-51", 3, Condition.OWN_SCOPE),
        ("JX-52", 7, Condition.CROSS_UNIT),
        ("JX-53", 3, Condition.CROSS_UNIT),
    ]
    assert [limit.rule for limit in LAW.limits("shanxi", TODAY, topic="correction_after_revocation")] == [
        "SX-35",
        "SX-36",
        "SX-37",
    ]


def test_policy_limits_only_when_asked_for() -> None:
    assert "OP-08" not in {limit.rule for limit in LAW.limits("shanxi", TODAY)}
    assert "OP-08" in {limit.rule for limit in LAW.limits("shanxi", TODAY, policy=True)}


def test_what_lies_outside_the_texts_is_undetermined() -> None:
    for place in PLACES:
        for name in ("publicity_period", "listing_criteria", "repair_conditions", "penalty_list_entries"):
            parameter = LAW.parameter(name, place, TODAY)
            assert parameter is not None
            assert parameter.undetermined
            assert parameter.values == ()
    assert LAW.parameter("holidays", "shanxi", TODAY) is None


def test_fines_stand_in_jiangxi_only() -> None:
    fine = LAW.parameter("fine_organisation", "jiangxi", TODAY)
    assert fine is not None
    assert (fine.range, fine.unit) == ((5, 10), "万元")
    assert LAW.parameter("fine_organisation", "shanxi", TODAY) is None


def test_citations_read_as_people_write_them() -> None:
    assert LAW.citation(ClauseRef.parse("jiangxi-2022#39.2")) == "《江西省社会信用条例》第三十九条第二款"
    assert LAW.citation(ClauseRef.parse("shanxi-2022#42")) == "《山西省社会信用条例》第四十二条"
    assert LAW.citation(ClauseRef.parse("shanxi-opinion-2020#9")).endswith("实施意见》第9项")
    with pytest.raises(KeyError):
        LAW.citation(ClauseRef.parse("beijing-2024#1"))


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("江西提了异议几天给答复", "objection_decision_deadline"),
        ("查自己的信用报告要钱吗", "query_fee"),
        ("我失信了会不会影响孩子", "third_party_ban"),
        ("信用修复找谁申请", "repair_recipient"),
        ("未成年人失信怎么记录", "minors"),
        ("会被约谈吗", "interview"),
        ("泄露个人信息罚款多少", "fines"),
        ("能不能委托律师代办异议", "agent"),
    ],
)
def test_keywords_hint_at_the_topic(question: str, topic: str) -> None:
    assert topic in {found.id for found in LAW.topics.values() if found.matches(question)}


@pytest.mark.parametrize("topic", LAW.topics.values(), ids=lambda topic: topic.id)
def test_a_topic_matches_its_own_question(topic) -> None:
    assert topic.matches(topic.question)
