"""What is ranked, and where its phrasings go."""

from __future__ import annotations

import pytest

from knowledge.index.phrasings import load_phrasings
from knowledge.index.units import heading_of, place_phrasings, units_of
from knowledge.regulations.corpus import Corpus


@pytest.mark.parametrize("document", ["shanxi-2022", "city-2022", "jiangxi-2022", "shanxi-opinion-2020"])
def test_every_clause_is_a_unit(document: str, corpus: Corpus) -> None:
    found = corpus.document(document)
    assert {u.ref for u in units_of(found)} == set(found.provisions)


def test_a_sentence_of_the_plan_is_found_through_its_heading(corpus: Corpus) -> None:
    plan = corpus.document("shanxi-plan-2014")
    units = {u.ref for u in units_of(plan)}
    for item in plan.plan_items:
        for sentence in item.sentences:
            heading = heading_of(plan, sentence)
            assert heading is not None
            assert heading in units
    assert all(u.sentence is None or heading_of(plan, u.sentence) is None for u in units)


def test_every_phrasing_finds_its_unit_and_none_that_measures_is_placed(corpus: Corpus) -> None:
    phrasings = load_phrasings()
    placed = 0
    for document in corpus.documents.values():
        units = units_of(document)
        kept, where = place_phrasings(document, units, phrasings)
        assert not any(p.held for p in kept)
        assert all(units[i].ref.top.document == document.id for i in where)
        placed += len(kept)
    assert placed == sum(not p.held for p in phrasings)
