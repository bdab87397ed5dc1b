"""The JSON contract of conversations and cases (architecture.md "The public contract of a conversation")."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictStr

from channels.text import MAX_QUESTION
from channels.web.schemas import AnswerBody, question_text
from channels.web.uploads import LIMIT_MB, MOST_FILES


class BeginRequest(BaseModel):
    """A conversation to begin."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"channel": "api", "jurisdiction": "jiangxi"}]}
    )

    channel: Literal["api", "web"] = Field(
        default="api",
        description="api：对话编号本身就是凭证，请妥善保管；web：另发 HttpOnly 的 session Cookie，以后要带上它",
    )
    jurisdiction: Annotated[StrictStr, Field(max_length=64)] | None = Field(
        default=None, description="地区编号：shanxi、jiangxi、city；不知道就留空，需要时会问"
    )


class Begun(BaseModel):
    """The conversation."""

    conversation_id: str = Field(description="128 位随机数，十六进制")


class AttachmentBody(BaseModel):
    """A file."""

    model_config = ConfigDict(extra="forbid")

    name: Annotated[StrictStr, Field(max_length=255)] = Field(description="文件名，只用来显示")
    media_type: Annotated[StrictStr, Field(max_length=255)] = Field(
        default="application/octet-stream", description="只作参考：收不收以内容为准"
    )
    content_base64: StrictStr = Field(description=f"内容的 base64；一个文件最多 {LIMIT_MB} MB")


class TurnRequest(BaseModel):
    """What the citizen says."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"text": "我要对一条记录提出异议", "attachments": []}]}
    )

    text: Annotated[StrictStr, BeforeValidator(question_text)] = Field(
        default="",
        description=f"用平常的话写，最多 {MAX_QUESTION} 字；只发文件时可以为空",
        json_schema_extra={"maxLength": MAX_QUESTION},
    )
    attachments: list[AttachmentBody] = Field(
        default_factory=list, description=f"一次最多 {MOST_FILES} 个：PDF、JPG、PNG、HEIC、docx、xlsx、txt"
    )


class FlowBody(BaseModel):
    """The act in progress."""

    act: str = Field(description="办理的事项，如 objection")
    state: Literal["collecting", "confirming", "awaiting_identity", "submitted", "cancelled"]
    slots: dict[str, Any] = Field(description="已经填的，按公开的字段名")
    missing: list[str] = Field(description="还缺的字段，按询问的先后")
    asked: str | None = Field(description="正在问的字段；null 为没有在问")


class PauseBody(BaseModel):
    """Days that do not count."""

    first: date
    last: date | None
    reason: str


class DeadlineBody(BaseModel):
    """One duty of a case, with its day or the law's own word."""

    duty: str
    rule: str
    clause: str
    unit: str | None = Field(description="日或者工作日；条文没有写天数时为 null")
    days: int | None
    start: date | None
    due: date | None = Field(description="到期日，当日也算；null 为没有或者尚未起算")
    status: str
    body: str = Field(description="由谁办")
    condition: str | None = Field(description="只在某种情形适用时，是哪一种")
    provisional: bool
    assumptions: list[str]
    pauses: list[PauseBody]
    caveats: list[str]
    word: str | None = Field(description="条文自己的话，如“及时”")


class CaseBody(BaseModel):
    """A case."""

    number: str = Field(description="办件编号")
    type: str
    jurisdiction: str
    state: str
    deadlines: list[DeadlineBody]
    receipt_url: str = Field(description="回执的地址；取用时要出示查询码")


class HandoffBody(BaseModel):
    """A person was asked for."""

    reason: str
    priority: Literal["normal", "urgent"]


class ChoiceBody(BaseModel):
    """A button."""

    label: str = Field(description="按钮上的字")
    send: str = Field(description="按下时发送的话")


class TurnBody(BaseModel):
    """What the turn came to."""

    reply: AnswerBody
    flow: FlowBody | None = Field(description="正在办的事；null 为没有")
    case: CaseBody | None = Field(description="这句话所涉及的办件；null 为没有")
    handoff: HandoffBody | None = Field(description="已经请工作人员答复；null 为没有")
    choices: list[ChoiceBody] = Field(default_factory=list, description="可选的按钮，只在 choices=1 时给出")


class MessageBody(BaseModel):
    """A message beside the turns."""

    number: int = Field(description="在这个对话里从 1 起的编号，用作下一次的 after")
    author: Literal["staff", "notice"] = Field(description="staff：工作人员；notice：办件的通知")
    text: str
    said_at: datetime


class Messages(BaseModel):
    """Messages, the oldest first."""

    messages: list[MessageBody]


class LookupRequest(BaseModel):
    """What opens a case."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"number": "YY-20261120-7K3QFMX", "code": "7K3QFMXW2P"}]}
    )

    number: Annotated[StrictStr, Field(max_length=64)] = Field(description="办件编号")
    code: Annotated[StrictStr, Field(max_length=64)] = Field(description="回执上的查询码")
