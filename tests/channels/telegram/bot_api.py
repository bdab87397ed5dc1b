"""A Bot API on this machine, over real HTTP: it keeps updates until they are confirmed, and remembers every call."""

from __future__ import annotations

import json
import threading
import time
from collections import defaultdict, deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote

TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
ME = {"id": 110201543, "is_bot": True, "first_name": "信用助手", "username": "credit_helper_bot"}
_JSON = ("entities", "reply_markup", "link_preview_options", "commands", "scope", "allowed_updates")


@dataclass(frozen=True, slots=True)
class Call:
    """One call: the method and what it was given; `at` in seconds that only grow."""

    method: str
    given: dict[str, Any]
    at: float


@dataclass
class BotApi:
    """What the server knows. `failures` are answers instead of the next real ones, by method: (status, body)."""

    token: str = TOKEN
    calls: list[Call] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    failures: dict[str, deque[tuple[int, dict[str, Any]]]] = field(default_factory=lambda: defaultdict(deque))
    gone: set[int] = field(default_factory=set)
    """Chats that take no messages: left, or blocked."""
    kept: set[int] = field(default_factory=set)
    """Messages that cannot be deleted."""
    pending: list[dict[str, Any]] = field(default_factory=list)
    confirmed: int = 0
    base: str = ""
    news: threading.Condition = field(default_factory=threading.Condition)

    def of(self, method: str) -> list[dict[str, Any]]:
        """What the calls of a method were given, in order."""
        return [call.given for call in list(self.calls) if call.method == method]

    def said(self, chat: int | None = None) -> list[str]:
        """The texts sent, to one chat or to all."""
        return [g["text"] for g in self.of("sendMessage") if chat is None or int(g["chat_id"]) == chat]

    def add(self, *updates: dict[str, Any]) -> None:
        """Updates to be fetched."""
        with self.news:
            self.pending += updates
            self.news.notify_all()

    def flood(self, method: str, seconds: int, times: int = 1) -> None:
        """Tell the next calls to wait."""
        body = {
            "ok": False,
            "error_code": 429,
            "description": f"Too Many Requests: retry after {seconds}",
            "parameters": {"retry_after": seconds},
        }
        self.failures[method].extend([(429, body)] * times)

    def fail(self, method: str, status: int, words: str = "Bad Gateway", times: int = 1) -> None:
        """Answer the next calls with an error."""
        self.failures[method].extend([(status, {"ok": False, "error_code": status, "description": words})] * times)

    def hang(self, method: str, seconds: float, times: int = 1) -> None:
        """Say nothing for a while, and then that the call failed."""
        body = {"ok": False, "error_code": 504, "description": "Gateway Timeout", "silence": seconds}
        self.failures[method].extend([(504, body)] * times)

    def answer(self, method: str, given: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """The answer to a call."""
        self.calls.append(Call(method, given, time.monotonic()))
        if self.failures[method]:
            status, body = self.failures[method].popleft()
            time.sleep(body.get("silence", 0))
            return status, body
        chat = int(given.get("chat_id", 0))
        if method == "sendMessage":
            if chat in self.gone:
                return _error(403, "Forbidden: bot was blocked by the user")
            return _ok(message(chat, len(self.calls) + 100_000, given["text"]))
        if method == "deleteMessage" and int(given["message_id"]) in self.kept:
            return _error(400, "Bad Request: message can't be deleted")
        if method == "leaveChat":
            self.gone.add(chat)
        if method == "getUpdates":
            return _ok(self._updates(int(given.get("offset", 0)), int(given.get("timeout", 0))))
        if method == "getFile":
            return _ok({"file_id": given["file_id"], "file_unique_id": "u", "file_path": f"got/{given['file_id']}"})
        return _ok(ME if method == "getMe" else True)

    def _updates(self, offset: int, timeout: int) -> list[dict[str, Any]]:
        with self.news:
            self.confirmed = max(self.confirmed, offset)
            self.pending = [u for u in self.pending if u["update_id"] >= offset]
            if not self.pending and timeout:
                self.news.wait(min(timeout, 1))
            return sorted(self.pending, key=lambda u: u["update_id"])[:100]


def _ok(result: Any) -> tuple[int, dict[str, Any]]:
    return 200, {"ok": True, "result": result}


def _error(status: int, words: str) -> tuple[int, dict[str, Any]]:
    return status, {"ok": False, "error_code": status, "description": words}


@contextmanager
def bot_api() -> Iterator[BotApi]:
    """A server on a free port of the loopback interface; `base` is its address."""
    api = BotApi()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_POST(self) -> None:
            content = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
            given: dict[str, Any] = {name: values[0] for name, values in parse_qs(content).items()}
            given.update({name: json.loads(given[name]) for name in _JSON if name in given})
            _, bot, method = self.path.split("/", 2)
            if bot != f"bot{api.token}":
                self._send(401, json.dumps(_error(401, "Unauthorized")[1]).encode())
                return
            status, body = api.answer(method, given)
            self._send(status, json.dumps(body).encode())

        def do_GET(self) -> None:
            path = unquote(self.path)
            content = api.files.get(path.rpartition("/")[2])
            known = path.startswith(f"/file/bot{api.token}/") and content is not None
            self._send(200 if known else 404, content or b"")

        def _send(self, status: int, content: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # type: ignore[method-assign] # who called may be gone
    api.base = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield api
    finally:
        server.shutdown()
        server.server_close()


def person(user: int) -> dict[str, Any]:
    """A citizen."""
    return {"id": user, "is_bot": False, "first_name": "张"}


def message(chat: int, number: int, text: str | None = None, **more: Any) -> dict[str, Any]:
    """A message of a private chat, or (negative ids) of a group."""
    kind = "private" if chat > 0 else "supergroup"
    sender = more.pop("sender", abs(chat))
    words = {"text": text} if text is not None else {}
    return {
        "message_id": number,
        "date": 1_795_000_000,
        "chat": {"id": chat, "type": kind},
        "from": person(sender),
        **words,
        **more,
    }


def said(update_id: int, chat: int, text: str | None = None, **more: Any) -> dict[str, Any]:
    """An update: somebody sent a message."""
    return {"update_id": update_id, "message": message(chat, update_id, text, **more)}


def edited(update_id: int, chat: int, number: int, text: str) -> dict[str, Any]:
    """An update: somebody edited a message."""
    return {"update_id": update_id, "edited_message": message(chat, number, text, edit_date=1_795_000_100)}


def pressed(update_id: int, chat: int, data: str, number: int = 100_001) -> dict[str, Any]:
    """An update: somebody pressed a button below message `number`."""
    query = {
        "id": f"q{update_id}",
        "from": person(chat),
        "chat_instance": "i",
        "data": data,
        "message": message(chat, number, "…", sender=ME["id"]),
    }
    return {"update_id": update_id, "callback_query": query}


def buttons(given: dict[str, Any]) -> dict[str, str]:
    """Label to data of the buttons of a message that was sent."""
    rows = given.get("reply_markup", {}).get("inline_keyboard", [])
    return {button["text"]: button["callback_data"] for row in rows for button in row}
