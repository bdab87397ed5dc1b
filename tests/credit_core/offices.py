"""An office for tests: a clock to set, people to act, subjects and records to act on."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from credit_core.calendar import load_calendar
from credit_core.identity.synthetic import birth_date, person_name, resident_number, unified_code
from credit_core.model.ids import new_id
from credit_core.model.people import Actor, Role
from credit_core.model.records import DocumentKind, DocumentState, LegalDocument, Record
from credit_core.model.subjects import Archive, Capacity, IdKind, Subject, SubjectKind
from credit_core.procedures.book import load_procedures
from credit_core.storage.unit_of_work import Store, UnitOfWork
from credit_core.use_cases.office import HouseRules, Office
from tests.credit_core.examples import RECORD

CHINA = ZoneInfo("Asia/Shanghai")
CITIZEN = Actor("citizen-1", Role.CITIZEN)
OFFICER = Actor("officer-1", Role.CASE_OFFICER, "江西省公共信用信息平台（测试）")
OTHER_OFFICER = Actor("officer-2", Role.CASE_OFFICER, "江西省公共信用信息平台（测试）")
REVIEWER = Actor("reviewer-1", Role.REVIEWER)
CLERK = Actor("clerk-1", Role.PROVIDER_CLERK, "某县市场监督管理局（测试）")


@dataclass
class SetClock:
    """Stands at nine in the morning of `day`, Beijing time, until the test moves it."""

    day: date = date(2026, 11, 20)
    _ticks: int = field(default=0, repr=False)

    def today(self) -> date:
        """The day set."""
        return self.day

    def now(self) -> datetime:
        """Nine o'clock of that day and a moment more with each call, so that the order of things shows."""
        self._ticks += 1
        return datetime.combine(self.day, time(9, 0), CHINA).replace(microsecond=self._ticks % 1_000_000)


def open_test_office(store: Store, clock: SetClock, rules: HouseRules | None = None) -> Office:
    """An office over the packaged law and calendar."""
    return Office(store, load_procedures(), load_calendar(), clock, rules or HouseRules())


def add_person(unit: UnitOfWork, seed: int = 1, **changes: Any) -> Subject:
    """A synthetic natural person."""
    source = random.Random(seed)
    born = birth_date(source, date(1960, 1, 1), date(2000, 1, 1))
    number = resident_number(source, born)
    made = Subject(new_id(), SubjectKind.NATURAL_PERSON, person_name(source), IdKind.RESIDENT_ID, number, None, False,
                   born, Capacity.FULL, _MOMENT)  # fmt: skip
    return unit.subjects.add(replace(made, **changes))


def add_firm(unit: UnitOfWork, seed: int = 1, **changes: Any) -> Subject:
    """A synthetic legal person."""
    source = random.Random(seed)
    made = Subject(new_id(), SubjectKind.LEGAL_PERSON, f"测试商行{seed}", IdKind.USCC, unified_code(source), None, False,
                   None, Capacity.UNKNOWN, _MOMENT)  # fmt: skip
    return unit.subjects.add(replace(made, **changes))


def add_record(unit: UnitOfWork, subject: Subject, jurisdiction: str, **changes: Any) -> Record:
    """An effective, public, shared dishonest record of the subject, resting on a penalty decision."""
    archive = unit.archives.one(subject_id=subject.id, jurisdiction=jurisdiction) or unit.archives.add(
        Archive(new_id(), subject.id, jurisdiction, _MOMENT)
    )
    document = changes.pop("document", None) or add_document(unit)
    made = replace(
        RECORD,
        id=new_id(),
        number=f"R-{new_id()[:8].upper()}",
        jurisdiction=jurisdiction,
        archive_id=archive.id,
        subject_id=subject.id,
        content={"处罚事由": "未按规定公示年度报告", "处罚结果": "警告"},
        event_date=date(2026, 3, 2),
        document_id=document.id,
        received_at=_MOMENT,
        pushed_at=_MOMENT,
        publicity_start=date(2026, 3, 10),
        publicity_end=None,
    )
    return unit.records.add(replace(made, **changes))


def add_document(unit: UnitOfWork, **changes: Any) -> LegalDocument:
    """A penalty decision in force."""
    made = LegalDocument(new_id(), DocumentKind.PENALTY, f"测市监罚字〔2026〕{new_id()[:6]}号", "某县市场监督管理局（测试）",
                         date(2026, 3, 2), date(2026, 3, 2), None, False, DocumentState.IN_FORCE, None, None)  # fmt: skip
    return unit.documents.add(replace(made, **changes))


_MOMENT = datetime(2026, 3, 10, 10, 0, tzinfo=CHINA)
