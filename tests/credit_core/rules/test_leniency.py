"""宽容、审慎 is a person's look, never a rule's result; the hard exclusion of 江西 第十五条第二款 is another thing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from credit_core.model.decisions import Met, Outcome
from credit_core.model.records import DocumentKind, RecordClass, Source
from credit_core.model.subjects import Capacity
from credit_core.rules.draft import Declared, decided
from credit_core.rules.leniency import NOT_EXCLUDED, OTHERWISE_PROVIDED, excluded, lenient
from tests.credit_core.drafts import PLACES, intake, person
from tests.credit_core.examples import DOCUMENT

EVERYTHING = Declared(slight=True, corrected=True, force_majeure=True, unintended=True)


@pytest.mark.rule("CT-13", "JX-32")
def test_each_place_has_its_own_cases() -> None:
    cases = {}
    for place in PLACES:
        young = person(date(2009, 6, 1), capacity=Capacity.LIMITED)
        found = list(lenient(intake(place, with_draft={"identity": young, "declared": EVERYTHING})))
        assert all(only.reason.met is Met.UNKNOWN for only in found)
        cases[place] = sorted(f"{only.reason.rule} {only.reason.clause}" for only in found)
    assert cases["shanxi"] == []
    assert cases["city"] == ["CT-13 city-2022#16.3"] * 3
    assert cases["jiangxi"] == ["JX-32 jiangxi-2022#27.2"] * 5


@pytest.mark.rule("CT-13", "JX-32")
@pytest.mark.parametrize("place", ["city", "jiangxi"])
def test_leniency_decides_nothing_by_itself(place: str) -> None:
    """The same circumstance ends either way, as the officer finds; without a finding it waits."""
    found = intake(place, with_draft={"declared": Declared(force_majeure=True)})
    question = "recognised_despite_force_majeure"
    assert decided(lenient(found)).outcome is Outcome.ASK_OFFICE
    assert decided(lenient(replace(found, findings={question: True}))).outcome is Outcome.ALLOWED
    assert decided(lenient(replace(found, findings={question: False}))).outcome is Outcome.REFUSED


@pytest.mark.parametrize("place", PLACES)
def test_only_dishonest_information_is_looked_at(place: str) -> None:
    found = intake(place, with_draft={"record_class": RecordClass.BASIC, "declared": EVERYTHING})
    assert [*lenient(found), *excluded(found)] == []


@pytest.mark.rule("JX-09")
@pytest.mark.parametrize(("summary", "slight", "corrected"), list(product([True, False, None], repeat=3)))
def test_every_combination_of_the_exclusion(summary: bool | None, slight: bool | None, corrected: bool | None) -> None:
    """Summary procedure alone excludes; so do slight and made good together. What is not stated is not assumed."""
    document = replace(DOCUMENT, summary=summary)
    declared = Declared(slight=slight, corrected=corrected)
    found = intake("jiangxi", document=document, with_draft={"declared": declared})
    (only,) = excluded(found)
    is_excluded = summary is True or (slight is True and corrected is True)
    open_point = summary is None or slight is None or (slight and corrected is None)
    assert only.reason.met is (Met.UNKNOWN if is_excluded or open_point else Met.MET)
    assert str(only.reason.clause) == "jiangxi-2022#15.2"
    (answered,) = excluded(replace(found, findings={NOT_EXCLUDED: True}))
    assert answered.reason.met is (Met.UNKNOWN if is_excluded else Met.MET)  # a clear case is not talked away
    (otherwise,) = excluded(replace(found, findings={OTHERWISE_PROVIDED: True}))
    assert (otherwise.reason.met is Met.MET) == (is_excluded or not open_point)


@pytest.mark.rule("JX-09")
def test_the_exclusion_speaks_of_penalties_as_public_information_in_that_place_only() -> None:
    summary = replace(DOCUMENT, summary=True)
    for place in ("shanxi", "city"):
        assert list(excluded(intake(place, document=summary))) == []
    judgment = replace(summary, kind=DocumentKind.JUDGMENT)
    assert list(excluded(intake("jiangxi", document=judgment))) == []
    assert list(excluded(intake("jiangxi", document=None))) == []
    assert list(excluded(intake("jiangxi", document=summary, with_draft={"source": Source.MARKET}))) == []


@pytest.mark.rule("CT-01", "CT-13")
@pytest.mark.parametrize(
    ("born", "minor"), [(date(2008, 3, 3), True), (date(2008, 3, 2), False), (date(2008, 3, 1), False)]
)
def test_minor_is_told_on_the_day_of_the_event(born: date, minor: bool) -> None:
    """2026-03-02: the day before the eighteenth birthday, the birthday, the day after."""
    assert bool(list(lenient(intake("city", with_draft={"identity": person(born)})))) is minor
