"""Turns of a chat's conversation: found or begun, one by one, with the keyboard of the reply. Nothing here waits for Telegram."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from telegram import InlineKeyboardMarkup

from assistant.dialogue.contract import TurnResult
from assistant.dialogue.errors import TurnKeyReused, UnknownConversation
from assistant.dialogue.state import StoredFile
from assistant.settings import Settings
from channels.telegram import words
from channels.telegram.buttons import Pressed, keyboard, opening, pressed
from channels.telegram.incoming import Incoming
from channels.telegram.ports import CHANNEL, Conversing

_EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True)
class Taken:
    """What a turn came to, and the buttons below the reply."""

    result: TurnResult
    keyboard: InlineKeyboardMarkup | None = None


class Turns:
    """Takes turns with the front door."""

    def __init__(self, door: Conversing, settings: Settings) -> None:
        self._door = door
        self._site = settings.public_url.rstrip("/")
        self.takes_personal_data = settings.personal_data_in_telegram

    def take(self, incoming: Incoming, text: str, files: Sequence[StoredFile] = ()) -> Taken:
        """The turn of an update. The same update again gives the same result.

        Raises:
            DialogueError
        """
        try:
            return self._take(self._conversation(incoming), text, files, incoming.key)
        except UnknownConversation:  # it was forgotten: after months, or at the citizen's wish on the web
            return self._take(self._begin(incoming), text, files, incoming.key)

    def press(self, incoming: Incoming, button: Pressed) -> Taken | None:
        """The turn of a button; None where another button of the same reply was pressed before.

        Raises:
            DialogueError
        """
        conversation_id, words = self._conversation(incoming), button.choice.send
        try:
            if button.last:
                return self._take(conversation_id, words, (), button.key)
            before = self._door.kept(conversation_id, words, button.key)
        except TurnKeyReused:
            return None
        return Taken(before, keyboard(self._door, conversation_id, before, self._site)) if before else None

    def button(self, incoming: Incoming) -> Pressed | None:
        """The button that was pressed; None where its reply is not known any more."""
        conversation_id = self._door.conversation_of(CHANNEL, incoming.session)
        return pressed(self._door, conversation_id, incoming.text) if conversation_id else None

    def in_form(self, incoming: Incoming) -> bool:
        """True while a form of this chat is being filled in."""
        conversation_id = self._door.conversation_of(CHANNEL, incoming.session)
        try:
            flow = self._door.standing(conversation_id).flow if conversation_id else None
        except UnknownConversation:
            return False
        return flow is not None and flow["state"] in ("collecting", "confirming")

    def elsewhere(self, incoming: Incoming) -> tuple[str, InlineKeyboardMarkup | None]:
        """What to say where files are not taken, with a one-time link to where they are, and its button."""
        try:
            link = self._link(self._conversation(incoming), _EVIDENCE)
        except UnknownConversation:
            link = self._link(self._begin(incoming), _EVIDENCE)
        text = words.FILES_ELSEWHERE.format(link=link)
        rows = opening(self._door, text, self._site)
        return text, InlineKeyboardMarkup(rows) if rows else None

    def _take(self, conversation_id: str, text: str, files: Sequence[StoredFile], key: str) -> Taken:
        link = None if self.takes_personal_data else self._link
        result = self._door.turn(conversation_id, text, files, key=key, link=link)
        return Taken(result, keyboard(self._door, conversation_id, result, self._site))

    def _link(self, conversation_id: str, purpose: str) -> str:
        return f"{self._site}/l/{self._door.link_to(conversation_id, purpose)}"

    def _conversation(self, incoming: Incoming) -> str:
        return self._door.conversation_of(CHANNEL, incoming.session) or self._begin(incoming)

    def _begin(self, incoming: Incoming) -> str:
        return self._door.begin(CHANNEL, incoming.session, address=str(incoming.chat))
