"""What staff found wrong for a question is not said again; everything else stays as it was."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import pytest

from assistant.answer import Citation
from assistant.answering.pairs import NO_PAIRS, NOTHING_HELD, Held, Pairs, question_key
from assistant.answering.pipeline import answer
from assistant.answering.turn import PastTurn, Reply, Tools, Turn
from assistant.outcome import Reason, Status
from knowledge.citations.reference import ClauseRef
from tests.assistant.real import TODAY

OBJECTION = "在江西提出异议申请，几天给结果"


@dataclass
class Known:
    """Pairs of one question, and the keys that were looked up."""

    held_back: Held
    asked: list[str] = field(default_factory=list)

    def held(self, key: str) -> Held:
        """Whatever is asked."""
        self.asked.append(key)
        return self.held_back


def ask(tools: Tools, question: str, pairs: Pairs = NO_PAIRS, as_of: date = TODAY, **more: object) -> Reply:
    return answer(Turn(question, None, as_of, TODAY, **more), tools, pairs)  # type: ignore[arg-type]


def wrong(*clauses: str, right: tuple[str, ...] = ()) -> Known:
    return Known(Held(frozenset(map(ClauseRef.parse, clauses)), frozenset(map(ClauseRef.parse, right))))


def cited(citations: tuple[Citation, ...]) -> list[str]:
    return [citation.clause for citation in citations]


def key(tools: Tools, question: str, place: str | None = None, history: tuple[PastTurn, ...] = ()) -> str:
    turn = Turn(question, place, TODAY, TODAY, history)
    answer(turn, tools)
    return question_key(turn)


def test_nothing_held_back_changes_nothing(tools: Tools) -> None:
    known = Known(NOTHING_HELD)
    assert ask(tools, OBJECTION, known) == ask(tools, OBJECTION)
    assert len(known.asked) == 1


def test_what_cites_nothing_is_not_looked_up(tools: Tools) -> None:
    known = Known(NOTHING_HELD)
    ask(tools, "你好", known)
    assert known.asked == []


def test_without_its_main_clause_a_question_is_not_answered(tools: Tools) -> None:
    main = ask(tools, OBJECTION).citations[0].clause
    reply = ask(tools, OBJECTION, wrong(main))
    assert (reply.reason, reply.citations, reply.computed) == (Reason.LOW_EVIDENCE, (), ())


def test_a_clause_that_staff_named_answers_instead(tools: Tools) -> None:
    before = cited(ask(tools, OBJECTION).citations)
    reply = ask(tools, OBJECTION, wrong(before[0], right=(before[1],)))
    assert reply.reason.status is Status.ANSWERED
    assert cited(reply.citations) == [before[1]]


def test_without_a_further_clause_the_main_one_still_answers(tools: Tools) -> None:
    before = cited(ask(tools, OBJECTION).citations)
    reply = ask(tools, OBJECTION, wrong(before[-1]))
    assert reply.reason.status is Status.ANSWERED
    assert cited(reply.citations) == before[:-1]


def test_an_article_found_wrong_bars_its_parts_and_a_part_not_the_others(tools: Tools) -> None:
    main = ClauseRef.parse(ask(tools, OBJECTION).citations[0].clause)
    assert ask(tools, OBJECTION, wrong(str(main.top))).reason is Reason.LOW_EVIDENCE
    elsewhere = wrong(f"{main.top}.9")
    assert ask(tools, OBJECTION, elsewhere).reason.status is Status.ANSWERED


def test_a_date_counted_by_a_wrong_clause_is_not_told(tools: Tools) -> None:
    question = "在江西，2026年11月20日交的异议，哪天前给结果"
    assert ask(tools, question).computed
    main = ask(tools, question).citations[0].clause
    reply = ask(tools, question, wrong(main))
    assert reply.computed == ()
    assert "11月25日" not in reply.text


def test_half_a_comparison_is_not_made(tools: Tools) -> None:
    question = "山西和江西的异议处理时间有什么不同"
    before = ask(tools, question)
    assert before.reason is Reason.COMPARISON
    assert ask(tools, question, wrong(before.citations[-1].clause)).reason is Reason.LOW_EVIDENCE


def test_of_two_questions_the_other_is_still_answered(tools: Tools) -> None:
    question = "在江西提出异议几天给结果？信用修复要什么条件？"
    before = ask(tools, question)
    reply = ask(tools, question, wrong(before.citations[0].clause))
    assert reply.reason is Reason.PARTIAL
    assert before.citations[0].clause not in cited(reply.citations)


@pytest.mark.parametrize(
    "same",
    ["在江西提出异议申请，几天给结果？", "在江西提出異議申請， 几天给结果！", "请问在江西提出异议申请，几天给结果"],
)
def test_marks_width_and_old_characters_make_no_other_question(same: str, tools: Tools) -> None:
    assert key(tools, same) == key(tools, OBJECTION)


def test_another_place_or_other_words_make_another_question(tools: Tools) -> None:
    keys = {key(tools, OBJECTION), key(tools, OBJECTION.replace("江西", "山西")), key(tools, "在江西异议多久有结果")}
    assert len(keys) == 3


def test_a_follow_up_is_the_question_it_stands_for(tools: Tools) -> None:
    objection = (PastTurn("江西提异议要什么材料", "jiangxi", Reason.FOUND),)
    repair = (PastTurn("江西信用修复要什么材料", "jiangxi", Reason.FOUND),)
    assert key(tools, "那要几天", history=objection) != key(tools, "那要几天", history=repair)


def test_personal_numbers_make_no_other_question(tools: Tools) -> None:
    ask_of = "我是{}，在江西提出异议申请，几天给结果"
    assert key(tools, ask_of.format("110105194912310021")) == key(tools, ask_of.format("110101199003070177"))
