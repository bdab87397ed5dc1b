"""A desk to look at: a small office in the middle of its work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from credit_core.storage.unit_of_work import Store
from credit_core.use_cases.demo.seed import seed
from credit_core.use_cases.office import Office
from tests.credit_core.databases import sqlite_copy
from tests.credit_core.offices import SetClock, open_test_office


@pytest.fixture(scope="session")
def busy(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """The demonstration's office, made once: what a test writes into it, no other counts on."""
    with sqlite_copy(sqlite_template, tmp_path_factory.mktemp("busy")) as engine:
        office = open_test_office(Store(engine), SetClock(date(2026, 12, 29)))
        seed(office, subjects=6)
        yield office
