"""Conversations that nobody wrote: slots in any order, corrections, second thoughts, questions, restarts, another channel.

Whatever is said: nothing is filed without a summary and a yes, what was filled in stays, the case is what was shown, and
from everywhere there is a way on.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from assistant.dialogue.acts import Act
from assistant.dialogue.flows.load import load_flows
from evals.filings.filed import not_as_shown
from evals.filings.replies import broken_rules
from evals.filings.script import SKIP
from evals.filings.talk import Direct, Heard
from evals.filings.world import World
from evals.workbench import TODAY
from tests.assistant.dialogue.world import opened
from tests.assistant.real import real_tools

BEGIN = {
    "objection": "我要提异议",
    "repair": "我要申请信用修复",
    "revocation": "处罚文书被撤销了，要更正信用信息",
    "delete_honour": "我要申请删除荣誉信息",
    "query_own_record": "我要查询本人的信用记录",
    "complaint": "我要投诉",
}
PLACES = {"shanxi": "山西", "jiangxi": "江西", "city": "沭阳"}
FACTS = {
    "info_kind": "公共信用信息",
    "applicant_role": "本人",
    "subject_kind": "个人",
    "subject_name": "王安宁",
    "subject_id": "000000198910135999",
    "record_ref": "那条行政处罚",
    "record_source": "示例市市场监督管理局",
    "objection_ground": "有错误",
    "objection_detail": "处罚的是同名的人",
    "evidence": "证明信",
    "correction_facts": "已经整改",
    "legal_document": "示罚字〔2025〕21号",
    "event_date": "2026年11月17日",
    "records": "2021年的表彰",
    "topic": "示例物业公司没有经过同意就查了我的信用",
    "contact": "15413199940",
}
VOLUNTEERED = {
    "subject_name": "我叫王安宁",
    "subject_id": "我的身份证号是000000198910135999",
    "contact": "我的电话是15413199940",
}
CORRECTED = {"contact": ("电话改成15442901928", "15442901928"), "subject_name": ("名字写错了，我叫王安平", "王安平")}
CHANGES_SUBJECT = {"subject_name", "subject_id", "applicant_role"}
YES, QUESTION, MOST = "确认提交", "提了异议几天能有结果？", 40


class Walk(RuleBasedStateMachine):
    """One conversation; after each message the last reply is looked at."""

    template: Path

    def __init__(self) -> None:
        super().__init__()
        self._stack = ExitStack()
        folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory()))
        self.world: World = self._stack.enter_context(opened(self.template, folder, TODAY))
        self.corpus = real_tools().corpus
        self.last: Heard | None = None
        self.said: list[str] = []
        self.filed = 0

    @initialize(place=st.sampled_from([None, *PLACES]))
    def enter(self, place: str | None) -> None:
        self.place = place
        self.talk = Direct(self.world, place)

    @property
    def flow(self) -> Mapping[str, Any]:
        return (self.last.turn["flow"] if self.last is not None else None) or {}

    def open(self) -> bool:
        return self.flow.get("state") in ("collecting", "confirming")

    def say(self, text: str, *files: str, may_change: frozenset[str] = frozenset(), may_file: bool = False) -> Heard:
        """Say it, and check what no message may do."""
        before, was_open = dict(self.flow), self.open()
        self.said.append(text)
        heard = self.talk.say(text, files)
        self.last = heard
        after = self.flow
        assert not list(broken_rules(heard, "\n".join(self.said), self.corpus)), text
        cases = self.world.cases()
        if len(cases) > self.filed:
            assert may_file, text
            assert (before["state"], len(cases)) == ("confirming", self.filed + 1), text
            assert not list(not_as_shown(cases[-1][0], before["slots"])), text
            assert heard.code is not None
            self._elsewhere(cases[-1][0].number, heard.code)
        self.filed = len(cases)
        assert len(self.world.submissions()) == self.filed
        if was_open and after.get("act") == before["act"] and after["state"] != "cancelled":
            for name, value in before["slots"].items():
                if name not in may_change:
                    assert after["slots"].get(name) == value, (text, name, before["slots"], after["slots"])
        return heard

    @precondition(lambda self: not self.open())
    @rule(act=st.sampled_from(sorted(BEGIN)))
    def begin(self, act: str) -> None:
        self.say(BEGIN[act])
        assert self.flow["act"] == act
        assert self.flow["state"] == "collecting"

    @precondition(lambda self: self.open())
    @rule(act=st.sampled_from(sorted(BEGIN)))
    def change_to(self, act: str) -> None:
        """What the other act has a use for comes along."""
        before = dict(self.flow)
        assume(before["act"] != act)
        self.say(BEGIN[act])
        assert self.flow["act"] == act
        known = load_flows()[Act(act)].slots
        assert {n: v for n, v in before["slots"].items() if n in known}.items() <= self.flow["slots"].items()

    @precondition(lambda self: self.open())
    @rule(name=st.sampled_from(["判决书.pdf", "照片.jpg"]))
    def hand_in(self, name: str) -> None:
        assume("evidence" in load_flows()[Act(self.flow["act"])].slots)
        self.say("", name, may_change=frozenset({"evidence"}))
        assert name in self.flow["slots"]["evidence"]

    @precondition(lambda self: self.flow.get("state") == "collecting")
    @rule()
    def answer(self) -> None:
        asked = self.flow["asked"]
        self.say(self._fact(asked), may_change=frozenset({asked}))
        assert asked in self.flow["slots"], (asked, self._fact(asked), self.last)

    @precondition(lambda self: self.open())
    @rule(slot=st.sampled_from(sorted(VOLUNTEERED)))
    def volunteer(self, slot: str) -> None:
        known = self.flow["slots"].get(slot)
        self.say(VOLUNTEERED[slot], may_change=self._touched(slot) if known is not None else frozenset({slot}))

    @precondition(lambda self: self.open())
    @rule(slot=st.sampled_from(sorted(CORRECTED)))
    def correct(self, slot: str) -> None:
        assume(slot in self.flow["slots"])
        words, value = CORRECTED[slot]
        self.say(words, may_change=frozenset({slot}))
        assert self.flow["slots"][slot] == value
        assert self.open()

    @precondition(lambda self: self.flow.get("state") == "collecting")
    @rule()
    def skip(self) -> None:
        self.say(SKIP)

    @precondition(lambda self: self.flow.get("state") == "collecting")
    @rule()
    def back(self) -> None:
        self.say("上一步", may_change=frozenset(self.flow["slots"]))
        assert self.open()

    @precondition(lambda self: self.open())
    @rule()
    def ask(self) -> None:
        asked, state = self.flow["asked"], self.flow["state"]
        self.say(QUESTION)
        assert (self.flow["asked"], self.flow["state"]) == (asked, state)

    @precondition(lambda self: self.open())
    @rule()
    def look(self) -> None:
        asked = self.flow["asked"]
        self.say("我都填了什么")
        assert self.flow["asked"] == asked

    @precondition(lambda self: self.open())
    @rule()
    def cancel(self) -> None:
        self.say("/cancel")
        assert self.flow["state"] == "cancelled"

    @rule()
    def another_process(self) -> None:
        self.talk.restart()

    @rule(words=st.sampled_from(["好的", YES, "是"]))
    def agree(self, words: str) -> None:
        state = self.flow.get("state")
        self.say(words, may_file=True)
        if state == "confirming":
            assert self.flow["state"] in ("submitted", "awaiting_identity"), self.last

    @precondition(lambda self: self.flow.get("state") == "confirming")
    @rule()
    def refuse(self) -> None:
        self.say("先别提交")
        assert self.open()

    @invariant()
    def a_question_or_the_summary_is_open(self) -> None:
        if self.open():
            assert (self.flow["asked"] is None) is (self.flow["state"] == "confirming")

    def teardown(self) -> None:
        """From wherever it stands the form can be brought to its end."""
        try:
            if self.last is None:
                return
            if not self.open():
                self.say(BEGIN["objection"])
            before = self.filed
            for _ in range(MOST):
                if self.flow["state"] == "confirming":
                    break
                asked = self.flow["asked"]
                self.say(self._fact(asked), may_change=frozenset({asked}))
            self.say(YES, may_file=True)
            assert self.filed == before + 1, self.last
        finally:
            self._stack.close()

    def _fact(self, slot: str) -> str:
        return PLACES["jiangxi"] if slot == "jurisdiction" else FACTS.get(slot, SKIP)

    def _touched(self, slot: str) -> frozenset[str]:
        """What a value given again may change: itself, or all that is the former subject's."""
        return frozenset(self.flow["slots"]) if slot in CHANGES_SUBJECT else frozenset({slot})

    def _elsewhere(self, number: str, code: str) -> None:
        """The case is known in another conversation of another channel by number and code, and not by a wrong code."""
        other = Direct(self.world, None, "telegram")
        assert other.say(f"查一下办件{number}，查询码{code[:-1]}{'A' if code[-1] != 'A' else 'B'}").turn["case"] is None
        case = other.say(f"查一下办件{number}，查询码{code}").turn["case"]
        assert case is not None
        assert case["number"] == number


def test_no_walk_files_unasked_loses_a_slot_or_ends_nowhere(prepared_file: Path) -> None:
    walk = type("PreparedWalk", (Walk,), {"template": prepared_file})
    run_state_machine_as_test(
        walk,
        settings=settings(
            max_examples=40, stateful_step_count=20, deadline=None, derandomize=True,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        ),
    )  # fmt: skip


@pytest.mark.parametrize("act", sorted(BEGIN))
def test_skipping_everything_ends_too(act: str, prepared_file: Path, tmp_path: Path) -> None:
    """Who skips all that can be skipped is asked each thing once, and comes to the summary or to what nothing can do without."""
    with opened(prepared_file, tmp_path, TODAY) as world:
        talk = Direct(world, "jiangxi")
        flow = talk.say(BEGIN[act]).turn["flow"]
        asked: list[str] = []
        while flow["state"] == "collecting":
            refused = flow["asked"] in asked
            asked.append(flow["asked"])
            flow = talk.say(FACTS.get(flow["asked"], "江西") if refused else SKIP).turn["flow"]
            assert len(asked) < MOST
        assert all(asked.count(slot) <= 2 for slot in asked), asked
        assert world.cases() == ()


def test_a_yes_sent_twice_with_its_key_files_once(prepared_file: Path, tmp_path: Path) -> None:
    """Who lost the reply on the way sends the same again, and reads the same number and code."""
    with opened(prepared_file, tmp_path, TODAY) as world:
        talk = Direct(world, "city")
        flow = talk.say(BEGIN["complaint"]).turn["flow"]
        while flow["state"] == "collecting":
            flow = talk.say(FACTS.get(flow["asked"], SKIP)).turn["flow"]
        first = world.service().reception.turn(talk.id, YES, key="the-same")
        again = world.service().reception.turn(talk.id, YES, key="the-same")
        assert first.to_json() == again.to_json()
        assert first.access_code is not None
        assert len(world.cases()) == len(world.submissions()) == 1
