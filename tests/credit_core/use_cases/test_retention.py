"""Retention: erased when a loaded period is over, not a day earlier, not without one, and it does not come back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import yaml

from credit_core.model.ids import new_id
from credit_core.model.outside import LoadedFile
from credit_core.model.records import Publicity, Record, RecordVersion, Sharing, Validity
from credit_core.use_cases.deletions import purge_restored
from credit_core.use_cases.office import OUTSIDE, Office
from credit_core.use_cases.retention import erase_expired
from tests.credit_core.offices import add_firm, add_record

OVER = date(2026, 11, 3)


def load(office: Office, place: str, **entry: object) -> None:
    """A made-up catalogue with a retention period of eight 月 from the document's effect (2026-03-02)."""
    made = {"code": "SL-1", "name": "条目（测试）", "record_class": "dishonest", "provider": "测试", "basis": "测试",
            "retention": {"count": 8, "unit": "月", "start": "document_effective"}, **entry}  # fmt: skip
    basis = {"title": "测试目录", "number": None, "issuer": "测试机关", "date": date(2024, 12, 1)}
    text = yaml.safe_dump(
        {"basis": basis, "jurisdiction": place, "valid_from": date(2025, 1, 1), "valid_to": None, "catalogue": [made]},
        allow_unicode=True,
    )
    with office.store.begin() as unit:
        unit.loaded.add(LoadedFile(new_id(), OUTSIDE, "ml.yaml", text, new_id(), "a", office.clock.now(), None))


def kept(office: Office, place: str = "city", **changes: Any) -> Record:
    """A record whose publicity has stopped, of the entry SL-1."""
    with office.store.begin() as unit:
        changes = {"publicity": Publicity.STOPPED, "item": "SL-1", **changes}
        record = add_record(unit, add_firm(unit, int(new_id()[:6], 16)), place, **changes)
        unit.versions.add(RecordVersion(new_id(), record.id, 1, record.received_at, {"旧": "内容"}))
        return record


@pytest.mark.rule("CT-07", "SX-08", "SYS-53")
@pytest.mark.parametrize("place", ["shanxi", "city", "jiangxi"])
def test_the_day_before_on_and_after(office: Office, place: str) -> None:
    load(office, place)
    record = kept(office, place)
    counts = [erase_expired(office, date(2026, 11, day)) for day in (1, 2, 3, 4)]
    assert counts == [0, 0, 1, 0]
    with office.store.read() as unit:
        archived = unit.records.get(record.id)
        assert (archived.validity, archived.content, archived.title) == (Validity.ARCHIVED, {}, "")
        assert archived.sharing is Sharing.STOPPED
        assert unit.versions.count(record_id=record.id) == 0
        stone = unit.tombstones.get(record.id)
        assert (stone.on, "2026-11-02" in stone.reason) == (OVER, True)


@pytest.mark.rule("SX-08")
def test_without_a_loaded_period_nothing_is_erased(sqlite_office: Office) -> None:
    kept(sqlite_office, "shanxi")
    assert erase_expired(sqlite_office, date(2099, 1, 1)) == 0
    load(sqlite_office, "shanxi", retention="permanent")
    assert erase_expired(sqlite_office, date(2099, 1, 1)) == 0


def test_another_places_period_erases_nothing_here(sqlite_office: Office) -> None:
    load(sqlite_office, "city")
    kept(sqlite_office, "jiangxi")
    assert erase_expired(sqlite_office, OVER) == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"publicity": Publicity.PUBLIC},
        {"objection_marks": 1},
        {"validity": Validity.HELD},
        {"item": None},
        {"item": "SL-2"},
        {"event_date": None},
        {"event_date": date(2021, 5, 1)},  # before commencement: the law data do not answer
    ],
)
def test_what_is_public_objected_to_or_not_dated_stays(sqlite_office: Office, changes: dict[str, Any]) -> None:
    load(sqlite_office, "city")
    record = kept(sqlite_office, **changes)
    assert erase_expired(sqlite_office, OVER) == 0
    with sqlite_office.store.read() as unit:
        assert unit.records.get(record.id).content


def test_a_restored_backup_does_not_bring_it_back(sqlite_office: Office) -> None:
    load(sqlite_office, "city")
    record = kept(sqlite_office)
    erase_expired(sqlite_office, OVER)
    with sqlite_office.store.begin() as unit:  # as a backup from before would have it
        archived = unit.records.get(record.id, lock=True)
        unit.records.replace(replace(record, version=archived.version))
    with sqlite_office.store.begin() as unit:
        assert purge_restored(unit, sqlite_office.clock.now()) == 1
        assert unit.records.get(record.id).content == {}
