"""The webhook: Telegram hands updates in over HTTPS, and shows a secret with each.

Telegram hands in the next update of a chat when the one before was answered, and an update that was answered with an
error once more: so an update is answered when it was dealt with. Any process takes any update.

Beside them it sends notices: nobody polls, and who serves the webhook is there anyway.
"""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from telegram import Update
from telegram.error import InvalidToken, TelegramError

from assistant.settings import Settings
from channels.telegram import words
from channels.telegram.albums import QUIET
from channels.telegram.api import Bot, close, make_bot
from channels.telegram.beside import keep_doing
from channels.telegram.channel import LIMITS, Channel
from channels.telegram.notices import EVERY, Notices
from channels.telegram.ports import Conversing, Outbox
from channels.web.throttle import Limits

log = logging.getLogger(__name__)

HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"
PATH: Final = "/telegram/webhook"
SETTLE: Final = 0.05
"""Seconds that an update waits for earlier ones of its chat."""


def open_outbox(settings: Settings) -> Outbox:
    """The outbox of this installation. Slow at first: imports the libraries."""
    from assistant.bootstrap import build_outbox

    return build_outbox(settings)


class Webhook:
    """Takes what is posted to the webhook. `door` raises RuntimeError while the assistant is still loading."""

    def __init__(
        self,
        settings: Settings,
        door: Callable[[], Conversing],
        *,
        limits: Limits = LIMITS,
        bot: Callable[[Settings], Bot] = make_bot,
        outbox: Callable[[Settings], Outbox] = open_outbox,
        every: float = EVERY,
        quiet: float = QUIET,
    ) -> None:
        self._settings = settings
        self._door = door
        self._limits = limits
        self._make_bot = bot
        self._open_outbox = outbox
        self._every = every
        self._quiet = quiet
        self._secret = settings.telegram_webhook_secret.get_secret_value().encode()
        self._bot: Bot | None = None
        self._channel: Channel | None = None
        self._notices: Notices | None = None
        self._stop = asyncio.Event()
        self._beside: asyncio.Task[None] | None = None

    def admits(self, secret: str | None) -> bool:
        """True for the secret that was agreed with Telegram; without one in the settings nobody is admitted."""
        shown = (secret or "").encode("utf-8", "surrogateescape")
        return hmac.compare_digest(shown, self._secret) and bool(self._secret)

    async def take(self, secret: str | None, body: bytes) -> HTTPStatus:
        """Take an update: 200 when it was dealt with, 401 for a wrong secret, 400 for what is no update, else 503."""
        if not self.admits(secret):
            return HTTPStatus.UNAUTHORIZED
        try:
            channel, bot = self._opened()
        except (RuntimeError, InvalidToken):
            return HTTPStatus.SERVICE_UNAVAILABLE
        try:
            update = Update.de_json(json.loads(body), bot)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return HTTPStatus.BAD_REQUEST
        try:
            await channel.handle(update)
        except TelegramError as error:
            why = words.NOT_ACCEPTED if isinstance(error, InvalidToken) else type(error).__name__
            log.warning("a reply did not get through: %s", why)
            return HTTPStatus.SERVICE_UNAVAILABLE
        return HTTPStatus.OK

    def start(self) -> None:
        """Begin with what is done beside the updates."""
        self._stop = asyncio.Event()
        self._beside = asyncio.create_task(keep_doing((self._deliver, self._take_left), self._stop, self._every))

    async def close(self) -> None:
        """Finish what was begun; a second call finds nothing to do."""
        self._stop.set()
        if self._beside is not None:
            await self._beside
        if self._channel is not None:
            await self._channel.close()
        if self._bot is not None:
            await close(self._bot)
        self._beside, self._channel, self._bot = None, None, None

    async def _deliver(self) -> None:
        opened = self._ready()
        if opened is None:
            return
        if self._notices is None:
            outbox = await asyncio.to_thread(self._open_outbox, self._settings)
            self._notices = Notices(opened[1], outbox, self._settings.data_dir)
        await self._notices.deliver()

    async def _take_left(self) -> None:
        opened = self._ready()
        if opened is not None:
            await opened[0].take_left()

    def _ready(self) -> tuple[Channel, Bot] | None:
        """The channel; None while the assistant is still loading."""
        try:
            return self._opened()
        except RuntimeError:
            return None

    def _opened(self) -> tuple[Channel, Bot]:
        """The channel of this process, made when it is first needed: it belongs to the loop that runs it.

        Raises:
            RuntimeError: the assistant is still loading. InvalidToken: the token cannot be one.
        """
        if self._channel is None or self._bot is None:
            door = self._door()
            self._bot = self._make_bot(self._settings)
            self._channel = Channel(
                self._bot, door, self._settings, limits=self._limits, settle=SETTLE, quiet=self._quiet
            )
        return self._channel, self._bot
