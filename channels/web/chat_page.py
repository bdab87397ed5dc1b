"""The page of a conversation, whole and in its parts: turns, messages, the panel, the slip of a filing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from fastapi import Request, Response

from assistant.answer import Answer
from assistant.dialogue.contract import Choice, TurnResult
from assistant.outcome import Reason
from channels import messages, rendering
from channels.rendering import AnswerView
from channels.web import panel, sessions, turn_form
from channels.web.cases import Cases
from channels.web.forms import FormError
from channels.web.ports import Message, PastTurn, Standing
from channels.web.sessions import Session
from channels.web.talking import Talking
from channels.web.templating import Templates
from channels.web.turn_form import TurnDraft

_NOTHING: Final = panel.Panel(strip=None, handoff="", urgent=False, cases=(), place="")


@dataclass(frozen=True, slots=True)
class Slip:
    """What a citizen must keep of a filing: shown in the very turn that filed, and never again."""

    number: str
    code: str
    has_due_day: bool


@dataclass(frozen=True, slots=True)
class TurnView:
    """A turn on the page."""

    number: int
    said_at: datetime
    question: str
    answer: AnswerView
    choices: tuple[Choice, ...]
    slip: Slip | None = None


@dataclass(frozen=True, slots=True)
class NoteView:
    """A message on the page."""

    number: int
    said_at: datetime
    author: str
    label: str
    paragraphs: tuple[str, ...]


class ChatPage:
    """Makes the page and its parts."""

    def __init__(self, talking: Talking, cases: Cases, templates: Templates) -> None:
        self.talking = talking
        self.cases = cases
        self.templates = templates

    def place_names(self) -> dict[str, str]:
        """The places to choose from: name by id."""
        return {place.id: place.name for place in self.talking.asking.places()}

    def page(
        self,
        request: Request,
        session: Session,
        conversation: str | None,
        *,
        draft: TurnDraft | None = None,
        error: FormError | None = None,
        result: TurnResult | None = None,
        status: int = 200,
    ) -> Response:
        """The whole page; `draft` and `error` bring back a form that did not hold, `result` is of a turn just taken."""
        runtime = self.talking.asking.runtime
        there = conversation is not None and runtime.ready
        turns = self.turns(conversation, result) if conversation and there else []
        notes = self.notes(conversation) if conversation and there else []
        response = self.templates.page(
            request,
            "chat.html",
            status,
            entries=sorted([*turns, *notes], key=lambda entry: entry.said_at),
            last=turns[-1].number if turns else 0,
            heard=notes[-1].number if notes else 0,
            places=self.talking.asking.places(),
            ready=runtime.ready,
            failure=runtime.failure,
            stage=runtime.stage,
            draft=draft or TurnDraft(),
            error=error,
            **self._frame(conversation if there else None, session),
        )
        sessions.keep(request, response, session)
        return response

    def turns(self, conversation: str, result: TurnResult | None = None) -> list[TurnView]:
        """The newest turns, oldest first; the one just taken as it was said, not as it is kept (masked)."""
        places = self.place_names()
        return [_turn(past, result, places) for past in self.talking.conversing.transcript(conversation)]

    def loses(self, conversation: str, result: TurnResult) -> bool:
        """True if the page, opened anew, would no longer show all of this turn: personal data in it is masked then."""
        turns = self.talking.conversing.transcript(conversation)
        kept = next((past.answer.text for past in turns if past.answer.answer_id == result.reply.answer_id), "")
        return result.access_code is not None or kept != result.reply.text

    def notes(self, conversation: str, after: int = 0) -> list[NoteView]:
        """What staff and cases said, after the message with this number; what is shown counts as read."""
        found = [_note(message) for message in self.talking.conversing.inbox(conversation, after)]
        if found:
            self.talking.conversing.read(conversation, found[-1].number)
        return found

    def parts(self, conversation: str, session: Session, result: TurnResult) -> dict[str, Any]:
        """What a page that is open needs after a turn: the turn, the panel, and what its forms carry from now on."""
        frame = self._frame(conversation, session)
        turn = next(
            (turn for turn in reversed(self.turns(conversation, result)) if turn.answer.id == result.reply.answer_id),
            None,
        )
        entry = {"entry": turn, "last": turn.number if turn else 0, "places": self.talking.asking.places()}
        return {
            "turn": turn.number if turn else 0,
            "html": self.templates.text("_turn.html", **frame, **entry) if turn else "",
            "panel": self.templates.text("_panel.html", **frame),
            "cases": self.templates.text("_cases.html", **frame),
            "place": self.templates.text("_place.html", **frame),
            "conversation": conversation,
            "key": frame["key"],
        }

    def news(self, conversation: str, session: Session, after: int) -> dict[str, Any]:
        """What an open page asks for from time to time."""
        frame = self._frame(conversation, session)
        notes = self.notes(conversation, after)
        return {
            "after": notes[-1].number if notes else after,
            "notes": "".join(self.templates.text("_note.html", entry=note) for note in notes),
            "panel": self.templates.text("_panel.html", **frame),
            "cases": self.templates.text("_cases.html", **frame),
        }

    def _frame(self, conversation: str | None, session: Session) -> dict[str, Any]:
        standing = self.talking.conversing.standing(conversation) if conversation else None
        return {
            "conversation": conversation or "",
            "session": session.in_forms,
            "key": turn_form.new_key(),
            "panel": self._panel(standing) if standing else _NOTHING,
        }

    def _panel(self, standing: Standing) -> panel.Panel:
        cards = self.cases.known(standing.cases)
        return panel.panel(standing, cards, self.talking.conversing.names, self.place_names())


def _turn(past: PastTurn, result: TurnResult | None, places: dict[str, str]) -> TurnView:
    live = result if result is not None and result.reply.answer_id == past.answer.answer_id else None
    answer = live.reply if live else past.answer
    return TurnView(
        number=past.number,
        said_at=past.said_at,
        question=past.question,
        answer=_labelled(answer, rendering.view(answer, places)),
        choices=tuple(live.choices if live else past.choices) or tuple(_place_choices(answer, places)),
        slip=_slip(live) if live else None,
    )


def _labelled(answer: Answer, view: AnswerView) -> AnswerView:
    """In a conversation, “found” may also be a receipt or a state: a label about the law's words needs some quoted."""
    if answer.reason is Reason.FOUND and not any(block.kind == "quote" for block in view.blocks):
        return replace(view, label=messages.TOLD)
    if answer.reason is Reason.TOPIC:
        return replace(view, label=messages.ASKED)
    return view


def _place_choices(answer: Answer, places: dict[str, str]) -> Iterator[Choice]:
    if answer.reason is Reason.PLACE:
        yield from (Choice(name, name) for name in places.values())


def _slip(result: TurnResult) -> Slip | None:
    if result.access_code is None or result.case is None:
        return None
    deadlines: Sequence[dict[str, Any]] = result.case["deadlines"]
    return Slip(result.case["number"], result.access_code, any(duty["due"] for duty in deadlines))


def _note(message: Message) -> NoteView:
    paragraphs = tuple(line for line in message.text.splitlines() if line.strip())
    return NoteView(message.number, message.said_at, message.author, messages.AUTHOR[message.author], paragraphs)
