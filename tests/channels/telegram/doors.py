"""A front door of conversations that files an objection after three answers, and keeps its promises on repeats."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.answer import Answer
from assistant.dialogue.contract import Choice, TurnResult
from assistant.dialogue.errors import AttachmentRefused, TurnKeyReused, UnknownConversation
from assistant.dialogue.state import StoredFile
from assistant.outcome import Reason
from tests.fakes import objection_answer, reply

CODE = "K7MP-9TQR"


@dataclass(frozen=True, slots=True)
class FakePastTurn:
    """A turn of the transcript."""

    number: int
    answer: Answer
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class FakeStanding:
    """Where it stands."""

    flow: Mapping[str, Any] | None


@dataclass
class Held:
    """One conversation."""

    said: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    turns: list[FakePastTurn] = field(default_factory=list)
    results: dict[str, tuple[str, TurnResult]] = field(default_factory=dict)
    filling: bool = False
    filed: int = 0


@dataclass
class FakeDoor:
    """Conversations in memory. `hook` runs in each new turn, before it is taken."""

    held: dict[str, Held] = field(default_factory=dict)
    sessions: dict[tuple[str, str], str] = field(default_factory=dict)
    addresses: dict[str, str | None] = field(default_factory=dict)
    stored: list[tuple[str, bytes]] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    hook: Callable[[str], None] = lambda text: None
    lock: Any = field(default_factory=threading.RLock)
    names: dict[str, str] = field(default_factory=lambda: {"evidence": "证明材料", "subject_id": "证件号码"})

    def begin(self, channel: str, session: str, jurisdiction: str | None = None, *, address: str | None = None) -> str:
        with self.lock:
            made = f"c{len(self.held)}"
            self.held[made], self.sessions[channel, session], self.addresses[made] = Held(), made, address
            return made

    def conversation_of(self, channel: str, session: str) -> str | None:
        return self.sessions.get((channel, session))

    def turn(
        self,
        conversation_id: str,
        text: str,
        files: Sequence[StoredFile] = (),
        *,
        key: str | None = None,
        link: Callable[[str, str], str] | None = None,
    ) -> TurnResult:
        if conversation_id not in self.held:
            raise UnknownConversation("没有这个对话")
        with self.lock:
            if key is not None and (before := self.kept(conversation_id, text, key)) is not None:
                return before
        self.hook(text)
        with self.lock:
            held = self.held[conversation_id]
            result = self._decide(held, conversation_id, text, link)
            held.said.append((text, tuple(file.name for file in files)))
            held.turns.append(FakePastTurn(len(held.turns) + 1, result.reply, result.choices))
            if key is not None:
                held.results[key] = (text, result)
            return result

    def kept(self, conversation_id: str, text: str, key: str) -> TurnResult | None:
        found = self.held[conversation_id].results.get(key)
        if found is None:
            return None
        if found[0] != text:
            raise TurnKeyReused("这个请求编号已经用在另一句话上了")
        return found[1]

    def transcript(self, conversation_id: str) -> Sequence[FakePastTurn]:
        return tuple(self.held[conversation_id].turns)

    def standing(self, conversation_id: str) -> FakeStanding:
        filling = self.held[conversation_id].filling
        return FakeStanding({"act": "objection", "state": "collecting"} if filling else None)

    def store(self, name: str, content: bytes) -> StoredFile:
        if content.startswith(b"MZ"):
            raise AttachmentRefused(f"“{name}”是程序文件，收不了。")
        self.stored.append((name, content))
        return StoredFile(name, hashlib.sha256(content).hexdigest(), len(content), "image/jpeg")

    def link_to(self, conversation_id: str, purpose: str) -> str:
        self.links.append((conversation_id, purpose))
        return f"T{len(self.links)}"

    def look(self, token: str) -> str:
        return self.links[int(token[1:]) - 1][1]

    def _decide(
        self, held: Held, conversation_id: str, text: str, link: Callable[[str, str], str] | None
    ) -> TurnResult:
        number = f"{conversation_id}-{len(held.turns)}"

        def made(words: str, *choices: str, **more: Any) -> TurnResult:
            answer = reply(Reason.TOPIC, words)
            object.__setattr__(answer, "answer_id", number)
            return TurnResult(answer, choices=tuple(Choice(c, f"{c}。") for c in choices), **more)

        if "异议" in text and "几天" not in text:
            held.filling = True
            return made("您要办的是哪个地方的事？", "江西省", "山西省")
        if "身份证" in text and link is not None:
            return made(f"请点开这个链接填写：{link(conversation_id, 'subject_id')}", unsafe=True)
        if "确认提交" in text:
            held.filling, held.filed = False, held.filed + 1
            return made(f"异议申请已经提交好了。\n办件编号：JX-1\n查询码：{CODE}", "查进度", access_code=CODE)
        if held.filling:
            return made("上面的内容都对的话，请说“确认提交”。", "确认提交", "不办了")
        answer = objection_answer()
        object.__setattr__(answer, "answer_id", number)
        return TurnResult(answer)
