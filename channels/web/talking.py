"""One way from a request to a turn of a conversation: loaded or not, a free place, counted and timed."""

from __future__ import annotations

import re
import time
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from assistant.dialogue.contract import TurnResult
from channels.web.asking import Asking, NotReady
from channels.web.ports import Conversing
from channels.web.throttle import Throttle
from channels.web.uploads import Upload, store
from credit_core.use_cases.vocabulary import is_number

if TYPE_CHECKING:
    from credit_core.use_cases.office import Office

_NUMBER: Final = re.compile(r"([A-Z]{2})[\W_]{0,3}(20\d{6})[\W_]{0,3}([0-9A-Z]{7})")


class Talking:
    """Takes turns with the assistant of this process."""

    def __init__(self, asking: Asking) -> None:
        self.asking = asking

    @property
    def throttle(self) -> Throttle:
        """The limits that every way in shares."""
        return self.asking.throttle

    @property
    def conversing(self) -> Conversing:
        """The front door of conversations.

        Raises:
            NotReady: still loading.
        """
        self._wait()
        return self.asking.runtime.converser()

    @property
    def office(self) -> Office:
        """The office.

        Raises:
            NotReady: still loading.
        """
        self._wait()
        return self.asking.runtime.office()

    def turn(
        self,
        conversation_id: str,
        text: str,
        uploads: Sequence[Upload] = (),
        *,
        key: str | None,
        client: str,
        channel: str,
    ) -> TurnResult:
        """Take one turn; `client` is whom its files count for, `channel` a label for the metrics.

        A case number in it that opens nothing counts as a wrong code, as it does on every other way to a case.

        Raises:
            NotReady, Busy, TooManyFiles, TooLarge, LockedOut; DialogueError: its words are for the citizen.
        """
        conversing = self.conversing
        numbers = case_numbers(text)
        for number in numbers:
            self.throttle.may_try_code(number, client)
        with self.throttle.slot():
            started = time.perf_counter()
            files = store(conversing, uploads, self.throttle, client)
            result = conversing.turn(conversation_id, text, files, key=key)
            self.asking.metrics.answered(channel, result.reply, time.perf_counter() - started)
        for number in numbers - {result.case["number"] if result.case else ""}:
            self.throttle.count_wrong_code(number, client)
        return result

    def _wait(self) -> None:
        if not self.asking.runtime.ready:
            raise NotReady(self.asking.notice())


def case_numbers(text: str) -> set[str]:
    """Numbers of cases in a message, however their parts are spaced."""
    folded = unicodedata.normalize("NFKC", text).upper()
    return {number for match in _NUMBER.finditer(folded) if is_number(number := "-".join(match.groups()))}
