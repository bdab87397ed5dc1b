"""Cases (办件): what a citizen filed, each step with its clause, documented pauses, notices with proof of service."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from credit_core.model.marking import Personal, PersonalFacts, PersonalOrNone
from credit_core.model.people import Role
from knowledge.citations.reference import ClauseRef


class CaseType(StrEnum):
    """The acts of architecture.md; `handoff` is the assistant's own."""

    QUERY_OWN_RECORD = "query_own_record"  # 查询本人记录
    AUTHORISED_QUERY = "authorised_query"  # 授权查询
    OBJECTION = "objection"  # 异议
    REPAIR = "repair"  # 信用修复
    REVOCATION = "revocation"  # 文书撤销、变更、确认无效
    DELETE_HONOUR = "delete_honour"  # 删除荣誉信息
    COMPLAINT = "complaint"  # 投诉举报


class InfoKind(StrEnum):
    """What an objection is about."""

    PUBLIC = "public"
    MARKET = "market"
    EVALUATION = "evaluation"
    LISTING = "listing"


@dataclass(frozen=True, slots=True)
class Case:
    """A case. `procedure` names the place's transition table, `document` the regulation of the day of receipt.

    `facts` is what guards decide from: the filed slots and what officers found since. `recipient` is the body applied
    to. `version` rises by one with every step; two people cannot take the same one.
    """

    id: str
    number: str
    type: CaseType
    procedure: str
    jurisdiction: str
    document: str
    state: str
    subject_id: str | None
    record_id: str | None
    authorisation_id: str | None
    recipient: str
    received_on: date
    event_date: date | None
    filed_at: datetime
    channel: str
    applicant: PersonalFacts
    facts: PersonalFacts
    access_hash: str
    assigned_to: str | None
    linked_to: str | None
    closed_on: date | None
    version: int = 1


@dataclass(frozen=True, slots=True)
class CaseEvent:
    """One step of a case: the row of the transition table that allowed it, who did it, on which clause."""

    id: str
    case_id: str
    number: int
    event: str
    row: str
    before: str
    after: str
    actor_id: str
    role: Role
    on: date
    at: datetime
    clause: ClauseRef | None
    facts: PersonalFacts


@dataclass(frozen=True, slots=True)
class CasePause:
    """A documented interval that does not count (检验、检测、检疫、鉴定、专家评审): 江西 第三十九条第四款."""

    id: str
    case_id: str
    kind: str
    first: date
    last: date | None
    start_proof: str
    end_proof: str | None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice (告知). It counts as given when its delivery is recorded."""

    id: str
    case_id: str | None
    subject_id: str | None
    kind: str
    text: Personal
    clause: ClauseRef | None
    created_at: datetime
    channel: str | None
    delivered_on: date | None
    delivered_at: datetime | None
    proof: PersonalOrNone
    version: int = 1


@dataclass(frozen=True, slots=True)
class Attachment:
    """A piece of evidence by its hash; the file itself lies outside the database."""

    id: str
    case_id: str
    name: Personal
    sha256: str
    size: int
    added_at: datetime


@dataclass(frozen=True, slots=True)
class Submission:
    """One idempotency key with what was submitted under it and the answer given: the same key files once."""

    key: str
    request_hash: str
    case_id: str
    response: PersonalFacts
    at: datetime
