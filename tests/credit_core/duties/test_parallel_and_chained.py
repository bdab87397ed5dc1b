"""Parallel and chained duties are several clocks, each with its own body and start (rules.md D2, D4)."""

from __future__ import annotations

from datetime import date

import pytest

from credit_core.deadlines import Pause
from credit_core.duties.starting import dated, excluded, fulfilled, started
from credit_core.model.duties import Duty
from credit_core.vocabulary import Act
from tests.credit_core.duty_examples import CALENDAR, LAW, holder, moment

RECEIVED = date(2026, 11, 20)


def begin(rule: str, act: Act, event: str, on: date, facts: dict[str, str] | None = None) -> dict[str, Duty]:
    whose = holder(rule, "case")
    limits = LAW.limits(whose.jurisdiction, on, act=act)
    duties = started(limits, whose, {event: on}, facts or {}, CALENDAR, moment(on))
    return {duty.rule: duty for duty in duties}


@pytest.mark.rule("JX-50", "JX-51", "JX-52", "JX-53")
def test_jiangxi_objection_runs_one_three_and_seven_at_once_and_the_asked_unit_three_of_its_own() -> None:
    duties = begin("JX-50", Act.OBJECTION, "objection_received", RECEIVED)
    assert {rule: duty.due for rule, duty in duties.items()} == {
        "JX-50": date(2026, 11, 23),
        "JX-51": date(2026, 11, 25),
        "JX-52": date(2026, 12, 1),
    }
    assert {duty.start for duty in duties.values()} == {RECEIVED}
    (asked,) = begin("JX-53", Act.OBJECTION, "check_notice_received", date(2026, 11, 26)).values()
    assert (asked.due, asked.body) == (date(2026, 12, 1), "接到核查通知的单位")
    assert asked.body != duties["JX-52"].body


@pytest.mark.rule("JX-51", "JX-52")
def test_of_the_two_alternatives_one_remains_when_the_scope_is_found() -> None:
    duties = tuple(begin("JX-50", Act.OBJECTION, "objection_received", RECEIVED).values())
    assert excluded(duties, {}) == ()
    assert [duty.rule for duty in excluded(duties, {"scope": "cross_unit"})] == ["JX-51"]
    assert [duty.rule for duty in excluded(duties, {"scope": "own_scope"})] == ["JX-52"]
    assert begin("JX-50", Act.OBJECTION, "objection_received", RECEIVED, {"scope": "own_scope"}).keys() == {
        "JX-50",
        "JX-51",
    }


@pytest.mark.rule("JX-55")
def test_a_pause_moves_the_limits_whose_clause_allows_it_and_no_other() -> None:
    duties = begin("JX-50", Act.OBJECTION, "objection_received", RECEIVED)
    away = (Pause(date(2026, 11, 23), date(2026, 11, 25), "鉴定"),)
    by_rule = {limit.rule: limit for limit in LAW.limits("jiangxi", RECEIVED)}
    moved = {rule: dated(duty, by_rule[rule], RECEIVED, CALENDAR, away).due for rule, duty in duties.items()}
    assert moved == {"JX-50": date(2026, 11, 23), "JX-51": date(2026, 11, 30), "JX-52": date(2026, 12, 4)}


@pytest.mark.rule("CT-55", "CT-56")
def test_city_three_working_days_then_two_from_the_written_notice() -> None:
    (first,) = begin("CT-55", Act.REVOCATION, "document_effective", RECEIVED).values()
    assert (first.due, first.body) == (date(2026, 11, 25), "原公共信用信息提供单位")
    (second,) = begin("CT-56", Act.REVOCATION, "notice_received", date(2026, 11, 27)).values()
    assert (second.due, second.body) == (date(2026, 12, 1), "公共信用信息工作机构")


@pytest.mark.rule("SX-35", "SX-36", "SX-37")
def test_shanxi_five_days_with_the_telling_at_the_same_time_then_three_days() -> None:
    first = begin("SX-35", Act.REVOCATION, "document_changed", RECEIVED)
    assert {rule: (duty.due, duty.word) for rule, duty in first.items()} == {
        "SX-35": (date(2026, 11, 25), "五日内"),
        "SX-36": (None, "同时"),
    }
    (second,) = begin("SX-37", Act.REVOCATION, "notice_received", date(2026, 11, 26)).values()
    assert (second.due, second.alternative_due, second.body) == (
        date(2026, 11, 29),
        date(2026, 11, 30),
        "社会信用工作机构",
    )


@pytest.mark.rule("JX-58", "JX-59")
def test_jiangxi_three_and_three_working_days_each_from_its_own_event() -> None:
    (first,) = begin("JX-58", Act.REVOCATION, "information_changed", RECEIVED).values()
    (second,) = begin("JX-59", Act.REVOCATION, "push_received", date(2026, 11, 25)).values()
    assert (first.due, second.due) == (date(2026, 11, 25), date(2026, 11, 30))
    assert first.body != second.body
    done = fulfilled([first, second], {"provider_pushed": date(2026, 11, 24)}, date(2026, 11, 30))
    assert [(duty.rule, duty.done_on) for duty in done] == [("JX-58", date(2026, 11, 24))]


def test_a_limit_whose_start_is_not_known_yet_waits_for_it() -> None:
    whose = holder("JX-58", "case")
    limits = LAW.limits("jiangxi", RECEIVED, act=Act.REVOCATION)
    (waiting,) = started(limits, whose, {"information_changed": None}, {}, CALENDAR, moment(RECEIVED))
    assert (waiting.start, waiting.due, waiting.days) == (None, None, 3)
