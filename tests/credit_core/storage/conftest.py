"""Offices that know one short procedure more: what is tested here does not hang on any place's own tables."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from credit_core.storage.unit_of_work import Store
from credit_core.use_cases.office import Office
from tests.credit_core.databases import sqlite_copy
from tests.credit_core.offices import SetClock
from tests.credit_core.storage.filings import open_short_office


@pytest.fixture
def office(store: Store, clock: SetClock) -> Office:
    """An office with the short procedure, on each backend in turn."""
    return open_short_office(store, clock)


@pytest.fixture
def sqlite_office(sqlite_template: Path, tmp_path: Path, clock: SetClock) -> Iterator[Office]:
    """As `office`, on SQLite alone."""
    with sqlite_copy(sqlite_template, tmp_path) as made:
        yield open_short_office(Store(made), clock)
