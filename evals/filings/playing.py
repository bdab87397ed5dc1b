"""A script played over a channel, with all that it left behind, and what that comes to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from assistant.answering.turn import Tools
from assistant.settings import Settings
from credit_core.model.cases import Case
from credit_core.use_cases.case_view import CaseView
from evals.filings.filed import payload, wrong_filings
from evals.filings.runner import Played, Runner
from evals.filings.script import Script
from evals.filings.talk import Channel, Direct
from evals.filings.world import opened

_CASE = ("type", "jurisdiction")


@dataclass(frozen=True, slots=True)
class Outcome:
    """`cases` as they stand at the end, each with what its holder sees."""

    played: Played
    cases: tuple[tuple[Case, CaseView], ...]

    @property
    def filed(self) -> list[Any]:
        """All that makes each case what it is, but for its number and where it came from."""
        return [
            (case.type, case.state, payload(case), case.recipient, [duty.as_contract() for duty in view.deadlines],
             [(one.name, one.sha256) for one in view.attachments])
            for case, view in self.cases
        ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Marks:
    """What a conversation came to. `slots` and `dates` are None where its script writes none down.

    Attributes:
        whole: nothing is wrong with it. `turns`: nothing is wrong with what was said on the way.
        case: as many cases as there should be, each of the right type and in the right place.
        confirmed: nothing was filed but what its applicant saw in the summary and confirmed.
    """

    whole: bool
    turns: bool
    case: bool
    slots: bool | None
    dates: bool | None
    confirmed: bool


def play(
    script: Script,
    prepared: Path,
    folder: Path,
    settings: Settings,
    tools: Tools,
    channel: Channel = Direct,
    *,
    restarts: bool = False,
) -> Outcome:
    """The script over a channel, in an office of its own below `folder`: a copy of the `prepared` database."""
    with ExitStack() as stack:
        world = stack.enter_context(opened(prepared, folder, script.today, settings, tools))
        talk = stack.enter_context(closing(channel(world, script.place)))
        return Outcome(Runner(script, world, talk, tools.corpus, restarts=restarts).play(), world.cases())


def marks(script: Script, outcome: Outcome) -> Marks:
    """Each thing that matters, right or not."""
    played = outcome.played
    return Marks(
        whole=not played.faults,
        turns=not played.in_turns,
        case=_right(script, outcome),
        slots=_right(script, outcome, "slots") if _told(script, "slots") else None,
        dates=_right(script, outcome, "deadlines", "no_deadlines") if _told(script, "deadlines") else None,
        confirmed=not played.unconfirmed,
    )


def _told(script: Script, key: str) -> bool:
    return any(key in case for case in script.filed)


def _right(script: Script, outcome: Outcome, *keys: str) -> bool:
    narrowed = replace(script, filed=tuple(_only(case, (*_CASE, *keys)) for case in script.filed))
    return not list(wrong_filings(narrowed, outcome.cases))


def _only(case: Mapping[str, Any], keys: Iterable[str]) -> Mapping[str, Any]:
    return {key: case[key] for key in keys if key in case}
