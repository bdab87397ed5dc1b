"""One-time links: a button says what is filled in on the web."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.dialogue.errors import DialogueError
from channels.telegram import words
from tests.channels.telegram.bot_api import BotApi, said
from tests.channels.telegram.conftest import SITE, Chat

ANN = 501


@pytest.fixture
def closed(chat: Chat) -> Chat:
    """A chat in which no numbers are taken."""
    chat.more = {"telegram_personal_data": False}
    return chat


def below(given: dict[str, Any]) -> list[tuple[str, str | None]]:
    """Label and address of the buttons of a message."""
    rows = given.get("reply_markup", {}).get("inline_keyboard", [])
    return [(button["text"], button.get("url")) for row in rows for button in row]


def test_a_link_has_a_button_that_says_what_it_is_for(closed: Chat, api: BotApi) -> None:
    closed.hand_in(
        said(1, ANN, "身份证 11010519491231002X"), said(2, ANN, document={"file_id": "x", "file_unique_id": "x"})
    )
    assert [below(given) for given in api.of("sendMessage")] == [
        [("在网页上填：证件号码", f"{SITE}/l/T1")],
        [("在网页上填：证明材料", f"{SITE}/l/T2")],
    ]


def test_a_link_for_nothing_in_particular_says_so(closed: Chat, api: BotApi) -> None:
    closed.door.names = {}
    closed.hand_in(said(1, ANN, "身份证 11010519491231002X"))
    assert below(api.of("sendMessage")[0]) == [(words.ON_THE_WEB_ANYTHING, f"{SITE}/l/T1")]


def test_a_link_that_is_over_has_no_button(closed: Chat, api: BotApi, monkeypatch: pytest.MonkeyPatch) -> None:
    def over(token: str) -> str:
        raise DialogueError("链接已经用过了")

    monkeypatch.setattr(closed.door, "look", over, raising=False)
    closed.hand_in(said(1, ANN, "身份证 11010519491231002X"))
    assert below(api.of("sendMessage")[0]) == []
    assert f"{SITE}/l/T1" in api.said()[0]


def test_an_address_that_telegram_takes_for_no_button_stays_in_the_text(closed: Chat, api: BotApi) -> None:
    closed.more["public_url"] = "http://127.0.0.1:8000"
    closed.hand_in(said(1, ANN, "身份证 11010519491231002X"))
    assert below(api.of("sendMessage")[0]) == []
    assert "http://127.0.0.1:8000/l/T1" in api.said()[0]
