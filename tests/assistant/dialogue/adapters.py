"""The channels as a script sees them: a message in, the contract's object out. A further channel is a further entry."""

from __future__ import annotations

import asyncio
import base64
import io
import json
import re
from collections.abc import Mapping, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from starlette.testclient import TestClient
from telegram import Update

from assistant.bootstrap import Service
from assistant.dialogue.contract import TurnResult
from assistant.reception import Reception
from channels.cli import chat
from channels.cli.chatting import Conversation
from channels.telegram.channel import Channel
from channels.web.app import create_app
from channels.web.throttle import Limits
from evals.filings.talk import Channel as Adapter
from evals.filings.talk import Direct, Heard, content
from evals.filings.world import World

_MANY = "100000/minute"
_LIMITS = Limits(pages=_MANY, api=_MANY, files=_MANY)
_OWN_PAGE = {"Sec-Fetch-Site": "same-origin"}
_CODE = re.compile(r"查询码：([0-9A-Z]{10})")


@dataclass
class Web:
    """``/api/v1`` over HTTP, as the page and programs use it."""

    world: World
    place: str | None
    id: str = field(init=False)

    def __post_init__(self) -> None:
        self._cookies: dict[str, str] = {}
        self.restart()
        begun = self._client.post("/api/v1/conversations", json={"channel": "web", "jurisdiction": self.place})
        assert begun.status_code == 201, begun.text
        self.id, self._cookies = begun.json()["conversation_id"], dict(self._client.cookies)

    def say(self, text: str, files: Sequence[str] = ()) -> Heard:
        """Take a turn."""
        sent = [{"name": name, "media_type": "", "content_base64": encoded(name)} for name in files]
        path = f"/api/v1/conversations/{self.id}/turns"
        taken = self._client.post(path, json={"text": text, "attachments": sent})
        assert taken.status_code == 200, taken.text
        return _written(taken.json())

    def restart(self) -> None:
        """Another server; the browser keeps its cookie."""
        app = create_app(_Loaded(self.world.service()), self.world.settings, _LIMITS)
        self._client = TestClient(app, headers=_OWN_PAGE, cookies=self._cookies)

    def close(self) -> None:
        """Hang up."""
        self._client.close()


@dataclass
class Cli:
    """``credit-assistant chat --json``: a line in, a line out."""

    world: World
    place: str | None

    def __post_init__(self) -> None:
        self._talking = Conversation(self.world.service(), self.place)

    def say(self, text: str, files: Sequence[str] = ()) -> Heard:
        """Write a line, read a line."""
        sent = [{"name": name, "content_base64": encoded(name)} for name in files]
        line, out = json.dumps({"text": text, "attachments": sent}, ensure_ascii=False), io.StringIO()
        with redirect_stdout(out):
            chat._json_lines(self._talking, [line])
        return _written(json.loads(out.getvalue()))

    def restart(self) -> None:
        """Another process that goes on with the conversation."""
        self._talking.service = self.world.service()

    def close(self) -> None:
        """Nothing is held."""


@dataclass
class Telegram:
    """Updates as Telegram hands them in, and a bot that notes what it would send."""

    world: World
    place: str | None
    _updates: int = 0

    def __post_init__(self) -> None:
        self._loop = asyncio.Runner()
        self._bot = _Bot()
        self.restart()
        self._door.begin("telegram", f"{_CHAT}:{_CHAT}", self.place, address=str(_CHAT))

    def say(self, text: str, files: Sequence[str] = ()) -> Heard:
        """Send the words with the first file, and any further file as a message of its own."""
        for number, name in enumerate(files or (None,)):
            heard = self._send("" if number else text, name)
        return heard

    def restart(self) -> None:
        """Another process."""
        self._door = _Recording(self.world.service().reception)
        self._channel = Channel(self._bot, self._door, self.world.settings, limits=_LIMITS)  # type: ignore[arg-type]

    def close(self) -> None:
        """End the loop."""
        self._loop.close()

    def _send(self, text: str, name: str | None) -> Heard:
        self._updates += 1
        who = {"id": _CHAT, "is_bot": False, "first_name": "测试"}
        message = {"message_id": self._updates, "date": 0, "chat": {"id": _CHAT, "type": "private"}, "from": who}
        if name is None:
            message["text"] = text
        else:
            document = {"file_id": name, "file_unique_id": name, "file_name": name, "file_size": len(content(name))}
            message |= {"caption": text, "document": document}
        update = Update.de_json({"update_id": self._updates, "message": message}, None)
        self._bot.sent.clear()
        self._door.results.clear()
        self._loop.run(self._channel.handle(update))
        assert len(self._door.results) == 1, f"没有成为一轮对话：{text} {self._bot.sent}"
        made = self._door.results[0]
        sent = "\n".join(self._bot.sent)
        assert made.reply.text.splitlines()[0][:20] in sent, (made.reply.text, sent)
        return Heard(made.to_dict(), made.access_code if made.access_code and made.access_code in sent else None)


_CHAT = 4711


class _Bot:
    """Notes what is sent; gives out files by their names."""

    def __init__(self) -> None:
        self.sent: list[str] = []

    async def send_message(self, chat_id: int, text: str, **_: Any) -> None:
        self.sent.append(text)

    async def delete_message(self, chat_id: int, message_id: int) -> None:
        raise AssertionError("演示模式下不该删消息")

    async def get_file(self, file_id: str) -> _File:
        return _File(file_id)


@dataclass(frozen=True, slots=True)
class _File:
    name: str

    async def download_as_bytearray(self) -> bytearray:
        return bytearray(content(self.name))


class _Recording:
    """The reception, with the results of its turns kept aside."""

    def __init__(self, reception: Reception) -> None:
        self._reception = reception
        self.results: list[TurnResult] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._reception, name)

    def turn(self, *given: Any, **named: Any) -> TurnResult:
        """Take it, and remember what it came to."""
        self.results.append(self._reception.turn(*given, **named))
        return self.results[-1]


class _Loaded:
    """A runtime that has everything."""

    ready, failure, stage = True, None, ""

    def __init__(self, service: Service) -> None:
        self._service = service

    def start(self) -> None:
        """Nothing is left to load."""

    def wait(self, timeout: float | None = None) -> Any:
        return self._service.assistant

    def converser(self) -> Any:
        return self._service.reception

    def office(self) -> Any:
        return self._service.office

    def desk(self) -> Any:
        """A citizen's conversation opens no desk."""
        raise NotImplementedError

    citizens = desk

    def checks(self) -> dict[str, bool | str]:
        return {}


def encoded(name: str) -> str:
    """The same in base64."""
    return base64.b64encode(content(name)).decode()


def _written(turn: Mapping[str, Any]) -> Heard:
    """A turn whose code stands in its words only."""
    assert "reply" in turn, turn
    found = _CODE.search(turn["reply"]["text"])
    return Heard(turn, found[1] if found else None)


CHANNELS: Mapping[str, Adapter] = MappingProxyType({"direct": Direct, "web": Web, "telegram": Telegram, "cli": Cli})
"""The front door itself, and every channel of the contract."""
