"""The object of a turn, the same under every channel (architecture.md, The public contract of a conversation)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from assistant.answer import Answer


@dataclass(frozen=True, slots=True)
class Choice:
    """A button beside the reply: what it says, and the words that pressing it sends."""

    label: str
    send: str


@dataclass(frozen=True, slots=True)
class Posted:
    """A form as it was sent.

    Attributes:
        typed: the words of every field that stood on the page, empty ones too.
        whole: the citizen is done with it; else it is only kept, and nothing counts as left out.
        warned: fields of the law that were shown as missing already; once is enough.
        dropped: hashes of files to take out again.
    """

    typed: Mapping[str, str]
    whole: bool = True
    warned: frozenset[str] = frozenset()
    dropped: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class TurnResult:
    """What one turn came to.

    Attributes:
        flow: act, state, slots, missing, asked; None outside a guided act.
        case: number, type, jurisdiction, state, deadlines, receipt_url; None where the turn is about no case.
        choices: buttons; not part of the contract's object, each channel shows them as it can.
        access_code: of a case filed in this very turn; shown once, and in no transcript.
        unsafe: the message holds personal data that this channel does not take; it should be deleted there.
    """

    reply: Answer
    flow: Mapping[str, Any] | None = None
    case: Mapping[str, Any] | None = None
    handoff: Mapping[str, str] | None = None
    choices: tuple[Choice, ...] = ()
    access_code: str | None = None
    unsafe: bool = False

    def to_dict(self) -> dict[str, Any]:
        """The contract's object."""
        return {
            "reply": self.reply.to_dict(),
            "flow": dict(self.flow) if self.flow is not None else None,
            "case": dict(self.case) if self.case is not None else None,
            "handoff": dict(self.handoff) if self.handoff is not None else None,
        }

    def to_json(self) -> dict[str, Any]:
        """The object with what channels show besides, as it is kept for a request that is repeated.

        Its access code is kept until the conversation's next turn: who lost the reply on the way asks again with its key.
        """
        choices = [asdict(choice) for choice in self.choices]
        return {**self.to_dict(), "choices": choices, "access_code": self.access_code, "unsafe": self.unsafe}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """What `to_json` wrote."""
        return cls(
            reply=Answer.from_dict(stored["reply"]),
            flow=stored["flow"],
            case=stored["case"],
            handoff=stored["handoff"],
            choices=tuple(Choice(**choice) for choice in stored["choices"]),
            access_code=stored["access_code"],
            unsafe=stored["unsafe"],
        )
