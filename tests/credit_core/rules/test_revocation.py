"""When a changed document's clocks run: from which day in which place, and for which records."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from credit_core.procedures.book import load_procedures
from credit_core.rules.revocation import collected
from credit_core.vocabulary import Unit

BOOK = load_procedures()
EFFECTIVE = date(2026, 3, 12)


@pytest.mark.rule("CT-55")
@pytest.mark.parametrize(
    ("pushed", "found"),
    [
        (datetime(2026, 3, 11, 15, 59, tzinfo=UTC), True),
        (datetime(2026, 3, 12, 15, 59, tzinfo=UTC), True),
        (datetime(2026, 3, 12, 16, 0, tzinfo=UTC), False),  # already the 13th in Beijing
        (None, False),
    ],
    ids=["前一天", "当天", "后一天", "没有归集"],
)
def test_collected_by_the_day_the_change_took_effect(pushed: datetime | None, found: bool) -> None:
    assert collected(pushed, EFFECTIVE) is found


def test_without_the_effective_day_nobody_can_say_whether_it_was_collected() -> None:
    assert collected(datetime(2026, 3, 1, tzinfo=UTC), None) is None


@pytest.mark.rule("SX-35", "CT-55", "JX-58")
@pytest.mark.parametrize(
    ("place", "start", "event"),
    [
        ("shanxi", "changed_on", "document_changed"),
        ("city", "effective_on", "document_effective"),
        ("jiangxi", "acted_on", "information_changed"),
    ],
)
def test_each_place_counts_from_its_own_event(place: str, start: str, event: str) -> None:
    procedure = BOOK.procedure("revocation", place, EFFECTIVE)
    assert procedure.term("start_fact").value == start
    row = procedure.row("document_event", "confirm_event", {"collected": True})
    assert row is not None
    days = {emission.event: emission.day for emission in row.emits}
    assert days[event] == start
    assert {limit.start.event for limit in procedure.started_by(row) if limit.start} == {event}


@pytest.mark.rule("GEN-04", "SX-35", "SX-37", "CT-55", "CT-56", "JX-58", "JX-59")
def test_days_and_working_days_are_never_mixed() -> None:
    found: dict[str, tuple[int | None, Unit | None]] = {}
    for place in ("shanxi", "city", "jiangxi"):
        limits = BOOK.procedure("revocation", place, EFFECTIVE).limits
        found |= {limit.rule: (limit.value, limit.unit) for limit in limits if limit.countable}
    assert found == {
        "SX-35": (5, Unit.DAY),
        "SX-37": (3, Unit.DAY),
        "CT-55": (3, Unit.WORKING_DAY),
        "CT-56": (2, Unit.WORKING_DAY),
        "JX-58": (3, Unit.WORKING_DAY),
        "JX-59": (3, Unit.WORKING_DAY),
    }
