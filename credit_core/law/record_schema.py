"""The shape of `records/<document id>.yaml`: what a regulation says on taking in, publishing and keeping a record.

Every point carries the text's own words with their clause, or is silent with the nearest clause and a sentence that
says so. `rule` is its id in rules.yaml. A place is data: whether its list of documents is closed, which personal data it
forbids and of which source, which cases it treats leniently.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, StrictBool, StrictInt, model_validator

from credit_core.law.disclosure_schema import Point
from credit_core.law.schema import AssumptionId, Clause, Entry, Identifier, OfDocument, RuleId, Text
from credit_core.model.records import DocumentKind, RecordClass, Source
from credit_core.model.subjects import Capacity
from knowledge.citations.reference import ClauseRef


class Rule(Point):
    """A point with its rule id, and the interpretations (解释) that it takes to apply it."""

    rule: RuleId
    assumptions: tuple[AssumptionId, ...] = ()


class Admission(StrEnum):
    """How a place's list of documents with legal effect (具有法律效力的文书) is meant."""

    CLOSED = "closed"  # 应当以下列文书为依据
    PERMISSIVE = "permissive"  # 下列文书可以作为依据：别的文书没有写明
    ANY = "any"  # 应当以具有法律效力的文书为依据，没有列出种类


class Case(StrEnum):
    """Circumstances that call for leniency (宽容、审慎)."""

    MINOR = "minor"  # 未成年人
    LIMITED_CAPACITY = "limited_capacity"  # 限制行为能力人
    FORCE_MAJEURE = "force_majeure"  # 不可抗力
    UNINTENDED = "unintended"  # 非主观故意
    SLIGHT = "slight"  # 轻微
    SLIGHT_AND_CORRECTED = "slight_and_corrected"  # 轻微并及时改正


class Lifting(StrEnum):
    """What lets restricted data be collected after all."""

    WRITTEN_CONSENT = "written_consent"  # 本人书面同意
    STATE_ORGAN = "state_organ"  # 国家机关等依法可以采集
    LEGAL_BASIS = "legal_basis"  # 有合法依据


class Origin(Rule):
    """公共信用信息 or the other kind, under the place's own name."""

    name: Text


class SelfDeclared(Rule):
    """Information that a subject gives of itself (自主申报). `belongs_to` is the class it is of (F-37).

    `others` is what it takes where the information concerns somebody else.
    """

    belongs_to: Source | None
    others: Rule


class Standing(Rule):
    """Who can be a subject: the capacities (民事行为能力) admitted, all where the text sets no condition.

    Nobody below `refused_below` 周岁 is one; None where no age follows from the text.
    """

    admitted: tuple[Capacity, ...] = ()
    refused_below: StrictInt | None = None


class Kind(Entry):
    """One 项 of a class: the document it needs, and the question that only a person can answer."""

    clause: Clause
    document: DocumentKind | None = None
    question: Identifier | None = None


class ClassRule(Rule):
    """A class of information (信息分类). `kinds` are its 项; empty where the text lists none."""

    name: Text
    kinds: tuple[Kind, ...] = ()


class Grades(Rule):
    """一般 and 严重 (gravity). `required`: every dishonest record has one. `serious` are the 项 of serious conduct."""

    required: StrictBool = False
    serious: tuple[Clause, ...] = ()


class Documents(Rule):
    """Documents that a recognition may rest on."""

    admission: Admission
    kinds: dict[DocumentKind, Clause] = Field(default_factory=dict)


class Excluded(Rule):
    """Penalties that are no dishonest information at all; `unless` are the words that let other law prevail."""

    unless: Text | None = None


class Lenient(Rule):
    """One lenient case."""

    case: Case


class Forbidden(Rule):
    """Personal data (个人信息) that must not be collected as information of these sources; () where the text is silent."""

    sources: tuple[Source, ...] = ()
    categories: tuple[Text, ...]


class Restricted(Rule):
    """Personal data collected only if one of `lifted_by` is there; `categories` () where the text is silent."""

    sources: tuple[Source, ...] = ()
    categories: tuple[Text, ...] = ()
    lifted_by: tuple[Lifting, ...] = ()


class Ways(Rule):
    """How market information is disclosed; `open`: the list ends in 等 or 其他方式."""

    ways: tuple[Text, ...] = ()
    open: StrictBool = False


class Masking(Rule):
    """脱敏 of natural persons' data. Where the text is silent it is done as safe practice, without a clause."""

    unless: Text | None = None


class RecordRules(OfDocument):
    """What one regulation says on the life of a record, from intake to erasure.

    `field_words` name personal data in the fields of real records; they are the software's, shared by all places.
    """

    sources: dict[Source, Origin]
    classes: dict[RecordClass, ClassRule]
    classes_closed: StrictBool
    self_declared: SelfDeclared
    recognised_public: Rule
    provider: Rule
    review: Rule
    person: Rule
    other_document: Rule
    organisation: Rule
    standing: Standing
    minor_below: StrictInt
    catalogue: Rule
    recognition: Rule
    documents: Documents
    gravity: Grades
    excluded: Excluded
    lenient: tuple[Lenient, ...]
    forbidden: Forbidden
    restricted: Restricted
    means: Rule
    other_law: Rule
    secrets: Rule
    market_basis: Rule
    conformance: Rule
    market_ways: Ways
    publication: Rule
    masking: Masking
    period: Rule
    expiry: Rule
    over_period: Rule
    retention: Rule
    field_words: dict[Text, Annotated[tuple[Text, ...], Field(min_length=1)]]

    @property
    def points(self) -> Iterator[Rule]:
        """Every point of the file, for the tests against the corpus."""
        for name in type(self).model_fields:
            value = getattr(self, name)
            found = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else (value,)
            yield from (point for point in found if isinstance(point, Rule))
        yield self.self_declared.others

    @property
    def clauses(self) -> Iterator[ClauseRef]:
        """Every clause the file names."""
        yield from (point.source for point in self.points)
        yield from (kind.clause for rule in self.classes.values() for kind in rule.kinds)
        yield from self.gravity.serious
        yield from self.documents.kinds.values()

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if strange := sorted({str(ref) for ref in self.clauses if ref.document != self.document}):
            raise ValueError(f"引用了别的文件的条款：{strange}")
        wanted = {*self.forbidden.categories, *self.restricted.categories}
        if unknown := sorted(wanted - self.field_words.keys()):
            raise ValueError(f"field_words.yaml 没有这些类别的字段名称：{unknown}")
        if missing := set(Source) - self.sources.keys():
            raise ValueError(f"没有写明的信息来源：{sorted(missing)}")
        return self
