"""A running server as the one who answers: POST /api/v1/ask."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any, Final

import httpx
import typer

from channels.cli.asking import AnswerObject, Ask, NoAnswer, Question, Unreachable
from channels.text import clean

CONNECT_SECONDS: Final = 5.0
ANSWER_SECONDS: Final = 60.0
PATIENCE_SECONDS: Final = 60.0
"""How long one question waits in all while the server says that it is loading or busy."""
LONGEST_PAUSE: Final = 15.0
WAIT_FOR: Final = frozenset({429, 503})
BAD_QUESTION: Final = frozenset({400, 413, 422})

BAD_ADDRESS = "“{url}”不是服务器地址；应当写成 http://127.0.0.1:8000 这样。"
UNREACHABLE = "连不上服务器 {url}（{why}）。请检查地址，或者先用“credit-assistant serve”启动它。"
WAITING = "服务器正在载入或者繁忙，请稍候……"
SLOW = "服务器 {url} 在 {seconds:.0f} 秒内没有答复，请稍后再试。"
NOT_OURS = "{url} 没有给出答复（HTTP {status}），它可能不是本系统的服务器，请检查 --server。"
PROBLEM = "服务器没有答复：{detail}（HTTP {status}）。"
FIELD = "{field}：{message}"


@contextmanager
def server(url: str) -> Iterator[Ask]:
    """The server at `url`, with one connection kept for all questions.

    Raises:
        NoAnswer: `url` is no address.
    """
    address = _address(url)
    timeout = httpx.Timeout(ANSWER_SECONDS, connect=CONNECT_SECONDS)
    # A proxy set for the internet does not know this machine's own servers.
    with httpx.Client(base_url=address, timeout=timeout, trust_env=not _is_here(address.host)) as client:
        yield _Server(client)


@dataclass(slots=True)
class _Server:
    client: httpx.Client
    told: bool = False

    def __call__(self, question: Question) -> AnswerObject:
        """Raises `NoAnswer`; `Unreachable` where nobody is there."""
        body = {
            "question": question.text,
            "jurisdiction": question.jurisdiction,
            "as_of": question.as_of.isoformat() if question.as_of else None,
            "conversation_id": None,
        }
        give_up = time.monotonic() + PATIENCE_SECONDS
        while True:
            reply = _post(self.client, body)
            pause = _pause(reply)
            if pause is None or time.monotonic() + pause > give_up:
                return _answer(self.client, reply)
            if not self.told:
                typer.echo(WAITING, err=True)
                self.told = True
            time.sleep(pause)


def _address(url: str) -> httpx.URL:
    try:
        address = httpx.URL(url if "://" in url else f"http://{url}")
    except (httpx.InvalidURL, ValueError):
        raise NoAnswer(BAD_ADDRESS.format(url=url), bad_input=True) from None
    if address.scheme not in {"http", "https"} or not address.host:
        raise NoAnswer(BAD_ADDRESS.format(url=url), bad_input=True)
    return address


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _post(client: httpx.Client, body: Mapping[str, Any]) -> httpx.Response:
    try:
        return client.post("/api/v1/ask", json=body)
    except httpx.ConnectError as error:
        raise Unreachable(UNREACHABLE.format(url=client.base_url, why=error)) from error
    except httpx.TimeoutException as error:
        raise Unreachable(SLOW.format(url=client.base_url, seconds=ANSWER_SECONDS)) from error
    except httpx.HTTPError as error:
        raise Unreachable(UNREACHABLE.format(url=client.base_url, why=error or type(error).__name__)) from error


def _pause(reply: httpx.Response) -> float | None:
    """Seconds to wait before asking again; None where the reply is final."""
    after = reply.headers.get("Retry-After", "")
    if reply.status_code not in WAIT_FOR or not after.isdecimal():
        return None
    return min(max(float(after), 0.2), LONGEST_PAUSE)


def _answer(client: httpx.Client, reply: httpx.Response) -> AnswerObject:
    try:
        found = reply.json()
    except ValueError:
        found = None
    if (
        reply.status_code == httpx.codes.OK
        and isinstance(found, dict)
        and {"status", "text", "citations"} <= set(found)
    ):
        return found
    if isinstance(found, dict) and isinstance(found.get("detail"), str) and found["detail"]:
        fields = [FIELD.format(**e) for e in found.get("errors") or () if {"field", "message"} <= set(e)]
        detail = clean("；".join([found["detail"].rstrip("。"), *fields]))
        message = PROBLEM.format(detail=detail, status=reply.status_code)
        raise NoAnswer(message, bad_input=reply.status_code in BAD_QUESTION)
    raise Unreachable(NOT_OURS.format(url=client.base_url, status=reply.status_code))
