"""`credit-assistant chat`."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from assistant.settings import Settings
from channels.cli import chat, chat_commands, chatting, loading
from tests.channels.cli.conftest import Run
from tests.channels.cli.reception import FakeReception, FakeService, Message
from tests.fakes import objection_answer

SetUp = Callable[..., None]
LOADED: list[Settings] = []


@pytest.fixture
def reception(monkeypatch: pytest.MonkeyPatch, set_up: SetUp) -> FakeReception:
    service = FakeService()
    LOADED.clear()

    def load(settings: Settings) -> FakeService:
        LOADED.append(settings)
        return service

    monkeypatch.setattr(loading, "load_service", load)
    return service.reception


def test_json_gives_one_object_for_each_line(run: Run, reception: FakeReception) -> None:
    stdin = '异议几天\n{"text": "办理异议"}\n\n{"text": 5}\n{"text": \n"引号"\n忙\n'
    result = run("chat", "--json", "--jurisdiction", "city", stdin=stdin)
    assert result.exit_code == 0
    made = [json.loads(line) for line in result.stdout.splitlines()]
    assert made[0] == {"reply": objection_answer().to_dict(), "flow": None, "case": None, "handoff": None}
    assert made[1]["flow"]["asked"] == "evidence"
    assert made[-1] == {"error": "请稍等几秒再发一次。"}
    assert [said for _, said, _ in reception.turns] == ["异议几天", "办理异议", "", "", '{"text": ', '"引号"', "忙"]
    ((channel, session, place),) = reception.begun
    assert (channel, place, len(bytes.fromhex(session))) == ("cli", "city", 16)


def test_json_takes_attachments(run: Run, reception: FakeReception) -> None:
    def line(content: bytes) -> str:
        attached = {"name": "判决书.txt", "content_base64": base64.b64encode(content).decode()}
        return json.dumps({"text": "材料", "attachments": [attached]}, ensure_ascii=False)

    bad = json.dumps({"text": "材料", "attachments": [{"name": "x"}]})
    made = run("chat", "--json", stdin=f"{line(b'text')}\n{line(b'MZ')}\n{bad}\n").stdout.splitlines()
    assert reception.turns == [("c1", "材料", ("判决书.txt",))]
    assert [json.loads(one).get("error") for one in made] == [None, "不收程序文件。", chat.BAD_ATTACHMENT]


def test_a_script_is_said_line_by_line(run: Run, reception: FakeReception, tmp_path: Path) -> None:
    script = tmp_path / "异议.txt"
    script.write_text("# 说明\n办理异议\n\n异议几天\n", "utf-8")
    result = run("chat", "--script", str(script))
    assert [said for _, said, _ in reception.turns] == ["办理异议", "异议几天"]
    assert f"{chatting.PROMPT}办理异议" in result.stdout
    assert f"{chatting.CHOICES}\n  1  先跳过\n〔异议申请：已填1项，还缺证明材料〕" in result.stdout
    assert result.stdout.endswith(f"{chat.GOODBYE}\n")
    assert run("chat", "--json", "--script", str(script)).stdout.count("\n") == 2


def test_a_script_that_is_not_there(run: Run, reception: FakeReception) -> None:
    result = run("chat", "--script", "没有.txt")
    assert (result.exit_code, reception.begun) == (2, [])
    assert "读不到脚本“没有.txt”" in result.stderr


def test_the_terminal(run: Run, reception: FakeReception) -> None:
    result = run("chat", stdin="异议几天\n/地方 江西\n异议几天\n/新对话\n异议几天\n/地方 不限\n忙\n/退出\n不问了\n")
    assert result.exit_code == 0
    assert result.stdout.startswith(chatting.WELCOME)
    assert result.stdout.endswith(f"\n{chat.GOODBYE}\n")
    assert reception.places == ["jiangxi", None]
    assert [where for where, _, _ in reception.turns] == ["c1", "c1", "c2", "c2"]
    assert [place for _, _, place in reception.begun] == [None, "jiangxi"]
    assert "请稍等几秒再发一次。" in result.stdout


def test_commands(run: Run, reception: FakeReception) -> None:
    result = run("chat", "--jurisdiction", "city", stdin="/帮助\n／地方\n/地方 火星\n/地方 SHANXI\n/什么\n")
    assert chat_commands.HELP in result.stdout
    assert "→ 某市（据公开信息比对为宿迁市）（city）" in result.stdout
    assert chat_commands.NO_PLACE.format(name="火星") in result.stdout
    assert chat_commands.PLACE_SET.format(name="山西省") in result.stdout
    assert chat_commands.NO_COMMAND.format(command="/什么") in result.stdout
    assert reception.turns == []


def test_a_file_goes_with_the_next_words(run: Run, reception: FakeReception, tmp_path: Path) -> None:
    good, bad = tmp_path / "缴款凭证.txt", tmp_path / "程序.txt"
    good.write_bytes(b"paid")
    bad.write_bytes(b"MZ")
    result = run("chat", stdin=f"/附件 {good}\n/附件 {bad}\n/附件 没有\n这是材料\n还有话\n")
    assert reception.turns == [("c1", "这是材料", ("缴款凭证.txt",)), ("c1", "还有话", ())]
    for words in (
        chat_commands.FILE_READY.format(name="缴款凭证.txt"),
        "不收程序文件。",
        chat_commands.NO_FILE.format(path="没有"),
    ):
        assert words in result.stdout


def test_a_case_is_opened_with_its_code(run: Run, reception: FakeReception) -> None:
    result = run("chat", stdin="/办件 YY-1 WRONG\n/办件 YY-1 GOOD\n办到哪了\n")
    assert "编号和查询码对不上。" in result.stdout
    assert [where for where, _, _ in reception.turns] == ["c2", "c2"]


def test_an_interrupt_ends_politely(run: Run, monkeypatch: pytest.MonkeyPatch, reception: FakeReception) -> None:
    def interrupt(_: str) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("builtins.input", interrupt)
    result = run("chat")
    assert (result.exit_code, result.stdout) == (0, f"{chatting.WELCOME}\n\n{chat.GOODBYE}\n")


def test_an_unknown_place(run: Run, reception: FakeReception) -> None:
    result = run("chat", "--jurisdiction", "火星")
    assert (result.exit_code, reception.begun) == (2, [])
    assert "火星" in result.stderr
    assert "jiangxi" in result.stderr


def test_as_of_replaces_today_in_demo_mode_only(run: Run, reception: FakeReception, set_up: SetUp) -> None:
    result = run("chat", "--as-of", "2026-03-02", stdin="")
    assert result.exit_code == 2
    assert "DEMO_MODE=1" in result.stderr
    assert LOADED == []
    set_up(DEMO_MODE=1)
    assert run("chat", "--as-of", "2026-03-02", stdin="").exit_code == 0
    assert LOADED[0].clock == date(2026, 3, 2)


def test_a_number_is_the_choice_and_only_where_there_is_one(run: Run, reception: FakeReception) -> None:
    run("chat", stdin="1\n办理异议\n1\n2\n办理异议\n2\n办理异议\n１\n")
    assert [said for _, said, _ in reception.turns] == [
        "1", "办理异议", "跳过这一项", "2", "办理异议", "2", "办理异议", "跳过这一项"
    ]  # fmt: skip


def test_what_staff_say_is_shown_once_also_on_an_empty_line(run: Run, reception: FakeReception) -> None:
    reception.waiting = [Message(1, "staff", "材料\u202e收到了。"), Message(2, "notice", "您的办件有进展。")]
    result = run("chat", stdin="\n异议几天\n\n")
    assert result.stdout.count("\n工作人员：材料收到了。\n\n通知：您的办件有进展。\n") == 1
    assert reception.read_upto == [2]
    assert [said for _, said, _ in reception.turns] == ["异议几天"]
