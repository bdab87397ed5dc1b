"""Telegram: each update becomes a turn of the chat's conversation, and the reply goes back into the chat."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Any, Final, TypeVar

from telegram import Update
from telegram.error import TelegramError

from assistant.dialogue.errors import AttachmentRefused, DialogueError
from assistant.settings import Settings
from channels.telegram import words
from channels.telegram.api import Bot
from channels.telegram.commands import Command, help_text, read_command
from channels.telegram.formatted import Formatted, joined
from channels.telegram.in_order import InOrder
from channels.telegram.incoming import Incoming, Kind, SentFile, read
from channels.telegram.ports import Conversing
from channels.telegram.showing import shown
from channels.telegram.speaking import Speaker
from channels.telegram.turns import Taken, Turns
from channels.web.throttle import Limits, Throttle, TooMany

log = logging.getLogger(__name__)
T = TypeVar("T")

LIMIT_MB: Final = 10
"""Of one file."""
_AT_ONCE = 8
"""Turns in the making."""
_REMEMBERED_PRESSES = 1_000
LIMITS: Final = Limits(pages="40/minute", files="60/hour")
"""What one person may send."""


class Channel:
    """Takes updates, however they come."""

    def __init__(
        self, bot: Bot, door: Conversing, settings: Settings, *, limits: Limits = LIMITS, settle: float = 0.0
    ) -> None:
        self._turns = Turns(door, settings)
        self._speaker = Speaker(bot)
        self._site = settings.public_url.rstrip("/")
        self._throttle = Throttle(limits)
        self._order = InOrder(settle)
        self._free = asyncio.Semaphore(_AT_ONCE)
        self._declined: set[int] = set()
        self._pressed: dict[tuple[str, str], None] = {}

    async def handle(self, update: Update) -> None:
        """Take an update, once and in its turn.

        Raises:
            NetworkError, RetryAfter: the turn was taken, but the reply did not get through; it can be handed in again.
        """
        incoming = read(update)
        if incoming.kind is not Kind.NOTHING:
            await self._order.run(incoming.chat, incoming.id, lambda: self._take(incoming))

    async def close(self) -> None:
        """Finish what was begun."""
        await self._order.close()

    async def _take(self, incoming: Incoming) -> None:
        try:
            if incoming.kind is Kind.GROUP:
                await self._decline(incoming.chat)
            elif incoming.kind is Kind.UNREADABLE:
                await self._speaker.say(incoming.chat, words.ONLY_WORDS_AND_FILES)
            elif incoming.kind is Kind.PRESSED:
                await self._press(incoming)
            elif (command := read_command(incoming.text)) and incoming.file is None:
                await self._command(incoming, command)
            else:
                await self._said(incoming)
        except (DialogueError, TooMany) as error:
            await self._speaker.say(incoming.chat, str(error))
        except _Failed:
            await self._speaker.say(incoming.chat, words.TURN_FAILED)
        except TelegramError:
            raise
        except Exception as error:  # noqa: BLE001 - handed in again it would fail again, and hold up what comes after it
            log.error("an update was given up: %s", type(error).__name__)

    async def _decline(self, chat: int) -> None:
        """Say once that groups are no place for this, and go."""
        if chat not in self._declined:
            self._declined.add(chat)
            await self._speaker.say(chat, words.GROUP)
        await self._speaker.leave(chat)

    async def _command(self, incoming: Incoming, command: Command) -> None:
        if incoming.kind is Kind.EDITED:
            return
        if not command.known:
            await self._speaker.say(incoming.chat, words.NO_COMMAND.format(command=f"/{command.name}"))
        elif (said := command.says) is not None:
            await self._turn(incoming, said)
        elif command.name == "place":
            await self._speaker.say(incoming.chat, words.WHICH_PLACE)
        else:
            await self._greet(incoming, command)

    async def _greet(self, incoming: Incoming, command: Command) -> None:
        """Welcome or help, and the open question of the form where there is one."""
        begins = command.name == "start"
        await self._speaker.say(incoming.chat, words.WELCOME if begins else help_text())
        if await self._call(self._turns.in_form, incoming):
            await self._turn(incoming, words.GO_ON_SENDS if begins else words.HELP_SENDS)

    async def _said(self, incoming: Incoming) -> None:
        text = incoming.text
        if incoming.kind is Kind.EDITED and await self._call(self._turns.in_form, incoming):
            text = words.CORRECTION.format(text=text) if text else text
        if incoming.file is None:
            await self._turn(incoming, text)
        elif not self._turns.takes_personal_data:
            await self._send_elsewhere(incoming)
        elif (content := await self._fetched(incoming, incoming.file)) is not None:
            await self._turn(incoming, text, (incoming.file.name, content))

    async def _send_elsewhere(self, incoming: Incoming) -> None:
        """A file where none is taken: deleted unread, with a link to where it may be handed in."""
        link = await self._call(self._turns.link_for_files, incoming)
        told = words.FILES_ELSEWHERE.format(link=link)
        await self._speaker.say(incoming.chat, f"{await self._deleted(incoming)}\n\n{told}")

    async def _fetched(self, incoming: Incoming, file: SentFile) -> bytes | None:
        if file.size > LIMIT_MB * 1024 * 1024:
            raise AttachmentRefused(words.FILE_TOO_LARGE.format(name=file.name[:80], limit=LIMIT_MB))
        self._throttle.count_file(incoming.session)
        content = await self._speaker.fetch(file)
        if content is None:
            await self._speaker.say(incoming.chat, words.FILE_NOT_FETCHED.format(name=file.name[:80]))
        return content

    async def _turn(self, incoming: Incoming, text: str, *files: tuple[str, bytes]) -> None:
        self._throttle.count_page(incoming.session)
        stored = [await self._call(self._turns.store, name, content) for name, content in files]
        taken = await self._call(self._turns.take, incoming, text, stored)
        unsafe = taken.result.unsafe or (incoming.personal and not self._turns.takes_personal_data)
        await self._reply(incoming, taken, await self._deleted(incoming) if unsafe else "")

    async def _press(self, incoming: Incoming) -> None:
        button = await self._call(self._turns.button, incoming)
        again = button is not None and (incoming.session, button.key) in self._pressed
        taken = None if button is None or again else await self._call(self._turns.press, incoming, button)
        if button is None or taken is None:
            await self._speaker.answer(incoming, words.CHOICE_OVER)
            return
        await self._speaker.answer(incoming, words.CHOSEN.format(label=button.choice.label)[:200])
        await self._speaker.mark_chosen(incoming, button.choice.label)
        await self._reply(incoming, taken)
        self._pressed[incoming.session, button.key] = None
        while len(self._pressed) > _REMEMBERED_PRESSES:
            del self._pressed[next(iter(self._pressed))]

    async def _reply(self, incoming: Incoming, taken: Taken, first: str = "") -> None:
        result = taken.result
        receipt = ""
        if result.access_code and self._site:
            receipt = words.RECEIPT.format(address=f"{self._site}/cases")
        body = shown(result.reply, self._site, result.access_code)
        whole = joined((Formatted(first), body, Formatted(receipt)), "\n\n")
        await self._speaker.say(incoming.chat, whole, taken.keyboard)

    async def _deleted(self, incoming: Incoming) -> str:
        return words.DELETED if await self._speaker.delete(incoming) else words.NOT_DELETED

    async def _call(self, work: Callable[..., T], *arguments: Any) -> T:
        """Do what may wait for the database in a thread.

        Raises:
            DialogueError: its words are for the citizen; _Failed: anything else.
        """
        async with self._free:
            try:
                return await asyncio.to_thread(work, *arguments)
            except DialogueError:
                raise
            except Exception as error:  # its message may hold what was said, so it is not written down
                log.error("a turn failed: %s", type(error).__name__)
                raise _Failed from error


class _Failed(Exception):
    """A turn that failed inside."""
