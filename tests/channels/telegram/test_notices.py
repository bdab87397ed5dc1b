"""Notices from the outbox: sent by one process at a time, recorded when they were sent."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from assistant.settings import Settings
from channels.telegram import notices, words
from channels.telegram.notices import Notices
from channels.telegram.spool import alone
from tests.channels.telegram.bot_api import BotApi
from tests.channels.telegram.conftest import bot_of, settings_of


@dataclass(frozen=True, slots=True)
class FakeMessage:
    """A notice."""

    id: str
    text: str
    author: str = "notice"


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


def passes(api: BotApi, waiting: FakeOutbox, times: int = 1, processes: int = 1) -> list[int]:
    """How many each pass sent; of several processes, in each round together."""

    async def work() -> list[int]:
        settings: Settings = settings_of(api)
        async with bot_of(settings) as bot:
            senders = [Notices(bot, waiting, settings.data_dir) for _ in range(processes)]
            rounds = [await asyncio.gather(*(sender.deliver() for sender in senders)) for _ in range(times)]
        return [sum(sent) for sent in rounds]

    return asyncio.run(work())


def test_what_was_sent_is_recorded_and_not_sent_again(api: BotApi) -> None:
    waiting = outbox("501", "502")
    assert passes(api, waiting, times=2) == [2, 0]
    assert waiting.done == [("m0", "telegram"), ("m1", "telegram")]
    assert api.said() == ["您的办件已经受理。"] * 2


def test_of_several_processes_one_sends(api: BotApi) -> None:
    waiting = outbox(*map(str, range(501, 521)))
    assert passes(api, waiting, times=3, processes=4) == [20, 0, 0]
    assert len(api.said()) == 20


def test_while_another_process_sends_nothing_is_sent_and_when_it_died_it_is(api: BotApi, tmp_path: Path) -> None:
    waiting = outbox("501")
    with alone(tmp_path / "data" / notices.LOCK) as mine:
        assert mine
        assert passes(api, waiting) == [0]
    assert passes(api, waiting) == [1]


def test_a_chat_that_takes_nothing_is_no_delivery_and_holds_up_no_other(api: BotApi) -> None:
    api.gone = {501}
    waiting = outbox("501", "502")
    assert passes(api, waiting, times=3) == [1, 0, 0]
    assert waiting.done == [("m1", "telegram")]
    assert len(api.said(501)) == 1


def test_a_chat_that_took_nothing_is_tried_again_later(api: BotApi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notices, "GONE_FOR", 0.0)
    api.gone = {501}
    assert passes(api, outbox("501"), times=3) == [0, 0, 0]
    assert len(api.said(501)) == 3


def test_without_a_network_everything_waits(api: BotApi) -> None:
    api.fail("sendMessage", 502, times=4)
    waiting = outbox("501", "502")
    assert passes(api, waiting, times=2) == [0, 2]


def test_who_reads_it_sees_that_a_person_answers(api: BotApi) -> None:
    message = FakeMessage("m", "材料\u202e收到了。", "staff")
    passes(api, FakeOutbox([FakeOutgoing(message, "501")]))
    assert api.said(501) == [words.BY_STAFF.format(text="材料收到了。")]
