"""Every answer that was given is found again, beside the clauses that it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest

from assistant.answer import Answer
from assistant.clock import Clock
from assistant.desk.answers_claims import claims, sentences
from assistant.desk.answers_reading import AnswerFilter
from assistant.desk.member import Member
from assistant.memory.conversations import RememberedTurn
from assistant.memory.dialogues import Dialogues
from assistant.outcome import Reason
from credit_core.use_cases.vocabulary import BadFiling, Forbidden, NotFound, Role
from knowledge.citations.reference import ClauseRef
from knowledge.regulations.corpus import load_corpus
from tests.assistant.desk.given import QUESTION, VERSIONS, give
from tests.assistant.memory.turns import NOW
from tests.channels.web.staff.desks import Desks
from tests.fakes import TODAY, cite, objection_answer, reply


@pytest.fixture
def reviewer(desks: Desks) -> Member:
    return desks.member(Role.REVIEWER)


def found(desks: Desks, member: Member, **chosen: object) -> list[str]:
    """Ids of the answers found."""
    page = desks.desk.answers.given.search(member, AnswerFilter(**chosen))  # type: ignore[arg-type]
    return [row.id for row in page.rows]


def test_an_answer_is_found_by_everything_it_can_be_looked_for(desks: Desks, reviewer: Member) -> None:
    mine = give(desks).answer_id
    give(desks, "你好", reply(Reason.GREETING, "您好。"), channel="telegram", at=NOW - timedelta(days=9))
    for chosen in (
        {"words": "异议"},
        {"words": "异議".replace("議", "议") + "  几天"},
        {"words": "受理单位自己处理"},
        {"words": mine},
        {"clause": "jiangxi-2022#39.2"},
        {"clause": "jiangxi-2022#39"},
        {"place": "jiangxi"},
        {"status": "answered"},
        {"reason": "found"},
        {"channel": "api"},
        {"judged": "none", "status": "answered"},
        {"since": TODAY, "until": TODAY},
    ):
        assert found(desks, reviewer, **chosen) == [mine], chosen
    assert found(desks, reviewer, judged="wrong") == found(desks, reviewer, clause="jiangxi-2022#1") == []
    assert found(desks, reviewer, until=TODAY - timedelta(days=1)) != [mine]


def test_width_and_case_do_not_matter_and_signs_are_no_patterns(desks: Desks, reviewer: Member) -> None:
    mine = give(desks, "ＡＢＣ公司的异议 100%").answer_id
    assert found(desks, reviewer, words="abc公司") == found(desks, reviewer, words="100%") == [mine]
    assert found(desks, reviewer, words="1_0%") == []


def test_pages_follow_one_another_without_gap(desks: Desks, reviewer: Member) -> None:
    given = [give(desks, at=NOW - timedelta(minutes=n // 2)).answer_id for n in range(7)]
    seen, after = [], None
    while True:
        page = desks.desk.answers.given.search(reviewer, AnswerFilter(), after, limit=3)
        seen += [row.id for row in page.rows]
        if (after := page.next) is None:
            break
    assert sorted(seen) == sorted(given)
    assert len(seen) == len(set(seen))


@pytest.mark.parametrize("chosen", [{"clause": "39条"}, {"clause": "jiangxi-2022#400"}])
def test_a_clause_that_does_not_exist_is_told(desks: Desks, reviewer: Member, chosen: dict[str, str]) -> None:
    with pytest.raises(BadFiling, match=chosen["clause"]):
        found(desks, reviewer, **chosen)


def test_members_see_their_places_and_answers_for_none(desks: Desks) -> None:
    there = give(desks).answer_id
    nowhere = give(desks, "你好", reply(Reason.GREETING, "您好。")).answer_id
    far = desks.member(Role.REVIEWER, places=("shanxi",))
    assert found(desks, far) == [nowhere]
    with pytest.raises(NotFound):
        desks.desk.answers.given.read(far, there)
    assert set(found(desks, desks.member(Role.REVIEWER, places=("jiangxi",)))) == {there, nowhere}


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.PROVIDER_CLERK])
def test_other_roles_read_nothing(desks: Desks, role: Role) -> None:
    with pytest.raises(Forbidden):
        found(desks, desks.member(role))


def test_an_answer_comes_with_versions_claims_and_what_was_understood(desks: Desks, reviewer: Member) -> None:
    made = give(desks, "那要几天", understood="江西提异议")
    read = desks.desk.answers.given.read(reviewer, made.answer_id)
    assert read.given.versions == (made.corpus_version, VERSIONS.law, VERSIONS.calendar, VERSIONS.index)
    assert (read.given.question, read.given.understood, read.given.asked) == ("那要几天", "江西提异议", "那要几天")
    assert read.given.answer == made
    first, second = read.claims
    assert (first.verbatim, second.verbatim) == (True, True)
    assert first.sentences == ("属于受理单位自己处理范围的，三个工作日内办完；要向其他单位核查的，七个工作日内办完。",)
    assert second.sentences == ()
    assert "".join(first.words) == load_corpus().provision(ClauseRef.parse(first.citation.clause)).text


def test_each_marker_has_its_sentence_also_in_tables_and_lists() -> None:
    text = "先说一句。三日内标注。[1]七日内办完[2]。\n《某条例》第一条（摘自法规原文）：[1]\n> 原文[1]\n- 还有一点[2]\n| 地方 | 说法[3] |"
    assert sentences(text) == {
        1: ["三日内标注。"],
        2: ["七日内办完。", "还有一点"],
        3: ["说法"],
    }


def test_a_quote_that_no_longer_stands_there_is_told() -> None:
    changed = reply(Reason.FOUND, "三日。[1]", cite(1, "jiangxi-2022#39.2"))
    (there,) = claims(changed, load_corpus())
    assert there.verbatim
    citation = changed.citations[0]
    other = (replace(citation, quote="不在里面"), replace(citation, marker=2, clause="jiangxi-2022#400"))
    gone = replace(changed, citations=other)
    altered, lost = claims(gone, load_corpus())
    assert not altered.verbatim
    assert altered.words[0]
    assert lost.words == ("", "", "")


class Repeats:
    """An assistant that answers as it is told, and remembers how it was asked."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.asked: tuple[object, ...] = ()

    def again(
        self, question: str, place: str | None, as_of: date, today: date, before: Sequence[RememberedTurn] = ()
    ) -> Answer:
        self.asked = (question, place, as_of, today, tuple(turn.question for turn in before))
        return self.answer


def test_a_replay_asks_as_of_that_day_after_the_same_turns(desks: Desks, reviewer: Member) -> None:
    talk = "talk"
    give(desks, "江西提异议", conversation=talk)
    made = give(desks, "那要几天", conversation=talk, understood="江西提异议", at=Clock(TODAY).now())
    give(desks, "还有呢", conversation=talk)
    same = Repeats(objection_answer())
    replay = desks.desk.answers.given.again(reviewer, made.answer_id, same)
    assert same.asked == ("那要几天", "jiangxi", TODAY, TODAY, ("江西提异议",))
    assert (replay.same_words, replay.same_clauses) == (True, True)
    other = Repeats(reply(Reason.FOUND, "别的。[1]", cite(1, "jiangxi-2022#40")))
    replay = desks.desk.answers.given.again(reviewer, made.answer_id, other)
    assert not replay.same_words
    assert (replay.gone, replay.come) == (("jiangxi-2022#39.2", "jiangxi-2022#39.4"), ("jiangxi-2022#40",))


def test_a_forgotten_conversation_takes_its_answers_along(desks: Desks, reviewer: Member) -> None:
    made = give(desks, QUESTION, conversation="gone").answer_id
    assert Dialogues(desks.engine).forget("gone", NOW)
    assert found(desks, reviewer) == []
    with pytest.raises(NotFound):
        desks.desk.answers.given.read(reviewer, made)
