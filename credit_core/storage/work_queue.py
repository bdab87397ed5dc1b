"""The work queue (待办): one row for each open case, at the place of its most urgent open duty.

Nothing of it is stored. Cases stand in four sections, one after the other: with a duty that is late, with one that runs,
with clocks that stand still, without a due day. A case stands in the first that it has a duty for, there at its earliest
due day; a running duty whose day is provisional (暂定) counts only where there is no other. Each section is a walk along
an index that ends when the page is full. Where few open cases match a filter, they are found first and the walk is over
their duties alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum
from itertools import islice
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    and_,
    exists,
    literal,
    not_,
    or_,
    select,
    true,
    tuple_,
)

from credit_core.deadlines import PROVISIONAL_GRACE
from credit_core.model.cases import CaseType
from credit_core.storage import tables
from credit_core.storage.reach import EVERYWHERE, Reach, cases_in

COUNTED_UP_TO = 100
"""A count of a bucket stops here: nobody works through more, and counting on would cost time for each row."""
_FEW = 500
"""Up to so many matching cases are found first."""
_STEP = 3
"""So many duties are looked at for each row wanted, at a time: about as many as a case has."""


class Section(IntEnum):
    """In this order."""

    LATE = 0
    RUNNING = 1
    PAUSED = 2
    NO_DATE = 3


class Bucket(StrEnum):
    """Where the most urgent open duty of a case stands on a day."""

    OVERDUE = "overdue"  # 已逾期
    TODAY = "today"  # 今天到期
    SOON = "soon"  # 快到期
    RUNNING = "running"  # 未到期
    PROVISIONAL = "provisional"  # 暂定到期日
    PAUSED = "paused"  # 暂停计算
    NO_DATE = "no_date"  # 法定没有期限


SECTION_OF: Mapping[Bucket, Section] = {
    Bucket.OVERDUE: Section.LATE,
    Bucket.TODAY: Section.RUNNING,
    Bucket.SOON: Section.RUNNING,
    Bucket.RUNNING: Section.RUNNING,
    Bucket.PROVISIONAL: Section.RUNNING,
    Bucket.PAUSED: Section.PAUSED,
    Bucket.NO_DATE: Section.NO_DATE,
}


@dataclass(frozen=True, slots=True)
class Days:
    """The day on which one looks, and the last due day that counts as soon then."""

    today: date
    soon: date


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which open cases; None: whichever. `unassigned`: those that nobody has."""

    reach: Reach = EVERYWHERE
    place: str | None = None
    type: CaseType | None = None
    state: str | None = None
    body: str | None = None
    assigned_to: str | None = None
    unassigned: bool = False
    ids: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a case stands: section, day (due, or received where there is no due day), and the duty's or case's id."""

    section: Section
    day: date
    id: str
    case_id: str


class WorkQueue:
    """Walks the queue on one connection, on one day."""

    def __init__(self, connection: Connection, days: Days, wanted: Wanted) -> None:
        self._connection = connection
        self._days = days
        self._wanted = wanted
        self._few = self._matching()

    def spots(self, bucket: Bucket | None, after: Spot | None, limit: int) -> tuple[Spot, ...]:
        """The next `limit` places in the queue, of one bucket if given."""
        found: list[Spot] = []
        for section in Section if bucket is None else (SECTION_OF[bucket],):
            if after is None or section >= after.section:
                start = after if after is not None and after.section is section else None
                found += islice(self._walk(section, bucket, start, limit), limit - len(found))
        return tuple(found)

    def counts(self) -> dict[Bucket, int]:
        """How many cases stand in each bucket, up to COUNTED_UP_TO."""
        most = COUNTED_UP_TO
        walks = {bucket: self._walk(SECTION_OF[bucket], bucket, None, most) for bucket in Bucket}
        return {bucket: sum(1 for _ in islice(walk, most)) for bucket, walk in walks.items()}

    def _walk(self, section: Section, bucket: Bucket | None, after: Spot | None, page: int) -> Iterator[Spot]:
        """Along the index from `after` on, so many duties at a time, leaving out those that are not their case's place.

        Whether one is stands beside the columns and not among the conditions: a database that guesses how many rows
        will be left may otherwise look at all of them first.
        """
        if self._few is not None and not self._few:
            return
        table = tables.case if section is Section.NO_DATE else tables.duty
        day, key, case_id = _columns(section)
        stands, of_section = _SECTIONS[section](self._days)
        walk = select(day, key, case_id, and_(self._case_matches(section), stands).label("stands"))
        walk = walk.select_from(table).where(of_section, _narrowed(bucket, self._days), self._case_given(section))
        size = page * _STEP
        while True:
            query = walk.order_by(day, key).limit(size)
            if after is not None:
                place = tuple_(literal(after.day, day.type), literal(after.id, key.type))
                query = query.where(tuple_(day, key) > place)
            rows = self._connection.execute(query).all()
            for row in rows:
                after = Spot(section, row[0], row[1], row[2])
                if row.stands:
                    yield after
            if len(rows) < size:
                return

    def _case_matches(self, section: Section) -> ColumnElement[bool]:
        """The case of a duty is open and matches."""
        if section is Section.NO_DATE:
            return true()
        case = tables.case.c
        asked = (case.closed_on.is_(None),) if self._few is not None else _conditions(self._wanted)
        return exists().where(case.id == tables.duty.c.case_id, *asked)

    def _case_given(self, section: Section) -> ColumnElement[bool]:
        """What the walk itself is narrowed to: the few cases that were found first."""
        if section is Section.NO_DATE:
            few = () if self._few is None else (tables.case.c.id.in_(self._few),)
            return and_(*_conditions(self._wanted), *few)
        return true() if self._few is None else tables.duty.c.case_id.in_(self._few)

    def _matching(self) -> tuple[str, ...] | None:
        """The matching open cases where they are few; None where they are many, or all match."""
        if self._wanted == Wanted():
            return None
        query = select(tables.case.c.id).where(*_conditions(self._wanted)).limit(_FEW + 1)
        found = tuple(self._connection.execute(query).scalars())
        return found if len(found) <= _FEW else None


def _columns(section: Section) -> tuple[Column[Any], Column[Any], Column[Any]]:
    """Day, key and case of a spot."""
    case, duty = tables.case.c, tables.duty.c
    return (case.received_on, case.id, case.id) if section is Section.NO_DATE else (duty.due, duty.id, duty.case_id)


def _conditions(wanted: Wanted) -> tuple[ColumnElement[bool], ...]:
    case = tables.case.c
    equal: Sequence[tuple[Column[Any], Any]] = (
        (case.jurisdiction, wanted.place), (case.type, wanted.type), (case.state, wanted.state),
        (case.recipient, wanted.body), (case.assigned_to, wanted.assigned_to),
    )  # fmt: skip
    return (
        case.closed_on.is_(None),
        cases_in(wanted.reach),
        *(column == value for column, value in equal if value is not None),
        *((case.assigned_to.is_(None),) if wanted.unassigned else ()),
        *((case.id.in_(wanted.ids),) if wanted.ids is not None else ()),
    )


def _dated(duty: Any) -> ColumnElement[bool]:
    # In the words of the partial indexes, so that SQLite takes them.
    return and_(duty.done_on.is_(None), not_(duty.void), duty.due.is_not(None))


def _late(duty: Any, days: Days) -> ColumnElement[bool]:
    """A provisional day is overdue only when 14 日 have passed after it (deadlines.is_overdue)."""
    long_ago = duty.due < days.today - PROVISIONAL_GRACE
    return and_(not_(duty.paused), duty.due < days.today, or_(not_(duty.provisional), long_ago))


def _runs(duty: Any, days: Days) -> ColumnElement[bool]:
    """Neither late nor paused."""
    not_before = days.today - PROVISIONAL_GRACE
    return and_(not_(duty.paused), duty.due >= not_before, or_(duty.due >= days.today, duty.provisional))


def _in_late(days: Days) -> _Test:
    duty, other = tables.duty.c, tables.duty.alias("other").c
    return _none(other, and_(_late(other, days), _before(other, duty))), and_(_dated(duty), _late(duty, days))


def _in_running(days: Days) -> _Test:
    duty, other = tables.duty.c, tables.duty.alias("other").c
    ahead = or_(
        _late(other, days),
        and_(duty.provisional, not_(other.provisional)),
        and_(duty.provisional == other.provisional, _before(other, duty)),
    )
    return _none(other, and_(not_(other.paused), ahead)), and_(_dated(duty), _runs(duty, days))


def _in_paused(_days: Days) -> _Test:
    duty, other = tables.duty.c, tables.duty.alias("other").c
    return _none(other, or_(not_(other.paused), _before(other, duty))), and_(_dated(duty), duty.paused)


def _in_no_date(_days: Days) -> _Test:
    duty = tables.duty.c
    return ~exists().where(duty.case_id == tables.case.c.id, _dated(duty)), true()


_Test = tuple[ColumnElement[bool], ColumnElement[bool]]
"""That a duty is its case's place in the section, and that it belongs to the section at all."""
_SECTIONS: Mapping[Section, Callable[[Days], _Test]] = {
    Section.LATE: _in_late,
    Section.RUNNING: _in_running,
    Section.PAUSED: _in_paused,
    Section.NO_DATE: _in_no_date,
}


def _none(other: Any, ahead: ColumnElement[bool]) -> ColumnElement[bool]:
    """No other dated duty of the same case that is `ahead`."""
    return ~exists().where(other.case_id == tables.duty.c.case_id, _dated(other), ahead)


def _before(other: Any, duty: Any) -> ColumnElement[bool]:
    return tuple_(other.due, other.id) < tuple_(duty.due, duty.id)


def _narrowed(bucket: Bucket | None, days: Days) -> ColumnElement[bool]:
    """The part of a section that is the bucket."""
    duty = tables.duty.c
    if bucket is Bucket.PROVISIONAL:
        return duty.provisional
    dues = {
        Bucket.TODAY: duty.due == days.today,
        Bucket.SOON: and_(duty.due > days.today, duty.due <= days.soon),
        Bucket.RUNNING: and_(duty.due > days.today, duty.due > days.soon),
    }
    return and_(not_(duty.provisional), dues[bucket]) if bucket in dues else true()
