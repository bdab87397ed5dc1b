"""A script played over a channel, with all that it left behind."""

from __future__ import annotations

from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from credit_core.model.cases import Case
from credit_core.use_cases.case_view import CaseView
from knowledge.regulations.corpus import Corpus
from tests.assistant.dialogue.adapters import CHANNELS
from tests.assistant.dialogue.judge import payload
from tests.assistant.dialogue.runner import Played, Runner
from tests.assistant.dialogue.script import Script
from tests.assistant.dialogue.world import opened

DIRECT = "direct"


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


def play(
    script: Script, prepared: Path, folder: Path, corpus: Corpus, channel: str = DIRECT, *, restarts: bool = False
) -> Outcome:
    """The script over a channel, in an office of its own."""
    with ExitStack() as stack:
        world = stack.enter_context(opened(prepared, folder, script.today))
        talk = stack.enter_context(closing(CHANNELS[channel](world, script.place)))
        return Outcome(Runner(script, world, talk, corpus, restarts=restarts).play(), world.cases())
