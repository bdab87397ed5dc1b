"""Telegram: each update becomes a turn of the chat's conversation, and the reply goes back into the chat."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Any, Final, TypeVar

from telegram import Update
from telegram.error import TelegramError

from assistant.dialogue.errors import DialogueError, TurnKeyReused
from assistant.dialogue.state import StoredFile
from assistant.settings import Settings
from channels.telegram import words
from channels.telegram.albums import QUIET, Albums
from channels.telegram.api import Bot
from channels.telegram.commands import Command, help_text, read_command
from channels.telegram.evidence import Evidence, received
from channels.telegram.formatted import Formatted, joined
from channels.telegram.in_order import InOrder
from channels.telegram.incoming import Incoming, Kind, read
from channels.telegram.ports import Conversing
from channels.telegram.showing import shown
from channels.telegram.speaking import Speaker
from channels.telegram.spool import Spool
from channels.telegram.turns import Taken, Turns
from channels.web.talking import case_numbers
from channels.web.throttle import Limits, Throttle, TooMany

log = logging.getLogger(__name__)
T = TypeVar("T")

_AT_ONCE = 8
"""Turns in the making."""
_REMEMBERED_PRESSES = 1_000
SPOOL: Final = "telegram/albums"
"""Below DATA_DIR."""
LIMITS: Final = Limits(pages="40/minute", files="60/hour")
"""What one person may send."""


class Channel:
    """Takes updates, however they come."""

    def __init__(
        self,
        bot: Bot,
        door: Conversing,
        settings: Settings,
        *,
        limits: Limits = LIMITS,
        settle: float = 0.0,
        quiet: float = QUIET,
    ) -> None:
        self._turns = Turns(door, settings)
        self._speaker = Speaker(bot)
        self._site = settings.public_url.rstrip("/")
        self._throttle = Throttle(limits)
        self._evidence = Evidence(self._speaker, self._throttle, door.store)
        self._order = InOrder(settle)
        self._albums = Albums(Spool(settings.data_dir / SPOOL), self._order, self._album, quiet)
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

    async def take_left(self) -> None:
        """Take what was acknowledged and never answered, because a process died or the network failed."""
        await self._albums.take_left()

    async def close(self) -> None:
        """Finish what was begun."""
        await self._albums.close()
        await self._order.close()

    async def _take(self, incoming: Incoming) -> None:
        if incoming.album:
            await self._guarded(incoming.chat, self._keep(incoming))
            return
        await self._albums.settle(incoming.chat)
        await self._guarded(incoming.chat, self._taken(incoming))

    async def _keep(self, part: Incoming) -> None:
        """Keep a part of an album, its words only where they may be given here."""
        try:
            await self._albums.add(part if self._turns.takes_personal_data else replace(part, text=""))
        except OSError as error:
            log.error("a part of an album was not kept: %s", type(error).__name__)
            raise _Failed from error

    async def _album(self, parts: Sequence[Incoming]) -> None:
        """The turn of an album: one, with the words of all its captions."""
        await self._guarded(parts[0].chat, self._said(*parts))

    async def _guarded(self, chat: int, work: Awaitable[None]) -> None:
        try:
            await work
        except (DialogueError, TooMany) as error:
            await self._speaker.say(chat, str(error))
        except _Failed:
            await self._speaker.say(chat, words.TURN_FAILED)
        except TelegramError:
            raise
        except Exception as error:  # noqa: BLE001 - handed in again it would fail again, and hold up what comes after it
            log.error("an update was given up: %s", type(error).__name__)

    async def _taken(self, incoming: Incoming) -> None:
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
        told = words.WELCOME if begins else help_text(takes_files=self._turns.takes_personal_data)
        await self._speaker.say(incoming.chat, told)
        if await self._call(self._turns.in_form, incoming):
            await self._turn(incoming, words.GO_ON_SENDS if begins else words.HELP_SENDS)

    async def _said(self, *parts: Incoming) -> None:
        """The turn of a message, or of the several messages of an album."""
        incoming = replace(parts[0], text="\n".join(part.text for part in parts if part.text))
        text = incoming.text
        if incoming.kind is Kind.EDITED and await self._call(self._turns.in_form, incoming):
            text = words.CORRECTION.format(text=text) if text else text
        if not any(part.file for part in parts) and text:
            await self._turn(incoming, text)
        elif not self._turns.takes_personal_data:
            await self._send_elsewhere(parts)
        else:
            got = await self._evidence.gather(parts)
            if got.files:
                await self._turn(incoming, text, got.files, got.notes)
            else:
                await self._speaker.say(incoming.chat, "\n\n".join(got.notes))

    async def _send_elsewhere(self, parts: Sequence[Incoming]) -> None:
        """Files where none are taken: deleted unread, with a link to where they may be handed in."""
        told, keyboard = await self._call(self._turns.elsewhere, parts[0])
        gone = [await self._speaker.delete(part) for part in parts]
        first = words.DELETED if all(gone) else words.NOT_DELETED
        await self._speaker.say(parts[0].chat, f"{first}\n\n{told}", keyboard)

    async def _turn(
        self, incoming: Incoming, text: str, files: Sequence[StoredFile] = (), notes: Sequence[str] = ()
    ) -> None:
        self._throttle.count_page(incoming.session)
        numbers = case_numbers(text)
        for number in numbers:
            self._throttle.may_try_code(number, incoming.session)
        try:
            taken = await self._call(self._turns.take, incoming, text, files)
        except TurnKeyReused:  # the turn was taken with other files: one could not be fetched then, or cannot be now
            await self._speaker.say(incoming.chat, words.TAKEN_BEFORE)
            return
        for number in numbers - {taken.result.case["number"] if taken.result.case else ""}:
            self._throttle.count_wrong_code(number, incoming.session)
        unsafe = taken.result.unsafe or (incoming.personal and not self._turns.takes_personal_data)
        deleted = await self._deleted(incoming) if unsafe else ""
        await self._reply(incoming, taken, deleted, *notes, received(taken.result, files))

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

    async def _reply(self, incoming: Incoming, taken: Taken, *first: str) -> None:
        result = taken.result
        receipt = ""
        if result.access_code and self._site:
            receipt = words.RECEIPT.format(address=f"{self._site}/cases")
        body = shown(result.reply, self._site, result.access_code)
        whole = joined((*map(Formatted, first), body, Formatted(receipt)), "\n\n")
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
