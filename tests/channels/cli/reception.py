"""A reception from a script, for the commands that talk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import IO

from assistant.dialogue.contract import Choice, TurnResult
from assistant.dialogue.errors import AttachmentRefused, DialogueError
from assistant.dialogue.state import StoredFile
from tests.fakes import FakeAssistant, objection_answer

NAMES = {"objection": "异议申请", "evidence": "证明材料"}
FLOW = {"act": "objection", "state": "collecting", "slots": {"jurisdiction": "jiangxi"}, "missing": ["evidence"]}


@dataclass(frozen=True, slots=True)
class Message:
    """What staff said."""

    number: int
    author: str
    text: str


@dataclass
class FakeReception:
    """Answers every turn with the objection answer; 办理 begins a form, 忙 is an error."""

    begun: list[tuple[str, str, str | None]] = field(default_factory=list)
    turns: list[tuple[str, str, tuple[str, ...]]] = field(default_factory=list)
    places: list[str | None] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=lambda: NAMES)
    waiting: list[Message] = field(default_factory=list)
    read_upto: list[int] = field(default_factory=list)

    def begin(self, channel: str, session: str, jurisdiction: str | None = None) -> str:
        self.begun.append((channel, session, jurisdiction))
        return f"c{len(self.begun)}"

    def turn(self, conversation_id: str, text: str, files: Sequence[StoredFile] = ()) -> TurnResult:
        self.turns.append((conversation_id, text, tuple(file.name for file in files)))
        if "忙" in text:
            raise DialogueError("请稍等几秒再发一次。")
        flow = {**FLOW, "asked": "evidence"} if "办理" in text else None
        choices = (Choice("先跳过", "跳过这一项"),) if flow else ()
        return TurnResult(objection_answer(), flow=flow, choices=choices)

    def store(self, name: str, content: bytes | IO[bytes]) -> StoredFile:
        data = content if isinstance(content, bytes) else content.read()
        if data.startswith(b"MZ"):
            raise AttachmentRefused("不收程序文件。")
        return StoredFile(name, "a" * 64, len(data), "text/plain")

    def inbox(self, conversation_id: str, after: int = 0) -> list[Message]:
        return [message for message in self.waiting if message.number > after]

    def read(self, conversation_id: str, upto: int) -> None:
        self.read_upto.append(upto)

    def choose_place(self, conversation_id: str, jurisdiction: str | None) -> None:
        assert conversation_id == f"c{len(self.begun)}"
        self.places.append(jurisdiction)

    def resume(self, number: str, code: str, channel: str, session: str) -> str:
        if code != "GOOD":
            raise DialogueError("编号和查询码对不上。")
        self.begun.append((channel, session, None))
        return f"c{len(self.begun)}"


@dataclass
class FakeService:
    """What `load_service` gives."""

    assistant: FakeAssistant = field(default_factory=FakeAssistant)
    reception: FakeReception = field(default_factory=FakeReception)
