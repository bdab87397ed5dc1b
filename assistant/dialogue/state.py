"""A conversation as it is kept: plain data in one versioned row, so that any process can take the next turn."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Self

from assistant.dialogue.acts import Act, FlowState
from assistant.dialogue.contract import Choice
from assistant.dialogue.slots import SLOTS, Slots

PAUSED = 5
"""Acts that can be gone back to; the oldest is forgotten first."""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that the citizen handed in; it lies outside the database under its hash (SHA-256, hex)."""

    name: str
    sha256: str
    size: int
    media_type: str


@dataclass(frozen=True, slots=True)
class Flow:
    """A guided act in progress.

    Attributes:
        asked: the slot asked for last.
        passed: slots that the citizen skipped or was asked for once and may leave out.
        times: how often in a row the slot asked for was put to the citizen.
        key: the idempotency key under which this act is filed; chosen when it begins, so that it can be filed once only.
        case_id: the case it became.
    """

    act: Act
    key: str
    state: FlowState = FlowState.COLLECTING
    slots: Slots = field(default_factory=dict)
    asked: str | None = None
    times: int = 0
    passed: tuple[str, ...] = ()
    files: tuple[StoredFile, ...] = ()
    case_id: str | None = None

    def with_slots(self, changes: Slots) -> Self:
        """The flow with values added or replaced; None takes one away."""
        merged = {**self.slots, **changes}
        return replace(self, slots={name: value for name, value in merged.items() if value is not None})


@dataclass(frozen=True, slots=True)
class HandOff:
    """A person was asked for (转人工). `taken`: a member of staff answers, and the assistant is silent."""

    id: str
    reason: str
    priority: str
    taken: bool = False


@dataclass(frozen=True, slots=True)
class Conversation:
    """A conversation.

    Attributes:
        channel: web, telegram, cli or api; `version` rises with every turn.
        jurisdiction: the place chosen or heard; flows start from it.
        paused: acts begun and left for another, the latest last; each can be gone back to.
        told: the notice under 个人信息保护法 第十七条 was shown in this conversation.
        offered: an act that the last reply offered to begin.
        cases: ids of cases filed in this conversation or opened in it with number and access code.
        pending: a step that was asked about and waits for a yes (withdraw).
        verified: how the citizen was identified (counter, oidc, demo), None if not.
        misses: how many turns in a row were not understood.
        shown: the choices of the last reply, in order: 第二个 means one of them.
    """

    id: str
    channel: str
    version: int = 0
    jurisdiction: str | None = None
    flow: Flow | None = None
    paused: tuple[Flow, ...] = ()
    told: bool = False
    offered: Act | None = None
    cases: tuple[str, ...] = ()
    handoff: HandOff | None = None
    pending: str | None = None
    verified: str | None = None
    misses: int = 0
    shown: tuple[Choice, ...] = ()


def to_json(conversation: Conversation) -> dict[str, Any]:
    """The row's content; `id`, `channel` and `version` are columns of their own."""
    return {
        "jurisdiction": conversation.jurisdiction,
        "flow": _flow_json(conversation.flow),
        "paused": [_flow_json(flow) for flow in conversation.paused],
        "told": conversation.told,
        "offered": conversation.offered.value if conversation.offered else None,
        "cases": list(conversation.cases),
        "handoff": _handoff_json(conversation.handoff),
        "pending": conversation.pending,
        "verified": conversation.verified,
        "misses": conversation.misses,
        "shown": [[choice.label, choice.send] for choice in conversation.shown],
    }


def from_json(id: str, channel: str, version: int, content: dict[str, Any]) -> Conversation:  # noqa: A002
    """The conversation that `to_json` wrote."""
    handoff = content["handoff"]
    return Conversation(
        id=id,
        channel=channel,
        version=version,
        jurisdiction=content["jurisdiction"],
        flow=_flow(content["flow"]),
        paused=tuple(flow for one in content["paused"] if (flow := _flow(one)) is not None),
        told=content["told"],
        offered=Act(content["offered"]) if content["offered"] else None,
        cases=tuple(content["cases"]),
        handoff=HandOff(**handoff) if handoff else None,
        pending=content["pending"],
        verified=content["verified"],
        misses=content.get("misses", 0),
        shown=tuple(Choice(label, send) for label, send in content.get("shown", ())),
    )


def _flow_json(flow: Flow | None) -> dict[str, Any] | None:
    if flow is None:
        return None
    return {
        "act": flow.act.value,
        "key": flow.key,
        "state": flow.state.value,
        "slots": dict(flow.slots),
        "asked": flow.asked,
        "times": flow.times,
        "passed": list(flow.passed),
        "files": [{"name": f.name, "sha256": f.sha256, "size": f.size, "media_type": f.media_type} for f in flow.files],
        "case_id": flow.case_id,
    }


def _flow(content: dict[str, Any] | None) -> Flow | None:
    if content is None:
        return None
    return Flow(
        act=Act(content["act"]),
        key=content["key"],
        state=FlowState(content["state"]),
        slots={name: value for name, value in content["slots"].items() if name in SLOTS},
        asked=content["asked"],
        times=content.get("times", 0),
        passed=tuple(content["passed"]),
        files=tuple(StoredFile(**file) for file in content["files"]),
        case_id=content["case_id"],
    )


def _handoff_json(handoff: HandOff | None) -> dict[str, Any] | None:
    if handoff is None:
        return None
    return {"id": handoff.id, "reason": handoff.reason, "priority": handoff.priority, "taken": handoff.taken}
