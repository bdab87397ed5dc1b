"""What a record is examined from: the draft as handed in, the place's rules, and what people found. Plain data.

A batch is many drafts; each is examined by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from credit_core.identity.resident_id import age_on
from credit_core.law.outside_schema import CatalogueEntry
from credit_core.law.record_schema import RecordRules, Rule
from credit_core.model.decisions import Decision, Met, Reason, decide
from credit_core.model.records import Gravity, LegalDocument, RecordClass, Source
from credit_core.model.subjects import Body, Capacity, IdKind, SubjectKind
from credit_core.outside import Determined, OutsideData, Undetermined
from knowledge.citations.reference import ClauseRef


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the subject is said to be. `number` is as written; `birth_date` counts only where the number has none."""

    kind: SubjectKind
    name: str
    id_kind: IdKind
    number: str = field(repr=False)
    document_name: str | None = None
    no_resident_number: bool = False
    birth_date: date | None = field(default=None, repr=False)
    capacity: Capacity = Capacity.UNKNOWN


@dataclass(frozen=True, slots=True)
class Declared:
    """What the provider states beside the content. None: not stated, and never assumed against the subject.

    `category` is the 项 of the place's list that the information belongs to. `agreement` is the law or agreement that
    market information was collected under, `legal_basis` the one for restricted personal data.
    """

    category: ClauseRef | None = None
    serious_category: ClauseRef | None = None
    graded_by: str | None = None  # 认定严重程度的人员
    slight: bool | None = None  # 轻微
    corrected: bool | None = None  # 及时改正；主动消除或者减轻危害后果
    force_majeure: bool | None = None
    unintended: bool | None = None  # 非主观故意
    personal_data: tuple[str, ...] = ()
    written_consent: str | None = None  # 本人书面同意的编号
    legal_basis: str | None = None
    agreement: str | None = None
    self_declared: bool = False
    concerns_others: bool = False
    others_authorisation: str | None = None
    commitment: bool = False  # 承诺合法、真实、准确
    conformance: str | None = None  # 符合采集要求和技术规范的核对情况
    reviewed_by: str | None = None  # 推送前审查人
    other_law: str | None = None  # 征信、企业信息公示等
    unlawful_means: bool | None = None
    secret: bool = False  # 涉及国家秘密、商业秘密、个人隐私


@dataclass(frozen=True, slots=True)
class Draft:
    """One record as a provider hands it in. `item` is the catalogue entry's code (目录条目编号)."""

    jurisdiction: str
    identity: Identity
    source: Source
    record_class: RecordClass
    title: str
    content: Mapping[str, Any]
    provider: str
    basis: str
    event_date: date | None
    item: str | None = None
    document_id: str | None = None
    gravity: Gravity | None = None
    declared: Declared = Declared()


@dataclass(frozen=True)
class Intake:
    """A draft beside all that it is examined with. `findings` are officers' answers; `doubles` numbers of like records.

    `entry` is the catalogue entry in force on the event date; None where the draft names none.
    """

    draft: Draft
    place: RecordRules
    outside: OutsideData
    on: date
    commencement: date
    document: LegalDocument | None = None
    provider: Body | None = None
    findings: Mapping[str, bool] = field(default_factory=dict)
    doubles: tuple[str, ...] = ()
    entry: Determined[CatalogueEntry] | Undetermined | None = None

    @property
    def natural(self) -> bool:
        """True for a natural person (自然人)."""
        return self.draft.identity.kind is SubjectKind.NATURAL_PERSON

    @property
    def public(self) -> bool:
        """True for public credit information (公共信用信息)."""
        return self.draft.source is Source.PUBLIC

    @property
    def dishonest(self) -> bool:
        """True if it would be taken in as dishonest information (失信信息)."""
        return self.draft.record_class is RecordClass.DISHONEST

    @property
    def age(self) -> int | None:
        """周岁 on the day of the event, or of intake where that is not known; None without a birth date."""
        born = self.draft.identity.birth_date
        day = self.draft.event_date or self.on
        return age_on(born, day) if born is not None and born <= day else None

    def found(self, question: str) -> Met:
        """What an officer found on a question that only a person can answer."""
        answer = self.findings.get(question)
        if answer is None:
            return Met.UNKNOWN
        return Met.MET if answer else Met.NOT_MET


class Checked(NamedTuple):
    """A reason, and the interpretations (解释) that it rests on."""

    reason: Reason
    assumptions: tuple[str, ...] = ()


def check(
    point: Rule, met: Met, text: str, *, missing: str | None = None, undetermined: bool = False, cited: bool = True
) -> Checked:
    """A reason under a point of the place's rules; its clause is None where the text is silent, or is not `cited`."""
    clause = point.clause if cited else None
    return Checked(Reason(point.rule, met, text, clause, missing, undetermined), point.assumptions)


def decided(checks: Iterable[Checked]) -> Decision:
    """What the checks add up to, with the assumptions they rest on."""
    found = tuple(checks)
    assumptions = [name for checked in found for name in checked.assumptions]
    return decide((checked.reason for checked in found), assumptions)
