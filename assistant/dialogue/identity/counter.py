"""At the counter (窗口核验): staff look at the document and print a one-time code, which the citizen types. Needs no internet."""

from __future__ import annotations

from datetime import datetime

from assistant.dialogue.identity.verifier import Challenge, Codes, Failure, Verified

MINUTES = 30
"""How long a code holds unless the office says otherwise."""


class CounterVerifier:
    """The default in production."""

    method = "counter"

    def __init__(self, codes: Codes) -> None:
        self._codes = codes

    def issue_code(
        self,
        staff: str,
        name: str,
        number: str,
        at: datetime,
        *,
        conversation_id: str | None = None,
        case_id: str | None = None,
        minutes: int = MINUTES,
    ) -> str:
        """A code for who showed a document with this name and number; eight characters, to be printed and not kept.

        It opens this conversation only, or one that knows this case; without either, the first in which it is typed.
        """
        return self._codes.issue(
            self.method, staff, name, number, minutes, at, conversation_id=conversation_id, case_id=case_id
        )

    def begin(self, _conversation_id: str, _at: datetime) -> Challenge:
        """Nothing to prepare: the citizen goes to the counter."""
        return Challenge()

    def check(self, conversation_id: str, assertion: str, at: datetime) -> Verified | Failure:
        """The code as typed."""
        return self._codes.check(self.method, conversation_id, assertion, at)
