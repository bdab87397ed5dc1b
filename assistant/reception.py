"""The reception (前台): the front door of conversations for every channel, with what belongs to one besides its turns."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import IO, Any

from assistant.clock import Clock
from assistant.dialogue.acts import Act
from assistant.dialogue.application_file import Applications
from assistant.dialogue.contract import TurnResult
from assistant.dialogue.errors import DialogueError
from assistant.dialogue.identity.demo import DemoVerifier
from assistant.dialogue.identity.desk import IdentityDesk
from assistant.dialogue.identity.verifier import Failure, told
from assistant.dialogue.plan import Tools
from assistant.dialogue.ports import Refusal
from assistant.dialogue.slots import SLOTS
from assistant.dialogue.state import StoredFile
from assistant.dialogue.talk import Converser
from assistant.forms import Forms
from assistant.memory.attachments import Attachments
from assistant.memory.dialogues import Dialogues
from assistant.memory.links import Links
from assistant.memory.messages import Inbox, Message
from assistant.memory.transcripts import PastTurn

LINK_MINUTES = 30
"""How long a one-time link opens the conversation."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a conversation stands between two turns: flow and hand-off as the contract has them, ids of its cases."""

    flow: Mapping[str, Any] | None
    handoff: Mapping[str, Any] | None
    cases: tuple[str, ...]
    jurisdiction: str | None


@dataclass(frozen=True)
class Reception:
    """Conversations of one process. Errors are those of `assistant.dialogue.errors`; their words are for the citizen."""

    converser: Converser
    tools: Tools
    dialogues: Dialogues
    messages: Inbox
    links: Links
    attachments: Attachments
    clock: Clock
    identity: IdentityDesk
    applications: Applications
    forms: Forms
    demo: DemoVerifier | None = None

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Chinese names of acts and of slots by their ids."""
        slots = {name: self.tools.wording.say(f"dialogue.labels.{name}") for name in SLOTS}
        return {**slots, **{act.value: self.tools.guide.act_name(act) for act in Act}}

    def begin(self, channel: str, session: str, jurisdiction: str | None = None, *, address: str | None = None) -> str:
        """A new conversation, bound to its channel's session; returns its id (128 random bits).

        `address` is where the channel can send notices to of itself.

        Raises:
            DialogueError: no such place.
        """
        if jurisdiction is not None and jurisdiction not in self.tools.places:
            known = "、".join(f"{key}（{name}）" for key, name in self.tools.places.items())
            words = self.tools.wording.say("error.unknown_jurisdiction", place=jurisdiction, places=known)
            raise DialogueError(words)
        return self.dialogues.begin(channel, session, self.clock.now(), jurisdiction, address=address)

    def choose_place(self, conversation_id: str, jurisdiction: str | None) -> None:
        """Answer and file for this place from now on; None: as the words say.

        Raises:
            UnknownConversation; ConversationBusy: a turn is being taken.
        """
        conversation = self.dialogues.load(conversation_id)
        if conversation.jurisdiction != jurisdiction:
            with self.dialogues.writing() as connection:
                moved = replace(conversation, jurisdiction=jurisdiction)
                self.dialogues.save(connection, moved, self.clock.now())

    def turn(
        self,
        conversation_id: str,
        text: str,
        files: Sequence[StoredFile] = (),
        *,
        key: str | None = None,
        link: Callable[[str, str], str] | None = None,
    ) -> TurnResult:
        """As `Converser.turn`."""
        return self.converser.turn(conversation_id, text, files, key=key, link=link)

    def kept(self, conversation_id: str, text: str, key: str, files: Sequence[StoredFile] = ()) -> TurnResult | None:
        """What the turn with this key came to, None if there was none; nothing is done.

        Raises:
            TurnKeyReused: the key came with other words or files.
        """
        found = self.dialogues.result(conversation_id, key, text, files)
        return TurnResult.from_json(found) if found is not None else None

    def store(self, name: str, content: bytes | IO[bytes]) -> StoredFile:
        """Keep a file for the next turn.

        Raises:
            AttachmentRefused: a kind or size that is not taken.
        """
        return self.attachments.store(name, content)

    def owned(self, conversation_id: str, channel: str, session: str) -> bool:
        """True if the conversation belongs to this session of this channel."""
        return self.dialogues.owned(conversation_id, channel, session)

    def conversation_of(self, channel: str, session: str) -> str | None:
        """The conversation that the session began or opened last."""
        return self.dialogues.conversation_of(channel, session)

    def transcript(self, conversation_id: str) -> tuple[PastTurn, ...]:
        """The newest turns, oldest first, personal data masked."""
        return self.dialogues.transcript(conversation_id)

    def standing(self, conversation_id: str) -> Standing:
        """Where the conversation stands.

        Raises:
            UnknownConversation
        """
        found = self.dialogues.load(conversation_id)
        handoff = found.handoff
        return Standing(
            flow=self.converser.flow_of(found, self.clock.today()),
            handoff={"reason": handoff.reason, "priority": handoff.priority, "taken": handoff.taken}
            if handoff
            else None,
            cases=found.cases,
            jurisdiction=found.jurisdiction,
        )

    def inbox(self, conversation_id: str, after: int = 0) -> tuple[Message, ...]:
        """What staff and cases said to the citizen, after the message with number `after`."""
        return self.messages.inbox(conversation_id, after)

    def read(self, conversation_id: str, upto: int) -> None:
        """The citizen saw the messages up to this number."""
        self.messages.read(conversation_id, upto, self.clock.now())

    def forget(self, conversation_id: str) -> None:
        """The citizen's wish: all that was said goes; cases stay."""
        self.dialogues.forget(conversation_id, self.clock.now())

    def resume(self, number: str, code: str, channel: str, session: str, *, address: str | None = None) -> str:
        """A new conversation of this session that knows the case.

        Raises:
            DialogueError: number and code do not fit together; which of them is wrong is not said.
        """
        found = self.tools.casework.find(number, code)
        if isinstance(found, Refusal):
            raise DialogueError(found.said.text)
        conversation_id = self.begin(channel, session, found.case["jurisdiction"], address=address)
        knowing = replace(self.dialogues.load(conversation_id), cases=(found.case_id,))
        with self.dialogues.writing() as connection:
            self.dialogues.save(connection, knowing, self.clock.now())
        return conversation_id

    def link_to(self, conversation_id: str, purpose: str) -> str:
        """A token that opens the conversation once, within `LINK_MINUTES`; `purpose` is the slot that is asked there."""
        return self.links.issue(conversation_id, purpose, LINK_MINUTES, self.clock.now())

    def look(self, token: str) -> str:
        """What a one-time link is for, without using it.

        Raises:
            DialogueError: it was used, is too old, or never was.
        """
        return self.links.look(token, self.clock.now()).purpose

    def redeem(self, token: str, channel: str, session: str) -> str:
        """Use a one-time link: the session is let into its conversation, whose id is returned.

        Raises:
            DialogueError: as `look`.
        """
        now = self.clock.now()
        link = self.links.redeem(token, now)
        self.dialogues.bind(link.conversation_id, channel, session, now)
        return link.conversation_id

    def demo_code(self, conversation_id: str) -> str:
        """A code of the demonstration's identity check, to be shown on its page.

        Raises:
            DialogueError: not in demo mode, or there is nobody to identify yet.
        """
        if self.demo is None:
            raise DialogueError(self.tools.wording.say("dialogue_memory.identity.demo_only"))
        found = self.demo.begin(conversation_id, self.clock.now())
        if isinstance(found, Failure) or found.code is None:
            raise DialogueError(told(found) if isinstance(found, Failure) else self.tools.wording.say("error.internal"))
        return found.code
