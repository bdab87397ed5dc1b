"""Start the real programs, and measure them from outside."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import httpx
import psutil  # type: ignore[import-untyped]

from evals import messages
from evals.bench.child import MEGABYTE
from evals.bench.figures import Server, Warm
from evals.cases import Case, DatasetError
from evals.progress import track

_PROGRAM = (sys.executable, "-c", "from channels.cli.main import main; main()")
"""`credit-assistant`, whether or not its script is installed; the environment, and so the settings, are inherited."""
_CHILD = (sys.executable, "-m", "evals.bench.child")
_PATIENCE = 120.0
_PAUSE = 0.02


def index_seconds() -> float:
    """Seconds to build the index in an empty folder."""
    with tempfile.TemporaryDirectory() as folder:
        return float(_child(["index", folder])["seconds"])


def warm(cases: Sequence[Case]) -> Warm:
    """A new process that answers all `cases`."""
    found = _child(["warm"], json.dumps([(c.question, c.jurisdiction) for c in cases]))
    return Warm(found["seconds"], found["memory_mb"])


def ask_seconds(case: Case) -> float:
    """Seconds from starting ``credit-assistant ask`` to its end."""
    place = ("--jurisdiction", case.jurisdiction) if case.jurisdiction else ()
    began = time.perf_counter()
    _run([*_PROGRAM, "ask", "--json", *place, "--", case.question])
    return time.perf_counter() - began


def prepare_index() -> None:
    """Build the installation's own index where it is missing, so that no start has to."""
    _run([*_PROGRAM, "index"])


def serve(cases: Sequence[Case]) -> Server:
    """A new server that answers all `cases` over REST, one after another."""
    with _serving() as (process, client, began):
        healthz = _until(process, client, "/healthz") - began
        _until(process, client, "/readyz")
        _ask(client, cases[0])
        first_answer = time.perf_counter() - began
        seconds = []
        for case in track(cases, "经 REST 提问"):
            asked = time.perf_counter()
            _ask(client, case)
            seconds.append(time.perf_counter() - asked)
        memory = psutil.Process(process.pid).memory_info().rss / MEGABYTE
    return Server(healthz, first_answer, Warm(seconds, memory))


@contextmanager
def _serving() -> Iterator[tuple[subprocess.Popen[bytes], httpx.Client, float]]:
    port = _free_port()
    began = time.perf_counter()
    command = [*_PROGRAM, "serve", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603 - ours; its errors are for the reader
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False, timeout=_PATIENCE) as client:
            yield process, client, began
    finally:
        process.terminate()
        process.wait(_PATIENCE)


def _until(process: subprocess.Popen[bytes], client: httpx.Client, path: str) -> float:
    """The moment at which `path` first answers 200."""
    end = time.perf_counter() + _PATIENCE
    while time.perf_counter() < end:
        if process.poll() is not None:
            raise DatasetError(messages.SERVER_ENDED.format(code=process.returncode))
        try:
            if client.get(path).status_code == httpx.codes.OK:
                return time.perf_counter()
        except httpx.TransportError:
            pass  # not listening yet
        time.sleep(_PAUSE)
    raise DatasetError(messages.SERVER_SILENT.format(seconds=_PATIENCE))


def _ask(client: httpx.Client, case: Case) -> None:
    reply = client.post("/api/v1/ask", json={"question": case.question, "jurisdiction": case.jurisdiction})
    if reply.status_code != httpx.codes.OK:
        raise DatasetError(messages.SERVER_REFUSED.format(code=reply.status_code, error=reply.text))


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def _child(arguments: Sequence[str], stdin: str | None = None) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_run([*_CHILD, *arguments], stdin).splitlines()[-1])
    return found


def _run(command: Sequence[str], stdin: str | None = None) -> str:
    done = subprocess.run(command, input=stdin, capture_output=True, text=True, check=False)  # noqa: S603 - ours
    if done.returncode != 0:
        raise DatasetError(messages.CHILD_FAILED.format(code=done.returncode, error=done.stderr.strip()[-2000:]))
    return done.stdout
