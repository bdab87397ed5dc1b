"""Notices from the outbox."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

from channels.telegram.notices import deliver, deliver_waiting
from tests.channels.telegram.bot_api import BotApi
from tests.channels.telegram.conftest import bot_of, settings_of


@dataclass(frozen=True, slots=True)
class FakeMessage:
    """A notice."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class FakeOutgoing:
    """A notice and where it goes."""

    message: FakeMessage
    address: str


@dataclass
class FakeOutbox:
    """Notices that wait."""

    waiting: list[FakeOutgoing]
    done: list[tuple[str, str]] = field(default_factory=list)

    def undelivered(self, channel: str) -> Sequence[FakeOutgoing]:
        known = {message for message, on in self.done if on == channel}
        return [outgoing for outgoing in self.waiting if outgoing.message.id not in known]

    def delivered(self, message_id: str, channel: str) -> None:
        self.done.append((message_id, channel))


def outbox(*addresses: str) -> FakeOutbox:
    return FakeOutbox([FakeOutgoing(FakeMessage(f"m{n}", "您的办件已经受理。"), a) for n, a in enumerate(addresses)])


def one_pass(api: BotApi, waiting: FakeOutbox) -> int:
    return deliver_waiting(settings_of(api), waiting)


def test_what_was_sent_is_recorded_and_not_sent_again(api: BotApi) -> None:
    waiting = outbox("501", "502")
    assert one_pass(api, waiting) == 2
    assert one_pass(api, waiting) == 0
    assert waiting.done == [("m0", "telegram"), ("m1", "telegram")]
    assert api.said() == ["您的办件已经受理。"] * 2


def test_a_chat_that_takes_nothing_is_no_delivery_and_holds_up_no_other(api: BotApi) -> None:
    api.gone = {501}
    waiting = outbox("501", "502")
    assert one_pass(api, waiting) == 1
    assert waiting.done == [("m1", "telegram")]


def test_without_a_network_everything_waits(api: BotApi) -> None:
    api.fail("sendMessage", 502, times=4)
    waiting = outbox("501", "502")
    assert one_pass(api, waiting) == 0
    assert waiting.done == []
    assert one_pass(api, waiting) == 2


def test_one_notice_by_hand(api: BotApi) -> None:
    async def work() -> bool:
        async with bot_of(settings_of(api)) as bot:
            return await deliver(bot, "501", "您的办件\u202e已经受理。")

    assert asyncio.run(work())
    assert api.said(501) == ["您的办件已经受理。"]
