"""The cases of tests/cases/repair, played from filing to the end."""

from __future__ import annotations

from typing import Any

import pytest

from credit_core.use_cases.office import Office
from tests.credit_core.offices import SetClock
from tests.credit_core.record_stories import play, stories


@pytest.mark.parametrize("raw", list(stories("repair")))
def test_repair(sqlite_office: Office, clock: SetClock, raw: dict[str, Any]) -> None:
    story = play(sqlite_office, clock, raw, "repair")
    assert set(raw["依据"]) <= story.clauses
