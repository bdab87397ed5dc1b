"""Places never mix: whatever is named in a case of a place stands in that place's documents (architecture.md, rule 3)."""

from __future__ import annotations

import pytest

from credit_core.procedures.book import load_procedures
from tests.credit_core.proof.played import Seen, documents_of

PLACES = sorted({source.jurisdiction for source in load_procedures().law.documents})


def test_every_place_and_act_is_played(seen: list[Seen]) -> None:
    assert {one.place for one in seen} == set(PLACES)
    kinds = {kind for one in seen for kind in one.clauses.values()}
    assert {"Reason", "Duty", "CaseEvent"} <= kinds
    assert sum(bool(one.filed) for one in seen) > len(seen) / 3


@pytest.mark.parametrize("place", PLACES)
def test_every_clause_named_in_a_place_is_its_own(place: str, seen: list[Seen]) -> None:
    own, named = documents_of(place), 0
    for one in seen:
        if one.place == place:
            foreign = {f"{kind}：{clause}" for clause, kind in one.clauses.items() if clause.document not in own}
            assert not foreign, one.name
            named += len(one.clauses)
    assert named > 0


@pytest.mark.parametrize("place", PLACES)
def test_no_sentence_told_in_a_place_names_another_ones_regulation(place: str, seen: list[Seen]) -> None:
    others = [source.title for source in load_procedures().law.documents if source.jurisdiction != place]
    own = [source.title for source in load_procedures().law.documents if source.jurisdiction == place]
    told = [text for one in seen if one.place == place for text in one.texts]
    assert told
    for text in told:
        left = text
        for title in own:
            left = left.replace(title, "")
        assert not [title for title in others if title in left], text
