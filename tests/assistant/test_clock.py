"""Today, and a today that is set for a demonstration."""

from __future__ import annotations

from datetime import date

from assistant.clock import CHINA, Clock


def test_a_fixed_day_is_the_day_of_the_moment_too() -> None:
    fixed = Clock(date(2026, 12, 29))
    assert fixed.today() == fixed.now().date() == date(2026, 12, 29)
    assert fixed.now().tzinfo is CHINA


def test_without_one_the_moment_is_the_real_one() -> None:
    before = Clock().now()
    assert before <= Clock().now()
    assert Clock().today() >= before.date()
