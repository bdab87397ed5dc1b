from __future__ import annotations

import pytest

from assistant.outcome import Reason
from evals.cases import Behaviour, unknown_golds
from evals.held import held_cases, held_route_cases
from knowledge.index.phrasings import load_phrasings, load_routes
from knowledge.regulations.corpus import Corpus


def test_held_cases_are_the_held_phrasings_in_their_place(corpus: Corpus) -> None:
    cases = held_cases(corpus)
    assert [c.question for c in cases] == [p.text for p in load_phrasings() if p.held]
    assert all(c.jurisdiction == corpus.document(c.gold[0].document).meta.jurisdiction for c in cases)
    assert list(unknown_golds(corpus, cases)) == []


def test_held_messages_of_the_other_routes() -> None:
    cases = held_route_cases()
    assert [c.question for c in cases] == [r.text for r in load_routes() if r.held]
    assert {c.type for c in cases} == {r.route for r in load_routes() if r.held}


@pytest.mark.parametrize(
    ("route", "behaviour", "reason"),
    [
        ("evasion", Behaviour.REFUSE, Reason.EVASION),
        ("other_place", Behaviour.ABSTAIN, Reason.UNKNOWN_PLACE),
        ("vague", Behaviour.CLARIFY, Reason.TOPIC),
        ("distress", Behaviour.SMALLTALK, Reason.DISTRESS),
    ],
)
def test_each_route_says_what_should_happen(route: str, behaviour: Behaviour, reason: Reason) -> None:
    found = {(c.behaviour, c.reason) for c in held_route_cases() if c.type == route}
    assert found == {(behaviour, reason)}
