"""For trying it out: a code is shown on the demonstration's page, and whoever types it is taken for who they say they are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from assistant.dialogue.identity.verifier import Challenge, Codes, Failed, Failure, Verified
from assistant.dialogue.state import Flow
from assistant.wording import load_wording

MINUTES = 30
_ACTING = {
    "legal_representative": "representative",
    "agent": "agent",
    "guardian": "guardian",
    "authorised_third_party": "applicant",
}
_SELF = "subject"


class DemoVerifier:
    """Identifies nobody really: refused outside demo mode.

    Raises:
        ValueError: not in demo mode.
    """

    method = "demo"

    def __init__(self, codes: Codes, current: Callable[[str], Flow | None], *, demo_mode: bool) -> None:
        if not demo_mode:
            raise ValueError(load_wording().say("dialogue_memory.identity.demo_only"))
        self._codes = codes
        self._current = current

    def begin(self, conversation_id: str, at: datetime) -> Challenge | Failure:
        """A code for the page, in the name of who the conversation's filing says applies."""
        flow = self._current(conversation_id)
        who = applicant(flow) if flow else None
        if who is None:
            return Failure(Failed.INCOMPLETE)
        name, number = who
        return Challenge(
            code=self._codes.issue(self.method, self.method, name, number, MINUTES, at, conversation_id=conversation_id)
        )

    def check(self, conversation_id: str, assertion: str, at: datetime) -> Verified | Failure:
        """The code as typed."""
        return self._codes.check(self.method, conversation_id, assertion, at)


def applicant(flow: Flow) -> tuple[str, str] | None:
    """Name and number of the person who applies, by their role; None if one of them was not given."""
    who = _ACTING.get(flow.slots.get("applicant_role", ""), _SELF)
    name, number = flow.slots.get(f"{who}_name"), flow.slots.get(f"{who}_id")
    return (name, number) if name and number else None
