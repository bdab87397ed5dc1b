from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.outcome import Reason
from evals.answers.score import Score, same_words
from evals.cases import Behaviour
from knowledge.citations.reference import ClauseRef
from knowledge.regulations.corpus import Corpus
from tests.evals.examples import case, cited

Judge = Callable[..., Score]


def test_a_right_answer_has_nothing_wrong(judge: Judge) -> None:
    asked = case(must_include=(("三个工作日", "3个工作日"),), reason=Reason.FOUND)
    found = judge(asked, "jiangxi-2022#39.2")
    assert (found.behaviour, found.reason, found.cited, found.first, found.facts) == (True,) * 5
    assert (found.missing, found.forbidden, found.foreign, found.altered) == ((), (), (), ())
    assert not found.misled


@pytest.mark.parametrize("clause", ["jiangxi-2022#39", "jiangxi-2022#39.2"])
def test_the_whole_article_and_the_paragraph_stand_for_each_other(judge: Judge, clause: str) -> None:
    assert judge(case(gold=("jiangxi-2022#39",)), clause).cited
    assert judge(case(gold=("jiangxi-2022#39.2",)), clause).cited


def test_a_neighbouring_paragraph_is_another_clause(judge: Judge) -> None:
    found = judge(case(), "jiangxi-2022#39.1")
    assert (found.cited, found.first, found.misled) == (False, False, True)


def test_the_right_clause_second_is_cited_but_not_first(judge: Judge) -> None:
    found = judge(case(), "jiangxi-2022#40", "jiangxi-2022#39.2")
    assert (found.cited, found.first) == (True, False)


def test_an_acceptable_clause_stands_in_for_a_single_gold_one(judge: Judge) -> None:
    found = judge(case(acceptable=("jiangxi-2022#40",)), "jiangxi-2022#40")
    assert (found.cited, found.cited_gold, found.first, found.misled) == (True, False, True, False)


def test_of_several_gold_clauses_all_must_be_cited(judge: Judge) -> None:
    both = case(gold=("jiangxi-2022#39.2", "shanxi-2022#41.1"), acceptable=("jiangxi-2022#40",))
    assert judge(both, "shanxi-2022#41.1", "jiangxi-2022#39.2").cited
    half = judge(both, "jiangxi-2022#39.2", "jiangxi-2022#40")
    assert (half.cited, half.misled) == (False, False)


def test_key_facts_have_alternatives_and_all_are_needed(judge: Judge) -> None:
    facts = (("三个工作日", "3个工作日"), ("书面",))
    found = judge(case(must_include=facts), "jiangxi-2022#39.2", text="3个工作日内")
    assert (found.facts, found.missing) == (False, ("书面",))


def test_forbidden_words_are_named(judge: Judge) -> None:
    assert judge(case(must_not_include=("五日",)), "jiangxi-2022#39.2", text="五日内").forbidden == ("五日",)


def test_another_places_clause_is_foreign(judge: Judge) -> None:
    assert judge(case(), "jiangxi-2022#39.2", "shanxi-2022#39.1").foreign == ("shanxi-2022#39.1",)


def test_the_places_of_a_comparison_come_from_its_gold_clauses(judge: Judge) -> None:
    both = case(jurisdiction=None, gold=("jiangxi-2022#39.2", "shanxi-2022#41.1"))
    assert judge(both, "jiangxi-2022#39.2", "city-2022#42").foreign == ("city-2022#42",)


def test_a_place_without_a_regulation_may_cite_nothing(judge: Judge) -> None:
    asked = case(jurisdiction=None, gold=(), behaviour=Behaviour.ABSTAIN, reason=Reason.UNKNOWN_PLACE)
    assert judge(asked, "jiangxi-2022#39.2").foreign == ("jiangxi-2022#39.2",)


def test_where_no_place_is_expected_none_is_wrong(judge: Judge) -> None:
    asked = case(jurisdiction=None, gold=(), behaviour=Behaviour.SMALLTALK)
    assert judge(asked, reason=Reason.GREETING).foreign is None


@pytest.mark.parametrize("quote", ["应当在五个工作日内", "", "应当在三个工作日内……将结果告知"])
def test_an_altered_quote_is_found(judge: Judge, corpus: Corpus, quote: str) -> None:
    assert judge(case(), cited(corpus, "jiangxi-2022#39.2", quote)).altered == ("jiangxi-2022#39.2",)


def test_words_of_the_next_clause_are_not_this_ones(judge: Judge, corpus: Corpus) -> None:
    elsewhere = corpus.provision(ClauseRef.parse("jiangxi-2022#40")).text
    assert judge(case(), cited(corpus, "jiangxi-2022#39.2", elsewhere[:20])).altered


@pytest.mark.parametrize(
    ("behaviour", "reason", "right", "misled"),
    [
        (Behaviour.ABSTAIN, Reason.OUTSIDE_CORPUS, True, False),
        (Behaviour.ABSTAIN, Reason.FOUND, False, True),
        (Behaviour.REFUSE, Reason.EVASION, True, False),
        (Behaviour.CLARIFY, Reason.FOUND, False, True),
        (Behaviour.SMALLTALK, Reason.OUTSIDE_CORPUS, False, False),
    ],
)
def test_behaviour_is_the_family_of_the_status(
    judge: Judge, behaviour: Behaviour, reason: Reason, right: bool, misled: bool
) -> None:
    found = judge(case(gold=(), behaviour=behaviour), reason=reason)
    assert (found.behaviour, found.misled) == (right, misled)
    assert found.cited is None


def test_not_answering_misses_the_clause(judge: Judge) -> None:
    found = judge(case(must_include=(("三个工作日",),)), reason=Reason.PLACE, text="请问是哪里？")
    assert (found.behaviour, found.cited, found.first, found.facts, found.misled) == (False, False, False, False, False)


def test_a_sentence_of_the_plan_and_its_heading_are_one(corpus: Corpus) -> None:
    item = corpus.document("shanxi-plan-2014").plan_items[0]
    heading = ClauseRef("shanxi-plan-2014", heading=item.heading)
    sentence = ClauseRef("shanxi-plan-2014", sentence=item.sentences[0])
    assert same_words(corpus, heading, sentence)
    assert same_words(corpus, sentence, heading)
