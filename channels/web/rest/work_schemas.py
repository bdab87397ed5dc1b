"""The work queue and giving cases to somebody, as the REST interface gives them."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from channels.web.rest.contract import Clause, In, Listed, Needed, Out
from credit_core.use_cases.desk.queue import Bucket
from credit_core.use_cases.desk.queue_actions import MOST_AT_ONCE
from credit_core.use_cases.vocabulary import CaseType


class QueueRowBody(Out):
    """An open case by its most urgent open duty."""

    case_id: str
    number: str
    type: CaseType
    type_name: str
    procedure: str
    jurisdiction: str
    place: str
    state: str
    state_name: str
    body: str = Field(description="受理单位")
    received_on: date
    assigned_to: str | None = Field(description="经办人的账号编号；null 为没有人接")
    version: int
    bucket: Bucket
    bucket_name: str
    duty: str | None
    rule: str | None
    clause: Clause | None
    citation: str | None
    due: date | None = Field(description="到期日，当日也算；null 为没有")
    provisional: bool
    word: str | None = Field(description="条文没有写天数时，条文自己的话，如“及时”")
    note: str | None = Field(description="没有确定日期的原因")


class QueueBody(Listed[QueueRowBody]):
    """A page of the work queue."""

    counts: dict[Bucket, int] | None = Field(description="各档件数，数到 100 为止；只在第一页给出")


class AssignRequest(In):
    """To whom."""

    to: Needed | None = Field(description="同事的账号编号，见 colleagues；null 为退回待办")


class AssignManyRequest(AssignRequest):
    """Which cases, and to whom."""

    case_ids: list[Needed] = Field(min_length=1, max_length=MOST_AT_ONCE)


class AssignedBody(Out):
    """What became of one of them."""

    case_id: str
    number: str | None
    done: bool
    message: str


class AssignedMany(Listed[AssignedBody]):
    """What became of each."""


class ColleagueBody(Out):
    """A colleague to whom a case can be given."""

    id: str
    shown: str


class Colleagues(Listed[ColleagueBody]):
    """Colleagues."""
