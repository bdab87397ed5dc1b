"""The credit report (信用报告): what it states of a subject, of each record its source, and of each change its reason.

山西 第四十一条第二款: 信用主体「有权知晓自身信用报告载明的信息来源和变动理由」 (某市 第四十条 and 江西 第三十八条第一款 alike).
So no field of provenance may be left blank. 公示, 共享 and marks stand apart: one never hides or implies the other.
The report states information; no document of the corpus knows a personal score, and neither does this shape.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from credit_core.messages import report as messages
from credit_core.model.disclosure import Mode
from credit_core.model.records import Publicity, RecordClass, Sharing
from credit_core.reports.errors import ReportError
from knowledge.citations.reference import ClauseRef


@dataclass(frozen=True, slots=True)
class Cited:
    """A clause by its id and as a reader names it: 《山西省社会信用条例》第三十九条第二款."""

    ref: ClauseRef
    words: str


@dataclass(frozen=True, slots=True)
class ReportedSubject:
    """Whom the report is about. `number` is as the reader may see it; `masked` says that part of it is hidden."""

    kind: str
    name: str
    number_label: str
    number: str
    masked: bool


@dataclass(frozen=True, slots=True)
class Request:
    """Who asked for the report, what for, and which mode of disclosure (披露方式) lets them have it."""

    requester: str
    purpose: str
    mode: Mode
    clause: Cited


@dataclass(frozen=True, slots=True)
class Field:
    """One line of a record's content."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class ReportedDocument:
    """The legal document that a recognition rests on."""

    kind: str
    number: str
    issuer: str
    effective_on: date | None


@dataclass(frozen=True, slots=True)
class PublicityStatus:
    """公示: its state, and the last day or else the words that no day is determined and why."""

    state: Publicity
    ends_on: date | None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark (标注) in its official name and words, with the clause that orders it."""

    name: str
    words: str
    since: date | None
    clause: Cited


@dataclass(frozen=True, slots=True)
class Change:
    """One change of a record. `clause` is None where no clause orders it (「没有条款」 is said, not hidden)."""

    on: date
    what: str
    reason: str
    source: str
    clause: Cited | None


@dataclass(frozen=True, slots=True)
class ReportedRecord:
    """One record as it stands when the report is issued. `silences` are sentences on what the regulation leaves open."""

    number: str
    title: str
    class_name: str
    content: tuple[Field, ...]
    source: str
    document: ReportedDocument | None
    event_date: date | None
    publicity: PublicityStatus
    sharing: Sharing
    objection_mark: Mark | None = None
    repair_mark: Mark | None = None
    serious_list_mark: Mark | None = None
    changes: tuple[Change, ...] = ()
    silences: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.publicity.ends_on is None and not (self.publicity.note or "").strip():
            raise ReportError(messages.NO_PUBLICITY_END.format(title=self.title))

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The marks that are set: objection, repair, serious list."""
        return tuple(mark for mark in (self.objection_mark, self.repair_mark, self.serious_list_mark) if mark)


@dataclass(frozen=True, slots=True)
class Section:
    """The records of one class, under the place's own heading: 基础信息, 失信信息, 优良信息, 其他."""

    kind: RecordClass
    title: str
    records: tuple[ReportedRecord, ...]


@dataclass(frozen=True, slots=True)
class CreditReport:
    """A whole report, independent of where its content is kept.

    Attributes:
        issued_at: moment of issue, with its zone; printed in Beijing time.
        place: name of the place whose regulation governs, e.g. 山西省.
        silences: what the regulation leaves open about the report as a whole, in Chinese sentences.
        notes: assumptions that the content rests on, each with its mark 未经律师审核.
        verification_code: lets a third party check that the report was issued.
        audit_head: head of the audit chain at the moment of issue.

    Raises:
        ReportError: `issued_at` without zone, a blank head field, a record number that stands twice.
    """

    number: str
    issued_at: datetime
    place: str
    regulation: str
    issuing_body: str
    subject: ReportedSubject
    request: Request
    sections: tuple[Section, ...]
    verification_code: str
    audit_head: str
    silences: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.issued_at.utcoffset() is None:
            raise ReportError(messages.NAIVE_TIME.format(at=self.issued_at))
        for name, words in messages.FIELD_NAMES.items():
            if not getattr(self, name).strip():
                raise ReportError(messages.BLANK_FIELD.format(field=words))
        seen: set[str] = set()
        for record in self.records:
            if record.number in seen:
                raise ReportError(messages.RECORD_TWICE.format(number=record.number))
            seen.add(record.number)

    @property
    def records(self) -> tuple[ReportedRecord, ...]:
        """All records, section by section."""
        return tuple(record for section in self.sections for record in section.records)
