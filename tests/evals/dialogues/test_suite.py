"""Conversations with a scripted assistant: each kind of expectation, held and missed, and what a conversation comes to."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Answer, Computed
from assistant.outcome import Reason
from assistant.settings import Settings
from evals.dialogues.expectations import EXPECTATIONS, FILING, Seen
from evals.dialogues.script import Script, ScriptedTurn
from evals.dialogues.suite import METRICS, begun, played, remembering
from evals.suite import Result, broken_rules
from evals.workbench import Workbench
from knowledge.regulations.corpus import Corpus
from tests.assistant.real import real_tools
from tests.fakes import cite, reply

CITED = cite(1, "jiangxi-2022#39.2")
DUE = Computed("JX-51", "jiangxi-2022#39.2", "2026-10-20", "2026-10-23", "工作日", 3, False, "")
GOOD = reply(Reason.FOUND, "三个工作日内办完。[1]", CITED, jurisdiction="jiangxi", computed=(DUE,))


@dataclass
class Talker:
    """Gives the replies it was made with, in turn, and remembers what it was told."""

    replies: list[Answer]
    asked: list[str] = field(default_factory=list)
    turns: list[dict[str, Any]] = field(default_factory=list)

    def __call__(self, words: str) -> tuple[Answer, dict[str, Any] | None]:
        self.asked.append(words)
        number = len(self.asked) - 1
        return self.replies[number], self.turns[number] if self.turns else None


def _turn(question: str, **expected: Any) -> ScriptedTurn:
    return ScriptedTurn(question, {key: EXPECTATIONS[key].read(value) for key, value in expected.items()})


def _script(*turns: ScriptedTurn) -> Script:
    return Script("t", "试", "jiangxi", turns)


def _wrong(key: str, expected: Any, answer: Answer, corpus: Corpus, turn: dict[str, Any] | None = None) -> str:
    return EXPECTATIONS[key].wrong(EXPECTATIONS[key].read(expected), Seen(answer, corpus, turn))


@pytest.mark.parametrize(
    ("key", "right", "missed"),
    [
        ("status", "answered", "clarify"),
        ("reason", "found", "silent"),
        ("jurisdiction", "jiangxi", "shanxi"),
        ("jurisdiction", "jiangxi", None),
        ("cites", ["jiangxi-2022#39"], ["jiangxi-2022#39", "jiangxi-2022#40"]),
        ("first", "jiangxi-2022#39.2", "jiangxi-2022#40"),
        ("includes", ["三个工作日", ["三日", "办完"]], [["三日", "五日"]]),
        ("excludes", ["五日"], ["三个工作日"]),
        ("computed", [[3, "工作日", "2026-10-23"]], [[3, "日", "2026-10-23"]]),
        ("computed", [[3, "工作日", "2026-10-23"]], []),
    ],
)
def test_each_expectation_holds_or_says_what_is_wrong(key: str, right: Any, missed: Any, corpus: Corpus) -> None:
    assert _wrong(key, right, GOOD, corpus) == ""
    assert _wrong(key, missed, GOOD, corpus)


def test_nothing_cited_and_nothing_computed_is_nothing(corpus: Corpus) -> None:
    greeting = reply(Reason.GREETING, "您好")
    assert _wrong("first", "jiangxi-2022#39.2", greeting, corpus)
    assert _wrong("cites", ["jiangxi-2022#39.2"], greeting, corpus)
    assert _wrong("computed", [], greeting, corpus) == ""


def test_a_conversation_is_right_if_every_turn_is(corpus: Corpus) -> None:
    talker = Talker([GOOD, reply(Reason.THANKS, "不客气")])
    script = _script(_turn("几天", status="answered"), _turn("谢谢", reason="thanks"))
    trials = played(script, talker, corpus)
    assert talker.asked == ["几天", "谢谢"]
    assert [t.outcome["turn"] for t in trials] == [True, True]
    assert [t.outcome.get("conversation") for t in trials] == [None, True]
    assert (trials[1].asked, trials[1].groups["轮次"]) == ("1. 几天\n2. 谢谢", "后面的轮")


def test_one_wrong_turn_spoils_the_conversation_and_is_shown(corpus: Corpus) -> None:
    talker = Talker([reply(Reason.OUTSIDE_CORPUS, "不知道"), GOOD])
    script = _script(_turn("几天", status="answered", cites=["jiangxi-2022#39.2"]), _turn("江西", status="answered"))
    first, last = played(script, talker, corpus)
    assert [fault.weight for fault in first.faults] == [40, 30]
    assert first.gold[0].clause == "jiangxi-2022#39.2"
    assert (first.expected, first.shown) == ("answered", "abstained")
    assert (last.outcome["turn"], last.outcome["conversation"]) == (True, False)


@pytest.mark.parametrize(
    ("answer", "expected", "key"),
    [
        (reply(Reason.FOUND, "九个工作日。[1]", CITED), {"status": "answered"}, "backed"),
        (reply(Reason.FOUND, "。[1]", replace(CITED, quote="应当在三日内完成处理")), {}, "verbatim"),
        (reply(Reason.FOUND, "三个工作日。[1]", CITED), {"reason": "distress"}, "distress"),
    ],
)
def test_what_may_never_happen_breaks_a_hard_rule(
    answer: Answer, expected: dict[str, Any], key: str, corpus: Corpus
) -> None:
    trials = played(_script(_turn("几天", **expected)), Talker([answer]), corpus)
    result = Result("dialogues", "样例", "v1", "命令", METRICS, tuple(trials))
    assert key in {figure.key for _, figure in broken_rules([result])}


def test_a_number_from_an_earlier_turn_is_backed(corpus: Corpus) -> None:
    said = reply(Reason.FOUND, "您说的2026年10月20日起算。[1]", CITED)
    trials = played(_script(_turn("2026年10月20日交的"), _turn("哪天")), Talker([GOOD, said]), corpus)
    assert trials[1].outcome["backed"] is True


FLOW = {
    "act": "objection",
    "state": "collecting",
    "slots": {"subject_name": "王安宁", "evidence": ["证明信"]},
    "missing": [],
    "asked": "contact",
}
DUTY = {"rule": "JX-51", "due": "2026-11-25"}
CASE = {"type": "objection", "jurisdiction": "jiangxi", "state": "submitted", "deadlines": [DUTY]}
TURN = {"reply": {}, "flow": FLOW, "case": CASE, "handoff": None}
NOTHING: dict[str, Any] = {"reply": {}, "flow": None, "case": None, "handoff": None}


@pytest.mark.parametrize(
    ("key", "right", "missed"),
    [
        ("flow", {"act": "objection", "state": "collecting"}, {"act": "repair", "state": "collecting"}),
        ("flow", {"act": "objection", "state": ["collecting", "confirming"]}, {"act": "objection", "state": "submitted"}),
        ("slots", {"subject_name": "王安宁", "contact": None}, {"subject_name": "王安平"}),
        ("slots", {"evidence": {"has": "证明"}}, {"contact": "15413199940"}),
        ("asked", "contact", "evidence"),
        ("case", {"type": "objection", "jurisdiction": "jiangxi"}, {"type": "repair"}),
        ("case", {"type": "objection", "deadlines": [["JX-51", "2026-11-25"]]}, {"type": "objection", "jurisdiction": "city"}),
        ("case", {"type": "objection"}, {"type": "objection", "deadlines": [["JX-51", "2026-11-26"]]}),
    ],
)  # fmt: skip
def test_what_is_filed_holds_or_is_said_to_be_wrong(key: str, right: Any, missed: Any, corpus: Corpus) -> None:
    assert _wrong(key, right, GOOD, corpus, TURN) == ""
    assert _wrong(key, missed, GOOD, corpus, TURN)


@pytest.mark.parametrize("key", ["flow", "asked", "case"])
def test_null_is_that_there_is_none(key: str, corpus: Corpus) -> None:
    assert _wrong(key, None, GOOD, corpus, NOTHING) == _wrong(key, None, GOOD, corpus) == ""
    assert _wrong(key, None, GOOD, corpus, TURN)
    assert _wrong("case", {"type": "objection"}, GOOD, corpus, NOTHING)


def test_a_script_that_files_is_said_at_the_front_door() -> None:
    assert not _script(_turn("几天", status="answered")).files
    assert _script(_turn("几天", status="answered"), _turn("办吧", flow=None)).files


def test_what_is_wrong_with_a_filing_is_its_own_metric(corpus: Corpus) -> None:
    talker = Talker([GOOD], turns=[TURN])
    (trial,) = played(_script(_turn("办吧", flow=None, asked="contact")), talker, corpus)
    assert (trial.outcome["flow"], trial.outcome["asked"], trial.outcome["turn"]) == (False, True, False)
    assert {metric.key for metric in METRICS} >= set(FILING)


def test_questions_and_filings_share_a_database_that_is_thrown_away(tmp_path: Path) -> None:
    bench = Workbench(Settings(data_dir=tmp_path))
    bench.__dict__["tools"] = real_tools()
    with remembering(bench) as service:
        asking = begun(_script(_turn("异议几天", status="answered")), service)
        filing = begun(_script(_turn("我要提异议", flow={"act": "objection", "state": "collecting"})), service)
        assert asking("异议申请要几天办完")[1] is None
        assert filing("我要提异议")[1]["flow"]["act"] == "objection"  # type: ignore[index]
        assert service.assistant._conversations is not None
        assert len(service.assistant._conversations.turns("evals-t")) == 1
    assert list(tmp_path.iterdir()) == []
