"""Disclosure (披露): its five modes, the authorisation as an object, and the query register."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from credit_core.model.marking import Personal
from knowledge.citations.reference import ClauseRef


class Mode(StrEnum):
    """依法公开、政务共享、依职权查询、实名认证查询、授权查询 (某市 第二十二条第一款, a closed list there)."""

    OPEN = "open"
    SHARED = "shared"
    EX_OFFICIO = "ex_officio"
    REAL_NAME = "real_name"
    AUTHORISED = "authorised"


class RequesterKind(StrEnum):
    """Who asks for another's records."""

    PERSON = "person"  # 自然人
    ORGANISATION = "organisation"  # 法人、非法人组织
    CREDIT_SERVICE = "credit_service"  # 信用服务机构：某市 第五十三条要两方授权
    DEPARTMENT = "department"  # 国家机关、授权的组织、人民团体
    PUBLIC = "public"  # 社会公众：依法公开


class AuthorisationState(StrEnum):
    """rules.md D6."""

    REQUESTED = "requested"
    ACTIVE = "active"
    EXPIRED = "expired"
    REVOKED = "revoked"
    EXHAUSTED = "exhausted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Authorisation:
    """A written authorisation (书面授权): who may see what of whose record, why and until when.

    `scope` names record classes or record ids. `uses` counts, `most_uses` None is no limit but the end day.
    """

    id: str
    jurisdiction: str
    subject_id: str
    requester: Personal
    requester_number: Personal
    purpose: str
    scope: tuple[str, ...]
    written: bool
    document_hash: str | None
    requested_at: datetime
    granted_on: date | None
    expires_on: date | None
    most_uses: int | None
    uses: int
    revoked_on: date | None
    state: AuthorisationState
    provider_consent: str | None  # 某市 第五十三条: the provider's own authorisation
    requester_kind: RequesterKind = RequesterKind.ORGANISATION
    version: int = 1


@dataclass(frozen=True, slots=True)
class QueryEntry:
    """One look at a subject's records, granted or refused (查询登记). The subject may read every one of them.

    Written once, never changed or removed. `basis` is the id of the clause that the mode rests on, with an officer's own
    words where the text refers to other rules; `activity` the 项 of a mandatory query (山西 第十九条); `actor_id` the account.
    """

    id: str
    at: datetime
    jurisdiction: str
    subject_id: str
    requester: Personal
    role: str
    mode: Mode
    purpose: str
    basis: str
    authorisation_id: str | None
    case_id: str | None
    channel: str
    granted: bool
    reason: str
    record_ids: tuple[str, ...]
    marks: tuple[str, ...]
    actor_id: str
    activity: ClauseRef | None = None


@dataclass(frozen=True, slots=True)
class IssuedReport:
    """That a credit report (信用报告) was issued: enough to verify a copy, nothing of its content.

    `code_hash` is of the verification code, `content_sha256` of the report in its JSON form.
    """

    number: str
    jurisdiction: str
    subject_id: str
    case_id: str
    query_id: str
    issued_at: datetime
    issuing_body: str
    code_hash: str
    content_sha256: str
