"""Duties (义务): every obligation of a case or record as a row with its body and clause, numbered or not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from credit_core.vocabulary import Act, Condition, Unit
from knowledge.citations.reference import ClauseRef


class DutyStatus(StrEnum):
    """Where a duty stands on a day; computed from its dates, never stored."""

    AWAITING_START = "awaiting_start"  # 起算日还不知道
    DUE = "due"  # 未到期
    DUE_SOON = "due_soon"  # 快到期
    OVERDUE = "overdue"  # 已逾期
    PAUSED = "paused"  # 不计入的程序正在进行
    DONE_ON_TIME = "done_on_time"  # 按期办结
    DONE_LATE = "done_late"  # 逾期办结
    NO_STATUTORY_DATE = "no_statutory_date"  # 法定没有期限
    DONE = "done"  # 已办结（没有法定期限）
    NOT_APPLICABLE = "not_applicable"  # 条件不适用


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty. `due` is None without a number of days or before its start is known.

    `alternative_due` is the later reading where a clause leaves the last day of rest open (GEN-06); `calendar` is the
    version of the working-day table that computed `due`. `paused` while a
    documented procedure runs that does not count; `done_on` closes it; `void` marks a condition not met.
    """

    id: str
    case_id: str | None
    record_id: str | None
    jurisdiction: str
    document: str
    rule: str
    act: Act
    duty: str
    body: str
    clause: ClauseRef
    unit: Unit | None
    days: int | None
    word: str | None
    condition: Condition | None
    started_by: str | None
    ended_by: str | None
    start: date | None
    due: date | None
    alternative_due: date | None
    provisional: bool
    assumptions: tuple[str, ...]
    calendar: str
    liability: ClauseRef | None
    caveat: str | None
    paused: bool
    done_on: date | None
    void: bool
    created_at: datetime
    version: int = 1


class AlertKind(StrEnum):
    """What is told about a duty, once for each due day."""

    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    INTERNAL = "internal"  # an office's own target, never a statutory date


@dataclass(frozen=True, slots=True)
class Alert:
    """A reminder raised: unique by (duty, kind, due), so that it is raised exactly once."""

    id: str
    duty_id: str
    kind: AlertKind
    due: date
    raised_at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class SupervisionItem:
    """An overdue duty that supervision must look at, with the liability clause that really applies, if one does."""

    id: str
    duty_id: str
    case_id: str | None
    due: date
    opened_at: datetime
    liability: ClauseRef | None
    text: str
    closed_at: datetime | None
    outcome: str | None
    version: int = 1
