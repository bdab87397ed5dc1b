"""Cases and their duties as the REST interface gives them."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import Field

from channels.web.rest.contract import Clause, In, Listed, Out, Pairs, Purpose
from credit_core.use_cases.desk.queue import Bucket
from credit_core.use_cases.vocabulary import CaseType, DutyStatus, Met


class PauseRow(Out):
    """Days that do not count, by their document."""

    id: str
    kind: str
    first: date
    last: date | None
    start_proof: str
    end_proof: str | None


class DutyBody(Out):
    """A duty with its day, or the law's own word."""

    id: str
    duty: str
    rule: str
    clause: Clause
    citation: str
    unit: str | None = Field(description="日或者工作日；条文没有写天数时为 null")
    days: int | None
    word: str | None
    start: date | None
    due: date | None
    alternative_due: date | None = Field(description="条文的另一种读法下的日期")
    status: DutyStatus
    status_name: str
    body: str = Field(description="由谁办")
    provisional: bool
    assumptions: list[str]
    pauses: list[PauseRow]
    caveats: list[str]
    done_on: date | None
    internal_target: date | None = Field(description="内部目标，不是法定期限")


class DutyLine(Out):
    """A duty, how its day comes about, and what can be done where it has passed."""

    view: DutyBody
    counting: list[str] = Field(description="怎样数的，一步一句")
    missed: list[str] = Field(description="逾期以后可以怎样做；没有逾期为空")


class ReasonBody(Out):
    """One condition and how it stands."""

    rule: str
    met: Met
    text: str
    clause: Clause | None
    missing: str | None


class RecordShortBody(Out):
    """A record in one line; title and content only where the look was put on record."""

    id: str
    number: str
    place: str
    class_name: str
    source_name: str
    provider: str
    validity: str
    publicity: str
    sharing: str
    marks: list[str]
    event_date: date | None
    publicity_end: date | None
    publicity_note: str | None
    title: str | None
    content: Pairs


class MomentBody(Out):
    """A step that was taken."""

    on: date
    at: datetime
    event: str
    state: str
    by: str
    clause: Clause | None
    basis: str


class NoticeShort(Out):
    """A notice of the case."""

    id: str
    kind: str
    text: str
    clause: Clause | None
    created_at: datetime
    channel: str | None
    delivered_on: date | None
    version: int


class AttachmentRow(Out):
    """A piece of evidence by its hash."""

    id: str
    name: str
    sha256: str
    size: int
    added_at: datetime


class CaseViewBody(Out):
    """A case on this day."""

    id: str
    number: str
    type: CaseType
    type_name: str
    jurisdiction: str
    place: str
    state: str
    state_name: str
    body: str
    received_on: date
    closed_on: date | None
    version: int
    timeline: list[MomentBody]
    marks: list[str]
    notices: list[NoticeShort]
    pauses: list[PauseRow]
    attachments: list[AttachmentRow]
    linked: list[str]
    assigned_to: str | None


class FiledField(Out):
    """Something that was filed."""

    label: str
    value: str


class CaseDeskBody(Out):
    """A case as its desk shows it; personal data hidden unless `full`."""

    view: CaseViewBody
    procedure: str
    procedure_name: str
    document: str
    regulated: bool
    silence: str | None = Field(description="条例没有规定这项权利时的说明")
    full: bool
    filed: list[FiledField]
    duties: list[DutyLine]
    bucket: Bucket
    bucket_name: str
    record: RecordShortBody | None
    drafts: list[str] = Field(description="可以起草的文书，见 drafts/{kind}")


class FullRequest(In):
    """Why the personal data of a case is needed."""

    purpose: Purpose


class CaseRowBody(Out):
    """A case in one line."""

    id: str
    number: str
    type: CaseType
    type_name: str
    place: str
    state_name: str
    body: str
    received_on: date
    closed_on: date | None


class CaseRows(Listed[CaseRowBody]):
    """A page of cases."""
