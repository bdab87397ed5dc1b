"""Training runs end to end on a handful of texts, and does what it says."""

from __future__ import annotations

import gzip
import json
import random
from pathlib import Path

import numpy as np
import pytest
import torch

from knowledge.citations.reference import ClauseRef
from knowledge.index.embedder import SentenceEmbedder
from knowledge.index.phrasings import Phrasing
from knowledge.index.units import units_of
from knowledge.regulations.corpus import Corpus
from knowledge.retrieval.ranker import FEATURES
from knowledge.training.data import Example, LawArticle, QuestionPair, law_articles, question_pairs, units_and_examples
from knowledge.training.encoding import Vocabulary, choose_vocabulary
from knowledge.training.export import cut, write
from knowledge.training.finetune import fine_tune
from knowledge.training.pretrain import DIMENSIONS, inverse_cloze, start_vectors
from knowledge.training.rank import ArrayEmbedder, fit_weights
from tests.knowledge.small import small_corpus, small_law

LAW = small_law("peixun-2023", place="peixun")
UNITS = units_of(LAW)
PLACES = ["peixun"] * len(UNITS)
ASKED = {
    "peixun-2023#2.2": "查询要收费用吗",
    "peixun-2023#3.1.1": "记录有误怎么更正",
    "peixun-2023#4": "什么时候施行的",
}


@pytest.fixture(autouse=True)
def _seeded() -> None:
    torch.manual_seed(0)
    random.seed(0)


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    texts = [u.text for u in UNITS] * 3
    made, counts = choose_vocabulary(texts, [*ASKED.values(), *ASKED.values()])
    assert len(counts) == len(made)
    return made


@pytest.fixture(scope="module")
def start(vocabulary: Vocabulary) -> np.ndarray:
    return np.random.default_rng(0).normal(size=(len(vocabulary), 32)).astype(np.float32)


def examples() -> list[Example]:
    position = {str(u.ref): i for i, u in enumerate(UNITS)}
    return [Example(text, position[clause], (), "口语", held=False) for clause, text in ASKED.items()]


def test_a_bag_is_never_empty(vocabulary: Vocabulary) -> None:
    assert vocabulary.bag("☃").tolist() == [0]
    assert len(vocabulary.bag("查询查询")) > len(vocabulary.bag("查询"))


def test_one_epoch_moves_questions_towards_their_clauses(vocabulary: Vocabulary, start: np.ndarray) -> None:
    before = start.copy()
    pairs = [QuestionPair("邻居太吵怎么办", "制造噪声干扰他人生活的"), QuestionPair("押金不退", "租赁期满应当返还押金")]
    after = fine_tune(vocabulary, start, UNITS, PLACES, examples(), pairs, epochs=1)
    assert (start == before).all()
    assert after.shape == start.shape
    assert np.isfinite(after).all()
    assert not np.allclose(after, start)


def test_more_epochs_find_the_clause(vocabulary: Vocabulary, start: np.ndarray) -> None:
    trained = ArrayEmbedder(vocabulary, fine_tune(vocabulary, start, UNITS, PLACES, examples(), [], epochs=25))
    scores = trained.embed(list(ASKED.values())) @ trained.embed([u.text for u in UNITS]).T
    found = [str(UNITS[i].article) for i in scores.argmax(axis=1)]
    assert found == [str(ClauseRef.parse(clause).top) for clause in ASKED]


def test_what_is_written_is_the_same_model(vocabulary: Vocabulary, start: np.ndarray, tmp_path: Path) -> None:
    folder = tmp_path / "model"
    folder.mkdir()
    (folder / "README.md").write_text("说明", "utf-8")
    (folder / "old.bin").write_bytes(b"0")
    texts = [*ASKED.values(), *(u.text for u in UNITS)]
    vectors = cut(start, vocabulary, texts, dimensions=8)
    assert vectors.shape == (len(vocabulary), 8)
    write(folder, vocabulary, vectors)
    assert (folder / "README.md").read_text("utf-8") == "说明"
    assert not (folder / "old.bin").exists()
    read = SentenceEmbedder(str(folder)).embed(texts)
    assert np.allclose(read, ArrayEmbedder(vocabulary, vectors).embed(texts), atol=0.02)


def test_the_ranker_is_fitted(vocabulary: Vocabulary, start: np.ndarray) -> None:
    asked = [Phrasing(ClauseRef.parse(clause), text, "口语") for clause, text in ASKED.items()]
    weights = fit_weights(small_corpus(LAW), ArrayEmbedder(vocabulary, start), asked[:1], asked)
    assert list(weights) == list(FEATURES)
    assert all(np.isfinite(w) for w in weights.values())
    assert any(weights.values())


def test_the_self_supervised_start() -> None:
    articles = [
        LawArticle(
            f"第{n % 2}法",
            "总则",
            f"本法第{n}条规定的事项，由有关部门负责办理。当事人可以依法提出申请；经过核实的，应当及时答复。",
        )
        for n in range(24)
    ]
    vocabulary, counts = choose_vocabulary([a.text for a in articles] * 3, [])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("knowledge.training.pretrain.DIMENSIONS", 8)
        vectors = start_vectors(vocabulary, counts, [vocabulary.bag(a.text) for a in articles])
    assert vectors.shape == (len(vocabulary), 8)
    trained = inverse_cloze(vocabulary, articles, vectors, seconds=0.3)
    assert trained.shape == vectors.shape
    assert np.isfinite(trained).all()
    assert DIMENSIONS == 256


def test_the_data_outside_the_project_is_read(tmp_path: Path) -> None:
    (tmp_path / "laws").mkdir()
    (tmp_path / "legal_qa").mkdir()
    row = {"id": "a", "law": "民法典", "heads": ["总则"], "text": "长" * 700}
    for name in ("laws/articles.jsonl.gz", "legal_qa/corpus.jsonl.gz"):
        with gzip.open(tmp_path / name, "wt", encoding="utf-8") as file:
            file.write(json.dumps(row) + "\n")
    (tmp_path / "legal_qa" / "train.jsonl").write_text(json.dumps({"question": "问", "gold": ["a"]}) + "\n", "utf-8")
    assert [(a.law, a.heading, len(a.text)) for a in law_articles(tmp_path)] == [("民法典", "总则", 600)]
    (pair,) = question_pairs(tmp_path)
    assert pair.question == "问"
    assert pair.article.startswith("民法典 长")


def test_every_phrasing_is_an_example(corpus: Corpus) -> None:
    units, found = units_and_examples(corpus)
    assert {e.held for e in found} == {True, False}
    assert all(0 <= i < len(units) for e in found for i in (e.unit, *e.also))
