from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from evals import leaks
from evals.cli import app

COMMANDS = ("run", "report", "compare", "accept", "import-verdicts", "ablation", "legal-qa", "bench", "leaks", "pages")


def _run(*words: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, list(words))
    return done.exit_code, done.stdout, done.stderr


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_in_chinese(command: str) -> None:
    code, out, _ = _run(command, "--help")
    assert code == 0
    assert any("\u4e00" <= c <= "\u9fff" for c in out)


def test_importing_the_commands_is_light() -> None:
    """The command line imports this for `--help`; neither models nor development packages may come with it."""
    script = "import json, sys, evals.cli; print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True)
    heavy = {"torch", "chromadb", "sentence_transformers", "ir_measures", "psutil", "sklearn", "scipy"}
    assert not heavy & set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("run", "--suite", "answers", "--dataset", "none.jsonl"), "找不到题集“none.jsonl”"),
        (("run", "--dataset", "none.jsonl"), "恰好一个 --suite"),
        (("report", "none.json"), "找不到评测记录“none.json”"),
        (("compare", "none.json", "none.json"), "找不到评测记录“none.json”"),
        (("accept", "none.json"), "找不到评测记录“none.json”"),
        (("ablation", "--retrain-style", "story"), "--data"),
        (("ablation", "--style", "opera"), "提问库里没有语气“opera”"),
        (("legal-qa", "--data", "nowhere"), "nowhere"),
    ],
)
def test_a_wrong_option_is_one_clear_sentence(words: tuple[str, ...], said: str) -> None:
    code, _, error = _run(*words)
    assert code == 2
    assert said in error
    assert len(error.strip().splitlines()) == 1


def test_a_leak_is_printed_and_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leaks, "known_phrasings", lambda: ("滚", "异议几天"))
    row = {"id": "d1", "type": "smalltalk", "gold": [], "expected_behaviour": "smalltalk"}
    path = tmp_path / "d.jsonl"
    path.write_text(json.dumps({**row, "question": "滚"}, ensure_ascii=False), "utf-8")
    code, out, _ = _run("leaks", "--dataset", str(path))
    assert code == 1
    assert "d1 1.00：滚 ≈ 滚" in out
    path.write_text(json.dumps({**row, "question": "长江大桥是哪一年通车的呀"}, ensure_ascii=False), "utf-8")
    assert _run("leaks", "--dataset", str(path))[0] == 0
