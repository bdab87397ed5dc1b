"""Duties and cases for tests, begun as the engine begins them: by a legal event of the law's limits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from credit_core.calendar import WorkingCalendar, load_calendar
from credit_core.duties.starting import Holder, dated, owed, started
from credit_core.model.cases import Case, CaseType
from credit_core.model.duties import Duty
from credit_core.model.ids import new_id, new_number
from credit_core.parameters import load_law
from credit_core.storage.unit_of_work import UnitOfWork
from tests.credit_core.offices import CHINA

LAW = load_law()
CALENDAR = load_calendar()
PLACES = {"SX": "shanxi", "CT": "city", "JX": "jiangxi"}
NOTICE_2027 = """
years:
  2027:
    source: null
    checked_against: null
    rest:
      元旦: [01-01]
      春节: [02-05, 02-08, 02-09, 02-10, 02-11]
      清明节: [04-05]
      劳动节: [05-03, 05-04, 05-05]
      端午节: [06-09]
      中秋节: [09-15]
      国庆节: [10-01, 10-04, 10-05, 10-06, 10-07]
    work:
      春节: [02-14, 02-20]
      劳动节: [05-08]
      国庆节: [09-26, 10-09]
"""
"""A made-up notice for 2027: its days are not the State Council's."""


def moment(day: date) -> datetime:
    """Nine in the morning of the day, Beijing time."""
    return datetime.combine(day, time(9, 0), CHINA)


def holder(rule: str, case_id: str | None = None, record_id: str | None = None) -> Holder:
    """Whose duty it is, in the place that the rule's letters name."""
    place = PLACES[rule[:2]]
    return Holder(place, LAW.regulation(place, date(2026, 1, 1)).document, case_id, record_id, "受理单位（测试）")


def make_duty(
    rule: str, start: date | None, calendar: WorkingCalendar = CALENDAR, *, case_id: str | None = None, **changes: Any
) -> Duty:
    """The duty of a limit, begun on `start` by the limit's own event, or owed since then where the text names none."""
    on = start or date(2026, 1, 1)
    limit = LAW.limit(rule, PLACES[rule[:2]], on)
    whose = holder(rule, case_id)
    if limit.start is None:
        return replace(owed(limit, whose, calendar, moment(on), start), **changes)
    made = started([limit], whose, {limit.start.event: start}, {}, calendar, moment(on))[0]
    return replace(dated(made, limit, start, calendar), **changes)


def add_duty(
    unit: UnitOfWork, rule: str, start: date | None, calendar: WorkingCalendar = CALENDAR, **changes: Any
) -> Duty:
    """A stored duty."""
    return unit.duties.add(make_duty(rule, start, calendar, **changes))


def add_case(unit: UnitOfWork, jurisdiction: str = "jiangxi", on: date = date(2026, 11, 20), **changes: Any) -> Case:
    """A stored case in some state, without its steps: for what reads cases."""
    made = Case(
        id=new_id(),
        number=new_number("YY", on),
        type=CaseType.OBJECTION,
        procedure="objection",
        jurisdiction=jurisdiction,
        document=LAW.regulation(jurisdiction, on).document,
        state="accepted",
        subject_id=None,
        record_id=None,
        authorisation_id=None,
        recipient="受理单位（测试）",
        received_on=on,
        event_date=None,
        filed_at=moment(on),
        channel="counter",
        applicant={"subject_name": "张小三", "contact": "13800001234"},
        facts={},
        access_hash="0" * 64,
        assigned_to=None,
        linked_to=None,
        closed_on=None,
    )
    return unit.cases.add(replace(made, **changes))
