"""Forms as pages (表单办理): the front door over the same conversations, the same flows and the same filing as the chat."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.answer import Answer
from assistant.citing import citation_of
from assistant.clock import Clock
from assistant.dialogue.acts import GUIDED, Act, FlowState
from assistant.dialogue.contract import Posted as Posted
from assistant.dialogue.contract import TurnResult
from assistant.dialogue.errors import DialogueError
from assistant.dialogue.form import open_flow
from assistant.dialogue.form_turn import FormTurns, digest
from assistant.dialogue.form_view import FormField as FormField
from assistant.dialogue.form_view import FormView as FormView
from assistant.dialogue.form_view import Need as Need
from assistant.dialogue.plan import Plan
from assistant.dialogue.state import Conversation, StoredFile
from assistant.dialogue.talk import Converser
from assistant.memory.dialogues import Dialogues
from credit_core.use_cases.guidance import guidance
from credit_core.use_cases.vocabulary import CaseType, LawError

_PLACE = "jurisdiction"
_NOBODY = "0" * 32
_Deciding = Callable[[Conversation], Plan | None]


@dataclass(frozen=True, slots=True)
class ActPlace:
    """An act in one place: its name there and its clause. `silence`: the regulation does not give it, and says this."""

    id: str
    name: str
    title: str
    clause: str
    locator: str
    silence: str


@dataclass(frozen=True, slots=True)
class ActCard:
    """An act that can be filed."""

    id: str
    name: str
    places: tuple[ActPlace, ...]


@dataclass(frozen=True, slots=True)
class Filled:
    """What came of a form that was sent: `troubles` are sentences beside their fields; without any, it is kept whole."""

    turn: TurnResult
    troubles: Mapping[str, str]
    view: FormView


@dataclass(frozen=True, slots=True)
class Check:
    """The summary before filing. `seen` names what it shows: nothing else is filed by it."""

    name: str
    answer: Answer
    seen: str


@dataclass(frozen=True, slots=True)
class Forms:
    """Forms of one process. Errors are those of `assistant.dialogue.errors`; their words are for the citizen."""

    converser: Converser
    turns: FormTurns
    dialogues: Dialogues
    clock: Clock

    def acts(self) -> tuple[ActCard, ...]:
        """The acts with a form, each with what the places' law says of it today."""
        return tuple(ActCard(act.value, self._name(act), tuple(self._places(act))) for act in GUIDED)

    def form(self, act: str, conversation_id: str | None = None, place: str | None = None) -> FormView:
        """The form as it stands in the conversation; an empty one without a conversation. Nothing is written.

        Raises:
            UnknownConversation. DialogueError: no such act.
        """
        wanted = self._act(act)
        conversation = self._load(conversation_id)
        flow = self.turns.opened(conversation, wanted)
        if place in self.turns.tools.places and _PLACE not in flow.slots:
            flow = flow.with_slots({_PLACE: place})
        return self.turns.views.view(flow, self.clock.today())

    def current(self, conversation_id: str) -> str | None:
        """The act whose form is open in the conversation."""
        flow = open_flow(self._load(conversation_id))
        return flow.act.value if flow else None

    def fill(
        self, conversation_id: str, act: str, posted: Posted, files: Sequence[StoredFile] = (), *, key: str
    ) -> Filled:
        """Put the fields into the conversation's form, in one transaction; the same `key` does nothing twice.

        What holds is kept also where something does not.

        Raises:
            UnknownConversation, TurnKeyReused, ConversationBusy. DialogueError: no such act.
        """
        wanted, held = self._act(act), tuple(files)
        names = [self._say(f"dialogue.labels.{slot}") for slot, words in posted.typed.items() if words.strip()]
        fields = "、".join(dict.fromkeys((*names, *(file.name for file in held))))
        words = self._say("form_page.turn", fields=fields) if fields else self._say("form_page.turn_empty")
        turn = self.converser.take(
            conversation_id,
            words,
            held,
            lambda conversation, now: self.turns.fill(conversation, wanted, posted, held, now),
            key=key,
        )
        flow = self.turns.opened(self._load(conversation_id), wanted)
        read = self.turns.read(flow, posted, self.clock.now())
        return Filled(turn, read.troubles, self.turns.views.view(flow, self.clock.today()))

    def check(self, conversation_id: str, act: str) -> Check | None:
        """The summary, None while something is still to be filled in.

        Raises:
            UnknownConversation. DialogueError: no such act, or no form of it is open.
        """
        wanted, conversation = self._act(act), self._load(conversation_id)
        flow = open_flow(conversation)
        if flow is None or flow.act is not wanted:
            raise DialogueError(self._say("form_page.errors.nothing_open"))
        today = self.clock.today()
        if self.turns.tools.guide.next(flow, today).slot is not None or not self.turns.views.view(flow, today).complete:
            return None
        said = self.turns.tools.guide.summary(replace(flow, state=FlowState.CONFIRMING), today)
        answer = Answer(
            reason=said.reason,
            text=said.text.removesuffix(self._say("dialogue_guide.summary.ask")).rstrip(),
            answer_id=secrets.token_hex(16),
            as_of=today,
            corpus_version=self.turns.views.corpus.version,
            jurisdiction=flow.slots.get(_PLACE),
            citations=said.citations,
            caveats=said.caveats,
            computed=said.computed,
        )
        return Check(self._name(wanted), answer, digest(flow))

    def confirm(self, conversation_id: str, act: str, seen: str, *, key: str) -> TurnResult:
        """File what was seen, once. What changed since is not filed: the result's flow is then still open.

        Raises:
            UnknownConversation, TurnKeyReused, ConversationBusy. DialogueError: nothing is open to be filed.
        """
        wanted = self._act(act)

        def deciding(conversation: Conversation) -> Plan | None:
            return self.turns.confirm(conversation, wanted, seen, self.clock.now())

        return self._decided(conversation_id, "confirm", deciding, key)

    def cancel(self, conversation_id: str, act: str, *, key: str) -> TurnResult:
        """Give the form up; nothing is filed. Raises as `confirm`."""
        wanted = self._act(act)

        def deciding(conversation: Conversation) -> Plan | None:
            return self.turns.cancel(conversation, wanted, self.clock.now())

        return self._decided(conversation_id, "cancel", deciding, key)

    def _decided(self, conversation_id: str, name: str, deciding: _Deciding, key: str) -> TurnResult:
        def decided(conversation: Conversation, _: object) -> Plan:
            plan = deciding(conversation)
            if plan is None:
                raise DialogueError(self._say("form_page.errors.nothing_open"))
            return plan

        return self.converser.take(conversation_id, self._say(f"form_page.{name}"), (), decided, key=key)

    def _places(self, act: Act) -> Iterator[ActPlace]:
        office, today = self.turns.views.office, self.clock.today()
        for place, name in office.law.jurisdictions.items():
            try:
                found = guidance(office, CaseType(act.value), place, today)
            except LawError:
                continue
            cited = citation_of(self.turns.views.corpus, found.clause, 1, today, "")
            silence = "" if found.regulated else found.silence or ""
            locator = f"《{cited.title}》{cited.locator}"
            yield ActPlace(place, name, found.title, str(found.clause), locator, silence)

    def _load(self, conversation_id: str | None) -> Conversation:
        return self.dialogues.load(conversation_id) if conversation_id else Conversation(_NOBODY, "web")

    def _act(self, act: str) -> Act:
        if act not in GUIDED:
            raise DialogueError(self._say("form_page.errors.unknown_act"))
        return Act(act)

    def _name(self, act: Act) -> str:
        return self.turns.tools.guide.act_name(act)

    def _say(self, key: str, /, **values: object) -> str:
        return self.turns.tools.wording.say(key, **values)
