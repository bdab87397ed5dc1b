"""`credit-assistant ask`, with the assistant of this process."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from assistant.outcome import Reason
from channels.cli import ask as ask_command
from channels.cli import asking, batch
from tests.channels.cli.conftest import Loads, Run
from tests.fakes import FakeAssistant, objection_answer, reply


def written(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_readable_text(run: Run, assistant: FakeAssistant) -> None:
    result = run("ask", "--jurisdiction", "jiangxi", "--as-of", "2026-11-20", "异议", "几天")
    assert result.exit_code == 0
    assert "三个工作日内办完" in result.stdout
    assert "依据：" in result.stdout
    assert assistant.asked == [("异议 几天", "jiangxi", date(2026, 11, 20), None)]


def test_json_is_the_contract_object(run: Run, assistant: FakeAssistant) -> None:
    result = run("ask", "--json", "异议几天")
    assert json.loads(result.stdout) == objection_answer().to_dict()
    assert assistant.asked == [("异议几天", None, None, None)]


def test_no_database_for_one_question(run: Run, loads: Loads) -> None:
    run("ask", "异议几天")
    assert loads.remember == [False]


def test_the_question_from_standard_input(run: Run, assistant: FakeAssistant) -> None:
    assert run("ask", "-", stdin="异议\n几天\n").exit_code == 0
    assert assistant.asked[0][0] == "异议\n几天\n"


@pytest.mark.parametrize(
    ("reason", "code"),
    [(Reason.PLACE, 0), (Reason.LOW_EVIDENCE, 0), (Reason.DISTRESS, 0), (Reason.BAD_INPUT, 2), (Reason.INTERNAL, 1)],
)
def test_exit_codes(run: Run, assistant: FakeAssistant, reason: Reason, code: int) -> None:
    assistant.script = {"": lambda: reply(reason, "话")}
    assert run("ask", "问").exit_code == code
    result = run("ask", "--json", "问")
    assert (result.exit_code, json.loads(result.stdout)["reason"]) == (code, reason.value)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], ask_command.NO_QUESTION),
        (["--as-of", "2026-02-30", "问"], "2026-02-30"),
        (["--batch", "in.jsonl"], ask_command.BOTH),
        (["--out", "out.jsonl", "问"], ask_command.BOTH),
        (["--batch", "in.jsonl", "--out", "out.jsonl", "问"], ask_command.EITHER),
        (["--batch", "没有.jsonl", "--out", "out.jsonl"], "没有.jsonl"),
    ],
)
def test_wrong_options_say_what_to_do(run: Run, loads: Loads, arguments: list[str], words: str) -> None:
    result = run("ask", *arguments)
    assert result.exit_code == 2
    assert words in result.stderr
    assert loads.settings == []


def test_not_utf8(run: Run, loads: Loads) -> None:
    result = run("ask", "-", stdin="异议".encode("gbk"))
    assert (result.exit_code, "UTF-8" in result.stderr) == (2, True)


def test_batch_keeps_order_and_goes_on_after_bad_lines(run: Run, assistant: FakeAssistant, tmp_path: Path) -> None:
    source, out = tmp_path / "问.jsonl", tmp_path / "答.jsonl"
    lines = [
        '\ufeff{"id": "a", "question": "异议几天", "jurisdiction": "city", "as_of": "2023-01-01", "gold": []}',
        "不是 JSON",
        "",
        "[1]",
        '{"question": "没有编号"}',
        '{"id": "b", "question": 7}',
        '{"id": "c", "question": "问", "as_of": "昨天"}',
        '{"id": "d", "question": "问", "jurisdiction": 3}',
        '{"id": 9, "question": "哪里办"}\r',
    ]
    source.write_text("\n".join(lines), "utf-8")
    result = run("ask", "--batch", str(source), "--out", str(out), "--jurisdiction", "shanxi")
    assert result.exit_code == 0
    assert "共 8 条，其中 6 条没能处理" in result.stderr
    made = written(out)
    assert [m["id"] for m in made] == ["a", None, None, None, "b", "c", "d", 9]
    assert [m.get("line") for m in made] == [None, 2, 4, 5, 6, 7, 8, None]
    assert made[0] == {"id": "a", **objection_answer().to_dict()}
    assert {m["reason"] for m in made if "line" in m} == {"bad_input"}
    assert all(set(m) - {"id", "line"} == set(objection_answer().to_dict()) for m in made)
    assert assistant.asked == [
        ("异议几天", "city", date(2023, 1, 1), None),
        ("哪里办", "shanxi", None, None),
    ]


def test_batch_from_standard_input(run: Run, assistant: FakeAssistant, tmp_path: Path) -> None:
    out = tmp_path / "答.jsonl"
    assert run("ask", "--batch", "-", "--out", str(out), stdin='{"id": 1, "question": "问"}\n').exit_code == 0
    assert [m["id"] for m in written(out)] == [1]


def test_batch_writes_whole_or_not_at_all(tmp_path: Path) -> None:
    out = tmp_path / "答.jsonl"
    out.write_text("旧的\n", "utf-8")

    def ask(question: asking.Question) -> asking.AnswerObject:
        if question.text == "断":
            raise asking.Unreachable("断了")
        return objection_answer().to_dict()

    text = '{"id": 1, "question": "问"}\n{"id": 2, "question": "断"}\n'
    with pytest.raises(asking.Unreachable):
        batch.run(text, out, ask, asking.Question(""))
    assert out.read_text("utf-8") == "旧的\n"
    assert [path.name for path in tmp_path.iterdir()] == ["答.jsonl"]


def test_batch_needs_a_place_to_write_before_it_starts(run: Run, assistant: FakeAssistant, tmp_path: Path) -> None:
    source = tmp_path / "问.jsonl"
    source.write_text('{"id": 1, "question": "问"}\n', "utf-8")
    result = run("ask", "--batch", str(source), "--out", str(tmp_path / "没有" / "答.jsonl"))
    assert (result.exit_code, "不能写入" in result.stderr) == (1, True)
    result = run("ask", "--batch", str(source), "--out", str(tmp_path))
    assert (result.exit_code, "不是普通文件" in result.stderr) == (2, True)
    assert assistant.asked == []
