"""How many scripted conversations came out right, and nothing of what was wrong in which: for those that only measure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from evals.filings.playing import Marks, Outcome, marks
from evals.filings.script import Script
from evals.intervals import Rate


@dataclass(frozen=True, slots=True)
class Totals:
    """Of `conversations`: those with nothing wrong, the right cases filed, all slots right, every date right.

    `slots` and `dates` count only conversations whose script writes some down. `unconfirmed`: something was filed that
    was not shown and confirmed.
    """

    conversations: int
    right: int
    cases: int
    slots: tuple[int, int]
    dates: tuple[int, int]
    unconfirmed: int


def totals(outcomes: Iterable[tuple[Script, Outcome]]) -> Totals:
    """The figures."""
    found = [marks(script, outcome) for script, outcome in outcomes]
    return Totals(
        conversations=len(found),
        right=sum(one.whole for one in found),
        cases=sum(one.case for one in found),
        slots=_share(found, "slots"),
        dates=_share(found, "dates"),
        unconfirmed=sum(not one.confirmed for one in found),
    )


def _share(found: Iterable[Marks], key: str) -> tuple[int, int]:
    rate = Rate.of(getattr(one, key) for one in found)
    return rate.hits, rate.total
