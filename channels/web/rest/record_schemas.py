"""Records, subjects, the query register and statistics as the REST interface gives them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from channels.web.rest.case_schemas import CaseRowBody, DutyBody, RecordShortBody
from channels.web.rest.contract import Clause, In, Listed, Needed, Out, Pairs, Purpose
from channels.web.rest.work_schemas import QueueRowBody
from credit_core.use_cases.vocabulary import AuthorisationState, CaseType


class SubjectBody(Out):
    """A credit subject; a person masked."""

    id: str
    name: str
    number: str
    kind_name: str
    records: int
    places: list[str]


class SearchRequest(In):
    """What is looked for, and why. In the body, so that no address or log holds it."""

    kind: Literal["subject", "record"] = Field(
        description="subject：姓名（名称）或者号码，要写全；record：信息编号或者文号"
    )
    text: Needed
    purpose: Purpose


class Found(Out):
    """What was found of the kind asked for."""

    subjects: list[SubjectBody]
    records: list[RecordShortBody]


class PurposeRequest(In):
    """Why it is looked at."""

    purpose: Purpose


class ArchiveBody(Out):
    """A subject's archives within reach."""

    subject: SubjectBody
    records: list[RecordShortBody]
    cases: list[CaseRowBody]
    looks: int = Field(description="查询登记里有几笔")


class ChangeBody(Out):
    """One change of a record."""

    at: datetime
    on: date
    what: str
    reason: str
    source: str
    clause: Clause | None
    citation: str | None
    case_number: str | None


class LookBody(Out):
    """An entry of the query register; who asked is masked where that may be a person."""

    id: str
    at: datetime
    place: str
    subject_id: str
    requester: str
    role: str
    mode_name: str
    purpose: str
    basis: str
    channel: str
    granted: bool
    reason: str
    records: int
    actor_id: str
    case_id: str | None


class RegisterBody(Listed[LookBody]):
    """A page of the query register."""


class RecipientBody(Out):
    """A body that received the record."""

    body: str
    received_at: datetime
    told_at: datetime | None
    confirmed_at: datetime | None
    removal: str | None


class RecordBody(Out):
    """A record with all that is known of it."""

    short: RecordShortBody
    subject: SubjectBody
    basis: str
    document: Pairs
    received_at: datetime
    pushed_at: datetime | None
    publicity_start: date | None
    retention: str
    version: int
    changes: list[ChangeBody]
    looks: list[LookBody]
    recipients: list[RecipientBody]
    cases: list[CaseRowBody]
    duties: list[DutyBody]


class AuthorisationBody(Out):
    """A written authorisation; a person who asked is masked."""

    id: str
    place: str
    requester: str
    purpose: str
    scope: list[str]
    requested_at: datetime
    granted_on: date | None
    expires_on: date | None
    uses: int
    most_uses: int | None
    state: AuthorisationState
    state_name: str
    subject_id: str


class Authorisations(Listed[AuthorisationBody]):
    """A page of authorisations."""


class VolumeBody(Out):
    """How many cases of a kind stand in a state."""

    type: CaseType
    type_name: str
    jurisdiction: str
    place: str
    state: str
    state_name: str
    count: int


class DayBody(Out):
    """Cases received and closed on a day."""

    on: date
    received: int
    closed: int


class RateBody(Out):
    """How a duty was met; days of its own unit."""

    rule: str
    duty: str
    clause: Clause
    citation: str
    body: str
    unit: str | None
    days: int | None
    on_time: int
    late: int
    open_overdue: int
    open_running: int
    not_countable: int = Field(description="条文没有写天数的，不算准时也不算逾期")
    rate: float | None = Field(description="按时率，0 到 1；null 为还没有到期的")
    median: float | None


class StatisticsBody(Out):
    """Figures of the cases received in a period."""

    since: date
    until: date
    volumes: list[VolumeBody]
    days: list[DayBody]
    duties: list[RateBody]
    overdue: list[QueueRowBody]
