"""Credit subjects (信用主体), the persons behind and for them, and the bodies that hold information."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from credit_core.model.marking import Personal, PersonalOrNone


class SubjectKind(StrEnum):
    """自然人、法人和非法人组织 (山西 第一条, 某市 第二条, 江西 第三条)."""

    NATURAL_PERSON = "natural_person"
    LEGAL_PERSON = "legal_person"
    UNINCORPORATED = "unincorporated"


class IdKind(StrEnum):
    """What identifies a subject (山西 第十六条, 某市 第十条, 江西 第十九条)."""

    RESIDENT_ID = "resident_id"  # 居民身份证号
    USCC = "uscc"  # 统一社会信用代码
    OTHER = "other"  # 其他有效证件号码：只在没有居民身份证号时


class Capacity(StrEnum):
    """Capacity for civil conduct (民事行为能力)."""

    FULL = "full"
    LIMITED = "limited"
    NONE = "none"
    UNKNOWN = "unknown"


class RelationKind(StrEnum):
    """What one person is to a subject."""

    LEGAL_REPRESENTATIVE = "legal_representative"  # 法定代表人
    PRINCIPAL = "principal"  # 主要负责人
    ACTUAL_CONTROLLER = "actual_controller"  # 实际控制人
    DIRECTLY_RESPONSIBLE = "directly_responsible"  # 其他直接责任人员
    AGENT = "agent"  # 代理人：各地条例都没有规定手续
    GUARDIAN = "guardian"  # 监护人


@dataclass(frozen=True, slots=True)
class Subject:
    """A credit subject. Unique by (id_kind, id_number); `document_name` names another document than a resident card."""

    id: str
    kind: SubjectKind
    name: Personal
    id_kind: IdKind
    id_number: Personal
    document_name: str | None
    no_resident_number: bool
    birth_date: date | None
    capacity: Capacity
    created_at: datetime
    version: int = 1


@dataclass(frozen=True, slots=True)
class Relation:
    """`person_name` is `kind` to the subject since a day. `responsible`: 负有责任的, None where nobody has found so."""

    id: str
    subject_id: str
    kind: RelationKind
    person_id: str | None  # a Subject, where the person is one
    person_name: Personal
    person_number: PersonalOrNone
    responsible: bool | None
    proof: str | None
    since: date
    until: date | None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Body:
    """A body that provides, holds, decides or requests (单位). `roles`: platform_operator, provider, recogniser, …"""

    id: str
    jurisdiction: str
    name: str
    roles: tuple[str, ...]
    active: bool = True
    version: int = 1


@dataclass(frozen=True, slots=True)
class Archive:
    """A credit archive (信用档案): one per subject and place, keyed by the subject's identifier."""

    id: str
    subject_id: str
    jurisdiction: str
    opened_at: datetime
