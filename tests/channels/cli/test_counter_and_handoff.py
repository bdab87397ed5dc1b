"""Codes from the counter, and the queue of conversations that want a person, from the command line."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from assistant.bootstrap import Clock, open_counter, open_database, open_handoffs
from assistant.dialogue.identity.verifier import Verified
from assistant.memory.dialogues import Dialogues
from assistant.settings import get_settings
from channels.cli import counter, handoff
from tests.channels.cli.conftest import Run

SetUp = Callable[..., None]
NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
NUMBER = "11010519491231002X"


def test_a_code_identifies_once_who_showed_the_document(run: Run, set_up: SetUp, tmp_path: Path) -> None:
    set_up(DATA_DIR=tmp_path, DEMO_MODE=1, CLOCK="2026-11-20")
    result = run("identity", "issue", "--staff", "王窗口", "--name", "张伟", "--number", NUMBER)
    code = re.search(r"核验码：(\S+)（", result.stdout)
    assert code is not None, result.output
    settings = get_settings()
    now = Clock(settings.clock).now()
    conversation = Dialogues(open_database(settings).engine).begin("web", "s", now)
    found = open_counter(settings).check(conversation, code[1], now)
    assert isinstance(found, Verified)
    assert (found.method, found.name, found.number) == ("counter", "张伟", NUMBER)


def test_a_code_needs_a_name_and_a_number(run: Run, set_up: SetUp) -> None:
    result = run("identity", "issue", "--staff", "王窗口", "--name", " ", "--number", NUMBER)
    assert (result.exit_code, counter.NOBODY in result.stderr) == (2, True)


def test_a_handoff_is_taken_answered_and_closed(run: Run, set_up: SetUp, tmp_path: Path) -> None:
    set_up(DATA_DIR=tmp_path)
    assert handoff.EMPTY in run("handoff", "list").stdout
    settings = get_settings()
    queue, dialogues = open_handoffs(settings), Dialogues(open_database(settings).engine)
    conversation = dialogues.begin("web", "s", NOW)
    with dialogues.writing() as connection:
        number = queue.open(connection, conversation, "human", "urgent", "江西；异议；请人", NOW)
    listed = run("handoff", "list").stdout
    assert number in listed
    assert "紧急" in listed
    refused = run("handoff", "answer", number, "您好", "--staff", "李")
    assert refused.exit_code == 2
    assert run("handoff", "take", number, "--staff", "李").stdout.strip() == handoff.TAKEN
    assert run("handoff", "answer", number, "您好，我来帮您", "--staff", "李").stdout.strip() == handoff.ANSWERED
    assert "工作人员：您好，我来帮您" in run("handoff", "show", number).stdout
    assert run("handoff", "close", number).stdout.strip() == handoff.CLOSED
    assert handoff.EMPTY in run("handoff", "list").stdout
