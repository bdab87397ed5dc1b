"""Random walks of cases through the core, against the reference written independently from rules.md D."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.credit_core.proof.walk import strolls, walk


@pytest.mark.slow
def test_core_and_reference_agree_on_every_walk(sqlite_template: Path) -> None:
    """Hypothesis looks for a walk on which they differ, and shrinks it."""
    walk(sqlite_template, 60, 30, derandomize=True)


@pytest.mark.slow
def test_core_and_reference_agree_on_long_walks_that_come_everywhere(sqlite_template: Path) -> None:
    taken = strolls(sqlite_template, range(90))
    ways = Counter((place, act) for place, act, _, _ in taken)
    assert len(ways) == 9
    assert min(ways.values()) >= 7
    assert sum(taken.values()) > 500
