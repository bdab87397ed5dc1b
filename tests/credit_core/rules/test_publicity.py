"""Publicity: what a period ends on, and that nothing is published, or ended, on a guess."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credit_core.law.outside_fields import Basis, Kind, Period, Permanent, StartEvent
from credit_core.law.outside_schema import CatalogueEntry
from credit_core.model.decisions import Met, Outcome
from credit_core.model.records import Publicity, Record, RecordClass, Source, Validity
from credit_core.model.subjects import Capacity, IdKind, Subject, SubjectKind
from credit_core.outside import CatalogueItem, Determined, Undetermined
from credit_core.rules.publicity import End, Publication, end_of, may_publish
from credit_core.vocabulary import Unit
from tests.credit_core.drafts import BOOK, BORN, PLACES, TODAY, found, person
from tests.credit_core.examples import DOCUMENT, MOMENT, RECORD

Length = Literal[Unit.DAY, Unit.MONTH, Unit.YEAR]
BASIS = Basis(title="测试目录", number=None, issuer="测试机关", date=date(2024, 12, 1))
ENTRY = CatalogueEntry(
    code="SL-1", name="条目（测试）", record_class=RecordClass.DISHONEST, provider="测试单位", open=True, basis="测试"
)
SUBJECT = Subject("s1", SubjectKind.NATURAL_PERSON, "王建平", IdKind.RESIDENT_ID, person().number, None, False, BORN,
                  Capacity.FULL, MOMENT)  # fmt: skip
UNPUBLISHED = replace(RECORD, publicity=Publicity.NOT_PUBLIC, publicity_start=None, publicity_end=None)
NOWHERE = Undetermined(Kind.PUBLICITY_PERIOD, "SL-1", "没有载入", None, None, None, ())


def loaded(
    count: int, unit: Length, start: StartEvent = StartEvent.DOCUMENT_EFFECTIVE
) -> Determined[Period | Permanent]:
    return Determined(Period(count=count, unit=unit, start=start), BASIS, date(2025, 1, 1), None)


def asked(place: str = "city", record: Record = UNPUBLISHED, end: End | None = None, **changes: Any) -> Publication:
    item = Determined(CatalogueItem(ENTRY, (), None), BASIS, date(2025, 1, 1), None)
    rules = BOOK.record_rules(BOOK.law.regulation(place, TODAY).document)
    made = Publication(record, SUBJECT, rules, TODAY, item, end or End(None, "待定"))
    return replace(made, **changes)


@pytest.mark.rule("SX-08", "CT-07")
@pytest.mark.parametrize(
    ("count", "unit", "last"),
    [(30, Unit.DAY, date(2026, 2, 4)), (1, Unit.MONTH, date(2026, 2, 5)), (1, Unit.YEAR, date(2027, 1, 5))],
)
def test_a_period_ends_as_loaded(count: int, unit: Length, last: date) -> None:
    """From a document in effect on 2026-01-05; the first day is not counted."""
    assert end_of(loaded(count, unit), RECORD, DOCUMENT).day == last


def test_each_start_event_is_that_day() -> None:
    received = replace(RECORD, event_date=date(2026, 1, 2), received_at=datetime(2026, 1, 9, 16, 30, tzinfo=UTC))
    days = {start: end_of(loaded(1, Unit.DAY, start), received, DOCUMENT).day for start in StartEvent}
    assert days == {
        StartEvent.DOCUMENT_EFFECTIVE: date(2026, 1, 6),
        StartEvent.EVENT_DATE: date(2026, 1, 3),
        StartEvent.RECEIVED: date(2026, 1, 11),  # half past midnight of the tenth in Beijing
    }


@pytest.mark.rule("SX-08")
def test_an_end_is_never_supplied() -> None:
    permanent: Determined[Period | Permanent] = Determined(Permanent.PERMANENT, BASIS, date(2025, 1, 1), None)
    unknown_start = loaded(6, Unit.MONTH), replace(RECORD, document_id=None), None
    for term, record, document in ((None, RECORD, DOCUMENT), (NOWHERE, RECORD, DOCUMENT),
                                   (permanent, RECORD, DOCUMENT), unknown_start):  # fmt: skip
        end = end_of(term, record, document)
        assert end.day is None
        assert end.note


@given(count=st.integers(1, 400), unit=st.sampled_from([Unit.DAY, Unit.MONTH]))
def test_a_longer_period_never_ends_earlier(count: int, unit: Length) -> None:
    shorter, longer = (end_of(loaded(many, unit), RECORD, DOCUMENT).day for many in (count, count + 1))
    assert shorter is not None
    assert longer is not None
    assert DOCUMENT.effective_on is not None
    assert DOCUMENT.effective_on < shorter < longer


@pytest.mark.rule("CT-22", "CT-23")
@pytest.mark.parametrize("place", PLACES)
def test_open_by_the_catalogue_and_masked(place: str) -> None:
    decision = may_publish(asked(place))
    assert decision.outcome is Outcome.ALLOWED
    about_masking = [reason for reason in decision.reasons if "脱敏" in reason.text]
    assert [str(reason.clause) for reason in about_masking] == ["city-2022#23.3" if place == "city" else "None"]
    assert ("A-41" in decision.assumptions) == (place != "city")


@pytest.mark.parametrize("validity", list(Validity))
def test_only_what_counts_is_published(validity: Validity) -> None:
    outcome = may_publish(asked(record=replace(UNPUBLISHED, validity=validity))).outcome
    assert (outcome is Outcome.ALLOWED) == (validity in (Validity.EFFECTIVE, Validity.CORRECTED))


@pytest.mark.parametrize("publicity", [Publicity.PUBLIC, Publicity.STOPPED, Publicity.MASKED])
def test_what_was_stopped_or_masked_does_not_come_back(publicity: Publicity) -> None:
    assert may_publish(asked(record=replace(UNPUBLISHED, publicity=publicity))).outcome is Outcome.REFUSED
    assert may_publish(asked(record=replace(UNPUBLISHED, masked=True))).outcome is Outcome.REFUSED


def test_the_last_day_is_still_a_day_of_the_period() -> None:
    outcomes = [may_publish(asked(end=End(date(2026, 11, day), None))).outcome for day in (19, 20, 21)]
    assert outcomes == [Outcome.REFUSED, Outcome.ALLOWED, Outcome.ALLOWED]


@pytest.mark.rule("CT-07")
def test_a_catalogue_that_is_not_loaded_or_not_open_publishes_nothing() -> None:
    closed = Determined(
        CatalogueItem(ENTRY, ("目录写明这一条目不公开，不能公示。",), None), BASIS, date(2025, 1, 1), None
    )
    assert may_publish(asked(item=NOWHERE)).outcome is Outcome.UNDETERMINED
    assert may_publish(asked(item=None)).outcome is Outcome.REFUSED
    assert may_publish(asked(item=closed)).outcome is Outcome.REFUSED


@pytest.mark.rule("GEN-10")
@pytest.mark.parametrize(("place", "clause"), [("shanxi", "#4"), ("city", "#4.2"), ("jiangxi", "#4.2")])
def test_what_is_confidential_is_never_published(place: str, clause: str) -> None:
    decision = may_publish(asked(place, secret=True))
    assert decision.outcome is Outcome.REFUSED
    assert found(decision, "GEN-10")[0] is Met.NOT_MET
    assert any(str(reason.clause).endswith(clause) for reason in decision.reasons if reason.rule == "GEN-10")


@pytest.mark.rule("CT-23")
@pytest.mark.parametrize("written", ["王 建 平", "王建平", SUBJECT.id_number.lower()])
def test_a_name_that_masking_does_not_reach_stops_publication(written: str) -> None:
    record = replace(UNPUBLISHED, content={f"{written}的情况": "欠缴"})
    assert may_publish(asked(record=record)).outcome is Outcome.INCOMPLETE


@pytest.mark.rule("SX-12", "CT-21")
def test_market_information_in_the_ways_of_the_place() -> None:
    market = replace(UNPUBLISHED, source=Source.MARKET, item=None)
    ways = {"shanxi": "信用主体主动公开", "city": "主动公布", "jiangxi": "主动公布"}
    found_outcomes = {
        place: [
            may_publish(asked(place, market, item=None)).outcome,
            may_publish(asked(place, market, item=None, way=way, agreement="主体声明（测试）")).outcome,
            may_publish(asked(place, market, item=None, way="悄悄公开", agreement="测试")).outcome,
        ]
        for place, way in ways.items()
    }
    assert found_outcomes == {
        "shanxi": [Outcome.INCOMPLETE, Outcome.ALLOWED, Outcome.REFUSED],  # a closed list
        "city": [Outcome.INCOMPLETE, Outcome.ALLOWED, Outcome.ASK_OFFICE],  # 等方式
        "jiangxi": [Outcome.ASK_OFFICE] * 3,  # the text does not say
    }
