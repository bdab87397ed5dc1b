"""A front door of conversations in memory: questions go to the fake assistant, an objection is filed for real."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import IO, Any, TypeVar
from zoneinfo import ZoneInfo

from assistant.answer import Answer
from assistant.dialogue.contract import Choice, TurnResult
from assistant.dialogue.errors import AttachmentRefused, DialogueError, TurnKeyReused, UnknownConversation
from assistant.dialogue.identity.verifier import Verified
from assistant.dialogue.state import StoredFile
from assistant.outcome import Reason
from assistant.redaction import mask
from credit_core.use_cases.case_view import holder_view, view_case
from credit_core.use_cases.objection import ObjectionFiling, file_objection
from credit_core.use_cases.office import Office
from credit_core.use_cases.vocabulary import Actor, CreditReport, InfoKind, NotFound, Role
from tests.fakes import FakeAssistant, FakeRuntime, cite, quoted, reply

T = TypeVar("T")
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
CITIZEN = Actor("citizen", Role.CITIZEN)
OBJECT, SUBMIT, CANCEL, SKIP, HUMAN = "我要提出异议", "确认提交", "不办了", "先跳过", "转人工"
NAMES = {
    "objection": "异议申请",
    "subject_name": "姓名或者名称",
    "subject_id": "证件号码",
    "record_source": "报送这条信息的单位",
    "objection_detail": "具体情况",
    "evidence": "证明材料",
    "contact": "联系方式",
    "jurisdiction": "地方",
}
QUESTIONS = {
    "subject_name": "请问您叫什么名字？身份证号也可以一起说。",
    "subject_id": "您的身份证号是多少？",
    "record_source": "这条信息是哪个单位报送的？",
    "objection_detail": "请说说具体错在哪里、实际情况是什么。",
    "evidence": "您手里有哪些证明材料？一样一样写下名字，或者直接把照片、文件发给我。",
}


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn of the transcript."""

    number: int
    said_at: datetime
    question: str
    answer: Answer
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Message:
    """A message beside the turns."""

    id: str
    number: int
    author: str
    text: str
    said_at: datetime
    case_id: str | None = None


@dataclass(slots=True)
class Talk:
    """A conversation. It is its own standing."""

    sessions: set[tuple[str, str]]
    jurisdiction: str | None
    flow: dict[str, Any] | None = None
    handoff: dict[str, Any] | None = None
    cases: list[str] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    read_to: int = 0


class NoIdentity:
    """Nobody has to be identified for an objection."""

    signs_in = False

    def awaits(self, case_id: str) -> bool:
        raise AssertionError(case_id)

    def by_code(self, conversation_id: str, case_id: str, code: str) -> None:
        raise AssertionError(conversation_id, case_id, code)

    def sign_in(self, conversation_id: str) -> str:
        raise AssertionError(conversation_id)

    def signed_in(self, conversation_id: str, case_id: str, query: str) -> None:
        raise AssertionError(conversation_id, case_id, query)

    def who(self, conversation_id: str, query: str) -> Verified:
        raise AssertionError(conversation_id, query)

    def release(self, case_id: str, prepare: Callable[[CreditReport], T]) -> T:
        raise AssertionError(case_id, prepare)


class NoApplications:
    """None is written."""

    def file(self, conversation_id: str, form: str) -> tuple[str, bytes]:
        raise AssertionError(conversation_id, form)


@dataclass
class FakeConversing:
    """Every method of the port; `trouble` makes the next turn fail."""

    assistant: FakeAssistant
    open_office: Callable[[], Office] | None = None
    talks: dict[str, Talk] = field(default_factory=dict)
    results: dict[tuple[str, str], tuple[str, TurnResult]] = field(default_factory=dict)
    files: list[StoredFile] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)
    trouble: DialogueError | None = None
    names: Mapping[str, str] = field(default_factory=lambda: NAMES)
    identity: NoIdentity = field(default_factory=NoIdentity)
    applications: NoApplications = field(default_factory=NoApplications)
    forms: Any = None
    _moments: int = 0

    def begin(self, channel: str, session: str, jurisdiction: str | None = None) -> str:
        made = secrets.token_hex(16)
        self.talks[made] = Talk({(channel, session)}, jurisdiction)
        return made

    def turn(
        self, conversation_id: str, text: str, files: Sequence[StoredFile] = (), *, key: str | None = None
    ) -> TurnResult:
        if self.trouble is not None:
            raise self.trouble
        talk = self._talk(conversation_id)
        known = self.results.get((conversation_id, key or ""))
        if key and known:
            if known[0] != text:
                raise TurnKeyReused("这个请求编号已经用在另一句话上了。请换一个新的编号再发。")
            return known[1]
        result = self._result(talk, text, files)
        shown = result.reply.text.replace(result.access_code or "\0", "（只显示一次）")
        past = replace(result.reply, text=mask(shown))
        talk.turns.append(Turn(len(talk.turns) + 1, self._now(), mask(text), past, result.choices))
        if key:
            self.results[conversation_id, key] = (text, result)
        return result

    def store(self, name: str, content: bytes | IO[bytes]) -> StoredFile:
        data = content if isinstance(content, bytes) else content.read()
        if data.startswith(b"MZ"):
            raise AttachmentRefused(f"“{name}”是程序文件，收不了。请发PDF、照片或者文档。")
        stored = StoredFile(name, secrets.token_hex(32), len(data), "application/pdf")
        self.files.append(stored)
        return stored

    def owned(self, conversation_id: str, channel: str, session: str) -> bool:
        talk = self.talks.get(conversation_id)
        return talk is not None and (channel, session) in talk.sessions

    def conversation_of(self, channel: str, session: str) -> str | None:
        return next((one for one in reversed(self.talks) if self.owned(one, channel, session)), None)

    def transcript(self, conversation_id: str) -> Sequence[Turn]:
        return tuple(self._talk(conversation_id).turns)

    def standing(self, conversation_id: str) -> Talk:
        return self._talk(conversation_id)

    def inbox(self, conversation_id: str, after: int = 0) -> Sequence[Message]:
        return tuple(one for one in self._talk(conversation_id).messages if one.number > after)

    def read(self, conversation_id: str, upto: int) -> None:
        self._talk(conversation_id).read_to = upto

    def forget(self, conversation_id: str) -> None:
        del self.talks[conversation_id]

    def resume(self, number: str, code: str, channel: str, session: str) -> str:
        try:
            case = view_case(self.office, CITIZEN, number=number, code=code)
        except NotFound as error:
            raise DialogueError("编号和查询码对不上，没有找到。") from error
        made = self.begin(channel, session, case.jurisdiction)
        self.talks[made].cases.append(case.id)
        return made

    def look(self, token: str) -> str:
        if token not in self.links:
            raise DialogueError("这个链接已经用过了，它只能用一次。请回到原来的对话里，再要一个新的。")
        return "subject_id"

    def redeem(self, token: str, channel: str, session: str) -> str:
        self.look(token)
        opened = self.links.pop(token)
        self.talks[opened].sessions.add((channel, session))
        return opened

    def demo_code(self, conversation_id: str) -> str:
        if not self._talk(conversation_id).cases:
            raise DialogueError("还没有要核验身份的办件。")
        return "7K3QFMXW"

    def staff_says(self, conversation_id: str, text: str, author: str = "staff") -> None:
        """A message of staff arrives."""
        talk = self._talk(conversation_id)
        talk.messages.append(Message(secrets.token_hex(8), len(talk.messages) + 1, author, text, self._now()))

    @property
    def office(self) -> Office:
        assert self.open_office is not None
        return self.open_office()

    def _talk(self, conversation_id: str) -> Talk:
        if conversation_id not in self.talks:
            raise UnknownConversation("没有找到这个对话，可能已经到期清除。")
        return self.talks[conversation_id]

    def _now(self) -> datetime:
        self._moments += 1
        return NOON + timedelta(seconds=self._moments)

    def _result(self, talk: Talk, text: str, files: Sequence[StoredFile]) -> TurnResult:
        flow = talk.flow if talk.flow and talk.flow["state"] in ("collecting", "confirming") else None
        if text == HUMAN:
            talk.handoff = {"reason": "human", "priority": "normal", "taken": False}
            return self._said(talk, reply(Reason.HUMAN, "好的，我请工作人员来答复您。"))
        if text == OBJECT:
            talk.jurisdiction = talk.jurisdiction or "jiangxi"
            talk.flow = {"act": "objection", "state": "collecting", "slots": {"jurisdiction": talk.jurisdiction}}
            return self._ask(talk, "好的，我来帮您办异议申请。我一样一样问，提交前会先给您看一遍。\n\n")
        if flow is None:
            answer = self.assistant.ask(text, jurisdiction=talk.jurisdiction)
            talk.jurisdiction = answer.jurisdiction or talk.jurisdiction
            return self._said(talk, answer)
        if text == CANCEL:
            flow |= {"state": "cancelled", "asked": None, "missing": []}
            return self._said(talk, reply(Reason.THANKS, "好的，异议申请不办了，什么也没有提交。"))
        if flow["state"] == "confirming" and text == SUBMIT:
            return self._file(talk, flow)
        if flow["asked"]:
            words: Any = [text, *(file.name for file in files)] if flow["asked"] == "evidence" else text
            flow["slots"][flow["asked"]] = [word for word in words if word] if isinstance(words, list) else words
        return self._ask(talk)

    def _ask(self, talk: Talk, before: str = "") -> TurnResult:
        assert talk.flow is not None
        missing = [slot for slot in QUESTIONS if slot not in talk.flow["slots"]]
        talk.flow |= {"missing": missing, "asked": missing[0] if missing else None}
        if not missing:
            talk.flow["state"] = "confirming"
            return self._said(talk, summary(talk.flow["slots"]), *(Choice(w, w) for w in (SUBMIT, "我要修改", CANCEL)))
        clause = cite(1, "jiangxi-2022#39.1")
        text = f"{before}{QUESTIONS[missing[0]]}\n\n《江西省社会信用条例》第三十九条第一款[1]写了可以提出异议的情形。"
        return self._said(talk, reply(Reason.TOPIC, text, clause, jurisdiction="jiangxi"), Choice("先跳过", SKIP))

    def _file(self, talk: Talk, flow: dict[str, Any]) -> TurnResult:
        filing = ObjectionFiling("jiangxi", InfoKind.PUBLIC, "江西省公共信用信息平台", None, reason=flow["slots"]["objection_detail"],
                                 slots=flow["slots"], channel="web")  # fmt: skip
        filed = file_objection(self.office, CITIZEN, filing, key=secrets.token_hex(8))
        with self.office.store.read() as unit:
            case = holder_view(unit, self.office, filed.case.id)
        talk.cases.append(case.id)
        flow |= {"state": "submitted", "asked": None, "missing": []}
        text = (
            f"异议申请已经提交好了。\n\n办件编号：{case.number}\n查询码：{filed.access_code}（只显示这一次，请抄下来）\n\n"
            "接下来：\n- 作出异议标注：最晚2026年11月23日，当天也算。[1]\n- 属于本单位处理范围的，处理：最晚2026年11月25日，当天也算。[1]"
        )
        told = {**case.as_contract(), "receipt_url": f"/api/v1/cases/{case.number}/receipt"}
        answer = reply(Reason.FOUND, text, cite(1, "jiangxi-2022#39.2"), jurisdiction="jiangxi")
        return replace(self._said(talk, answer), case=told, access_code=filed.access_code)

    def _said(self, talk: Talk, answer: Answer, *choices: Choice) -> TurnResult:
        handoff = {name: talk.handoff[name] for name in ("reason", "priority")} if talk.handoff else None
        answer = replace(answer, answer_id=secrets.token_hex(16))
        flow = talk.flow
        return TurnResult(answer, {**flow, "slots": dict(flow["slots"])} if flow else None, None, handoff, choices)


def summary(slots: Mapping[str, Any]) -> Answer:
    """What is shown before filing."""
    clause = cite(1, "jiangxi-2022#39.2", "应当在一个工作日内作出异议标注")
    given = "\n".join(
        f"- {NAMES.get(slot, '地方')}：{'、'.join(value) if isinstance(value, list) else value}"
        for slot, value in slots.items()
    )
    text = (
        f"异议申请，提交前请您看一遍。\n\n您填的：\n{given}\n\n交给谁：江西省公共信用信息平台（《江西省社会信用条例》第三十九条第二款[1]写明可以受理）。"
        "\n\n接下来：\n- 公共信用信息平台作出异议标注，一个工作日内，最迟2026年11月23日（《江西省社会信用条例》第三十九条第二款[1]）"
        f"\n\n依据的原文：\n\n{quoted(clause)}\n\n都对的话，请说“确认提交”；要改哪一项，直接说。没有确认以前，什么也不会提交。"
    )
    return reply(Reason.TOPIC, text, clause, jurisdiction="jiangxi")


@dataclass
class TalkingRuntime(FakeRuntime):
    """A runtime that hands out conversations and an office."""

    open_office: Callable[[], Office] | None = None
    conversing: FakeConversing = field(init=False)

    def __post_init__(self) -> None:
        self.conversing = FakeConversing(self.assistant, self.open_office)

    def converser(self) -> FakeConversing:
        """The conversations."""
        assert self.ready
        return self.conversing

    def office(self) -> Office:
        """The office."""
        return self.conversing.office
