"""The channel between a Bot API on this machine and a front door."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from telegram import Update

from assistant.settings import Settings
from channels.telegram.api import Bot, close, make_bot
from channels.telegram.channel import Channel
from channels.telegram.ports import Conversing
from channels.web.throttle import Limits
from tests.channels.telegram.bot_api import TOKEN, BotApi, bot_api
from tests.channels.telegram.doors import FakeDoor

PLENTY = Limits(pages="100000/minute", files="100000/hour")
SITE = "https://credit.example.cn"


def settings_of(api: BotApi, **more: Any) -> Settings:
    """Settings for the Bot API of a test; personal data is taken unless it says otherwise."""
    given = {"telegram_token": TOKEN, "telegram_personal_data": True, "public_url": SITE, **more}
    return Settings(telegram_api_base=api.base, **given)


@asynccontextmanager
async def bot_of(settings: Settings) -> AsyncIterator[Bot]:
    """A bot that need not wait between its messages."""
    bot = make_bot(settings, per_second=100_000)
    try:
        yield bot
    finally:
        await close(bot)


@dataclass
class Chat:
    """Hands updates to a channel over `door`; each `hand_in` is a process of its own."""

    api: BotApi
    door: Any = field(default_factory=FakeDoor)
    limits: Limits = PLENTY
    more: dict[str, Any] = field(default_factory=dict)
    quiet: float = 0.05

    def hand_in(self, *updates: dict[str, Any], together: bool = False) -> None:
        """Updates one after another, or all at once."""

        async def work(take: Callable[[dict[str, Any]], Awaitable[None]]) -> None:
            if together:
                await asyncio.gather(*(take(update) for update in updates))
            else:
                for update in updates:
                    await take(update)

        self.run(work)

    def run(self, work: Callable[[Callable[[dict[str, Any]], Awaitable[None]]], Awaitable[None]]) -> None:
        """Let `work` hand updates in."""

        async def open_channel() -> None:
            settings = settings_of(self.api, **self.more)
            async with bot_of(settings) as bot:
                door: Conversing = self.door
                channel = Channel(bot, door, settings, limits=self.limits, quiet=self.quiet)

                async def take(update: dict[str, Any]) -> None:
                    await channel.handle(Update.de_json(update, bot))

                await channel.take_left()
                await work(take)
                await channel.take_left()
                await channel.close()

        asyncio.run(open_channel())


@pytest.fixture
def api() -> Iterator[BotApi]:
    with bot_api() as running:
        yield running


@pytest.fixture
def chat(api: BotApi) -> Chat:
    return Chat(api)


@pytest.fixture(autouse=True)
def folder_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))


@pytest.fixture(autouse=True)
def no_long_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("channels.telegram.api.patiently.__defaults__", ((0.01, 0.01, 0.01),))
