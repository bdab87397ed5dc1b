"""What this channel does in a chat: sends, deletes, answers presses, fetches files, leaves groups."""

from __future__ import annotations

import logging
from functools import partial

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.error import BadRequest, Forbidden, TelegramError

from channels.telegram.api import Bot, patiently
from channels.telegram.formatted import Formatted
from channels.telegram.incoming import Incoming, SentFile
from channels.telegram.splitting import split

log = logging.getLogger(__name__)

_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
"""A preview would fetch a link that opens once."""
_GONE = "not found"
_TOO_BIG = "too big"
_DONE = "✓ {label}"


class TooLarge(Exception):
    """A file that is not fetched for its size."""


class Speaker:
    """Speaks with one bot."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def say(self, chat: int, what: Formatted | str, keyboard: InlineKeyboardMarkup | None = None) -> bool:
        """Send it, in several messages where it is long, the buttons below the last; False where the chat takes none.

        Raises:
            NetworkError, RetryAfter: Telegram was not reached.
        """
        parts = split(what if isinstance(what, Formatted) else Formatted(what))
        try:
            for number, part in enumerate(parts, start=1):
                await self._send(chat, part, keyboard if number == len(parts) else None)
        except (Forbidden, BadRequest) as error:
            log.warning("a message was refused: %s", type(error).__name__)
            return False
        return True

    async def _send(self, chat: int, part: Formatted, keyboard: InlineKeyboardMarkup | None) -> None:
        """Send it as it is, else plainer: its words matter more than how they look, and what a button says can be typed."""

        async def send(whole: Formatted, below: InlineKeyboardMarkup | None) -> None:
            await self._bot.send_message(
                chat, whole.text, entities=whole.entities(), reply_markup=below, link_preview_options=_NO_PREVIEW
            )

        plain = Formatted(part.text)
        ways = [(part, keyboard), *([(plain, keyboard)] if part.marks else []), *([(plain, None)] if keyboard else [])]
        for number, (whole, below) in enumerate(ways, start=1):
            try:
                await patiently(partial(send, whole, below))
            except BadRequest:
                if number == len(ways):
                    raise
            else:
                return

    async def delete(self, incoming: Incoming) -> bool:
        """Delete the citizen's message; False where Telegram does not allow it."""
        try:
            await patiently(lambda: self._bot.delete_message(incoming.chat, incoming.message))
        except BadRequest as error:
            return _GONE in str(error).lower()
        except TelegramError:
            return False
        return True

    async def answer(self, incoming: Incoming, words: str) -> None:
        """Answer a press with a short line. It may be too old for that, which does not matter."""
        try:
            await patiently(lambda: self._bot.answer_callback_query(incoming.press, words))
        except TelegramError as error:
            log.info("a press was not answered: %s", type(error).__name__)

    async def mark_chosen(self, incoming: Incoming, label: str) -> None:
        """Leave of the buttons the one that was chosen."""
        chosen = InlineKeyboardButton(_DONE.format(label=label), callback_data=incoming.text)
        try:
            await patiently(
                lambda: self._bot.edit_message_reply_markup(
                    incoming.chat, incoming.message, reply_markup=InlineKeyboardMarkup([[chosen]])
                )
            )
        except TelegramError as error:
            log.info("buttons were not taken away: %s", type(error).__name__)

    async def fetch(self, file: SentFile) -> bytes | None:
        """The content of a file; None where Telegram does not give it out.

        Raises:
            TooLarge: it is larger than bots may fetch.
        """
        try:
            found = await patiently(lambda: self._bot.get_file(file.id))
            return bytes(await patiently(found.download_as_bytearray))
        except TelegramError as error:
            if _TOO_BIG in str(error).lower():
                raise TooLarge from None
            log.warning("a file was not fetched: %s", type(error).__name__)
            return None

    async def leave(self, chat: int) -> None:
        """Leave a group."""
        try:
            await patiently(lambda: self._bot.leave_chat(chat))
        except TelegramError as error:
            log.warning("a group was not left: %s", type(error).__name__)
