"""Every case of tests/cases, played once for all proofs over them."""

from __future__ import annotations

from pathlib import Path

import pytest

from credit_core.storage.unit_of_work import Store
from tests.credit_core.databases import sqlite_copy
from tests.credit_core.offices import SetClock, open_test_office
from tests.credit_core.proof.played import Seen, play, stories


@pytest.fixture(scope="session")
def seen(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Seen]:
    """What every case said."""
    found = []
    for story in stories():
        one = Seen(story.name, story.case["place"])
        with sqlite_copy(sqlite_template, tmp_path_factory.mktemp("played")) as engine:
            clock = SetClock()
            play(story, open_test_office(Store(engine), clock), clock, one)
        found.append(one)
    return found
