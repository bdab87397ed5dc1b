"""The command line as a whole: help, errors, settings, extensions."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from importlib.metadata import EntryPoint

import pytest
import typer

from assistant import sources
from channels.cli import chinese, extensions, main
from tests.channels.cli.conftest import Loads, Run
from tests.fakes import objection_answer

OWN = ["ask", "chat", "serve", "index", "doctor", "worker", "cite", "corpus", "deadline", "case", "calendar", "outside"]
SetUp = Callable[..., None]
Invoke = Callable[..., int]

extension = typer.Typer(help="扩展的说明")


@extension.command("count")
def count(n: int) -> None:
    """Counts."""
    typer.echo(str(n + 1))


@pytest.fixture
def invoke(monkeypatch: pytest.MonkeyPatch) -> Invoke:
    """Runs the entry point as the shell does, and returns the exit code."""

    def call(*arguments: str) -> int:
        monkeypatch.setattr(sys, "argv", ["credit-assistant", *arguments])
        with pytest.raises(SystemExit) as end:
            main.main()
        assert isinstance(end.value.code, int)
        return end.value.code

    return call


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    points = [
        EntryPoint("good", f"{__name__}:extension", extensions.GROUP),
        EntryPoint("gone", "no_such_package.cli:app", extensions.GROUP),
        EntryPoint("wrong", "json:dumps", extensions.GROUP),
        EntryPoint("ask", "no_such_package.cli:app", extensions.GROUP),
    ]
    monkeypatch.setattr(extensions, "entry_points", lambda group: [p for p in points if p.group == group])
    monkeypatch.setitem(sys.modules, __name__, sys.modules.get(__name__) or sys.modules[count.__module__])


def test_help_is_chinese(invoke: Invoke, capsys: pytest.CaptureFixture[str]) -> None:
    assert invoke("--help") == 0
    page = capsys.readouterr().out
    assert all(name in page for name in OWN)
    assert main.HELP in page
    assert chinese.HELP in page
    assert "Show this message" not in page
    assert "Options" not in page


@pytest.mark.parametrize("command", [*OWN, "cite check", "corpus add"])
def test_every_command_has_chinese_help(invoke: Invoke, capsys: pytest.CaptureFixture[str], command: str) -> None:
    assert invoke(*command.split(), "--help") == 0
    page = capsys.readouterr().out
    assert "选项" in page
    assert "Show this message" not in page


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["zz"], "没有命令“zz”。"),
        (["ask", "--zz"], "没有选项 --zz。"),
        (["ask", "--as-of"], "选项 --as-of 后面要写上值。"),
        (["cite", "check"], "缺少参数“file”。"),
        (["serve", "--port", "99999"], "--port 的值不对。"),
        (["index", "多余"], "多出了参数：多余。"),
        (["deadline", "compute", "--rule", "JX-51"], "缺少选项 --jurisdiction。"),
        (["deadline", "list", "--jurisdiction", "jiangxi", "--start", "昨天"], "日期应当写成 YYYY-MM-DD：昨天"),
    ],
)
def test_usage_errors_are_chinese(
    invoke: Invoke, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    assert invoke(*arguments) == 2
    assert words in capsys.readouterr().err


def test_no_command_shows_the_help(invoke: Invoke, capsys: pytest.CaptureFixture[str]) -> None:
    assert invoke() == 2
    shown = capsys.readouterr()
    assert "doctor" in shown.out + shown.err


def test_a_command_that_ends_with_a_code(invoke: Invoke, loads: Loads, capsys: pytest.CaptureFixture[str]) -> None:
    assert invoke("ask", "--json", "异议几天") == 0
    assert json.loads(capsys.readouterr().out) == objection_answer().to_dict()
    assert invoke("ask") == 2


@pytest.mark.parametrize(
    ("values", "words"),
    [({"DEMO_MODE": "也许"}, "设置 DEMO_MODE 不对：“也许”"), ({"CLOCK": "2026-01-01"}, "只能在演示模式")],
)
def test_bad_settings(
    invoke: Invoke, set_up: SetUp, capsys: pytest.CaptureFixture[str], values: dict[str, str], words: str
) -> None:
    set_up(**values)
    assert invoke("corpus", "list") == 2
    assert words in capsys.readouterr().err


def test_a_failure_is_one_sentence_unless_asked_for_more(
    invoke: Invoke, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> None:
        raise RuntimeError("盘满了")

    monkeypatch.setattr(sources, "default_data_dir", fail)
    assert invoke("corpus", "list") == 1
    told = capsys.readouterr().err
    assert "RuntimeError：盘满了" in told
    assert "Traceback" not in told
    assert invoke("--debug", "corpus", "list") == 1
    assert "Traceback" in capsys.readouterr().err


def test_an_interrupt(invoke: Invoke, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(sources, "default_data_dir", interrupt)
    assert invoke("corpus", "list") == main.INTERRUPTED


@pytest.mark.usefixtures("installed")
def test_extensions_stand_beside_our_own(run: Run, loads: Loads) -> None:
    assert run("good", "1").stdout == "2\n"
    page = run("--help").stdout
    assert "扩展的说明" in page or "good" in page
    assert run("ask", "--json", "异议几天").exit_code == 0


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize(("name", "why"), [("gone", "no_such_package"), ("wrong", "typer.Typer")])
def test_a_broken_extension_says_so_and_breaks_nothing(run: Run, name: str, why: str) -> None:
    result = run(name, "--any", "thing")
    assert result.exit_code == 1
    assert f"“{name}”" in result.stderr
    assert why in result.stderr
    assert run("--help").exit_code == 0
    assert run("corpus", "list").exit_code == 0


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("No such option: --jason (Possible options: --json)", "没有选项 --jason。"),
        ("Missing command.", "请写上命令。"),
        ("Invalid value: 日期不对", "日期不对"),
        ("Something new.", "Something new."),
    ],
)
def test_usage_error(message: str, words: str) -> None:
    assert chinese.usage_error(message) == words
