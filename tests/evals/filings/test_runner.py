"""The runner catches what must never happen, whatever an assistant does: filed unseen, unasked, twice, or otherwise than shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest

from assistant.dialogue.contract import TurnResult
from assistant.outcome import Reason
from credit_core.model.cases import CaseType
from evals.filings.runner import Played, Runner
from evals.filings.script import Script, Turn
from evals.filings.talk import Heard
from evals.suite import Step
from knowledge.regulations.corpus import Corpus
from tests.fakes import reply

SHOWN = {"jurisdiction": "city", "topic": "拖着不办"}
NUMBER = "TS-20261120-ABCDEFG"


@dataclass
class Fake:
    """A world and a conversation in it: each message files as many cases as written, after showing what is written."""

    states: Sequence[str | None]
    files: Sequence[int]
    filed: dict[str, str] = field(default_factory=lambda: SHOWN)
    text: str = f"办好了，编号{NUMBER}"
    restarted: int = 0
    said: int = 0

    def say(self, text: str, files: Sequence[str] = ()) -> Heard:
        state, filing = self.states[self.said], self.files[self.said]
        self.said += 1
        flow: dict[str, Any] = {"act": "complaint", "state": state, "slots": SHOWN, "missing": [], "asked": None}
        case = {"number": NUMBER} if filing else None
        made = TurnResult(reply(Reason.FOUND, self.text), flow if state else None, case)
        return Heard(made.to_dict(), "ABCDEFGHJK" if filing else None)

    def restart(self) -> None:
        self.restarted += 1

    def close(self) -> None:
        """Nothing is held."""

    def cases(self) -> list[tuple[Any, Any]]:
        case = SimpleNamespace(
            type=CaseType.COMPLAINT, jurisdiction=self.filed["jurisdiction"], applicant=self.filed, number=NUMBER
        )
        return [(case, SimpleNamespace(deadlines=(), attachments=()))] * sum(self.files[: self.said])


def _played(fake: Fake, corpus: Corpus, *, restarts: bool = False) -> Played:
    turns = tuple(Turn({}, say=f"第{number}句") for number, _ in enumerate(fake.states))
    filed = tuple({"type": "complaint", "jurisdiction": "city"} for _ in range(sum(fake.files)))
    script = Script("试", "x", turns, filed)
    return Runner(script, fake, fake, corpus, restarts=restarts).play()  # type: ignore[arg-type]


def test_what_was_shown_and_confirmed_is_right(corpus: Corpus) -> None:
    fake = Fake(["confirming", "submitted"], [0, 1])
    played = _played(fake, corpus, restarts=True)
    assert played.faults == ()
    assert (len(played.seconds), len(played.filing), fake.restarted) == (2, 1, 2)


@pytest.mark.parametrize(
    "fake",
    [
        Fake(["collecting", "submitted"], [0, 1]),
        Fake([None, "submitted"], [0, 1]),
        Fake(["confirming", "submitted"], [0, 2]),
        Fake(["confirming", "submitted"], [0, 1], filed={**SHOWN, "topic": "别的事"}),
        Fake(["confirming", "submitted"], [0, 1], filed={**SHOWN, "contact": "15413199940"}),
    ],
    ids=["not shown", "nothing begun", "twice", "changed", "more than shown"],
)
def test_what_was_not_is_found(fake: Fake, corpus: Corpus) -> None:
    assert _played(fake, corpus).unconfirmed


def test_a_receipt_without_its_number_is_a_fault_but_no_secret_filing(corpus: Corpus) -> None:
    played = _played(Fake(["confirming", "submitted"], [0, 1], text="办好了"), corpus)
    assert [fault.words for fault in played.in_turns] == ["第2句（第1句）：回执里没有编号"]
    assert (played.in_turns[0].step, played.unconfirmed) == (Step.FILING, False)
