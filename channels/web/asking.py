"""One way from a request to an answer: loaded or not, a free place, counted and timed."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from assistant.answer import Answer
from channels import messages
from channels.web.metrics import Metrics
from channels.web.ports import Place, Runtime
from channels.web.throttle import Throttle

T = TypeVar("T")


class NotReady(Exception):
    """The assistant is still loading, or failed to load. The message is for a person."""


def reached(door: Callable[[], T]) -> T:
    """A front door of the runtime.

    Raises:
        NotReady: it is not there yet.
    """
    try:
        return door()
    except RuntimeError as error:
        raise NotReady(str(error)) from error


@dataclass(frozen=True, slots=True)
class Question:
    """A question as any page or program may put it."""

    text: str
    jurisdiction: str | None = None
    as_of: date | None = None
    conversation_id: str | None = None


class Asking:
    """Asks the assistant of this process."""

    def __init__(self, runtime: Runtime, throttle: Throttle, metrics: Metrics) -> None:
        self.runtime = runtime
        self.throttle = throttle
        self.metrics = metrics

    def ask(self, question: Question, channel: str) -> Answer:
        """The answer to `question`; `channel` is a label for the metrics, and noted with the answer.

        Raises:
            NotReady: nothing can be answered yet.
            Busy: as many answers as allowed are in the making.
        """
        if not self.runtime.ready:
            raise NotReady(self.notice())
        with self.throttle.slot():
            started = time.perf_counter()
            answer = self.runtime.wait(0).ask(
                question.text,
                jurisdiction=question.jurisdiction,
                as_of=question.as_of,
                conversation_id=question.conversation_id,
                channel=channel,
            )
            self.metrics.answered(channel, answer, time.perf_counter() - started)
        return answer

    def places(self) -> Sequence[Place]:
        """The places to choose from; empty while loading."""
        return self.runtime.wait(0).places() if self.runtime.ready else ()

    def notice(self) -> str:
        """Why nothing can be answered yet, for a person."""
        if self.runtime.failure:
            return messages.LOAD_FAILED.format(failure=self.runtime.failure)
        return messages.NOT_READY
