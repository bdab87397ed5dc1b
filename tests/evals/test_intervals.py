from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.intervals import Rate, percentile


def test_wilson_interval_of_a_known_case() -> None:
    """Newcombe 1998, table I: 81 of 263 gives 0.2553 to 0.3662."""
    assert Rate(81, 263).interval == pytest.approx((0.2553, 0.3662), abs=1e-4)


@pytest.mark.parametrize(("rate", "low", "high"), [(Rate(0, 20), 0.0, 0.1611), (Rate(20, 20), 0.8389, 1.0)])
def test_the_interval_of_none_and_all_stays_inside(rate: Rate, low: float, high: float) -> None:
    assert rate.interval == pytest.approx((low, high), abs=1e-4)


def test_nothing_measured_says_nothing() -> None:
    nothing = Rate.of([None, None])
    assert math.isnan(nothing.share)
    assert nothing.interval == (0.0, 1.0)


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_holds_the_share(counts: tuple[int, int]) -> None:
    rate = Rate(*counts)
    low, high = rate.interval
    assert 0 <= low <= rate.share + 1e-12
    assert rate.share - 1e-12 <= high <= 1


def test_what_does_not_apply_is_not_counted() -> None:
    assert Rate.of([True, None, False, True]) == Rate(2, 3)


@pytest.mark.parametrize(("share", "value"), [(0.5, 10), (0.95, 19), (1.0, 20)])
def test_percentile_is_the_nearest_rank(share: float, value: float) -> None:
    assert percentile(list(range(20, 0, -1)), share) == value


def test_percentile_of_nothing() -> None:
    assert math.isnan(percentile([], 0.5))
