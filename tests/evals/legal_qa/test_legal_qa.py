"""The parts of the cross-validation, on five articles."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from evals.cases import DatasetError
from evals.legal_qa.data import LegalQuestion, folds, full_texts, short_texts
from evals.legal_qa.layouts import load_legal_qa
from evals.legal_qa.lexical import LexicalSearch
from evals.legal_qa.measures import LABELS, best, measure
from evals.legal_qa.tuning import bag_matrix, tune, unit_vectors
from evals.retrieval.retrain import pretrained
from knowledge.training.encoding import Vocabulary
from tests.evals.legal_qa.examples import QUESTIONS


def test_missing_vectors_are_said(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=r"pretrained\.npz"):
        pretrained(tmp_path)


@pytest.mark.parametrize("by_article", [True, False])
def test_folds_hold_every_question_once(by_article: bool) -> None:
    questions = [LegalQuestion(str(i), (i // 3,)) for i in range(30)]
    parts = folds(questions, 5, by_article=by_article)
    assert sorted(i for part in parts for i in part) == list(range(30))
    assert {len(part) for part in parts} == {6}


def test_folds_by_article_keep_its_questions_together() -> None:
    questions = [LegalQuestion(str(i), (i // 3,)) for i in range(30)]
    parts = folds(questions, 5, by_article=True)
    owners = [
        {part for part, members in enumerate(parts) for i in members if i // 3 == article} for article in range(10)
    ]
    assert [len(o) for o in owners] == [1] * 10


def test_bm25_finds_the_words(folder: Path) -> None:
    qa = load_legal_qa(folder)
    scores = list(LexicalSearch(full_texts(qa.articles)).scores([q.text for q in qa.questions]))
    figures = dict(zip(LABELS, measure(qa.questions, map(best, scores)), strict=True))
    assert figures["R@1"] == pytest.approx(100 * (1 + 1 + 1 + 0.5) / 4)
    assert figures["R@5"] == 100


def test_tuning_moves_questions_to_their_articles(folder: Path) -> None:
    qa = load_legal_qa(folder)
    texts = short_texts(qa.articles)
    vocabulary = Vocabulary(sorted({t for text in [*texts, *(q.text for q in QUESTIONS)] for t in text}))
    start = np.random.default_rng(0).normal(size=(len(vocabulary), 16)).astype(np.float32)
    bags = [vocabulary.bag(t) for t in texts]
    asked = bag_matrix([vocabulary.bag(q.text) for q in QUESTIONS], len(vocabulary))
    articles = bag_matrix(bags, len(vocabulary))

    def nearness(vectors: np.ndarray) -> float:
        cosines = unit_vectors(asked, vectors) @ unit_vectors(articles, vectors).T
        return float(np.mean([cosines[i, q.gold[0]] for i, q in enumerate(QUESTIONS)] - cosines.mean(axis=1)))

    tuned = tune(vocabulary, start, QUESTIONS, bags)
    assert tuned.shape == start.shape
    assert nearness(tuned) > nearness(start)
    assert np.array_equal(tuned, tune(vocabulary, start, QUESTIONS, bags))


def test_mean_vectors_have_unit_length() -> None:
    matrix = bag_matrix([np.array([0, 0, 1]), np.array([2])], 3)
    vectors = np.eye(3, dtype=np.float32)
    assert unit_vectors(matrix, vectors) == pytest.approx(np.array([[2, 1, 0], [0, 0, 1]]) / [[5**0.5], [1]])
