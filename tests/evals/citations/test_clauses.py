"""The made citations are what they say they are, and a verifier that fails at its work does not pass."""

from __future__ import annotations

from collections import Counter
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.answering import verify_citations as gate
from assistant.answering.turn import Tools
from assistant.wording import load_wording
from evals.cases import sample
from evals.citations import verifiers
from evals.citations.suite import METRICS, made_trial
from evals.citations.variants import Kind, Variant, stands_in, valid_day, variants
from evals.citations.verifiers import CHECKS
from evals.suite import Trial
from knowledge.citations.reference import ClauseRef
from knowledge.citations.verifier import Outcome, Verdict
from knowledge.regulations.corpus import Corpus, assemble

FORGED_QUOTES = frozenset(Kind) - {Kind.WHOLE, Kind.PART, Kind.SPELLING, Kind.RANGE, Kind.DIGITS, Kind.EXPIRED}


@pytest.fixture(scope="module")
def made(corpus: Corpus) -> list[Variant]:
    return variants(corpus)


@pytest.fixture(scope="module")
def tools(corpus: Corpus) -> Tools:
    return SimpleNamespace(corpus=corpus, wording=load_wording())  # type: ignore[return-value]


def _tried(made: list[Variant], kind: Kind, tools: Tools, corpus: Corpus) -> list[Trial]:
    chosen = sample([v for v in made if v.kind is kind], 12)
    return [made_trial(number, variant, tools, corpus) for number, variant in enumerate(chosen, 1)]


def test_every_kind_is_made_of_many_clauses(made: list[Variant], corpus: Corpus) -> None:
    counts = Counter(variant.kind for variant in made)
    assert len(made) >= 10_000
    assert {kind: count for kind, count in counts.items() if count < 200} == {}
    assert {v.source.document for v in made} == set(corpus.documents)


def test_the_same_citations_are_made_each_time(corpus: Corpus) -> None:
    two = assemble([corpus.document(key) for key in ("city-2022", "shanxi-opinion-2020")], corpus.jurisdictions)
    assert variants(two) == variants(two)


def test_no_forged_quotation_stands_in_the_clause_it_names(made: list[Variant], corpus: Corpus) -> None:
    true_after_all = [
        v
        for v in made
        if v.kind in FORGED_QUOTES - {Kind.ELSEWHERE, Kind.ARTICLE} and stands_in(corpus.provision(v.ref), v.quote)
    ]
    assert true_after_all == []


def test_no_invented_place_exists_and_no_expired_text_is_in_force(made: list[Variant], corpus: Corpus) -> None:
    assert [v.ref for v in made if v.kind is Kind.ARTICLE and corpus.find(v.ref)] == []
    expired = [v for v in made if v.kind is Kind.EXPIRED]
    assert [v for v in expired if corpus.document(v.ref.document).meta.in_force(v.on)] == []
    assert all(d.meta.in_force(valid_day(d)) for d in corpus.documents.values())


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.EXPIRED])
def test_the_real_verifiers_judge_a_sample_rightly(
    kind: Kind, made: list[Variant], tools: Tools, corpus: Corpus
) -> None:
    assert [(t.asked, t.faults) for t in _tried(made, kind, tools, corpus) if t.faults] == []


def test_a_gate_that_lets_everything_pass_is_caught(
    made: list[Variant], tools: Tools, corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "_holds", lambda *_: True)
    for kind in (Kind.NUMBER, Kind.MOVED, Kind.INVENTED, Kind.ARTICLE, Kind.ELSEWHERE):
        assert {t.outcome["gate"] for t in _tried(made, kind, tools, corpus)} == {False}
    assert {t.outcome["true"] for t in _tried(made, Kind.PART, tools, corpus)} == {True}


@pytest.mark.parametrize(("outcome", "caught"), [(Outcome.RIGHT, False), (Outcome.ALTERED, True)])
def test_a_verifier_that_always_says_the_same_is_caught(
    outcome: Outcome,
    caught: bool,
    made: list[Variant],
    tools: Tools,
    corpus: Corpus,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def always(_: Corpus, ref: ClauseRef, *__: Any) -> Verdict:
        return Verdict(outcome, "", ref, (ref,))

    monkeypatch.setattr(verifiers, "verify_quote", always)
    assert {t.outcome["altered"] for t in _tried(made, Kind.LETTER, tools, corpus)} == {caught}
    assert {t.outcome["true"] for t in _tried(made, Kind.WHOLE, tools, corpus)} == {not caught}


def test_a_quotation_that_a_text_overlooks_is_a_fault(
    made: list[Variant], tools: Tools, corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verifiers, "check_text", lambda *_: [])
    for kind in (Kind.PART, Kind.SWAP):
        assert {t.outcome["text"] for t in _tried(made, kind, tools, corpus)} == {False}


def test_all_but_the_single_verifiers_are_hard_rules() -> None:
    assert {m.key for m in METRICS if not m.hard} == {check.key for check in CHECKS}
