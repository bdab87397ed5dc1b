"""The flows: what is shipped holds together, and what does not is refused at load with a sentence that says why."""

from __future__ import annotations

import copy
from collections.abc import Callable
from itertools import product
from typing import Any

import pytest

from assistant.dialogue.acts import GUIDED, Act
from assistant.dialogue.flows.diagram import diagram
from assistant.dialogue.flows.load import FlowError, check_wording, load_flows, read_flow
from assistant.dialogue.flows.schema import END, EVERY, Flow, Need
from assistant.dialogue.guide_law import PlaceLaw
from assistant.dialogue.guide_walk import walk
from assistant.dialogue.slots import SLOTS
from assistant.wording import Wording, load_wording
from credit_core.procedures.book import load_procedures
from tests.assistant.dialogue.guide.walks import answers

WORDING = load_wording()
FLOWS = load_flows()

GOOD: dict[str, Any] = {
    "act": "objection",
    "heard": ["subject_id_type", "urgency"],
    "nodes": [
        {"id": "where", "slot": "jurisdiction", "question": "jurisdiction", "need": "office", "reason": "jurisdiction",
         "choices": "places", "next": "role"},
        {"id": "role", "slot": "applicant_role", "question": "applicant_role", "need": "office", "reason": "role",
         "choices": ["self", "agent"],
         "next": [{"when": {"applicant_role": ["agent"]}, "to": "agent"}, {"to": "evidence"}]},
        {"id": "agent", "slot": "agent_name", "question": "agent_name", "need": "office", "reason": "acting",
         "next": "evidence"},
        {"id": "evidence", "slot": "evidence", "question": "evidence", "need": "law", "requirement": "evidence",
         "otherwise": "offer", "reason": "evidence", "next": "end"},
    ],
}  # fmt: skip


def _changed(number: int, **changes: Any) -> Callable[[dict[str, Any]], None]:
    def change(raw: dict[str, Any]) -> None:
        raw["nodes"][number] |= changes

    return change


BAD: dict[str, tuple[Callable[[dict[str, Any]], None], str]] = {
    "unknown key": (_changed(0, colour="red"), "colour"),
    "unknown key of the flow": (lambda raw: raw.update(colour="red"), "colour"),
    "unknown slot": (_changed(2, slot="shoe_size"), "没有填写项 shoe_size"),
    "unknown act": (lambda raw: raw.update(act="dance"), "act"),
    "unknown heard slot": (lambda raw: raw.update(heard=["shoe_size"]), "没有填写项 shoe_size"),
    "heard and asked": (lambda raw: raw.update(heard=["evidence"]), "已经有问题"),
    "unknown next": (_changed(2, next="nowhere"), "没有下一步 nowhere"),
    "unreachable": (_changed(1, next="evidence"), "到不了的问题：['agent']"),
    "a circle": (_changed(2, next="role"), "绕回了前面的问题：where、role、agent、role"),
    "no way on": (_changed(3, next=[]), "最后一条出路"),
    "a way that may not open": (
        _changed(1, next=[{"when": {"applicant_role": ["agent"]}, "to": "agent"}]),
        "最后一条出路不能有条件",
    ),
    "two ways without condition": (_changed(1, next=[{"to": "agent"}, {"to": "evidence"}]), "只能是最后一条"),
    "a value the slot does not have": (
        _changed(1, next=[{"when": {"applicant_role": ["king"]}, "to": "agent"}, {"to": "evidence"}]),
        "applicant_role 没有取值 ['king']",
    ),
    "a choice the slot does not have": (_changed(1, choices=["king"]), "applicant_role 没有取值 ['king']"),
    "a condition on what is never known": (_changed(3, when={"topic": "given"}), "本事项没有的 topic"),
    "the law without a requirement": (_changed(3, requirement=None), "写 requirement"),
    "the law without an otherwise": (_changed(3, otherwise=None), "写 otherwise"),
    "a requirement without the law": (_changed(2, requirement="evidence"), "写 requirement"),
    "no reason": (_changed(2, reason=None), "应当写 reason"),
    "twice the same id": (_changed(3, id="agent"), "编号重复"),
    "an id that means the end": (_changed(2, id="end"), "是结束"),
    "no questions": (lambda raw: raw.update(nodes=[]), "nodes"),
    "an unknown part": (lambda raw: raw["nodes"].append({"use": "nothing", "next": "end"}), "没有共用部分 nothing"),
    "a part with more than its place": (
        lambda raw: raw["nodes"].append({"use": "who", "next": "end", "slot": "x"}),
        "use 只写 next 和 essential",
    ),
}
UNSAID: dict[str, tuple[Callable[[dict[str, Any]], None], str]] = {
    "no question": (_changed(2, question="nothing"), "没有问句 ask.nothing"),
    "no reason": (_changed(2, reason="nothing"), "没有理由 why.nothing"),
    "no variants": (_changed(2, vary="applicant_role"), "没有问句 ask.agent_name.other"),
    "variants for a value the slot does not have": (
        _changed(2, question="subject_id", vary="urgency"),
        "urgency 没有取值",
    ),
    "variants that are not chosen among": (_changed(2, question="subject_id"), "没有问句 ask.subject_id"),
}


def _made(change: Callable[[dict[str, Any]], None]) -> Flow:
    raw = copy.deepcopy(GOOD)
    change(raw)
    return read_flow(raw, {"who": []}, "test")


def test_the_pattern_of_these_tests_is_good() -> None:
    check_wording(_made(lambda raw: None), WORDING)


@pytest.mark.parametrize("name", BAD)
def test_a_broken_flow_is_refused(name: str) -> None:
    change, problem = BAD[name]
    with pytest.raises(FlowError) as refused:
        _made(change)
    assert "流程文件 test 有误" in str(refused.value)
    assert problem in str(refused.value)


@pytest.mark.parametrize("name", UNSAID)
def test_a_flow_without_its_words_is_refused(name: str) -> None:
    change, problem = UNSAID[name]
    with pytest.raises(FlowError) as refused:
        check_wording(_made(change), WORDING)
    assert problem in str(refused.value)


def test_every_act_has_its_flow_and_every_slot_its_act() -> None:
    assert set(FLOWS) == set(GUIDED)
    known = {name for flow in FLOWS.values() for name in flow.slots}
    assert set(SLOTS) - known == {"submitted_on"}  # 只用来按日期推算，不提交


@pytest.mark.parametrize("act", list(GUIDED))
def test_only_what_the_law_of_some_place_asks_is_bound_to_it(act: Act) -> None:
    asked = {one.slot for place in load_procedures().places.values() for one in place.requires}
    named = {node.requirement for node in FLOWS[act].nodes if node.requirement} - {EVERY}
    assert named <= asked


@pytest.mark.parametrize("act", list(GUIDED))
def test_every_node_is_visited_by_somebody(act: Act) -> None:
    """Over everybody's answers and skips, each question comes for at least one."""
    flow, seen = FLOWS[act], set()
    told = answers()
    for role, skipped in product(SLOTS["applicant_role"].choices, (None, *sorted(flow.slots))):
        slots = {**told, "applicant_role": role, "jurisdiction": "shanxi"}
        slots.pop(skipped or "", None)
        seen |= {q.node.id for q in walk(flow, slots, PlaceLaw("shanxi", "山西省"), {}, WORDING)}
    assert {node.id for node in flow.nodes} - seen == set()


@pytest.mark.parametrize("act", list(GUIDED))
def test_nothing_personal_is_asked_before_the_place_is_known(act: Act) -> None:
    slots = [node.slot for node in FLOWS[act].nodes]
    if "jurisdiction" in slots:
        assert slots[0] == "jurisdiction"
        assert FLOWS[act].nodes[0].essential


@pytest.mark.parametrize("act", list(GUIDED))
def test_the_diagram_shows_every_question_and_way(act: Act) -> None:
    flow, drawn = FLOWS[act], diagram(FLOWS[act])
    assert drawn.startswith("flowchart TD\n")
    for node in flow.nodes:
        assert f"n_{node.id}" in drawn
        for branch in node.next:
            assert f"n_{branch.to}" in drawn
    assert f"n_{END}((给您看一遍，确认后提交))" in drawn
    assert drawn.count("-->") == sum(len(node.next) for node in flow.nodes)


def test_the_diagram_tells_the_law_from_the_office_and_an_offer() -> None:
    drawn = diagram(FLOWS[Act.OBJECTION], WORDING)
    assert 'n_evidence[["证明材料"]]' in drawn
    assert 'n_record["是哪一条记录"]' in drawn
    assert 'n_contact(["联系方式"])' in drawn
    assert 'n_role -- "您的身份：代办人" --> n_on_behalf' in drawn
    assert "文书" in diagram(FLOWS[Act.REVOCATION], WORDING)


def _sentences(tree: Any) -> list[str]:
    return [one for value in tree.values() for one in _sentences(value)] if isinstance(tree, dict) else [str(tree)]


def test_no_sentence_of_the_guide_holds_a_clause_or_an_amount() -> None:
    """Clauses come with their citation and numbers from credit_core; none stands in the wording."""
    said = Wording(dict(WORDING.section("dialogue_guide")), {})
    for sentence in (
        _sentences(said.section("ask")) + _sentences(said.section("why")) + _sentences(said.section("summary"))
    ):
        assert "《" not in sentence
        assert "条第" not in sentence
        assert not any(char.isdigit() for char in sentence)


def test_shared_parts_go_on_where_they_are_used() -> None:
    flow = FLOWS[Act.QUERY_OWN_RECORD]
    assert flow.node("guardian_id").next[0].to == "contact"
    assert flow.node("guardian_id").essential
    assert not FLOWS[Act.OBJECTION].node("guardian_id").essential
    assert FLOWS[Act.OBJECTION].node("role").need is Need.OFFICE
