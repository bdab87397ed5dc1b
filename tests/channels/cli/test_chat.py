"""`credit-assistant chat`."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import pytest

from assistant.outcome import Reason
from channels.cli import chat
from tests.channels.cli.conftest import Loads, Run
from tests.fakes import FakeAssistant, objection_answer, reply

SetUp = Callable[..., None]


def test_json_gives_one_object_for_each_line(run: Run, assistant: FakeAssistant) -> None:
    stdin = '异议几天\n{"text": "各地不同"}\n\n{"text": 5}\n{"text": \n"引号"\n'
    result = run("chat", "--json", "--jurisdiction", "city", stdin=stdin)
    assert result.exit_code == 0
    made = [json.loads(line) for line in result.stdout.splitlines()]
    assert made[0] == {"reply": objection_answer().to_dict(), "flow": None, "case": None, "handoff": None}
    reasons = ["found", "comparison", "bad_input", "bad_input", "found", "found"]
    assert [m["reply"]["reason"] for m in made] == reasons
    assert [asked[0] for asked in assistant.asked] == ["异议几天", "各地不同", "", "", '{"text": ', '"引号"']
    assert {asked[1] for asked in assistant.asked} == {"city"}


@pytest.mark.parametrize(("reason", "priority"), [(Reason.DISTRESS, "urgent"), (Reason.HUMAN, "normal")])
def test_a_person_takes_over(run: Run, assistant: FakeAssistant, reason: Reason, priority: str) -> None:
    assistant.script = {"": lambda: reply(reason, "话")}
    made = json.loads(run("chat", "--json", stdin="问\n").stdout)
    assert made["handoff"] == {"reason": reason.value, "priority": priority}


def test_one_conversation_that_nobody_can_guess(run: Run, loads: Loads) -> None:
    run("chat", "--json", stdin="一\n二\n")
    run("chat", "--json", stdin="三\n")
    first, second, third = [asked[3] for asked in loads.assistant.asked]
    assert first == second != third
    assert first is not None
    assert len(bytes.fromhex(first)) == 16
    assert loads.remember == [True, True]


def test_the_terminal(run: Run, assistant: FakeAssistant) -> None:
    result = run(
        "chat", stdin="异议几天\n/地方 江西\n异议几天\n/新对话\n异议几天\n/地方 不限\n异议几天\n/退出\n不问了\n"
    )
    assert result.exit_code == 0
    assert result.stdout.startswith(chat.WELCOME)
    assert result.stdout.endswith(f"\n{chat.GOODBYE}\n")
    assert [asked[1] for asked in assistant.asked] == [None, "jiangxi", "jiangxi", None]
    ids = [asked[3] for asked in assistant.asked]
    assert ids[0] == ids[1] != ids[2] == ids[3]


def test_commands(run: Run, assistant: FakeAssistant) -> None:
    result = run("chat", "--jurisdiction", "city", stdin="/帮助\n／地方\n/地方 火星\n/地方 SHANXI\n/什么\n")
    assert chat.HELP in result.stdout
    assert "→ 某市（据公开信息比对为宿迁市）（city）" in result.stdout
    assert chat.NO_PLACE.format(name="火星") in result.stdout
    assert chat.PLACE_SET.format(name="山西省") in result.stdout
    assert chat.NO_COMMAND.format(command="/什么") in result.stdout
    assert assistant.asked == []


def test_an_interrupt_ends_politely(run: Run, monkeypatch: pytest.MonkeyPatch, assistant: FakeAssistant) -> None:
    def interrupt(_: str) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("builtins.input", interrupt)
    result = run("chat")
    assert (result.exit_code, result.stdout) == (0, f"{chat.WELCOME}\n\n{chat.GOODBYE}\n")


def test_an_unknown_place(run: Run, assistant: FakeAssistant) -> None:
    result = run("chat", "--jurisdiction", "火星")
    assert result.exit_code == 2
    assert "火星" in result.stderr
    assert "jiangxi" in result.stderr


def test_as_of_replaces_today_in_demo_mode_only(run: Run, loads: Loads, set_up: SetUp) -> None:
    result = run("chat", "--as-of", "2026-03-02", stdin="")
    assert result.exit_code == 2
    assert "DEMO_MODE=1" in result.stderr
    assert loads.settings == []
    set_up(DEMO_MODE=1)
    assert run("chat", "--as-of", "2026-03-02", stdin="").exit_code == 0
    assert loads.settings[0].clock == date(2026, 3, 2)
