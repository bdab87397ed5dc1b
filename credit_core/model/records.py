"""Credit records on three axes — validity, publicity, sharing — and marks (rules.md D1), with their provenance.

The axes are apart so that an objection mark never collides with publicity: 公示, 共享, 披露 and 使用 are four things.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from credit_core.model.marking import Personal, PersonalFacts
from knowledge.citations.reference import ClauseRef


class Source(StrEnum):
    """Where information comes from: the two kinds of each regulation, under the place's own name."""

    PUBLIC = "public"  # 公共信用信息
    MARKET = "market"  # 市场信用信息（山西：非公共信用信息）


class RecordClass(StrEnum):
    """基础信息、优良信息和失信信息 (江西 第十二条; 某市 第十一条、第十二条、第十五条)."""

    BASIC = "basic"
    POSITIVE = "positive"
    DISHONEST = "dishonest"
    OTHER = "other"


class Gravity(StrEnum):
    """一般失信信息 or 严重失信信息 (江西 第十五条第三款)."""

    GENERAL = "general"
    SERIOUS = "serious"


class Validity(StrEnum):
    """Whether the record counts."""

    RECEIVED = "received"
    REJECTED = "rejected"
    HELD = "held"
    EFFECTIVE = "effective"
    CORRECTED = "corrected"
    DELETED = "deleted"
    MERGED = "merged"
    ARCHIVED = "archived"


class Publicity(StrEnum):
    """公示. No rule of the corpus suspends it: there is no such state."""

    NOT_PUBLIC = "not_public"
    PUBLIC = "public"
    STOPPED = "stopped"
    MASKED = "masked"  # 屏蔽


class Sharing(StrEnum):
    """共享."""

    NOT_SHARED = "not_shared"
    SHARED = "shared"
    STOPPED = "stopped"


class Axis(StrEnum):
    """What of a record changed."""

    VALIDITY = "validity"
    PUBLICITY = "publicity"
    SHARING = "sharing"
    OBJECTION_MARK = "objection_mark"
    REPAIR_MARK = "repair_mark"
    CONTENT = "content"


class DocumentKind(StrEnum):
    """Documents with legal effect (具有法律效力的文书): 山西 第二十七条, 某市 第十六条第二款, 江西 第十五条第三款."""

    JUDGMENT = "judgment"  # 司法裁判文书
    ARBITRATION = "arbitration"  # 仲裁文书
    PENALTY = "penalty"  # 行政处罚决定
    COERCION = "coercion"  # 行政强制决定
    RULING = "ruling"  # 行政裁决决定
    OTHER = "other"  # 其他文书：要写明依据


class DocumentState(StrEnum):
    """What became of a document."""

    IN_FORCE = "in_force"
    CHANGED = "changed"  # 变更
    REVOKED = "revoked"  # 撤销
    INVALID = "invalid"  # 确认无效


@dataclass(frozen=True, slots=True)
class LegalDocument:
    """A document that a recognition rests on. `basis` is the rule that admits an OTHER kind; `summary` 适用简易程序."""

    id: str
    kind: DocumentKind
    number: str
    issuer: str
    issued_on: date | None
    effective_on: date | None
    basis: str | None
    summary: bool | None
    state: DocumentState
    changed_on: date | None
    change_effective_on: date | None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Record:
    """One credit record. `item` is the catalogue entry's code, `pushed_at` when it reached the platform (归集).

    `publicity_end` is None while nothing determines it; `publicity_note` says why. `objection_marks` counts the open
    objections that marked it: the mark (异议标注) shows while it is above zero. The defaults are a record as it comes in:
    received, neither public nor shared, unmarked.
    """

    id: str
    number: str
    jurisdiction: str
    archive_id: str
    subject_id: str
    source: Source
    record_class: RecordClass
    gravity: Gravity | None
    item: str | None
    title: str
    content: PersonalFacts
    provider: str
    basis: str
    event_date: date | None
    document_id: str | None
    received_at: datetime
    pushed_at: datetime | None
    validity: Validity = Validity.RECEIVED
    held_for: str | None = None
    publicity: Publicity = Publicity.NOT_PUBLIC
    publicity_start: date | None = None
    publicity_end: date | None = None
    publicity_note: str | None = None
    sharing: Sharing = Sharing.NOT_SHARED
    objection_marks: int = 0
    repair_mark: bool = False
    masked: bool = False
    serious_list: str | None = None  # serious conduct is not yet a listing
    version: int = 1


@dataclass(frozen=True, slots=True)
class RecordChange:
    """One change of a record with its source and reason (信息来源和变动理由): 山西 第四十一条第二款 and the like."""

    id: str
    record_id: str
    at: datetime
    on: date
    axis: Axis
    before: str
    after: str
    source: str
    reason: str
    rule: str | None
    clause: ClauseRef | None
    case_id: str | None
    actor_id: str


@dataclass(frozen=True, slots=True)
class RecordVersion:
    """Content as it was before a change: for audit, never for disclosure; erased with the record."""

    id: str
    record_id: str
    version: int
    replaced_at: datetime
    content: PersonalFacts


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What stays of a deleted record: id, reason, date; no content. A restored backup is purged by this list."""

    record_id: str
    number: str
    reason: str
    clause: ClauseRef | None
    on: date
    at: datetime


@dataclass(frozen=True, slots=True)
class Recipient:
    """A body that received a record and must follow its changes (下游机构)."""

    id: str
    record_id: str
    body: str
    received_at: datetime
    told_at: datetime | None
    confirmed_at: datetime | None
    removal: str | None  # what it confirmed: stopped, removed
    version: int = 1


@dataclass(frozen=True, slots=True)
class Finding:
    """A rectification or other fact that a named officer found about a record (事实认定)."""

    id: str
    record_id: str
    question: str
    met: bool
    officer_id: str
    on: date
    note: Personal
