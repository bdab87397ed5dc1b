"""The webhook: who may post, what is answered, and that nothing is written without the secret."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from channels.telegram.api import make_bot
from channels.telegram.ports import Conversing
from channels.telegram.webhook import HEADER, PATH, Webhook
from channels.web.telegram import telegram_router
from tests.channels.telegram.bot_api import BotApi, said
from tests.channels.telegram.conftest import PLENTY, settings_of
from tests.channels.telegram.doors import FakeDoor

SECRET = "a-secret_of-the-webhook"


@pytest.fixture
def door() -> FakeDoor:
    return FakeDoor()


@pytest.fixture
def webhook(api: BotApi, door: FakeDoor) -> Webhook:
    settings = settings_of(api, telegram_webhook_secret=SECRET)
    return Webhook(settings, lambda: door, limits=PLENTY, bot=lambda s: make_bot(s, per_second=100_000))


@pytest.fixture
def client(webhook: Webhook) -> Iterator[TestClient]:
    with TestClient(application(webhook)) as opened:
        yield opened


def application(webhook: Webhook) -> FastAPI:
    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        await webhook.close()

    app = FastAPI(lifespan=lifespan)
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

    loading = Webhook(settings_of(api, telegram_webhook_secret=SECRET), door)
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
