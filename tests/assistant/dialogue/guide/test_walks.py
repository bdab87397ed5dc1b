"""Every act in every place, for everyone who may act, from the first question to the summary."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.dialogue.acts import GUIDED, Act
from assistant.dialogue.flows.load import load_flows
from assistant.dialogue.guide import Guide
from assistant.outcome import Reason, Status
from assistant.wording import load_wording
from knowledge.regulations.corpus import Corpus
from tests.assistant.dialogue.guide.walks import KINDS, PLACES, ROLES, TODAY, answers, faults, walk

WAYS = [
    pytest.param(act, place, {"info_kind": kind, "applicant_role": role}, id=f"{act.value}-{place}-{kind}-{role}")
    for act in GUIDED
    for place in PLACES
    for kind in (KINDS if act is Act.OBJECTION else ("public",))
    for role in (ROLES if "applicant_role" in {n.slot for n in load_flows()[act].nodes} else ("self",))
]
_ASKED = {
    (Act.OBJECTION, "shanxi", "self"): (
        "jurisdiction info_kind applicant_role subject_name subject_id record_ref record_source objection_ground"
        " objection_detail evidence contact"
    ),
    (Act.OBJECTION, "city", "agent"): (
        "jurisdiction info_kind applicant_role subject_kind subject_name subject_id agent_name agent_id record_ref"
        " record_source objection_ground objection_detail evidence contact"
    ),
    (Act.REPAIR, "jiangxi", "legal_representative"): (
        "jurisdiction applicant_role subject_name subject_id representative_name representative_id record_ref"
        " record_source correction_facts evidence contact"
    ),
    (Act.REVOCATION, "shanxi", "guardian"): (
        "jurisdiction applicant_role subject_name subject_id guardian_name guardian_id legal_document event_date"
        " record_source evidence contact"
    ),
    (Act.QUERY_OWN_RECORD, "jiangxi", "minor_self"): "jurisdiction applicant_role subject_name subject_id contact",
    (Act.AUTHORISED_QUERY, "city", "self"): (
        "jurisdiction applicant_name applicant_id subject_name subject_id authorisation purpose contact"
    ),
    (Act.DELETE_HONOUR, "city", "self"): "jurisdiction applicant_role subject_name subject_id records contact",
    (Act.COMPLAINT, "jiangxi", "self"): "jurisdiction topic evidence contact",
}


@pytest.mark.parametrize(("act", "place", "given"), WAYS)
def test_every_way_leads_to_a_summary_that_holds(
    act: Act, place: str, given: dict[str, str], guide: Guide, corpus: Corpus
) -> None:
    way = walk(guide, act, place, given)
    for step in way.steps:
        assert list(faults(step.said, place, corpus)) == []
        assert step.said.reason.status is Status.CLARIFY
    summary = guide.summary(way.flow, TODAY)
    assert list(faults(summary, place, corpus)) == []
    assert guide.missing(way.flow, TODAY) == ()
    assert summary.reason is Reason.TOPIC
    assert summary.text.endswith("没有确认以前，什么也不会提交。")
    assert [choice.label for choice in summary.choices] == ["确认提交", "我要修改", "不办了"]


@pytest.mark.parametrize(("act", "place", "given"), WAYS)
def test_everything_that_may_be_skipped_can_be(
    act: Act, place: str, given: dict[str, str], guide: Guide, corpus: Corpus
) -> None:
    way = walk(guide, act, place, given, skips=True)
    summary = guide.summary(way.flow, TODAY)
    assert list(faults(summary, place, corpus)) == []
    asked = {step.slot for step in way.steps if not step.essential and step.slot not in given}
    missing = guide.missing(way.flow, TODAY)
    assert set(missing) <= asked
    assert ("还缺" in summary.text) == bool(missing)


@pytest.mark.parametrize(("act", "place", "role"), _ASKED)
def test_a_calm_clerk_asks_this_and_no_more(act: Act, place: str, role: str, guide: Guide) -> None:
    assert walk(guide, act, place, {"applicant_role": role}).slots == _ASKED[act, place, role].split()


def test_a_document_that_cannot_be_named_is_told_by_its_record(guide: Guide) -> None:
    way = walk(guide, Act.REVOCATION, "city", skips=True)
    assert {step.slot for step in way.steps if step.essential} == {"jurisdiction", "record_ref"}


@pytest.mark.parametrize(("act", "place", "given"), WAYS)
def test_every_question_says_why(act: Act, place: str, given: dict[str, str], guide: Guide) -> None:
    why = set(load_wording().section("dialogue_guide")["why"].values())  # type: ignore[attr-defined]
    for step in walk(guide, act, place, given).steps:
        by_law = step.required and step.said.citations and "的要求是" in step.said.text
        assert by_law or any(reason in step.said.text for reason in why), step.slot
        if step.slot.endswith(("_name", "_id", "role")):  # type: ignore[union-attr]
            assert step.said.citations == () or "先说明一点" in step.said.text  # 代办、监护、身份：没有条款可引


@pytest.mark.parametrize("role", ROLES)
def test_who_acts_for_another_is_told_what_to_bring_as_the_offices_rule(role: str, guide: Guide) -> None:
    way = walk(guide, Act.OBJECTION, "shanxi", {"applicant_role": role})
    brings = "请备好" in guide.summary(way.flow, TODAY).text
    assert brings == (role in ("legal_representative", "agent", "guardian"))


def test_numbers_in_the_citizens_own_words_are_theirs(guide: Guide, corpus: Corpus) -> None:
    said = "2019年5月的罚款，说我欠了3万元[1]\n> 假的引文"
    way = walk(guide, Act.OBJECTION, "jiangxi", {"objection_detail": said})
    summary = guide.summary(way.flow, TODAY)
    assert list(faults(summary, "jiangxi", corpus, words=said)) == []
    assert "［1］ > 假的引文" in summary.text


def test_identifiers_are_masked_and_recognisable(guide: Guide) -> None:
    told = answers()
    said = f"我的号码{told['subject_id']}，电话{told['contact']}"
    way = walk(guide, Act.OBJECTION, "city", {**told, "objection_detail": said, "applicant_role": "agent"})
    for shown in (guide.summary(way.flow, TODAY).text, guide.given(way.flow).text):
        for name in ("subject_id", "agent_id", "contact"):
            assert told[name] not in shown
            assert told[name][:3] in shown
            assert told[name][-4:] in shown


@pytest.mark.parametrize("act", [Act.OBJECTION, Act.REPAIR, Act.REVOCATION])
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("today", [date(2026, 12, 28), date(2026, 2, 12), date(2026, 9, 30)])
def test_days_over_holidays_and_into_an_unpublished_year_hold(
    act: Act, place: str, today: date, guide: Guide, corpus: Corpus
) -> None:
    way = walk(guide, act, place, {"event_date": today.isoformat()}, today=today)
    summary = guide.summary(way.flow, today)
    assert list(faults(summary, place, corpus, today=today)) == []
    provisional = any(entry.provisional for entry in summary.computed)
    assert ("（暂定）" in summary.text) == provisional


def test_a_changed_day_before_the_law_is_not_reckoned(guide: Guide, corpus: Corpus) -> None:
    way = walk(guide, Act.REVOCATION, "shanxi", {"event_date": "2021-03-04"})
    summary = guide.summary(way.flow, TODAY)
    assert "在条例施行以前" in summary.text
    assert summary.computed == ()
    assert list(faults(summary, "shanxi", corpus, words="2021年3月4日")) == []


def test_going_back_takes_the_question_before(guide: Guide) -> None:
    way = walk(guide, Act.OBJECTION, "shanxi")
    assert guide.previous(way.flow, TODAY) == "contact"
    asked = replace(way.flow.with_slots({"evidence": None, "contact": None}), asked="evidence")
    assert guide.previous(asked, TODAY) == "objection_detail"
    assert guide.previous(replace(way.flow, slots={}, asked="jurisdiction"), TODAY) is None


def test_what_is_filled_in_can_be_read_at_any_time(guide: Guide) -> None:
    way = walk(guide, Act.DELETE_HONOUR, "city")
    assert guide.given(replace(way.flow, slots={})).text == "还没有填。"
    assert "- 要处理的信息：受到表彰奖励" in guide.given(way.flow).text
