"""The stock of phrasings: labels that exist, a held part that is neither empty nor leaked."""

from __future__ import annotations

from collections import Counter

from knowledge.index.phrasings import load_lexicon, load_phrasings, load_routes, load_topic_phrasings
from knowledge.regulations.corpus import Corpus


def test_every_label_is_a_clause(corpus: Corpus) -> None:
    assert {str(g) for p in load_phrasings() for g in p.golds if corpus.find(g) is None} == set()


def test_every_article_of_a_regulation_is_asked_for(corpus: Corpus) -> None:
    asked = {p.clause.top for p in load_phrasings()}
    for document in corpus.documents.values():
        if document.id != "shanxi-plan-2014":
            assert {ref.top for ref in document.provisions} - asked == set()


def test_about_one_in_six_measures() -> None:
    held = Counter(p.held for p in load_phrasings())
    assert 0.12 < held[True] / held.total() < 0.22
    assert 0.1 < sum(r.held for r in load_routes()) / len(load_routes()) < 0.25


def test_nothing_that_measures_is_trained_on_word_for_word() -> None:
    rows = [(p.text, p.held) for p in load_phrasings()]
    rows += [(r.text, r.held) for r in load_routes()] + [(t.text, t.held) for t in load_topic_phrasings()]
    trained = {text for text, held in rows if not held}
    assert {text for text, held in rows if held} & trained == set()


def test_there_are_enough_messages_for_no_clause() -> None:
    assert len(load_routes()) >= 1500


def test_the_lexicon_says_something() -> None:
    assert len(load_lexicon()) >= 800
    assert all(e.everyday.strip() and e.legal and all(e.legal) for e in load_lexicon())
