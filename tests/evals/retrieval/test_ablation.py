"""The systems over a small index with a stand-in for the dense model."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from evals.cases import DatasetError
from evals.retrieval.ablation import HEADINGS, Row, questions_of
from evals.retrieval.rankings import WORDS_ONLY, Ranked, rank_all
from evals.retrieval.report import markdown
from evals.retrieval.run import Plan
from evals.retrieval.systems import SHIPPED, WITH_PHRASINGS, summed
from knowledge.citations.reference import ClauseRef
from knowledge.index.build import open_index
from knowledge.index.embedder import Vectors
from knowledge.index.phrasings import Phrasing
from knowledge.index.tokens import ngrams
from knowledge.regulations.corpus import Corpus
from knowledge.retrieval.ranker import FEATURES
from tests.evals.results import ON

DIMENSIONS = 32
INDEXED = Phrasing(ClauseRef.parse("jiangxi-2022#63"), "啥时候开始管用呀", "spoken")
ASKED = (
    Phrasing(ClauseRef.parse("jiangxi-2022#63"), "到底啥时候开始管用", "story", held=True),
    Phrasing(ClauseRef.parse("shanxi-2022#49"), "本条例自2022年10月1日起施行", "official", held=True),
)


class HashEmbedder:
    """Tokens strewn over a few dimensions: no meaning, but the same text is nearest to itself."""

    fingerprint = "hash"

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, shape (len(texts), DIMENSIONS)."""
        out = np.zeros((len(texts), DIMENSIONS), np.float32)
        for row, text in zip(out, texts, strict=True):
            for token in ngrams(text):
                row[sum(map(ord, token)) % DIMENSIONS] += 1
        lengths = np.linalg.norm(out, axis=1, keepdims=True).clip(1e-9)
        return np.asarray(out / lengths, dtype=np.float32)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Ranked]]:
    from knowledge.regulations.corpus import load_corpus

    corpus, embedder = load_corpus(), HashEmbedder()
    index = open_index(tmp_path_factory.mktemp("index"), corpus, embedder, phrasings=(INDEXED,))
    return dict(rank_all(corpus, index, embedder, (WORDS_ONLY, *WITH_PHRASINGS), ASKED, ""))


def test_every_system_ranks_every_question(found: dict[str, list[Ranked]]) -> None:
    assert {label: len(ranked) for label, ranked in found.items()} == {
        s.label: len(ASKED) for s in (WORDS_ONLY, *WITH_PHRASINGS)
    }


def test_a_question_is_looked_for_in_its_own_place_only(found: dict[str, list[Ranked]], corpus: Corpus) -> None:
    for ranked in found.values():
        for one, place in zip(ranked, ("jiangxi", "shanxi"), strict=True):
            documents = {ClauseRef.parse(c).document for c in one.clauses.found}
            assert {corpus.document(d).meta.jurisdiction for d in documents} == {place}


def test_the_laws_own_words_are_found_by_the_words(found: dict[str, list[Ranked]]) -> None:
    (_, quoted) = found[WORDS_ONLY.label]
    assert quoted.clauses.found[0] == "shanxi-2022#49"


def test_a_phrasing_finds_what_the_laws_words_do_not(found: dict[str, list[Ranked]]) -> None:
    by_words, by_phrasing = found[WORDS_ONLY.label][0], found[WITH_PHRASINGS[0].label][0]
    assert by_words.clauses.found[0] != "jiangxi-2022#63"
    assert by_phrasing.clauses.found[0] == "jiangxi-2022#63"


def test_articles_stand_once_and_in_order_of_their_best_clause(found: dict[str, list[Ranked]]) -> None:
    one = found[SHIPPED.label][1]
    tops = [str(ClauseRef.parse(c).top) for c in one.clauses.found]
    assert list(one.articles.found) == list(dict.fromkeys(tops))


def test_summed_adds_the_named_columns() -> None:
    table = np.arange(2 * len(FEATURES), dtype=np.float32).reshape(2, -1)
    assert summed("law", "meaning")(table).tolist() == [5.0, 2 * len(FEATURES) + 5.0]


def test_an_unknown_style_is_named_with_those_there_are() -> None:
    with pytest.raises(DatasetError, match=r"“opera”.*story"):
        questions_of("opera", held_only=True)


def test_the_report_holds_every_row_and_the_command(found: dict[str, list[Ranked]]) -> None:
    rows = [Row.of(label, ranked) for label, ranked in found.items()]
    text = markdown(rows, found[SHIPPED.label], [], ON, Plan(("story",), limit=5).command())
    assert all(len(row.figures) == len(HEADINGS) - 2 for row in rows)
    assert [label for label in found if f"| {label} | 2 |" not in text] == []
    assert "`ablation --style story --limit 5`" in text
    assert "| jiangxi-2022 | 1 |" in text


def test_the_command_names_no_folder_of_this_machine() -> None:
    plan = Plan(("story",), "dialect", Path("data"), Path("somewhere"))
    assert plan.command() == "ablation --style story --retrain-style dialect --data … --work …"
