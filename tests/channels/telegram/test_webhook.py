"""The webhook: who may post, what is answered, and that nothing is written without the secret."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.memory import messages
from assistant.outbox import Outbox
from assistant.settings import Settings
from channels.telegram import words
from channels.telegram.api import make_bot
from channels.telegram.ports import Conversing
from channels.telegram.webhook import HEADER, PATH, Webhook, open_outbox
from channels.web.app import create_app
from channels.web.telegram import telegram_router
from tests.channels.telegram.bot_api import BotApi, said
from tests.channels.telegram.conftest import PLENTY, settings_of
from tests.channels.telegram.doors import FakeDoor
from tests.channels.telegram.test_albums import photo
from tests.channels.telegram.test_notices import FakeOutbox, outbox
from tests.fakes import FakeRuntime

SECRET = "a-secret_of-the-webhook"


@pytest.fixture
def door() -> FakeDoor:
    return FakeDoor()


@pytest.fixture
def webhook(api: BotApi, door: FakeDoor) -> Webhook:
    return made(settings_of(api, telegram_webhook_secret=SECRET), lambda: door)


def made(settings: Settings, door: Callable[[], Conversing], waiting: FakeOutbox | None = None) -> Webhook:
    """A webhook of one process that need not wait."""
    sent = waiting or outbox()
    return Webhook(
        settings,
        door,
        limits=PLENTY,
        bot=lambda s: make_bot(s, per_second=100_000),
        outbox=lambda _: sent,
        every=0.02,
        quiet=0.2,
    )


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 5
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert condition()


@pytest.fixture
def client(webhook: Webhook) -> Iterator[TestClient]:
    with TestClient(application(webhook)) as opened:
        yield opened


def application(webhook: Webhook) -> FastAPI:
    app = FastAPI()
    app.include_router(telegram_router(webhook))
    return app


def post(client: TestClient, update: Any, secret: str | None = SECRET) -> int:
    content = update if isinstance(update, bytes) else json.dumps(update).encode()
    headers = {} if secret is None else {HEADER.encode(): secret.encode()}
    return client.post(PATH, content=content, headers=headers).status_code


def test_an_update_is_taken_once_however_often_it_comes(client: TestClient, api: BotApi, door: FakeDoor) -> None:
    assert [post(client, said(1, 7, "我要提异议")) for _ in range(3)] == [200] * 3
    assert len(api.said(7)) == 1
    assert [text for text, _ in door.held["c0"].said] == ["我要提异议"]


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET[:-1], SECRET + "x", "密钥"])
def test_without_the_secret_nothing_is_written(
    client: TestClient, api: BotApi, door: FakeDoor, secret: str | None
) -> None:
    assert post(client, said(1, 7, "我要提异议"), secret) == 401
    assert door.held == {}
    assert api.calls == []


def test_where_no_secret_is_set_nobody_is_let_in(api: BotApi, door: FakeDoor) -> None:
    webhook = Webhook(settings_of(api), lambda: door)
    assert not webhook.admits("")
    assert not webhook.admits(None)


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"null", b'{"update_id": "x", "message": 3}', b"\xff", b"[" * 5000]
)
def test_what_is_no_update_is_refused(client: TestClient, door: FakeDoor, content: bytes) -> None:
    assert post(client, content) == 400
    assert door.held == {}


def test_an_unknown_kind_of_update_is_accepted_and_left_alone(client: TestClient, api: BotApi) -> None:
    assert post(client, {"update_id": 9, "poll": None, "something_new": {}}) == 200
    assert api.calls == []


def test_while_loading_telegram_is_asked_to_come_again(api: BotApi) -> None:
    def door() -> Conversing:
        raise RuntimeError("正在载入")

    loading = made(settings_of(api, telegram_webhook_secret=SECRET), door)
    with TestClient(application(loading)) as client:
        assert post(client, said(1, 7, "我要提异议")) == 503


def test_a_reply_that_did_not_get_through_is_sent_when_the_update_comes_again(
    client: TestClient, api: BotApi, door: FakeDoor
) -> None:
    api.fail("sendMessage", 502, times=4)
    update = said(1, 7, "我要提异议")
    assert [post(client, update), post(client, update)] == [503, 200]
    assert len(door.held["c0"].said) == 1
    assert api.said(7)[-1] == "您要办的是哪个地方的事？"


def test_notices_are_sent_by_the_process_that_serves_and_once_however_many_serve(api: BotApi, door: FakeDoor) -> None:
    waiting = outbox("501", "502")
    settings = settings_of(api, telegram_webhook_secret=SECRET)
    one, other = (TestClient(application(made(settings, lambda: door, waiting))) for _ in range(2))
    with one, other:
        wait_for(lambda: len(waiting.done) == 2)
        time.sleep(0.1)
    assert api.said() == ["您的办件已经受理。"] * 2


def test_while_loading_no_notice_is_sent_and_nothing_breaks(api: BotApi, caplog: pytest.LogCaptureFixture) -> None:
    def door() -> Conversing:
        raise RuntimeError("正在载入")

    with TestClient(application(made(settings_of(api, telegram_webhook_secret=SECRET), door, outbox("501")))):
        time.sleep(0.1)
    assert api.calls == []
    assert caplog.records == []


def test_an_album_over_a_webhook_is_one_turn_whichever_process_gets_its_parts(api: BotApi, door: FakeDoor) -> None:
    settings = settings_of(api, telegram_webhook_secret=SECRET)
    one, other = (TestClient(application(made(settings, lambda: door))) for _ in range(2))
    with one, other:
        assert post(one, photo(api, 1, "a", caption="凭证")) == 200  # at once: else Telegram would not hand in the next
        assert [post(each, photo(api, n, "a")) for n, each in ((2, other), (3, one), (2, one))] == [200] * 3
        wait_for(lambda: len(api.said(501)) == 1)
        time.sleep(0.3)
    assert door.held["c0"].said == [("凭证", ("照片1.jpg", "照片2.jpg", "照片3.jpg"))]
    assert len(api.said(501)) == 1


def test_a_token_that_cannot_be_one_is_said_in_the_log(api: BotApi, caplog: pytest.LogCaptureFixture) -> None:
    broken = made(settings_of(api, telegram_webhook_secret=SECRET, telegram_token="nonsense"), FakeDoor)
    with TestClient(application(broken)) as client:
        assert post(client, said(1, 7, "我要提异议")) == 503
    assert words.NOT_ACCEPTED in caplog.text
    assert "nonsense" not in caplog.text


def test_a_token_that_was_revoked_loses_no_update(client: TestClient, api: BotApi, door: FakeDoor) -> None:
    api.token, right = "999:other", api.token
    assert post(client, said(1, 7, "我要提异议")) == 503
    api.token = right
    assert post(client, said(1, 7, "我要提异议")) == 200
    assert len(door.held["c0"].said) == 1


class Ready(FakeRuntime):
    """A runtime with conversations."""

    def converser(self) -> Any:
        """The front door."""
        return FakeDoor()


def test_the_web_service_sends_what_staff_answered_from_the_database(api: BotApi, tmp_path: Path) -> None:
    settings = settings_of(api, telegram_webhook_secret=SECRET, data_dir=tmp_path)
    real = open_outbox(settings)
    assert isinstance(real, Outbox)
    name = real.dialogues.begin("telegram", "501:501", real.clock.now(), address="501")
    with real.dialogues.writing() as connection:
        messages.post(connection, name, "staff", "材料收到了。", real.clock.now())
    with TestClient(create_app(Ready(), settings)) as client:
        assert client.post(PATH, content=b"{}").status_code == 401
        wait_for(lambda: api.said(501) == [words.BY_STAFF.format(text="材料收到了。")])
    wait_for(lambda: real.undelivered("telegram") == ())
