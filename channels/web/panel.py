"""What stands beside the turns of a conversation: how far the form is, whether a person answers, and the cases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from channels import messages
from channels.web.cases import CaseCard
from channels.web.ports import Standing

State = Literal["given", "asked", "missing"]
AWAITS_IDENTITY: Final = "awaiting_identity"
_WRITTEN: Final = ("confirming", AWAITS_IDENTITY, "submitted")


@dataclass(frozen=True, slots=True)
class Step:
    """One field of the form in progress."""

    label: str
    state: State

    @property
    def state_label(self) -> str:
        """The state in Chinese."""
        return messages.STEP[self.state]


@dataclass(frozen=True, slots=True)
class Strip:
    """The form in progress: its id and name, what is to be done now, the slot asked for (empty for none), its fields."""

    id: str
    act: str
    stage: str
    state: str
    asked: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """All of it. `handoff` is the sentence about the person who was asked for; empty without one.

    `written` names the act whose written application can be downloaded; empty for none.
    """

    strip: Strip | None
    handoff: str
    urgent: bool
    cases: tuple[CaseCard, ...]
    place: str
    written: str = ""


def panel(standing: Standing, cases: Iterable[CaseCard], names: Mapping[str, str], places: Mapping[str, str]) -> Panel:
    """The panel; `names` are those of acts and slots, `places` those of jurisdictions."""
    handoff, cards = standing.handoff, tuple(cases)
    flow = standing.flow
    written = names.get(flow["act"], flow["act"]) if flow and flow["state"] in _WRITTEN else ""
    if flow and flow["state"] == AWAITS_IDENTITY and not any(card.awaits for card in cards):
        flow = None  # identified meanwhile, in another conversation or on the page of the case
    return Panel(
        strip=strip(flow, names),
        handoff=messages.HANDOFF_TAKEN if handoff and handoff.get("taken") else messages.HANDOFF if handoff else "",
        urgent=bool(handoff and handoff["priority"] == "urgent"),
        cases=cards,
        place=places.get(standing.jurisdiction or "", ""),
        written=written,
    )


def strip(flow: Mapping[str, Any] | None, names: Mapping[str, str]) -> Strip | None:
    """The fields of a form in progress: those given, then the one asked for and the others that are needed."""
    if flow is None or flow["state"] not in messages.STAGE:
        return None
    return Strip(
        id=flow["act"],
        act=names.get(flow["act"], flow["act"]),
        stage=messages.STAGE[flow["state"]],
        state=flow["state"],
        asked=flow["asked"] or "",
        steps=tuple(_steps(flow, names)),
    )


def _steps(flow: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[Step]:
    asked = flow["asked"]
    yield from (Step(names.get(slot, slot), "given") for slot in flow["slots"] if slot != asked)
    if asked is not None:
        yield Step(names.get(asked, asked), "asked")
    yield from (Step(names.get(slot, slot), "missing") for slot in flow["missing"] if slot != asked)
