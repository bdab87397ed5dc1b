"""Long polling: what is confirmed was dealt with; what was not is fetched again."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable

import pytest
from telegram.error import InvalidToken

from channels.telegram.channel import Channel
from channels.telegram.polling import Polling
from tests.channels.telegram.bot_api import BotApi, said
from tests.channels.telegram.conftest import PLENTY, bot_of, settings_of
from tests.channels.telegram.doors import FakeDoor


def poll(api: BotApi, door: FakeDoor, until: Callable[[], bool]) -> list[str]:
    """Poll until `until` holds; what was told meanwhile."""
    told: list[str] = []

    async def work() -> None:
        settings = settings_of(api)
        async with bot_of(settings) as bot:
            stop = asyncio.Event()
            polling = Polling(bot, Channel(bot, door, settings, limits=PLENTY), told.append, wait=0.05)
            running = asyncio.create_task(polling.run(stop))
            deadline = time.monotonic() + 10
            while not until() and not running.done() and time.monotonic() < deadline:
                await asyncio.sleep(0.02)
            stop.set()
            await running

    asyncio.run(work())
    assert until()
    return told


def test_updates_are_taken_and_confirmed(api: BotApi) -> None:
    door = FakeDoor()
    api.add(*(said(n, 700 + n % 3, f"问{n}") for n in range(1, 251)))
    poll(api, door, lambda: len(api.said()) == 250)
    assert api.confirmed == 251
    for who in range(700, 703):
        [*texts] = (text for text, _ in door.held[door.sessions["telegram", f"{who}:{who}"]].said)
        assert texts == sorted(texts, key=lambda text: int(text[1:]))


def test_an_update_that_is_still_at_work_is_not_confirmed_while_others_go_on(api: BotApi) -> None:
    free, door = threading.Event(), FakeDoor()
    seen: list[int] = []

    def hook(text: str) -> None:
        if text == "慢":
            free.wait(5)

    def both() -> bool:
        if len(api.said(702)) == 1 and not seen:
            seen.append(api.confirmed)
            free.set()
        return len(api.said(701)) == 1

    door.hook = hook
    api.add(said(11, 701, "慢"))
    api.add(said(12, 702, "快"))
    poll(api, door, both)
    assert seen in ([11], [0])
    assert api.confirmed == 13


@pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")
def test_the_network_and_telegrams_waits_are_sat_out(api: BotApi) -> None:
    door = FakeDoor()
    api.fail("getUpdates", 502, times=2)
    api.flood("getUpdates", 1)
    api.fail("getUpdates", 409, "Conflict: terminated by other getUpdates request")
    api.add(said(1, 701, "问"))
    began = time.monotonic()
    told = poll(api, door, lambda: len(api.said()) == 1)
    assert time.monotonic() - began >= 1
    assert [t.partition("，")[0] for t in told] == ["现在连不上 Telegram", "另有程序在用同一个令牌收消息"]


def test_a_reply_that_does_not_get_through_is_tried_again(api: BotApi) -> None:
    door = FakeDoor()
    api.fail("sendMessage", 502, times=5)
    api.add(said(1, 701, "我要提异议"))
    poll(api, door, lambda: len(api.said()) == 6)
    assert len(door.held["c0"].said) == 1


def test_a_token_that_was_revoked_ends_it(api: BotApi) -> None:
    api.token = "other"
    with pytest.raises(InvalidToken):
        poll(api, FakeDoor(), lambda: False)
