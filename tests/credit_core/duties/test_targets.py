"""What an office sets itself is no statutory date, and the inner limit must still fit into the outer one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from credit_core.deadlines import Counting, compute
from credit_core.duties.limits import nested
from credit_core.duties.targets import internal_target, last_day_to_ask
from credit_core.vocabulary import Unit
from tests.credit_core.duty_examples import CALENDAR, LAW, make_duty


@pytest.mark.rule("GEN-05")
def test_a_target_counts_days_for_duties_without_a_number_only() -> None:
    start = date(2026, 11, 20)
    targets = {"SX-33": 10, "JX-51": 10}
    assert internal_target(make_duty("SX-33", start), targets) == date(2026, 11, 30)
    assert internal_target(make_duty("JX-51", start), targets) is None
    assert internal_target(make_duty("SX-33", None), targets) is None
    assert internal_target(make_duty("CT-50", start), targets) is None


@pytest.mark.rule("JX-52")
@pytest.mark.parametrize("start", [date(2026, 1, 1) + timedelta(days=n) for n in range(0, 330, 7)])
def test_the_fourth_of_seven_working_days_is_the_last_to_ask_another_unit(start: date) -> None:
    (outer, inner) = next((o, i) for document, o, i in nested(LAW) if document == "jiangxi-2022")
    assert (outer.rule, inner.rule) == ("JX-52", "JX-53")
    counted = compute(start, 7, Unit.WORKING_DAY, CALENDAR).counted
    fourth = next(day.day for day in counted if day.counting is Counting.COUNTED and day.number == 4)
    assert last_day_to_ask(make_duty("JX-52", start), inner, CALENDAR) == fourth
