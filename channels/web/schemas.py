"""The JSON contract of ``/api/v1`` (architecture.md "The public contract of an answer")."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictStr

from assistant.outcome import Caveat, Reason, Status
from channels import messages
from channels.text import MAX_QUESTION, clean


def iso_date(value: Any) -> Any:
    """A date written YYYY-MM-DD, and nothing else (pydantic would also take time stamps).

    Raises:
        ValueError: anything else.
    """
    if value is None or type(value) is date:
        return value
    if not isinstance(value, str) or len(value) != 10:
        raise ValueError(messages.BAD_DATE)
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError(messages.BAD_DATE) from None


def question_text(value: Any) -> Any:
    """A question without invisible characters.

    Raises:
        ValueError: more than `MAX_QUESTION` characters are left.
    """
    if not isinstance(value, str):
        return value
    text = clean(value)
    if len(text) > MAX_QUESTION:
        raise ValueError(messages.TOO_LONG.format(limit=MAX_QUESTION))
    return text


class AskRequest(BaseModel):
    """A question."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "question": "异议申请几天能办完？",
                    "jurisdiction": "jiangxi",
                    "as_of": None,
                    "conversation_id": None,
                }
            ]
        },
    )

    question: Annotated[StrictStr, BeforeValidator(question_text)] = Field(
        description=f"用日常语言写的问题，最多 {MAX_QUESTION} 字", json_schema_extra={"maxLength": MAX_QUESTION}
    )
    jurisdiction: Annotated[StrictStr, Field(max_length=64)] | None = Field(
        default=None, description="地区编号：shanxi、jiangxi、city；不知道就留空"
    )
    as_of: Annotated[date | None, BeforeValidator(iso_date)] = Field(
        default=None, description="按哪一天的法回答，YYYY-MM-DD；留空为今天"
    )
    conversation_id: Annotated[StrictStr, Field(max_length=128)] | None = Field(
        default=None, description="同一对话的编号，用于理解追问"
    )


class CitationBody(BaseModel):
    """An answer's basis: one clause."""

    marker: int = Field(description="正文中 [n] 的 n")
    clause: str = Field(description="条款编号，如 jiangxi-2022#39.2")
    document: str
    article: int | None
    paragraph: int | None
    item: int | None
    title: str = Field(description="法规名称")
    locator: str = Field(description="第几条第几款第几项")
    quote: str = Field(description="逐字摘自该条款的原文")
    in_force: bool | None = Field(description="在 as_of 那天是否施行；null 为文本未载明")


class ComputedBody(BaseModel):
    """A date or number that the text states beyond a quote."""

    rule: str
    clause: str
    start: str
    due: str
    unit: str = Field(description="日或者工作日")
    days: int
    provisional: bool = Field(description="true：放假安排尚未公布，日期为暂定")
    counted: str = Field(description="怎样数的")


class AnswerBody(BaseModel):
    """An answer."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "status": "answered",
                    "reason": "found",
                    "text": "异议标注要在一个工作日内作出。[1]",
                    "citations": [
                        {
                            "marker": 1,
                            "clause": "jiangxi-2022#39.2",
                            "document": "jiangxi-2022",
                            "article": 39,
                            "paragraph": 2,
                            "item": None,
                            "title": "江西省社会信用条例",
                            "locator": "第三十九条第二款",
                            "quote": "应当在一个工作日内作出异议标注",
                            "in_force": True,
                        }
                    ],
                    "caveats": [],
                    "origin": "extract",
                    "computed": [],
                    "jurisdiction": "jiangxi",
                    "as_of": "2026-11-20",
                    "corpus_version": "e7aaa1d0297e62e6",
                    "answer_id": "0f3c2a9e5b714d60",
                }
            ]
        }
    )

    status: Status
    reason: Reason
    text: str = Field(description="给市民看的中文答复，[n] 为引用标记")
    citations: list[CitationBody]
    caveats: list[Caveat]
    origin: Literal["extract", "model"]
    computed: list[ComputedBody]
    jurisdiction: str | None
    as_of: date
    corpus_version: str
    answer_id: str


class Health(BaseModel):
    """The process answers."""

    status: Literal["ok"] = "ok"


class Ready(BaseModel):
    """Every check passes."""

    ready: Literal[True] = True
    checks: dict[str, bool | str]
