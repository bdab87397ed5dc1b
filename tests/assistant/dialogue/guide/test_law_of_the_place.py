"""What is asked and told is this place's law: its requirements, words, bodies, days and silences."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.dialogue.acts import Act
from assistant.dialogue.guide import Guide
from assistant.dialogue.ports import Step
from assistant.dialogue.state import Flow
from assistant.outcome import Caveat
from assistant.wording import load_wording
from credit_core.storage.unit_of_work import Store
from knowledge.regulations.corpus import Corpus
from tests.assistant.dialogue.guide.walks import PLACES, TODAY, Walk, faults, walk
from tests.credit_core.databases import prepare_sqlite, sqlite_copy
from tests.credit_core.loaded_limits import load_check_period
from tests.credit_core.offices import SetClock, open_test_office


def _step(way: Walk, slot: str) -> Step:
    return next(step for step in way.steps if step.slot == slot)


def _clauses(step: Step) -> list[str]:
    return [citation.clause for citation in step.said.citations]


REQUIRED = [
    (Act.OBJECTION, "shanxi", "public", "evidence", ["shanxi-2022#39.1"], "相关证明材料"),
    (Act.OBJECTION, "jiangxi", "public", "evidence", ["jiangxi-2022#39.1"], "相关证明材料"),
    (Act.OBJECTION, "jiangxi", "market", "evidence", ["jiangxi-2022#39.1"], "相关证明材料"),
    (Act.OBJECTION, "city", "public", "objection_detail", ["city-2022#41"], "理由"),
    (Act.REPAIR, "shanxi", "public", "correction_facts", ["shanxi-2022#43.1"], "主动纠正失信行为”“消除不利影响"),
    (Act.REPAIR, "jiangxi", "public", "correction_facts", ["jiangxi-2022#40"], "主动纠正失信行为”“消除不良影响"),
    (Act.REPAIR, "city", "public", "correction_facts", ["city-2022#46.1"], "主动履行法定义务”“依法纠正失信行为"),
    (Act.AUTHORISED_QUERY, "city", "public", "purpose", ["city-2022#24"], "用途"),
    (Act.AUTHORISED_QUERY, "shanxi", "public", "authorisation", ["shanxi-2022#18.1"], "授权"),
]
NOT_REQUIRED = [
    (Act.OBJECTION, "city", "public", "evidence", False),
    (Act.OBJECTION, "shanxi", "market", "evidence", False),
    (Act.OBJECTION, "shanxi", "public", "objection_detail", True),
    (Act.OBJECTION, "jiangxi", "public", "objection_detail", True),
    (Act.AUTHORISED_QUERY, "shanxi", "public", "purpose", True),
    (Act.AUTHORISED_QUERY, "jiangxi", "public", "purpose", True),
]


@pytest.mark.parametrize(("act", "place", "kind", "slot", "clauses", "words"), REQUIRED)
def test_what_the_law_asks_is_asked_with_its_clause_and_words(
    act: Act, place: str, kind: str, slot: str, clauses: list[str], words: str, guide: Guide
) -> None:
    step = _step(walk(guide, act, place, {"info_kind": kind}), slot)
    assert step.required
    assert not step.essential
    assert _clauses(step) == clauses
    assert f"的要求是“{words}”。" in step.said.text
    assert f"> {step.said.citations[0].quote.splitlines()[0]}" in step.said.text


@pytest.mark.parametrize(("act", "place", "kind", "slot", "needed"), NOT_REQUIRED)
def test_what_it_does_not_ask_is_the_offices_need_or_an_offer(
    act: Act, place: str, kind: str, slot: str, needed: bool, guide: Guide
) -> None:
    way = walk(guide, act, place, {"info_kind": kind}, skips=True)
    step = _step(way, slot)
    assert (step.required, step.said.citations) == (False, ())
    assert (slot in guide.missing(way.flow, TODAY)) == needed


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("kind", ["public", "market", "listing"])
def test_grounds_are_offered_in_the_places_own_words(place: str, kind: str, guide: Guide) -> None:
    flow = Flow(Act.OBJECTION, "k", slots={"jurisdiction": place, "info_kind": kind})
    offered = guide.grounds(flow, TODAY)
    step = _step(walk(guide, Act.OBJECTION, place, {"info_kind": kind}), "objection_ground")
    assert [choice.send for choice in step.said.choices] == list(offered.values())
    assert len(offered) >= 2


@pytest.mark.parametrize(
    ("place", "kind", "grounds"), [("city", "evaluation", 1), ("shanxi", "evaluation", 0), ("jiangxi", "evaluation", 0)]
)
def test_a_single_ground_and_none_are_not_asked_for(place: str, kind: str, grounds: int, guide: Guide) -> None:
    way = walk(guide, Act.OBJECTION, place, {"info_kind": kind})
    assert "objection_ground" not in way.slots
    assert len(guide.grounds(way.flow, TODAY)) == grounds


SILENT = [
    (Act.DELETE_HONOUR, "shanxi", {}, "shanxi-2022#15.2.5"),
    (Act.DELETE_HONOUR, "jiangxi", {}, "jiangxi-2022#14"),
    (Act.COMPLAINT, "jiangxi", {}, "jiangxi-2022#36"),
    (Act.OBJECTION, "shanxi", {"info_kind": "evaluation"}, "shanxi-2022#41.2"),
    (Act.OBJECTION, "jiangxi", {"info_kind": "evaluation"}, "jiangxi-2022#39.1"),
]


@pytest.mark.parametrize(("act", "place", "given", "clause"), SILENT)
def test_a_place_that_does_not_give_the_act_says_so_at_once_and_only_once(
    act: Act, place: str, given: dict[str, str], clause: str, guide: Guide
) -> None:
    way = walk(guide, act, place, given)
    telling = [step for step in way.steps if "先说明一点" in step.said.text]
    assert [step.slot for step in telling] == [way.slots[1 if act is not Act.OBJECTION else 2]]
    assert _clauses(telling[0])[0] == clause
    assert "仍然可以在这里提交" in telling[0].said.text
    summary = guide.summary(way.flow, TODAY)
    assert summary.citations[0].clause == clause
    assert summary.choices[0].label == "确认提交"


def test_a_question_that_comes_again_does_not_repeat_the_notice(guide: Guide) -> None:
    flow = Flow(Act.DELETE_HONOUR, "k", slots={"jurisdiction": "shanxi"}, asked="jurisdiction")
    first = guide.next(flow, TODAY)
    again = guide.next(replace(flow, asked=first.slot), TODAY)
    assert "先说明一点" in first.said.text
    assert "先说明一点" not in again.said.text
    assert again.slot == first.slot


DAYS = {
    ("jiangxi", "public"): [("JX-50", "2026-11-23"), ("JX-51", "2026-11-25"), ("JX-52", "2026-12-01")],
    ("jiangxi", "market"): [("JX-50", "2026-11-23"), ("JX-51", "2026-11-25"), ("JX-52", "2026-12-01")],
    ("shanxi", "public"): [],
    ("city", "public"): [],
}


@pytest.mark.parametrize(("place", "kind"), DAYS)
@pytest.mark.rule("JX-50", "JX-51", "JX-52")
def test_the_clocks_of_an_objection(place: str, kind: str, guide: Guide) -> None:
    summary = guide.summary(walk(guide, Act.OBJECTION, place, {"info_kind": kind}).flow, TODAY)
    assert [(entry.rule, entry.due) for entry in summary.computed] == DAYS[place, kind]
    assert ("过了不算逾期" in summary.text) == (kind == "market")
    assert "没有写几天" in summary.text or "没有写期限" in summary.text or kind == "public"


@pytest.mark.rule("JX-57")
def test_the_repair_clock_waits_for_a_complete_application(guide: Guide) -> None:
    full = guide.summary(walk(guide, Act.REPAIR, "jiangxi").flow, TODAY)
    assert [(entry.rule, entry.due) for entry in full.computed] == [("JX-57", "2026-12-04")]
    assert "但是“法律、法规和国家另有规定的，适用其规定”" in full.text
    assert {Caveat.OTHER_RULES_PREVAIL, Caveat.NEWER_NATIONAL_RULES_NOT_LOADED} <= set(full.caveats)
    bare = guide.summary(walk(guide, Act.REPAIR, "jiangxi", skips=True).flow, TODAY)
    assert bare.computed == ()
    assert "从“收到完整的修复申请之日”起10个工作日内" in bare.text


@pytest.mark.rule("SX-35", "SX-37", "GEN-06")
def test_both_readings_of_a_day_of_rest_are_shown(guide: Guide) -> None:
    """16 November and five days is a Saturday: 日, not 工作日, and the text does not say whether it runs on."""
    summary = guide.summary(walk(guide, Act.REVOCATION, "shanxi").flow, TODAY)
    assert [(entry.rule, entry.due) for entry in summary.computed] == [("SX-35", "2026-11-21")]
    assert "照您说的日期算，最迟2026年11月21日（另一种读法是2026年11月23日" in summary.text
    assert "从“收到提供单位告知之日”起3日内" in summary.text
    assert "解释 GEN-06（未经律师审核）" in summary.text


VISIBLE = {
    "shanxi": ("核查期间作异议标注，不影响披露和使用（第三十九条第二款[", True),
    "jiangxi": ("条例没有规定核查期间是否继续披露、使用。", False),
    "city": ("条例没有规定核查期间是否继续披露、使用。", False),
}


@pytest.mark.parametrize("place", PLACES)
def test_what_stays_visible_is_only_what_the_place_says(place: str, guide: Guide) -> None:
    words, stated = VISIBLE[place]
    text = guide.summary(walk(guide, Act.OBJECTION, place).flow, TODAY).text
    assert words in text
    assert ("不隐藏，也不承诺隐藏" in text) == (not stated)


FEES = {
    "jiangxi": "免费（第三十八条第二款[",
    "shanxi": "没有写明查询自身信用信息是否收费",
    "city": "没有写明查询自身信用信息是否收费",
}


@pytest.mark.parametrize("place", PLACES)
def test_a_fee_is_told_or_its_silence(place: str, guide: Guide) -> None:
    assert FEES[place] in guide.summary(walk(guide, Act.QUERY_OWN_RECORD, place).flow, TODAY).text


@pytest.mark.parametrize("act", [Act.OBJECTION, Act.REPAIR, Act.REVOCATION, Act.DELETE_HONOUR, Act.COMPLAINT])
@pytest.mark.parametrize("place", PLACES)
def test_the_silence_on_fees_is_true_of_what_is_quoted(act: Act, place: str, guide: Guide) -> None:
    summary = guide.summary(walk(guide, act, place).flow, TODAY)
    assert "没有写收费，也没有写免费" in summary.text
    assert not any("费" in citation.quote for citation in summary.citations)


BODIES = [
    (Act.OBJECTION, "shanxi", {}, "测试县市场监督管理局（", "社会信用工作机构（"),
    (Act.REPAIR, "jiangxi", {}, "测试县市场监督管理局（", "公共信用信息平台运行管理单位（"),
    (Act.REPAIR, "city", {}, "测试县市场监督管理局。条例没有写明向哪个单位提出", "行业领域信用管理部门（"),
    (Act.OBJECTION, "shanxi", {"info_kind": "market"}, "测试县市场监督管理局（", "非公共信用信息收集单位（"),
]


@pytest.mark.parametrize(("act", "place", "given", "named", "unnamed"), BODIES)
def test_it_goes_to_the_body_that_the_citizen_names_or_the_law(
    act: Act, place: str, given: dict[str, str], named: str, unnamed: str, guide: Guide
) -> None:
    way = walk(guide, act, place, given)
    assert f"交给谁：{named}" in guide.summary(way.flow, TODAY).text
    without = replace(way.flow.with_slots({"record_source": None}), passed=("record_source",))
    assert f"交给谁：{unnamed}" in guide.summary(without, TODAY).text


def test_a_complaint_never_goes_to_the_body_that_it_is_about(guide: Guide) -> None:
    way = walk(guide, Act.COMPLAINT, "city")
    told = guide.summary(way.flow.with_slots({"record_source": "测试县市场监督管理局"}), TODAY).text
    assert "交给谁：社会信用综合管理部门（" in told


@pytest.mark.rule("CT-53")
def test_a_limit_left_to_other_rules_is_said_so_and_counted_once_they_are_loaded(
    corpus: Corpus, tmp_path: Path
) -> None:
    with sqlite_copy(prepare_sqlite(tmp_path), tmp_path) as engine:
        office = open_test_office(Store(engine), SetClock())
        guide = Guide(office, load_wording(), corpus)
        flow = walk(guide, Act.OBJECTION, "city", {"info_kind": "evaluation"}).flow
        assert "条例把反馈的期限留给别的规定（在规定的时间内），这些规定没有载入" in guide.summary(flow, TODAY).text
        load_check_period(office)
        summary = guide.summary(flow, TODAY)
    assert "照已经载入的其他规定是15个工作日内，到2026年12月11日" in summary.text
    assert "依据测试规定" in summary.text
    assert list(faults(summary, "city", corpus)) == []


def test_an_unsure_kind_is_filed_as_public_and_said_so(guide: Guide) -> None:
    way = walk(guide, Act.OBJECTION, "jiangxi", skips=True)
    assert "先按“公共信用信息异议”提交" in guide.summary(way.flow, TODAY).text


def test_an_honour_that_is_owed_is_told_so(guide: Guide) -> None:
    text = guide.summary(walk(guide, Act.DELETE_HONOUR, "city").flow, TODAY).text
    assert "受到表彰奖励属于一经申请就应当删除的信息" in text


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("act", [Act.QUERY_OWN_RECORD, Act.AUTHORISED_QUERY, Act.DELETE_HONOUR])
def test_identity_is_verified_before_anything_is_given(act: Act, place: str, guide: Guide) -> None:
    assert "提交以后先核验身份" in guide.summary(walk(guide, act, place).flow, TODAY).text
