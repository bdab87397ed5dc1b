"""Answers given, verdicts on them, and texts checked, as the REST interface gives them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import BeforeValidator, Field

from assistant.desk.verdicts import COMMENT, Expected, Finding
from assistant.outcome import Reason, Status
from channels.web.rest.case_schemas import CaseRowBody
from channels.web.rest.contract import Clause, In, Line, Listed, Needed, Out, Text
from channels.web.schemas import AnswerBody, iso_date


class GivenBody(Out):
    """An answer in one line; personal data masked."""

    id: str
    asked_at: datetime
    channel: str | None
    place: str | None
    question: str
    understood: str = Field(description="追问所指的完整问题")
    status: Status
    reason: Reason
    judged: str | None = Field(description="right、wrong；null 为没有判定")


class GivenAnswers(Listed[GivenBody]):
    """A page of answers, the newest first."""


class ClaimBody(Out):
    """A citation with what is said on it, and the clause as it reads now."""

    marker: int
    clause: Clause
    title: str
    locator: str
    quote: str
    sentences: list[str]
    words: list[str] = Field(description="条款现在的文字：引文之前、引文、引文之后；条款没有了则都为空")
    verbatim: bool = Field(description="引文现在是否逐字在条款里")
    in_force: bool | None


class FindingBody(Out):
    """What was found of one citation."""

    marker: int
    clause: Clause
    finding: Finding


class VerdictBody(Out):
    """A verdict."""

    answer_id: str
    number: int = Field(description="第几次判定；再判时写在 If-Match 里")
    judged_at: datetime
    judged_by: str
    expected: Expected
    right: bool
    findings: list[FindingBody]
    missing: list[Clause]
    comment: str | None


class HeldPairBody(Out):
    """A pair of question and clause that is held back."""

    id: str
    clause: Clause
    finding: str
    answer_id: str


class AnswerDeskBody(Out):
    """An answer with all that a review needs."""

    given: GivenBody
    answer: AnswerBody
    claims: list[ClaimBody]
    verdicts: list[VerdictBody]
    held: list[HeldPairBody]
    holds: bool = Field(description="判为错的引用能不能停用")
    waits: bool
    waits_for: str | None


class FindingIn(In):
    """What is found of one citation."""

    marker: int = Field(ge=1, le=999)
    finding: Finding


class VerdictRequest(In):
    """A verdict on every citation of an answer."""

    findings: list[FindingIn] = Field(max_length=200, description="每个引用一条")
    missing: list[Line] = Field(default_factory=list, max_length=50, description="应当引用而没有引用的条款编号")
    expected: Expected = Field(description="这个问题应当怎样处理")
    comment: Text = Field(default="", max_length=COMMENT)


class VerdictLine(Out):
    """The verdict that holds of an answer, as the evals take it."""

    answer_id: str
    question: str
    jurisdiction: str | None
    as_of: date
    expected_behaviour: str
    citations: list[dict[str, str]]
    missing: list[Clause]
    note: str


class VerdictLines(Listed[VerdictLine]):
    """Verdicts for the evals."""


class CheckRequest(In):
    """A text to check: a draft reply, or what another system answered."""

    text: Text = Field(min_length=1)
    place: Line | None = Field(default=None, description="地区编号：没有写法规名称的“第几条”指这里的条例")
    on: Annotated[date | None, BeforeValidator(iso_date)] = Field(
        default=None, description="按哪一天的法核对；不写为今天"
    )


class DifferenceBody(Out):
    """A piece of the difference to the clause."""

    kind: str
    text: str


class PointBody(Out):
    """The verdict on one reference or quotation."""

    number: int
    text: str
    quote: bool = Field(description="true：引文；false：条款")
    outcome: str
    message: str
    clauses: list[Clause]
    difference: list[DifferenceBody]


class CheckedBody(Out):
    """The points of a text, in order."""

    on: date
    place: str | None
    wrong: int = Field(description="有几处不对")
    points: list[PointBody]


class LiftRequest(In):
    """Why a pair may be cited again."""

    why: Needed


class WithheldBody(Out):
    """A pair that is or was held back."""

    id: str
    clause: Clause
    finding: str
    instead: list[Clause] = Field(description="判定时认为对的条款")
    answer_id: str
    question: str | None = Field(description="null：对话已经删除")
    since: datetime
    held_by: str
    lifted_at: datetime | None
    ended: bool = Field(description="true：文本或者模型已经换过，不再起作用")


class Withheld(Listed[WithheldBody]):
    """Pairs, those still held first."""


class RestingBody(Out):
    """A parameter of the law that rests on a clause."""

    kind: str
    key: str
    name: str
    clauses: list[Clause]


class TemplateBody(Out):
    """A sentence of the assistant that holds for a clause."""

    clause: Clause
    text: str


class ImpactBody(Out):
    """What rests on clauses that changed."""

    clauses: list[Clause]
    answers: list[GivenBody]
    templates: list[TemplateBody]
    law: list[RestingBody]
    cases: list[CaseRowBody]
