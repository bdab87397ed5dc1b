"""`credit-assistant telegram`."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from channels.telegram import words
from tests.channels.cli.conftest import Run
from tests.channels.telegram.bot_api import TOKEN, BotApi, bot_api, said

SITE = "https://credit.example.cn"
BOT = """
from channels.cli import telegram
from channels.cli.main import main
from tests.channels.telegram.doors import FakeDoor
from tests.channels.telegram.test_notices import FakeOutbox, outbox
telegram.open_door = lambda settings: (FakeDoor(), outbox("77"))
main()
"""


def test_without_a_token_it_says_where_to_get_one(run: Run, set_up: Callable[..., None]) -> None:
    found = run("telegram")
    assert found.exit_code == 2
    assert found.output == f"{words.UNSET}\n"


def test_where_numbers_are_given_on_the_web_it_needs_the_address_of_the_site(
    run: Run, set_up: Callable[..., None]
) -> None:
    set_up(TELEGRAM_TOKEN=TOKEN)
    found = run("telegram")
    assert (found.exit_code, found.output) == (2, f"{words.NO_PUBLIC_URL}\n")


@pytest.mark.parametrize("secret", ["", "with space", "密"])
def test_a_webhook_needs_a_secret_and_a_secure_address(run: Run, set_up: Callable[..., None], secret: str) -> None:
    set_up(TELEGRAM_TOKEN=TOKEN, PUBLIC_URL=SITE, TELEGRAM_WEBHOOK_SECRET=secret)
    found = run("telegram", "--webhook")
    assert (found.exit_code, found.output) == (2, f"{words.NO_WEBHOOK}\n")


def test_a_wrong_token_is_said_and_never_shown(run: Run, set_up: Callable[..., None]) -> None:
    with bot_api() as api:
        api.token = "999:other"
        set_up(TELEGRAM_TOKEN=TOKEN, PUBLIC_URL=SITE, TELEGRAM_API_BASE=api.base)
        found = run("telegram")
    assert (found.exit_code, found.output) == (2, f"{words.NOT_ACCEPTED}\n")


def test_the_webhook_is_announced_with_its_secret(run: Run, set_up: Callable[..., None]) -> None:
    with bot_api() as api:
        values = {"TELEGRAM_TOKEN": TOKEN, "PUBLIC_URL": SITE, "TELEGRAM_API_BASE": api.base}
        set_up(TELEGRAM_WEBHOOK_SECRET="s3cret", **values)
        found = run("telegram", "--webhook")
    assert found.exit_code == 0
    assert "@credit_helper_bot" in found.output
    [given] = api.of("setWebhook")
    assert (given["url"], given["secret_token"]) == (f"{SITE}/telegram/webhook", "s3cret")
    assert [c["command"] for c in api.of("setMyCommands")[0]["commands"]] == list(words.COMMANDS)


@pytest.mark.parametrize(
    ("status", "expected"), [(400, words.REFUSED.format(why="Bad webhook: no")), (502, words.NOT_NOW)]
)
def test_a_webhook_that_is_not_taken_is_said(run: Run, set_up: Callable[..., None], status: int, expected: str) -> None:
    with bot_api() as api:
        api.fail("setWebhook", status, "Bad Request: bad webhook: no", times=9)
        values = {"TELEGRAM_TOKEN": TOKEN, "PUBLIC_URL": SITE, "TELEGRAM_API_BASE": api.base}
        set_up(TELEGRAM_WEBHOOK_SECRET="s3cret", **values)
        found = run("telegram", "--webhook")
    assert (found.exit_code, found.output) == (1, f"{expected}\n")


def test_it_says_who_it_is_answers_delivers_and_stops_when_told_to(tmp_path: Path) -> None:
    with bot_api() as api:
        api.fail("getMe", 502)
        api.add(said(1, 501, "我要提异议"))
        found, code = _run_bot(api, tmp_path, until=lambda: len(api.said()) == 2)
    assert code == 0
    assert "已连上 Telegram：@credit_helper_bot（信用助手）。" in found
    assert "现在连不上 Telegram，1秒后再试" in found
    assert found.endswith("已停止。\n")
    assert TOKEN not in found
    assert api.confirmed == 2
    assert api.said(77) == ["您的办件已经受理。"]


def _run_bot(api: BotApi, folder: Path, until: Callable[[], bool]) -> tuple[str, int]:
    """Run the bot as a process until `until` holds; its output and exit code."""
    environment = {
        **os.environ,
        "PYTHONUNBUFFERED": "1",
        "DATA_DIR": str(folder),
        "TELEGRAM_TOKEN": TOKEN,
        "PUBLIC_URL": SITE,
        "TELEGRAM_API_BASE": api.base,
    }
    process = subprocess.Popen(
        [sys.executable, "-c", BOT, "telegram"],
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    deadline = time.monotonic() + 20
    while not until() and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGTERM)
    found, _ = process.communicate(timeout=20)
    return found, process.returncode
