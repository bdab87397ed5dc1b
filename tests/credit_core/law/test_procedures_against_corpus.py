"""The procedure files say nothing that the texts do not say: clauses resolve, names stand in the clause beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from credit_core.law.procedure_schema import ProcedureFile, Recipient, Requirement, Term
from credit_core.law.schema import QUOTE
from credit_core.parameters import load_law
from credit_core.procedures.book import load_procedures
from credit_core.vocabulary import Authority
from knowledge.citations.reference import ClauseRef
from knowledge.regulations.corpus import load_corpus

LAW = load_law()
CORPUS = load_corpus()
PLACES = load_procedures().places
FILES = [pytest.param(place, id=f"{document}:{name}") for (document, name), place in sorted(PLACES.items())]


def text_of(ref: ClauseRef) -> str:
    """The clause with what leads in to it, and with its items where it is a whole 款 or article."""
    provision = CORPUS.provision(ref)
    return provision.lead + provision.text


def clauses_of(place: ProcedureFile) -> Iterator[ClauseRef]:
    yield place.clause
    yield from place.clauses.values()
    yield from (ground.clause for ground in place.grounds.values())
    own: list[Recipient | Requirement | Term] = [*place.recipients, *place.requires, *place.terms.values()]
    yield from (entry.clause for entry in own if entry.clause is not None)
    for group in place.violations:
        yield group.clause
        yield from (one.clause for one in group.violations)


def named(place: ProcedureFile) -> Iterator[tuple[str, ClauseRef]]:
    """Names that must be the text's own words."""
    own: list[Recipient | Requirement] = [*place.recipients, *place.requires]
    yield from ((entry.name, entry.clause) for entry in own if entry.clause is not None)
    for ground in place.grounds.values():
        if not ground.open:
            yield ground.name, ground.clause


@pytest.mark.parametrize("place", FILES)
def test_every_clause_resolves(place: ProcedureFile) -> None:
    assert [str(ref) for ref in clauses_of(place) if CORPUS.find(ref) is None] == []


@pytest.mark.parametrize("place", FILES)
def test_names_stand_in_their_clause(place: ProcedureFile) -> None:
    assert [(name, str(clause)) for name, clause in named(place) if name not in text_of(clause)] == []


@pytest.mark.parametrize("place", FILES)
def test_interpretations_are_listed_ones(place: ProcedureFile) -> None:
    assert set(place.assumptions) <= LAW.assumptions.keys()


@pytest.mark.parametrize("place", FILES)
def test_limits_of_another_act_exist_in_the_same_law(place: ProcedureFile) -> None:
    own = {limit.rule: limit for limit in LAW.document(place.document).limits}
    assert set(place.limits) <= own.keys()
    assert not [rule for rule in place.limits if own[rule].act in place.acts]


@pytest.mark.parametrize("place", FILES)
def test_silence_is_told_as_silence(place: ProcedureFile) -> None:
    """Where a right is not given no step has a clause: all that is done then is practice."""
    if place.regulated:
        assert place.silence is None
        return
    assert place.silence is not None
    assert re.search("没有(规定|写)", place.silence)
    assert [words for words in QUOTE.findall(place.silence) if words not in text_of(place.clause)] == []
    assert not place.clauses


@pytest.mark.parametrize("place", FILES)
def test_only_regulations_carry_procedures(place: ProcedureFile) -> None:
    """GEN-09: a policy paper or a plan gives no right."""
    assert LAW.document(place.document).authority is Authority.REGULATION


def test_every_place_has_each_procedure() -> None:
    documents = {document for document, _ in PLACES}
    by_name: dict[str, set[str]] = {}
    for document, name in PLACES:
        by_name.setdefault(name, set()).add(document)
    assert {name: documents - found for name, found in by_name.items() if found != documents} == {}


@pytest.mark.parametrize("place", FILES)
def test_no_live_state_is_a_dead_end(place: ProcedureFile) -> None:
    """Every state that can be reached in the place is final or can be left, and an end can be reached."""
    procedure: Any = load_procedures().of_document(place.procedure, place.document)
    reached, new = {procedure.machine.initial}, {procedure.machine.initial}
    while new:
        new = {row.to for state in new for row in procedure.events_from(state)} - reached
        reached |= new
    stuck = [s for s in reached if not procedure.is_final(s) and not {r.to for r in procedure.events_from(s)} - {s}]
    assert stuck == []
    assert reached & set(procedure.machine.final)
