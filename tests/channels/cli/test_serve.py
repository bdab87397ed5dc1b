"""`credit-assistant serve`: the address, the errors, and loading behind the server."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from channels.cli import behind, serve
from channels.cli.behind import Behind
from tests.channels.cli.conftest import Run
from tests.fakes import FakeRuntime

START = "import sys; from channels.cli.main import main; main()"


def test_a_port_in_use(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        result = run("serve", "--port", str(port))
    assert result.exit_code == 2
    assert serve.IN_USE.format(port=port) in result.stderr


@pytest.mark.parametrize("arguments", [["--port", "70000"], ["--workers", "0"], ["--host", "192.0.2.1", "--port", "0"]])
def test_wrong_options(run: Run, arguments: list[str]) -> None:
    assert run("serve", *arguments).exit_code == 2


@pytest.mark.parametrize(("host", "shown"), [("127.0.0.1", "http://127.0.0.1:"), ("::1", "http://[::1]:")])
def test_the_address_of_a_free_port(host: str, shown: str) -> None:
    try:
        socket.create_server((host, 0), family=socket.AF_INET6 if ":" in host else socket.AF_INET).close()
    except OSError:
        pytest.skip("这台机器没有 IPv6")
    with serve._listen(host, 0) as listener:
        assert serve._address(listener).startswith(shown)
        assert serve._is_here(listener)


def test_the_runtime_is_imported_behind() -> None:
    go, runtime = threading.Event(), FakeRuntime()

    def load() -> FakeRuntime:
        go.wait(5)
        return runtime

    waiting = Behind(load)
    waiting.start()
    waiting.start()
    assert (waiting.ready, waiting.failure, waiting.stage) == (False, None, behind.STAGE)
    assert waiting.checks() == {"assistant": behind.STAGE}
    with pytest.raises(RuntimeError, match=behind.STAGE):
        waiting.wait(0)
    go.set()
    assert waiting.wait(5) is runtime.assistant
    assert runtime.started
    assert waiting.ready
    assert waiting.checks() == runtime.checks()
    assert waiting.stage == runtime.stage


def test_an_import_that_fails_is_told() -> None:
    def load() -> FakeRuntime:
        raise ImportError("没有 torch")

    waiting = Behind(load)
    with pytest.raises(RuntimeError, match="没有 torch"):
        waiting.wait(5)
    assert waiting.failure == behind.FAILED.format(error="没有 torch")
    assert not waiting.ready


@contextmanager
def served(data_dir: Path, *arguments: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """A server of its own process on a free port, and its address once it said so."""
    environment = {**os.environ, "DATA_DIR": str(data_dir)}
    command = [sys.executable, "-c", START, "serve", "--port", "0", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=environment) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            assert line.startswith("已启动：http://127.0.0.1:")
            yield line.removeprefix("已启动：").partition("（")[0], process
        finally:
            process.kill()


def test_alive_at_once_and_stops_when_told(tmp_path: Path) -> None:
    """The process says that it lives long before the models are there."""
    with served(tmp_path) as (address, process):
        assert httpx.get(f"{address}/healthz", trust_env=False).json() == {"status": "ok"}
        assert httpx.get(f"{address}/readyz", trust_env=False).status_code == 503
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0


def test_several_workers(tmp_path: Path) -> None:
    with served(tmp_path, "--workers", "2") as (address, process):
        assert httpx.get(f"{address}/healthz", trust_env=False).status_code == 200
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0


@pytest.mark.slow
def test_the_real_thing_from_end_to_end() -> None:
    """The command as a citizen runs it, with the real index and models."""
    question = ["ask", "--json", "--jurisdiction", "jiangxi", "提出异议，几天给结果？"]
    command = [sys.executable, "-c", START, *question]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=120)
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert (answer["status"], answer["jurisdiction"]) == ("answered", "jiangxi")
    assert "jiangxi-2022#39.2" in [citation["clause"] for citation in answer["citations"]]
