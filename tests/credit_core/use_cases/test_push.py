"""Handing records in from a provider's own system: each row by itself, once under its reference, and nothing of others."""

from __future__ import annotations

import pytest

from credit_core.errors import BadFiling, Forbidden, KeyReused, NotFound
from credit_core.model.people import Actor, Role
from credit_core.model.records import DocumentKind
from credit_core.storage.reach import Reach
from credit_core.use_cases.office import Office
from credit_core.use_cases.push import (
    MOST,
    GivenDocument,
    HandedIn,
    PushOutcome,
    push_records,
    pushed_record,
    waiting_records,
)
from tests.credit_core.drafts import PROVIDER, draft

CLERK = Actor("clerk-1", Role.PROVIDER_CLERK, PROVIDER)
PAPER = GivenDocument(DocumentKind.PENALTY, "示市监罚字〔2026〕1号", PROVIDER)


def row(reference: str, category: str | None = None, **changes: object) -> HandedIn:
    """A record on a document that is not registered yet; what it says of its provider does not count."""
    made = draft("city", document_id=None, provider="别的单位（测试）", **changes)
    return HandedIn(reference, made, PAPER, category)


def test_rows_are_taken_in_once_under_the_accounts_own_body(office: Office) -> None:
    (first,) = push_records(office, CLERK, Reach(), [row("r-1")])
    assert first.record_id is not None
    again, other = push_records(office, CLERK, Reach(), [row("r-1"), row("r-2", title="另一条（测试）", item="SL-2")])
    assert (again.number, again.again, other.again) == (first.number, True, False)
    with office.store.read() as unit:
        assert unit.records.count() == 2
        assert unit.records.get(first.record_id).provider == PROVIDER
        assert unit.documents.count() == 1
    assert {one.reference for one in waiting_records(office, CLERK, Reach())} == {"r-1", "r-2"}
    assert pushed_record(office, CLERK, "r-1").outcome is PushOutcome.HELD


def test_what_fails_is_told_and_leaves_the_others(office: Office) -> None:
    rows = [row("r-1", title="改过"), row("r-2", category="第十五条"), row("r-3", jurisdiction="atlantis")]
    push_records(office, CLERK, Reach(), [row("r-1")])
    outcomes = push_records(office, CLERK, Reach(), [*rows, row("r-4", title="另一条（测试）", item="SL-2")])
    assert [one.outcome for one in outcomes] == [*[PushOutcome.ERROR] * 3, PushOutcome.HELD]
    assert all(one.error for one in outcomes[:3])


def test_places_out_of_reach_are_not_taken_in(office: Office) -> None:
    (told,) = push_records(office, CLERK, Reach(frozenset({"shanxi"})), [row("r-1")])
    assert told.outcome is PushOutcome.ERROR
    with office.store.read() as unit:
        assert unit.records.count() == 0


def test_a_whole_push_is_refused_before_anything_is_taken_in(office: Office) -> None:
    with pytest.raises(BadFiling):
        push_records(office, CLERK, Reach(), [row("r-1"), row("r-1")])
    with pytest.raises(BadFiling):
        push_records(office, CLERK, Reach(), [row(f"r-{number}") for number in range(MOST + 1)])
    with pytest.raises(Forbidden):
        push_records(office, Actor("clerk-2", Role.PROVIDER_CLERK), Reach(), [row("r-1")])
    push_records(office, CLERK, Reach(), [row("r-1")], "k")
    with pytest.raises(KeyReused):
        push_records(office, CLERK, Reach(), [row("r-2")], "k")


def test_another_bodys_references_are_not_there(office: Office) -> None:
    push_records(office, CLERK, Reach(), [row("r-1")])
    other = Actor("clerk-3", Role.PROVIDER_CLERK, "别的单位（测试）")
    with pytest.raises(NotFound):
        pushed_record(office, other, "r-1")
    assert waiting_records(office, other, Reach()) == ()
