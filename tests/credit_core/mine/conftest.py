"""An office in the middle of its work, and people of it to look at their own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from credit_core.model.people import Actor, Role
from credit_core.storage.unit_of_work import Store
from credit_core.use_cases.demo.seed import seed
from credit_core.use_cases.office import Office
from tests.credit_core.databases import sqlite_copy
from tests.credit_core.offices import SetClock, open_test_office

SELF = Actor("session-1", Role.CITIZEN)


@pytest.fixture(scope="session")
def lived(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The demonstration's office, made once; only read, or added to."""
    with sqlite_copy(sqlite_template, tmp_path_factory.mktemp("lived")) as engine:
        office = open_test_office(Store(engine), SetClock(date(2026, 12, 29)))
        seed(office, subjects=6)
        yield office


@pytest.fixture
def me() -> Actor:
    """The session of the identified person."""
    return SELF


@pytest.fixture
def office(sqlite_office: Office) -> Office:
    """An empty office."""
    return sqlite_office
