"""Place, kind and day are settled before anything is ranked; whatever is asked, the numbers are sound."""

from __future__ import annotations

import math
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from langchain_core.retrievers import BaseRetriever

from knowledge.citations.reference import ClauseRef
from knowledge.index.book import SIGNALS
from knowledge.index.build import open_index
from knowledge.index.phrasings import load_phrasings
from knowledge.regulations.corpus import Corpus
from knowledge.regulations.model import Document, Kind
from knowledge.retrieval.query import Query
from knowledge.retrieval.retriever import ClauseRetriever, LangchainClauseRetriever
from tests.knowledge.small import HashEmbedder, small_corpus, small_law

ON = date(2026, 11, 20)
ODD = ("", " ", "？！", "☃", "a" * 500, "0", "\u200b", "信" * 800, "𠀀𠀁", "%s{}[]", "第第第条条条")


def small_retriever(root: Path, *documents: Document, nationwide: str = "") -> ClauseRetriever:
    corpus = small_corpus(*documents, nationwide=nationwide)
    return ClauseRetriever(corpus, open_index(root, corpus, HashEmbedder(), phrasings=()), HashEmbedder())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.one_of(
        st.sampled_from(ODD), st.text(max_size=50), st.sampled_from([p.text for p in load_phrasings()[::97]])
    ),
    place=st.sampled_from(["shanxi", "jiangxi", "city"]),
)
def test_scores_are_finite_and_shares_sum_to_one(text: str, place: str, retriever: ClauseRetriever) -> None:
    hits = retriever.search(Query(text, place, ON, limit=10_000))
    assert math.isclose(sum(h.share for h in hits), 1, abs_tol=1e-3)
    assert all(math.isfinite(h.score) and 0 <= h.share <= 1 for h in hits)
    assert [h.score for h in hits] == sorted((h.score for h in hits), reverse=True)
    assert len({h.ref for h in hits}) == len(hits)
    assert all(set(h.signals) == set(SIGNALS) and all(map(math.isfinite, h.signals.values())) for h in hits)


@pytest.mark.parametrize("text", ["异议几天给结果", *ODD])
def test_the_same_question_finds_the_same(text: str, retriever: ClauseRetriever) -> None:
    query = Query(text, "jiangxi", ON)
    first = retriever.search(query)
    retriever.search(Query("信用修复要多久", "shanxi", ON))
    assert retriever.search(query) == first


@pytest.mark.parametrize("place", ["shanxi", "jiangxi", "city"])
def test_only_the_place_is_searched(place: str, retriever: ClauseRetriever, corpus: Corpus) -> None:
    hits = retriever.search(Query("异议几天给结果", place, ON, limit=10_000))
    own = {d.id for d in corpus.documents.values() if d.meta.jurisdiction == place}
    assert {h.ref.document for h in hits} == own


def test_a_place_without_law_finds_nothing(retriever: ClauseRetriever) -> None:
    assert retriever.search(Query("异议几天给结果", "hunan", ON)) == []
    assert retriever.search(Query("异议几天给结果", "jiangxi", date(2022, 2, 28))) == []


def test_on_the_first_day_it_is_found(retriever: ClauseRetriever) -> None:
    (hit,) = retriever.search(Query("异议几天给结果", "jiangxi", date(2022, 3, 1), limit=1))
    assert hit.ref.document == "jiangxi-2022"


@pytest.mark.parametrize(
    ("on", "documents"),
    [
        (date(2014, 12, 14), set()),
        (date(2014, 12, 15), {"shanxi-plan-2014"}),
        (date(2020, 2, 20), {"shanxi-plan-2014", "shanxi-opinion-2020"}),
        (date(2022, 10, 1), {"shanxi-plan-2014", "shanxi-opinion-2020", "shanxi-2022"}),
    ],
)
def test_what_may_be_searched_on_a_day(on: date, documents: set[str], retriever: ClauseRetriever) -> None:
    assert {book.document for book in retriever.books(Query("", "shanxi", on))} == documents


def test_kinds_and_documents_narrow_the_search(retriever: ClauseRetriever) -> None:
    law = Query("约谈", "shanxi", ON, kinds=frozenset({Kind.REGULATION}))
    assert [b.document for b in retriever.books(law)] == ["shanxi-2022"]
    paper = Query("约谈", "shanxi", ON, documents=frozenset({"shanxi-opinion-2020"}))
    assert str(retriever.search(paper)[0].ref) == "shanxi-opinion-2020#13"


def test_the_limit_is_kept(retriever: ClauseRetriever) -> None:
    assert [len(retriever.search(Query("异议", "city", ON, limit=n))) for n in (1, 3, 7)] == [1, 3, 7]


def test_unseen_questions_find_their_clause(retriever: ClauseRetriever, corpus: Corpus) -> None:
    """A floor, not the figure (evals measure): a broken signal or a swapped column falls through it."""
    held = [p for p in load_phrasings() if p.held and corpus.document(p.clause.document).meta.kind is Kind.REGULATION]
    sample = held[:: len(held) // 150]
    found = 0
    for phrasing in sample:
        place = corpus.document(phrasing.clause.document).meta.jurisdiction
        hits = retriever.search(Query(phrasing.text, place, ON, limit=5))
        found += any(h.ref.top in {g.top for g in phrasing.golds} for h in hits)
    assert found / len(sample) > 0.9


def test_langchain_s_view(retriever: ClauseRetriever, corpus: Corpus) -> None:
    chain = LangchainClauseRetriever(retriever=retriever, template=Query("", "jiangxi", ON, limit=3))
    assert isinstance(chain, BaseRetriever)
    documents = chain.invoke("异议几天给结果")
    assert [d.metadata["clause"] for d in documents] == [
        str(h.ref) for h in retriever.search(Query("异议几天给结果", "jiangxi", ON, limit=3))
    ]
    for document in documents:
        provision = corpus.provision(ClauseRef.parse(document.metadata["clause"]))
        assert document.id == document.metadata["clause"]
        assert document.page_content == provision.text
        assert document.metadata["locator"] == provision.label
        assert document.metadata["jurisdiction"] == "jiangxi"


def test_a_text_without_phrasings_is_found(tmp_path: Path) -> None:
    found = small_retriever(tmp_path, small_law("moshen-2023"))
    (hit,) = found.search(Query("查询要不要费用", "moshen", ON, limit=1))
    assert str(hit.ref) == "moshen-2023#2.2"
    assert hit.signals["asked"] == 0
    assert hit.signals["near"] == pytest.approx(3 * hit.signals["meaning"])  # its own words stand in for phrasings


def test_each_day_has_its_version(tmp_path: Path) -> None:
    new = small_law(
        "xinshen-2025", place="xinshen", since=date(2025, 7, 1), supersedes="xinshen-2023", fee="每年两次免费。"
    )
    found = small_retriever(tmp_path, small_law("xinshen-2023", place="xinshen"), new)

    def documents(on: date) -> set[str]:
        return {h.ref.document for h in found.search(Query("查询费用", "xinshen", on, limit=99))}

    assert documents(date(2023, 6, 30)) == set()
    assert documents(date(2025, 6, 30)) == {"xinshen-2023"}
    assert documents(date(2025, 7, 1)) == {"xinshen-2025"}


def test_nationwide_law_is_searched_everywhere_and_a_neighbour_s_is_not(tmp_path: Path) -> None:
    found = small_retriever(
        tmp_path,
        small_law("jiasheng-2023", place="jiasheng"),
        small_law("yisheng-2023", place="yisheng"),
        small_law("quanguo-2023", place="quanguo", kind=Kind.LAW),
        nationwide="quanguo",
    )
    hits = found.search(Query("查询费用", "jiasheng", ON, limit=99))
    assert {h.ref.document for h in hits} == {"jiasheng-2023", "quanguo-2023"}


def test_a_retired_text_is_not_found_after_its_last_day(tmp_path: Path) -> None:
    found = small_retriever(tmp_path, small_law("jiushen-2023", place="jiushen", until=date(2024, 12, 31)))
    assert found.search(Query("查询", "jiushen", date(2024, 12, 31)))
    assert found.search(Query("查询", "jiushen", date(2025, 1, 1))) == []
