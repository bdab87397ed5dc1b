"""The cases that a lawyer can read: tests/cases/answers.yaml and conversations.yaml."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.answer import Answer
from assistant.outcome import Caveat, Reason
from assistant.service import Assistant
from knowledge.citations.reference import ClauseRef
from knowledge.regulations.corpus import Corpus
from tests.assistant.real import cases

_FIELDS = {
    "name", "question", "place", "as_of", "reason", "first", "cites", "must", "must_not", "caveats", "computed", "says",
    "依据", "known_fault",
}  # fmt: skip


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _params(name: str) -> list[Any]:
    return [
        pytest.param(
            case,
            id=case["name"],
            marks=[pytest.mark.xfail(strict=True, reason=case["known_fault"])] if "known_fault" in case else [],
        )
        for case in cases(name)
    ]


def complaints(case: dict[str, Any], answer: Answer) -> list[str]:
    """What of the case the answer does not meet, in words."""
    found = []
    cited = [ClauseRef.parse(c.clause) for c in answer.citations]
    if answer.reason.value not in _listed(case["reason"]):
        found.append(f"类别是 {answer.reason.value}，应为 {case['reason']}")
    if "first" in case:
        wanted = [ClauseRef.parse(c) for c in _listed(case["first"])]
        if not cited or not any(ref.covers(cited[0]) for ref in wanted):
            found.append(f"第一条引用是 {[str(c) for c in cited]}，应为 {case['first']}")
    for clause in case.get("cites", ()):
        if not any(ClauseRef.parse(clause).covers(c) for c in cited):
            found.append(f"没有引用 {clause}，引用了 {[str(c) for c in cited]}")
    found += [f"缺少：{m}" for m in case.get("must", ()) if not any(words in answer.text for words in _listed(m))]
    found += [f"不应有：{words}" for words in case.get("must_not", ()) if words in answer.text]
    found += [f"缺少注意事项 {c}" for c in case.get("caveats", ()) if Caveat(c) not in answer.caveats]
    if "computed" in case:
        got = [[c.days, c.unit, c.due] for c in answer.computed]
        if not all(entry in got for entry in case["computed"]) or bool(got) != bool(case["computed"]):
            found.append(f"推算是 {got}，应有 {case['computed']}")
    if "says" in case and answer.jurisdiction != case["says"]:
        found.append(f"适用的地方是 {answer.jurisdiction}，应为 {case['says']}")
    return found


@pytest.mark.parametrize("case", _params("answers"))
def test_answer(case: dict[str, Any], assistant: Assistant) -> None:
    answer = assistant.ask(case["question"], jurisdiction=case.get("place"), as_of=case.get("as_of"))
    assert complaints(case, answer) == [], answer.text


@pytest.mark.parametrize("case", _params("conversations"))
def test_conversation(case: dict[str, Any], assistant: Assistant) -> None:
    name = f"case-{sum(map(ord, case['name']))}"
    said = [
        f"{turn['question']}：{complaint}"
        for turn in case["turns"]
        for answer in [assistant.ask(turn["question"], jurisdiction=turn.get("place"), conversation_id=name)]
        for complaint in complaints(turn, answer)
    ]
    assert said == []


def test_the_cases_are_well_formed(corpus: Corpus) -> None:
    answers = list(cases("answers"))
    turns = [turn for case in cases("conversations") for turn in case["turns"]]
    assert len(answers) >= 60
    assert len({c["name"] for c in answers}) == len(answers)
    for case in answers:
        assert case.keys() <= _FIELDS
        assert case["依据"]
    for case in [*answers, *turns]:
        assert [Reason(r) for r in _listed(case["reason"])]
        for clause in [*_listed(case.get("first", [])), *case.get("cites", [])]:
            assert corpus.find(ClauseRef.parse(clause)) is not None, clause


def test_the_cases_cover_every_document_and_nearly_every_reason(corpus: Corpus) -> None:
    answers = list(cases("answers"))
    named = {c.split("#")[0] for case in answers for c in [*_listed(case.get("first", [])), *case.get("cites", [])]}
    reasons = {r for case in answers for r in _listed(case["reason"])}
    assert named == set(corpus.documents)
    assert {r.value for r in Reason} - reasons == {"internal", "stopped"}


def test_every_case_can_fail(assistant: Assistant) -> None:
    """Seeded fault: judged against the answer to another question, a case must complain."""
    greeting = assistant.ask("你好")
    toothless = [c["name"] for c in cases("answers") if not complaints(c, greeting) and c["reason"] != "greeting"]
    assert toothless == []
