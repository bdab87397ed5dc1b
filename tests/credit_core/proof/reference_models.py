"""What the reference keeps: a record on its axes, cases, duties with their days. Nothing of credit_core."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from tests.credit_core import deadline_oracle as oracle
from tests.credit_core.proof.expected import Expected, of_place

ACTS = ("objection", "repair", "revocation")
NUMBERED = {
    "JX-50": (1, "工作日"), "JX-51": (3, "工作日"), "JX-52": (7, "工作日"), "JX-53": (3, "工作日"), "JX-57": (10, "工作日"),
    "JX-58": (3, "工作日"), "JX-59": (3, "工作日"), "CT-55": (3, "工作日"), "CT-56": (2, "工作日"), "SX-35": (5, "日"),
    "SX-37": (3, "日"),
}  # fmt: skip
STOPPED_BY_EXPERTS = ("JX-51", "JX-52", "JX-53")
ON_FILING = {
    ("jiangxi", "objection"): ("JX-50", "JX-51", "JX-52"),
    ("shanxi", "objection"): ("SX-33",),
    ("city", "objection"): ("CT-50",),
}
ON_CHANGE = {"shanxi": ("SX-35", "SX-36"), "city": ("CT-55",), "jiangxi": ("JX-58",)}
ON_RECEIPT = {"shanxi": "SX-37", "city": "CT-56", "jiangxi": "JX-59"}
REPAIRED = {
    "shanxi": ("annotate", "mask", "stop_publicity", "stop_sharing"),
    "jiangxi": ("stop_publicity",),
    "city:delete": ("delete",),
    "city:annotate_and_stop": ("annotate", "stop_publicity", "stop_sharing"),
    "city:annotate_and_mask": ("annotate", "mask"),
}
_EVERYWHERE = ("error", "omission", "infringement")
LISTED = {
    "shanxi": _EVERYWHERE,
    "jiangxi": _EVERYWHERE,
    "city": (*_EVERYWHERE, "wrong_listing"),
}  # 某市 第四十一条第三项
HERE = {"shanxi": "shanxi-2022", "city": "city-2022", "jiangxi": "jiangxi-2022"}
FINISHED = frozenset({"closed", "withdrawn", "unfounded"})


class Illegal(Exception):
    """The step must be refused and change nothing."""


@dataclass
class DutyModel:
    """An obligation with its days."""

    start: date
    due: date | None = None
    later: date | None = None
    done: date | None = None
    void: bool = False
    paused: bool = False

    @property
    def open(self) -> bool:
        """Neither done nor void."""
        return self.done is None and not self.void

    @property
    def provisional(self) -> bool:
        """A day counted lies in a year whose notice is not published."""
        return self.due is not None and max(self.due, self.later or self.due).year > oracle.LAST_PUBLISHED.year

    def status(self, today: date) -> str:
        """As D10 names it."""
        if self.void:
            return "not_applicable"
        if self.due is None:
            return "done" if self.done else "no_statutory_date"
        last = self.due + timedelta(days=14 if self.provisional else 0)
        if self.done is not None:
            return "done_late" if self.done > last else "done_on_time"
        if self.paused:
            return "paused"
        if today > last:
            return "overdue"
        left = [day for day in oracle.every_day(today + oracle.ONE_DAY, self.due) if oracle.works(day)]
        return "due_soon" if len(left) <= 1 else "due"


@dataclass
class CaseModel:
    """A case."""

    act: str
    place: str
    received: date
    state: str
    facts: dict[str, Any]
    duties: dict[str, DutyModel] = field(default_factory=dict)
    pauses: list[tuple[date, date | None]] = field(default_factory=list)
    did: set[str] = field(default_factory=set)
    steps: int = 1

    @property
    def table(self) -> Expected:
        """What the hand-written table says."""
        return of_place(HERE[self.place], self.act, self.act)


@dataclass
class RecordModel:
    """The record, on its three axes, with its marks."""

    validity: str = "effective"
    publicity: str = "public"
    sharing: str = "shared"
    marks: int = 0
    repaired: bool = False
    masked: bool = False
    end: date | None = None


class Kept:
    """One record, and what befalls it and the duties of its cases."""

    place: str
    record: RecordModel

    def _repairable(self, case: CaseModel, on: date) -> bool:
        record = self.record
        if record.validity == "deleted" or record.repaired:
            return False
        return record.publicity != "stopped" or (record.end is not None and case.received <= record.end < on)

    def _correct(self, how: str) -> None:
        record = self.record
        if record.validity == "deleted":  # D1-16: nothing leads out of it
            return
        record.validity = "deleted" if how == "delete" else "corrected"
        if how == "delete":
            record.marks, record.sharing = 0, "stopped"
            record.publicity = "stopped"

    def _unmark(self, facts: dict[str, Any]) -> None:
        if facts.get("marked") and self.record.validity != "deleted":
            self.record.marks -= 1
            facts["marked"] = False

    def _start(self, case: CaseModel, rule: str, day: date) -> None:
        if rule in case.duties:  # no clock starts anew
            return
        case.duties[rule] = DutyModel(day)
        count(case.duties[rule], rule, [])

    def _done(self, case: CaseModel, day: date, *rules: str) -> None:
        for rule in rules:
            if rule in case.duties and case.duties[rule].open:
                case.duties[rule].done = day

    def _void(self, case: CaseModel, rule: str) -> None:
        if rule in case.duties and case.duties[rule].open:
            case.duties[rule].void = True


def need(met: Any) -> None:
    if not met:
        raise Illegal


def count(duty: DutyModel, rule: str, pauses: list[tuple[date, date | None]]) -> None:
    if rule not in NUMBERED:
        return
    number, unit = NUMBERED[rule]
    left_out = [day for first, last in pauses if last is not None for day in oracle.every_day(first, last)]
    duty.due = oracle.due(duty.start, number, unit, left_out)
    after = oracle.next_working(duty.due) if unit == "日" else duty.due
    duty.later = after if after != duty.due else None
