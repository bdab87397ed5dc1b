"""A province in bulk: synthetic subjects, records, cases, duties, events and query entries of any number, from a seed.

A few subjects have very many records and most have few, as with firms; one case in five is open; the duties of open
cases fall due around `TODAY`, those of closed ones were done. The same seed and sizes give the same rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from credit_core.identity.synthetic import birth_date, firm_name, person_name, resident_number, unified_code
from credit_core.model.disclosure import Mode, QueryEntry
from credit_core.model.records import (
    DocumentKind,
    DocumentState,
    LegalDocument,
    Publicity,
    Record,
    RecordClass,
    Sharing,
    Source,
    Validity,
)
from credit_core.model.subjects import Archive, Capacity, IdKind, Subject, SubjectKind

TODAY = date(2026, 11, 20)
PLACES = ("jiangxi", "shanxi", "city")
BODIES = tuple(f"示例单位{number:03d}" for number in range(200))
_CHINA = ZoneInfo("Asia/Shanghai")
_BEGAN = datetime(2022, 1, 1, 9, tzinfo=_CHINA)
_DAYS = (TODAY - _BEGAN.date()).days


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many records and cases; the rest follows from them."""

    records: int
    cases: int

    @property
    def subjects(self) -> int:
        """Five records to a subject on average."""
        return max(1, self.records // 5)

    @property
    def documents(self) -> int:
        """Four records to a legal document."""
        return max(1, self.records // 4)

    @property
    def queries(self) -> int:
        """Half as many query entries as records."""
        return self.records // 2


def subject_id(number: int) -> str:
    """The id of the subject of that number; other things have theirs likewise."""
    return identifier("s", number)


def record_id(number: int) -> str:
    """The id of the record of that number."""
    return identifier("r", number)


def identifier(kind: str, number: int) -> str:
    """32 hexadecimal digits that lie as scattered as random ones: `new_id` cannot be repeated from a seed."""
    return f"{(number * 0x9E3779B97F4A7C15F39CC0605CEDC835 + ord(kind)) & (2**128 - 1):032x}"


def moment(random: Random) -> datetime:
    """A working moment since the regulations came into force."""
    return _BEGAN + timedelta(days=random.randrange(_DAYS), seconds=random.randrange(28_800))


def someone(random: Random, sizes: Sizes) -> int:
    """The number of a subject: low ones often, high ones seldom."""
    return int(sizes.subjects * random.random() ** 2)


def subjects(sizes: Sizes, seed: int) -> Iterator[Subject]:
    """Seven natural persons to three firms."""
    random = Random(seed)
    seen = set()
    for number in range(sizes.subjects):
        person = number % 10 < 7
        while True:
            born = birth_date(random, date(1955, 1, 1), date(2005, 1, 1)) if person else None
            id_number = resident_number(random, born) if born else unified_code(random)
            if id_number not in seen:
                break
        seen.add(id_number)
        yield Subject(
            id=subject_id(number),
            kind=SubjectKind.NATURAL_PERSON if person else SubjectKind.LEGAL_PERSON,
            name=person_name(random) if person else firm_name(random),
            id_kind=IdKind.RESIDENT_ID if person else IdKind.USCC,
            id_number=id_number,
            document_name=None,
            no_resident_number=False,
            birth_date=born,
            capacity=Capacity.FULL if person else Capacity.UNKNOWN,
            created_at=_BEGAN,
        )


def archives(sizes: Sizes) -> Iterator[Archive]:
    """One archive for each subject, in its place."""
    for number in range(sizes.subjects):
        yield Archive(identifier("a", number), subject_id(number), place_of(number), _BEGAN)


def place_of(subject: int) -> str:
    """Where the subject of that number has its archive."""
    return PLACES[subject % len(PLACES)]


def documents(sizes: Sizes, seed: int) -> Iterator[LegalDocument]:
    """Penalty decisions in force."""
    random = Random(seed)
    for number in range(sizes.documents):
        day = moment(random).date()
        yield LegalDocument(
            identifier("d", number), DocumentKind.PENALTY, f"示罚字〔{day.year}〕{number}号", random.choice(BODIES),
            day, day, None, False, DocumentState.IN_FORCE, None, None,
        )  # fmt: skip


def records(sizes: Sizes, seed: int) -> Iterator[Record]:
    """Dishonest ones, of which a third are public and a few past their end; positive and basic ones."""
    random = Random(seed)
    for number in range(sizes.records):
        owner = someone(random, sizes)
        at = moment(random)
        chance = random.random()
        kind = RecordClass.DISHONEST if chance < 0.5 else RecordClass.POSITIVE if chance < 0.7 else RecordClass.BASIC
        start, end = None, None
        publicity = Publicity.NOT_PUBLIC
        if chance < 0.15:
            publicity, start = Publicity.PUBLIC, at.date()
            late = chance < 0.001  # what the worker finds in the morning
            end = TODAY - timedelta(days=1) if late else TODAY + timedelta(days=random.randrange(1, 1000))
        elif chance < 0.4:
            publicity, start, end = Publicity.STOPPED, at.date(), at.date() + timedelta(days=365)
        yield Record(
            id=record_id(number),
            number=f"R-{number:08d}",
            jurisdiction=place_of(owner),
            archive_id=identifier("a", owner),
            subject_id=subject_id(owner),
            source=Source.PUBLIC,
            record_class=kind,
            gravity=None,
            item=None,
            title="行政处罚" if kind is RecordClass.DISHONEST else "登记信息",
            content={"处罚事由": "未按规定公示年度报告", "处罚结果": "警告", "文号": f"示罚字第{number}号"},
            provider=BODIES[number % len(BODIES)],
            basis="示例目录",
            event_date=at.date(),
            document_id=identifier("d", number % sizes.documents) if kind is RecordClass.DISHONEST else None,
            received_at=at,
            pushed_at=at,
            validity=Validity.EFFECTIVE if chance < 0.97 else Validity.ARCHIVED,
            held_for=None,
            publicity=publicity,
            publicity_start=start,
            publicity_end=end,
            publicity_note=None,
            sharing=Sharing.SHARED,
            objection_marks=0,
            repair_mark=False,
            masked=False,
            serious_list=None,
        )


def queries(sizes: Sizes, seed: int) -> Iterator[QueryEntry]:
    """The query register: nine looks in ten granted."""
    random = Random(seed)
    for number in range(sizes.queries):
        owner = someone(random, sizes)
        yield QueryEntry(
            id=identifier("q", number),
            at=moment(random),
            jurisdiction=place_of(owner),
            subject_id=subject_id(owner),
            requester=random.choice(BODIES),
            role="department",
            mode=Mode.EX_OFFICIO,
            purpose="招标投标",
            basis="jiangxi-2022#21.1.2",
            authorisation_id=None,
            case_id=None,
            channel="api",
            granted=random.random() < 0.9,
            reason="",
            record_ids=(record_id(number), record_id(number + 1)),
            marks=(),
            actor_id=f"account-{number % 500}",
        )
