"""How many scripted conversations came out right, and nothing of what was wrong in which: for those that only measure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from tests.assistant.dialogue.judge import wrong_filings
from tests.assistant.dialogue.playing import Outcome
from tests.assistant.dialogue.runner import UNCONFIRMED
from tests.assistant.dialogue.script import Script

_CASE = ("type", "jurisdiction")


@dataclass(frozen=True, slots=True)
class Totals:
    """Of `conversations`: those with every turn right, the right cases filed, all slots right, every date right.

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
    found = tuple(outcomes)
    return Totals(
        conversations=len(found),
        right=sum(not outcome.played.problems for _, outcome in found),
        cases=sum(_right(script, outcome) for script, outcome in found),
        slots=_share(found, "slots"),
        dates=_share(found, "deadlines"),
        unconfirmed=sum(any(UNCONFIRMED in one for one in outcome.played.problems) for _, outcome in found),
    )


def _share(found: Iterable[tuple[Script, Outcome]], key: str) -> tuple[int, int]:
    told = [(script, outcome) for script, outcome in found if any(key in case for case in script.filed)]
    return sum(_right(script, outcome, key) for script, outcome in told), len(told)


def _right(script: Script, outcome: Outcome, *keys: str) -> bool:
    narrowed = replace(script, filed=tuple(_only(case, (*_CASE, *keys)) for case in script.filed))
    return not list(wrong_filings(narrowed, outcome.cases))


def _only(case: Mapping[str, Any], keys: Iterable[str]) -> Mapping[str, Any]:
    return {key: case[key] for key in keys if key in case}
