"""The webhook: Telegram hands updates in over HTTPS, and shows a secret with each.

Telegram hands in the next update of a chat when the one before was answered, and an update that was answered with an
error once more: so an update is answered when it was dealt with. Any process takes any update.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from telegram import Update
from telegram.error import TelegramError

from assistant.settings import Settings
from channels.telegram.api import Bot, close, make_bot
from channels.telegram.channel import LIMITS, Channel
from channels.telegram.ports import Conversing
from channels.web.throttle import Limits

HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"
PATH: Final = "/telegram/webhook"
SETTLE: Final = 0.05
"""Seconds that an update waits for earlier ones of its chat."""


class Webhook:
    """Takes what is posted to the webhook. `door` raises RuntimeError while the assistant is still loading."""

    def __init__(
        self,
        settings: Settings,
        door: Callable[[], Conversing],
        *,
        limits: Limits = LIMITS,
        bot: Callable[[Settings], Bot] = make_bot,
    ) -> None:
        self._settings = settings
        self._door = door
        self._limits = limits
        self._make_bot = bot
        self._secret = settings.telegram_webhook_secret.get_secret_value().encode()
        self._bot: Bot | None = None
        self._channel: Channel | None = None

    def admits(self, secret: str | None) -> bool:
        """True for the secret that was agreed with Telegram; without one in the settings nobody is admitted."""
        shown = (secret or "").encode("utf-8", "surrogateescape")
        return hmac.compare_digest(shown, self._secret) and bool(self._secret)

    async def take(self, secret: str | None, body: bytes) -> HTTPStatus:
        """Take an update: 200 when it was dealt with, 401 for a wrong secret, 400 for what is no update, else 503."""
        if not self.admits(secret):
            return HTTPStatus.UNAUTHORIZED
        try:
            channel = self._opened()
        except RuntimeError:
            return HTTPStatus.SERVICE_UNAVAILABLE
        try:
            update = Update.de_json(json.loads(body), self._bot)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            return HTTPStatus.BAD_REQUEST
        try:
            await channel.handle(update)
        except TelegramError:
            return HTTPStatus.SERVICE_UNAVAILABLE
        return HTTPStatus.OK

    async def close(self) -> None:
        """Finish what was begun."""
        if self._channel is not None:
            await self._channel.close()
        if self._bot is not None:
            await close(self._bot)

    def _opened(self) -> Channel:
        """The channel of this process, made with its first update: it belongs to the loop that runs it."""
        if self._channel is None:
            door = self._door()
            self._bot = self._make_bot(self._settings)
            self._channel = Channel(self._bot, door, self._settings, limits=self._limits, settle=SETTLE)
        return self._channel
