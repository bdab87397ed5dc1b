from __future__ import annotations

from itertools import pairwise

import pytest

from knowledge.citations.reference import ClauseRef, ClauseRefError, Scheme
from knowledge.regulations.corpus import Corpus


@pytest.mark.parametrize(
    ("text", "locator"),
    [
        ("jiangxi-2022#39", "第三十九条"),
        ("jiangxi-2022#39.2", "第三十九条第二款"),
        ("shanxi-2022#15.2.9", "第十五条第二款第（九）项"),
        ("x-2024#12-1.2", "第十二条之一第二款"),
        ("x-2024#2.1.1.2", "第二条第一款第（一）项第2目"),
        ("shanxi-plan-2014#税务领域信用建设", "“税务领域信用建设”部分"),
        ("shanxi-plan-2014#s0", "第1句"),
        ("shanxi-plan-2014#规划期", "规划期"),
    ],
)
def test_ids_and_locators(text: str, locator: str) -> None:
    ref = ClauseRef.parse(text)
    assert str(ref) == text
    assert ref.locator() == locator


def test_an_opinion_item() -> None:
    assert ClauseRef.parse("shanxi-opinion-2020#17").locator(Scheme.NUMBERED_ITEMS) == "第17项"


def test_a_lone_paragraph_is_not_named() -> None:
    assert ClauseRef.parse("jiangxi-2022#24.1.3").locator(lone_paragraph=True) == "第二十四条第（三）项"


@pytest.mark.parametrize(
    "text", ["jiangxi-2022", "#39", "jiangxi-2022#0", "jiangxi-2022#39.", "jiangxi-2022#39..1", "X#1", "a#1a", "a#"]
)
def test_what_is_no_id(text: str) -> None:
    with pytest.raises(ClauseRefError):
        ClauseRef.parse(text)


def test_levels() -> None:
    item = ClauseRef.parse("x-2024#2.1.1.2")
    chain = [item, item.parent, item.parent.parent if item.parent else None]
    assert [str(ref) for ref in chain] == ["x-2024#2.1.1.2", "x-2024#2.1.1", "x-2024#2.1"]
    assert item.top.covers(item)
    assert not item.covers(item.top)
    assert ClauseRef.parse("x-2024#2").parent is None


def test_every_clause_of_the_corpus_reads_back(corpus: Corpus) -> None:
    for document in corpus.documents.values():
        for ref in document.provisions:
            assert ClauseRef.parse(str(ref)) == ref
        ordered = sorted(document.provisions)
        assert all(a < b for a, b in pairwise(ordered))


def test_two_clauses_overlap_where_one_is_or_covers_the_other() -> None:
    article, paragraph, other = (ClauseRef.parse(f"jiangxi-2022#{place}") for place in ("39", "39.2", "39.1"))
    assert article.overlaps(paragraph)
    assert paragraph.overlaps(article)
    assert paragraph.overlaps(paragraph)
    assert not paragraph.overlaps(other)
