"""An authorisation must be written, voluntary, for a purpose, bounded and ending; where that is law, its clause is cited."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from credit_core.messages import disclosure as messages
from credit_core.model.decisions import Decision, Met, Outcome
from credit_core.model.disclosure import AuthorisationState
from credit_core.rules.authorisation import Offer, decide_grant, in_scope, state_on
from tests.credit_core.query_examples import FIRM, PERSON, PLACES, TODAY, authorisation, place_of, record

OFFER = Offer("审核贷款申请", ("dishonest",), date(2026, 12, 31), written=True, forced=False, identity=Met.MET)
BAN = "city-2022#39.1.2"


def decided(offer: Offer, place: str = "city", *, firm: bool = False) -> Decision:
    return decide_grant(offer, FIRM if firm else PERSON, place_of(place), TODAY)


def unmet(decision: Decision) -> list[tuple[str, str | None]]:
    return [(r.rule, str(r.clause) if r.clause else None) for r in decision.reasons if r.met is not Met.MET]


@pytest.mark.parametrize("place", PLACES)
def test_a_whole_authorisation_is_good_everywhere(place: str) -> None:
    decision = decided(OFFER, place)
    assert (decision.outcome, decision.assumptions) == (Outcome.ALLOWED, ("A-39",))


@pytest.mark.rule("CT-46", "SYS-23")
@pytest.mark.parametrize(
    ("changes", "rule"),
    [({"forced": True}, "voluntary"), ({"expires_on": None}, "end")],
    ids=["强制授权", "一次性授权终身"],
)
def test_forced_and_lifetime_authorisations_are_void_by_clause_in_the_city_only(changes, rule) -> None:
    """某市 第三十九条第二项 speaks of natural persons; elsewhere and for organisations it is the office's practice."""
    bad = replace(OFFER, **changes)
    assert decided(bad).outcome is Outcome.REFUSED
    assert unmet(decided(bad)) == [(rule, BAN)]
    for place, firm in [("shanxi", False), ("jiangxi", False), ("city", True)]:
        decision = decided(bad, place, firm=firm)
        assert decision.outcome is Outcome.REFUSED
        assert unmet(decision) == [(rule, None)]
        text = next(r.text for r in decision.reasons if r.met is not Met.MET)
        assert text.endswith(messages.PRACTICE)


@pytest.mark.rule("CT-46")
def test_an_end_is_good_on_its_own_day_and_not_the_day_after() -> None:
    ends = [date(2026, 11, 19), date(2026, 11, 20), date(2026, 11, 21)]
    outcomes = [decided(replace(OFFER, expires_on=end)).outcome for end in ends]
    assert outcomes == [Outcome.REFUSED, Outcome.ALLOWED, Outcome.ALLOWED]


@pytest.mark.rule("CT-24")
def test_what_can_still_be_supplied_is_asked_for() -> None:
    decision = decided(replace(OFFER, written=False, purpose=" ", forced=None, scope=(), identity=Met.UNKNOWN))
    assert decision.outcome is Outcome.INCOMPLETE
    assert set(decision.missing) == {
        messages.WRITTEN_NAME, messages.PURPOSE, messages.VOLUNTARY_NAME, messages.SCOPE_NAME, messages.IDENTITY
    }  # fmt: skip
    assert ("authorisation", "city-2022#24") in unmet(decision)
    assert ("authorisation", None) in unmet(decided(replace(OFFER, written=False), "shanxi"))


@pytest.mark.rule("CT-46")
@pytest.mark.parametrize("scope", [("all",), ("basic", "positive", "dishonest", "other")])
def test_a_scope_without_bounds_is_void_as_practice(scope) -> None:
    """No text says so: no clause is cited, not even the city's."""
    decision = decided(replace(OFFER, scope=scope))
    assert (decision.outcome, unmet(decision)) == (Outcome.REFUSED, [("scope", None)])


def test_an_identity_that_failed_refuses() -> None:
    assert decided(replace(OFFER, identity=Met.NOT_MET)).outcome is Outcome.REFUSED


@pytest.mark.rule("SYS-23")
def test_the_state_of_a_day_does_not_wait_for_anybody_to_write_it_down() -> None:
    made = authorisation(most_uses=2, uses=1, expires_on=TODAY)
    assert state_on(made, TODAY) is AuthorisationState.ACTIVE
    assert state_on(made, date(2026, 11, 21)) is AuthorisationState.EXPIRED
    assert state_on(replace(made, uses=2), TODAY) is AuthorisationState.EXHAUSTED
    assert state_on(replace(made, state=AuthorisationState.REVOKED), TODAY) is AuthorisationState.REVOKED


def test_scope_names_a_class_or_a_record() -> None:
    one = record()
    assert in_scope(authorisation(scope=("dishonest",)), one)
    assert in_scope(authorisation(scope=(one.id,)), one)
    assert not in_scope(authorisation(scope=("positive", "record-9")), one)
