"""The Bot API and the network at their worst: nothing is lost, nothing counts twice, and who waits is told."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from telegram.error import InvalidToken, NetworkError

from assistant.dialogue.errors import TurnKeyReused
from channels.telegram import api as telegram_api
from channels.telegram import words
from channels.telegram.beside import keep_doing
from channels.telegram.in_order import InOrder
from channels.web.throttle import Limits
from tests.channels.telegram.bot_api import BotApi, buttons, said
from tests.channels.telegram.conftest import Chat

ANN = 501
NUMBER = "YY-20261120-N5LVGH5"


def paper(file: str, size: int = 0) -> dict[str, object]:
    return {
        "file_id": file,
        "file_unique_id": file,
        "file_name": f"{file}.pdf",
        **({"file_size": size} if size else {}),
    }


def test_a_bot_api_that_is_down_loses_no_turn(chat: Chat, api: BotApi) -> None:
    api.fail("sendMessage", 502, times=8)
    with pytest.raises(NetworkError):
        chat.hand_in(said(1, ANN, "我要提异议"))
    with pytest.raises(NetworkError):
        chat.hand_in(said(1, ANN, "我要提异议"))
    chat.hand_in(said(1, ANN, "我要提异议"))
    assert len(chat.door.held["c0"].said) == 1
    assert list(buttons(api.of("sendMessage")[-1])) == ["江西省", "山西省"]


def test_a_bot_api_that_says_nothing_is_tried_again(chat: Chat, api: BotApi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telegram_api, "_SECONDS", 0.2)
    api.hang("sendMessage", 0.6)
    chat.hand_in(said(1, ANN, "我要提异议"))
    assert len(api.said()) == 2
    assert len(chat.door.held["c0"].said) == 1


def test_a_token_that_was_revoked_is_no_turn_lost(chat: Chat, api: BotApi) -> None:
    api.token, right = "999:other", api.token
    with pytest.raises(InvalidToken):
        chat.hand_in(said(1, ANN, "我要提异议"))
    api.token = right
    chat.hand_in(said(1, ANN, "我要提异议"))
    assert len(chat.door.held["c0"].said) == 1


def test_a_file_whose_fetching_fails_for_a_while_is_fetched(chat: Chat, api: BotApi) -> None:
    api.files["凭证"] = b"%PDF-1.4"
    api.fail("getFile", 502, times=2)
    chat.hand_in(said(1, ANN, document=paper("凭证")))
    assert chat.door.held["c0"].said == [("", ("凭证.pdf",))]


def test_a_file_too_large_for_bots_is_told_as_too_large(chat: Chat, api: BotApi) -> None:
    api.fail("getFile", 400, "Bad Request: file is too big")
    chat.hand_in(said(1, ANN, document=paper("录像")))
    assert api.said() == [words.FILE_TOO_LARGE.format(name="录像.pdf", limit=10)]


@pytest.mark.parametrize("kind", ["voice", "video", "sticker", "video_note", "animation", "location", "dice"])
def test_what_cannot_be_read_is_told_whatever_it_is(chat: Chat, api: BotApi, kind: str) -> None:
    common = {"file_id": "x", "file_unique_id": "x", "duration": 1, "width": 1, "height": 1, "length": 1}
    more = {"type": "regular", "is_animated": False, "is_video": False, "latitude": 1.0, "longitude": 1.0}
    sent: dict[str, Any] = {kind: {**common, **more, "emoji": "x", "value": 1}}
    chat.hand_in(said(1, ANN, **sent))
    assert api.said() == [words.ONLY_WORDS_AND_FILES]
    assert chat.door.held == {}


def test_buttons_that_telegram_refuses_cost_no_words(chat: Chat, api: BotApi) -> None:
    api.fail("sendMessage", 400, "Bad Request: BUTTON_DATA_INVALID")
    chat.hand_in(said(1, ANN, "我要提异议"))
    with_buttons, without = api.of("sendMessage")
    assert with_buttons["text"] == without["text"]
    assert not buttons(without)


def test_a_repeated_message_with_other_files_is_told_to_be_there(chat: Chat, api: BotApi) -> None:
    def reused(*_: object, **__: object) -> None:
        raise TurnKeyReused("x")

    api.files["凭证"] = b"%PDF-1.4"
    chat.door.turn = reused
    chat.hand_in(said(1, ANN, document=paper("凭证")))
    assert api.said() == [words.TAKEN_BEFORE]


def test_access_codes_cannot_be_tried_here_either(chat: Chat, api: BotApi) -> None:
    chat.limits = Limits(pages="100/minute", files="1/hour", codes="2/hour")
    chat.hand_in(*(said(n, ANN, f"{NUMBER} 查询码 ABCDEFGH{n:02}") for n in range(1, 5)))
    assert len(chat.door.held["c0"].said) == 2
    assert all("查询码输错的次数太多" in text for text in api.said()[2:])


def test_what_is_done_beside_goes_on_after_a_failure_and_tells_it_once(caplog: pytest.LogCaptureFixture) -> None:
    done: list[int] = []

    async def one() -> None:
        done.append(1)
        if len(done) < 4:
            raise OSError("张伟")

    async def work() -> None:
        stop = asyncio.Event()
        running = asyncio.create_task(keep_doing((one,), stop, every=0.001))
        while len(done) < 6:
            await asyncio.sleep(0.001)
        stop.set()
        await running

    asyncio.run(work())
    assert [record.getMessage() for record in caplog.records] == ["a pass failed: OSError"]


def test_what_is_no_update_comes_before_those_that_wait_and_may_come_again() -> None:
    seen: list[str] = []

    async def work() -> None:
        order, free = InOrder(), asyncio.Event()

        async def slow() -> None:
            await free.wait()
            seen.append("slow")

        def say(word: str) -> asyncio.Future[None]:
            async def write() -> None:
                seen.append(word)

            if word == "album":
                return asyncio.ensure_future(order.before_others(1, write))
            return asyncio.ensure_future(order.run(1, 2, write))

        first = asyncio.ensure_future(order.run(1, 1, slow))
        await asyncio.sleep(0.01)
        rest = [say("text"), say("album"), say("album")]
        await asyncio.sleep(0.01)
        free.set()
        await asyncio.gather(first, *rest)

    asyncio.run(work())
    assert seen == ["slow", "album", "album", "text"]
