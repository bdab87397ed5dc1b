"""The cases of tests/cases/revocation, played from filing to the end."""

from __future__ import annotations

from typing import Any

import pytest

from credit_core.use_cases.office import Office
from tests.credit_core.offices import SetClock
from tests.credit_core.record_stories import play, stories


@pytest.mark.parametrize("raw", list(stories("revocation")))
def test_revocation(sqlite_office: Office, clock: SetClock, raw: dict[str, Any]) -> None:
    story = play(sqlite_office, clock, raw, "revocation")
    assert set(raw["依据"]) <= story.clauses
