"""`credit-assistant ask --server`, against our own application on the loopback."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn

from assistant.settings import Settings
from channels.cli import asking, remote
from channels.web.app import create_app
from tests.channels.cli.conftest import Loads, Run
from tests.fakes import FakeRuntime, objection_answer


@contextmanager
def listening(app: Any) -> Iterator[str]:
    """The address of a server on a free port of the loopback."""
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical"))
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        host, port = listener.getsockname()
        try:
            yield f"http://{host}:{port}"
        finally:
            server.should_exit = True
            thread.join(10)


@pytest.fixture(scope="module")
def runtime() -> FakeRuntime:
    return FakeRuntime()


@pytest.fixture(scope="module")
def address(runtime: FakeRuntime, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    settings = Settings(data_dir=tmp_path_factory.mktemp("server"))
    with listening(create_app(runtime, settings)) as found:
        yield found


def test_an_answer_of_a_server_is_that_of_this_process(run: Run, loads: Loads, address: str) -> None:
    result = run("ask", "--json", "--server", address, "--jurisdiction", "jiangxi", "异议几天")
    assert (result.exit_code, json.loads(result.stdout)) == (0, objection_answer().to_dict())
    assert "依据：" in run("ask", "--server", address.removeprefix("http://") + "/", "异议几天").stdout
    assert loads.settings == []


def test_batch_through_a_server(run: Run, address: str, tmp_path: Path) -> None:
    source, out = tmp_path / "问.jsonl", tmp_path / "答.jsonl"
    lines = [{"id": 1, "question": "异议几天"}, {"id": 2, "question": "长" * 2001}, {"id": 3, "question": "不同"}]
    source.write_text("\n".join(json.dumps(line) for line in lines), "utf-8")
    assert run("ask", "--server", address, "--batch", str(source), "--out", str(out)).exit_code == 0
    made = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [(m["id"], m["reason"]) for m in made] == [(1, "found"), (2, "bad_input"), (3, "comparison")]
    assert "2000" in made[1]["text"]


def test_a_problem_is_shown(run: Run, address: str) -> None:
    result = run("ask", "--server", address, "长" * 2001)
    assert result.exit_code == 2
    assert "2000 字" in result.stderr
    assert "HTTP 422" in result.stderr


def test_waits_while_the_server_loads(
    run: Run, address: str, runtime: FakeRuntime, monkeypatch: pytest.MonkeyPatch
) -> None:
    runtime.ready = False
    monkeypatch.setattr(time, "sleep", lambda seconds: setattr(runtime, "ready", True))
    result = run("ask", "--server", address, "异议几天")
    assert result.exit_code == 0
    assert remote.WAITING in result.stderr


def test_gives_up_waiting(run: Run, address: str, runtime: FakeRuntime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runtime, "ready", False)
    monkeypatch.setattr(remote, "PATIENCE_SECONDS", 0.0)
    result = run("ask", "--server", address, "异议几天")
    assert (result.exit_code, "HTTP 503" in result.stderr) == (1, True)


def test_nobody_listens(run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    result = run("ask", "--server", f"http://127.0.0.1:{port}", "问")
    assert result.exit_code == 1
    assert "credit-assistant serve" in result.stderr


@pytest.mark.parametrize("url", ["ftp://a", "http://", "http://a:b"])
def test_no_address(run: Run, url: str) -> None:
    result = run("ask", "--server", url, "问")
    assert (result.exit_code, "不是服务器地址" in result.stderr) == (2, True)


Respond = Callable[[httpx.Request], httpx.Response]


@pytest.mark.parametrize(
    "respond",
    [
        lambda request: httpx.Response(200, text="<html>"),
        lambda request: httpx.Response(200, json={"hello": 1}),
        lambda request: httpx.Response(404, json={"detail": [1]}),
        lambda request: httpx.Response(302, headers={"Location": "/login"}),
    ],
)
def test_somebody_else_listens(respond: Respond) -> None:
    with (
        httpx.Client(base_url="http://127.0.0.1", transport=httpx.MockTransport(respond)) as client,
        pytest.raises(asking.Unreachable, match="可能不是本系统的服务器"),
    ):
        remote._Server(client)(asking.Question("问"))
