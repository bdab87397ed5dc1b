"""What an identified citizen is given: their own records, cases, authorisations and personal data."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from channels.web.rest.case_schemas import CaseRowBody, CaseViewBody, DutyBody, DutyLine, FiledField
from channels.web.rest.contract import Clause, In, Listed, Needed, Out
from channels.web.rest.paper_schemas import ParagraphBody
from credit_core.use_cases.vocabulary import Publicity, Sharing


class CitedBody(Out):
    """A clause by its id and as a reader names it."""

    ref: Clause
    words: str


class ReportedDocumentBody(Out):
    """The document that a recognition rests on."""

    kind: str
    number: str
    issuer: str
    effective_on: date | None


class PublicityBody(Out):
    """Whether it is public, and until when."""

    state: Publicity
    ends_on: date | None
    note: str | None


class MarkBody(Out):
    """A mark, with the clause that orders it."""

    name: str
    words: str
    since: date | None
    clause: CitedBody


class ReportedChange(Out):
    """One change and its reason."""

    on: date
    what: str
    reason: str
    source: str
    clause: CitedBody | None


class ReportedBody(Out):
    """A record as a credit report states it."""

    number: str
    title: str
    class_name: str
    content: list[FiledField]
    source: str
    document: ReportedDocumentBody | None
    event_date: date | None
    publicity: PublicityBody
    sharing: Sharing
    marks: list[MarkBody]
    changes: list[ReportedChange]
    silences: list[str] = Field(description="条例没有规定的")


class OwnRecordBody(Out):
    """One of one's own records."""

    id: str
    place: str
    reported: ReportedBody
    source_name: str
    basis: str
    validity: str
    publicity: str
    sharing: str
    received_at: datetime
    publicity_start: date | None
    retention: str


class OwnPlaceBody(Out):
    """What is held in one place."""

    jurisdiction: str
    place: str
    clause: CitedBody
    records: list[OwnRecordBody]
    refused: list[str] = Field(description="不显示的原因")


class OwnRecords(Listed[OwnPlaceBody]):
    """By place; empty where nothing is held."""


class GroundBody(Out):
    """What a look rests on."""

    clause: Clause | None
    words: str


class OwnLookBody(Out):
    """Somebody's look at one's records."""

    at: datetime
    place: str
    requester: str
    role: str
    own: bool
    mode_name: str
    purpose: str
    grounds: list[GroundBody]
    channel: str
    granted: bool
    reason: str
    records: list[str]


class OwnLooks(Listed[OwnLookBody]):
    """A page of the register, the newest first."""

    total: int
    others: int = Field(description="不是本人的有几次")


class PassedBody(Out):
    """A body that received the record."""

    body: str
    received_at: datetime
    told_at: datetime | None
    confirmed_at: datetime | None


class OneRecordBody(Out):
    """One record, who received it and who looked at it."""

    record: OwnRecordBody
    passed: list[PassedBody]
    looks: list[OwnLookBody]


class OwnCaseRow(Out):
    """A case in one line, with the duty that is next."""

    row: CaseRowBody
    next: DutyBody | None
    others: bool = Field(description="true：别人提出的，涉及本人")


class OwnCases(Listed[OwnCaseRow]):
    """Open cases first."""


class HolderView(CaseViewBody):
    """The case with what was filed."""

    filed: list[FiledField]


class OwnCaseBody(Out):
    """A case as its subject sees it."""

    view: HolderView
    duties: list[DutyLine]
    others: bool
    record_id: str | None


def _cited(value: Any) -> Any:
    return [{"ref": str(one[0]), "words": one[1]} if isinstance(one, tuple) else one for one in value]


class OwnLetter(Out):
    """A ready letter about a duty whose day has passed."""

    title: str
    number: str
    to: str
    paragraphs: list[ParagraphBody]
    signed: str
    written_on: date
    clauses: Annotated[list[CitedBody], BeforeValidator(_cited)]


class OwnAuthorisationBody(Out):
    """Who may see what, why, and until when."""

    id: str
    place: str
    requester: str
    purpose: str
    scope: list[str]
    requested_at: datetime
    granted_on: date | None
    expires_on: date | None
    revoked_on: date | None
    uses: int
    most_uses: int | None
    state_name: str
    open: bool
    asked: bool = Field(description="true：对方申请了，还没有答复")
    version: int = Field(description="终止时写在 If-Match 里")


class OwnAuthorisations(Listed[OwnAuthorisationBody]):
    """Those in force or asked for first."""


class EndedBody(Out):
    """The authorisation after that."""

    id: str
    state: str
    version: int


class ReportRequest(In):
    """Whose regulation the report is made by, and as what it is wanted."""

    place: Needed = Field(description="地区编号")
    format: Literal["json", "pdf"] = "json"


class CountBody(Out):
    """How many rows of a kind are held."""

    name: str
    count: int


class ToldBody(Out):
    """A notice."""

    number: str | None
    text: str
    created_at: datetime
    channel: str
    delivered: bool


class PersonalBody(Out):
    """What is held, what could be erased, what stays and why."""

    held: list[CountBody]
    erasable: list[str]
    kept: list[str]
    told: list[ToldBody]


class EraseRequest(In):
    """That it is meant."""

    sure: Literal[True] = Field(description="删除以后不能恢复")


class ErasedBody(Out):
    """What was emptied and what was kept."""

    emptied: dict[str, int] = Field(description="按数据表，清空了几行")
    kept: list[str]
    complete: bool
