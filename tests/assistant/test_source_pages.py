"""A regulation as a page: order, anchors, marks, force."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.clock import Clock
from assistant.source_layout import Passage, rows
from assistant.source_pages import Force, Library, NoSuchClause, Reading, clause_anchors, find_quote, force
from knowledge.citations.reference import ClauseRef
from knowledge.regulations.corpus import load_corpus
from knowledge.regulations.model import Document

CORPUS = load_corpus()
LIBRARY = Library(Path("no-such-folder"), Clock(date(2026, 11, 20)))


def marked(reading: Reading) -> str:
    """The words in <mark>, joined."""
    segments = (s for passage in reading.passages for piece in passage.pieces for s in piece.segments)
    return "".join(segment.text for segment in segments if segment.marked)


def packed(text: str) -> str:
    return "".join(text.split())


def test_binding_law_comes_first() -> None:
    assert [source.rank for source in LIBRARY.sources()] == [1, 1, 1, 2, 3]


@pytest.mark.parametrize("document", CORPUS.documents.values(), ids=lambda d: d.id)
def test_the_page_holds_every_word_of_every_provision(document: Document) -> None:
    shown = "".join(
        piece.number + "".join(s.text for s in piece.segments)
        for row in rows(document)
        if isinstance(row, Passage)
        for piece in row.pieces
    )
    for provision in document.provisions.values():
        if provision.ref.heading is None and provision.ref.subitem is None:
            assert packed(provision.text) in packed(shown), provision.ref


@pytest.mark.parametrize("document", CORPUS.documents.values(), ids=lambda d: d.id)
def test_every_provision_has_one_anchor(document: Document) -> None:
    anchors = list(clause_anchors(LIBRARY.read(document.id)))
    assert len(anchors) == len(set(anchors))
    assert {ref.place for ref in document.provisions} <= set(anchors)


@pytest.mark.parametrize("document", CORPUS.documents.values(), ids=lambda d: d.id)
def test_every_provision_can_be_the_focus_and_is_found_as_a_quote_of_itself(document: Document) -> None:
    for ref, provision in list(document.provisions.items())[::9]:
        reading = LIBRARY.read(document.id, ref.place, provision.text)
        assert reading.focus, ref
        assert reading.focus.quote_found, ref
        assert reading.focus.anchor in set(clause_anchors(reading))
        assert any(passage.target or any(p.target for p in passage.pieces) for passage in reading.passages), ref


def test_only_the_quoted_words_are_marked() -> None:
    words = "应当在一个工作日内作出异议标注"
    assert marked(LIBRARY.read("jiangxi-2022", "39.2", words)) == words
    assert marked(LIBRARY.read("jiangxi-2022", "jiangxi-2022#39", words)) == words
    missing = LIBRARY.read("jiangxi-2022", "39.3", words)
    assert marked(missing) == ""
    assert missing.focus
    assert missing.focus.quote_found is False


def test_the_same_words_by_either_name_of_a_lone_paragraph() -> None:
    one, other = LIBRARY.read("jiangxi-2022", "24"), LIBRARY.read("jiangxi-2022", "24.1")
    assert one.focus
    assert other.focus
    assert one.focus.anchor == other.focus.anchor == "24"


@pytest.mark.parametrize("clause", ["99", "39.9", "x", "shanxi-2022#1", "39.2.1", "#39", "a#b#c"])
def test_what_is_not_there_is_not_found(clause: str) -> None:
    with pytest.raises(NoSuchClause):
        LIBRARY.read("jiangxi-2022", clause)


def test_a_long_quote_is_found_by_its_ends_and_only_in_its_clause() -> None:
    document = CORPUS.documents["jiangxi-2022"]
    provision = document.provisions[ClauseRef.parse("jiangxi-2022#39.2")]
    span = find_quote(document.text, provision, provision.text[:20] + "……" + provision.text[-20:])
    assert span == (provision.start, provision.end)
    assert find_quote(document.text, provision, provision.text[-20:] + "……" + provision.text[:20]) is None
    assert find_quote(document.text, provision, "……") is None
    assert find_quote(document.text, provision, "   ") is None


@given(st.data())
def test_any_stretch_of_a_clause_is_found_verbatim(data: st.DataObject) -> None:
    document = CORPUS.documents["shanxi-2022"]
    provision = document.provisions[ClauseRef.parse("shanxi-2022#15")]
    start = data.draw(st.integers(0, len(provision.text) - 1))
    end = data.draw(st.integers(start + 1, len(provision.text)))
    quote = provision.text[start:end]
    span = find_quote(document.text, provision, quote)
    if quote.strip():
        assert span
        assert packed(document.text[span[0] : span[1]]) == packed(quote)
    else:
        assert span is None


def test_force_has_boundaries() -> None:
    law, plan = CORPUS.documents["jiangxi-2022"].meta, CORPUS.documents["shanxi-plan-2014"].meta
    assert force(law, date(2022, 2, 28)) is Force.NOT_YET
    assert force(law, date(2022, 3, 1)) is Force.IN_FORCE
    assert force(plan, date(2020, 12, 31)) is Force.NO_END_STATED
    assert force(plan, date(2021, 1, 1)) is Force.PERIOD_OVER
    assert force(CORPUS.documents["shanxi-opinion-2020"].meta, date(2026, 1, 1)) is Force.NO_END_STATED
