"""The calendar file: one all-day entry for each due day, readable by any calendar, and nothing personal in it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from credit_core.reports.ics import due_days
from credit_core.reports.receipt import NextStep, Receipt

STEP = NextStep(
    rule="JX-51",
    duty="完成处理并将结果告知异议申请人",
    body="平台",
    citation="《江西省社会信用条例》第三十九条第二款",
    when="到期日2026-11-25，当日也算",
    due=date(2026, 11, 25),
)
RECEIPT = Receipt(
    number="YY-20261120-7K3QFMX",
    access_code="ABCDEFGHJK",
    filed_at=datetime(2026, 11, 20, 1, 0, tzinfo=UTC),
    received_on=date(2026, 11, 20),
    act="异议申请",
    place="江西省",
    body="平台",
    filed=(),
    files=(),
    basis=(),
    steps=(STEP,),
    meanwhile=(),
    missed=(),
    notes=(),
    fingerprint="f" * 64,
    entry="1:" + "a" * 64,
)


def _unfolded(made: str | None) -> list[str]:
    assert made is not None
    return made.replace("\r\n ", "").split("\r\n")


def test_an_entry_lasts_the_whole_due_day_and_reminds_a_day_before() -> None:
    lines = _unfolded(due_days(RECEIPT))
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    for line in (
        "DTSTART;VALUE=DATE:20261125",
        "DTEND;VALUE=DATE:20261126",
        "DTSTAMP:20261120T010000Z",
        "TRIGGER:-P1D",
        "UID:YY-20261120-7K3QFMX-JX-51@20261120T010000Z",
        "SUMMARY:江西省异议申请回执：完成处理并将结果告知异议申请人",
    ):
        assert line in lines


def test_what_has_no_day_is_not_in_it() -> None:
    word = replace(STEP, due=None, when="条例写的是「及时」，没有写明天数")
    assert due_days(replace(RECEIPT, steps=(word,))) is None
    lines = _unfolded(due_days(replace(RECEIPT, steps=(STEP, word))))
    assert lines.count("BEGIN:VEVENT") == 1


def test_a_provisional_day_says_so_in_its_title_and_its_alarm() -> None:
    lines = _unfolded(due_days(replace(RECEIPT, steps=(replace(STEP, provisional=True),))))
    assert "STATUS:TENTATIVE" in lines
    told = [line for line in lines if line.startswith(("SUMMARY", "DESCRIPTION"))]
    assert sum("（暂定）" in line for line in told) == 2


def test_lines_are_folded_without_tearing_a_character() -> None:
    made = due_days(replace(RECEIPT, steps=(replace(STEP, duty="核查" * 100),)))
    assert made is not None
    assert all(len(line.encode()) <= 75 for line in made.split("\r\n"))
    assert "核查" * 100 in made.replace("\r\n ", "")


def test_text_is_escaped() -> None:
    lines = _unfolded(due_days(replace(RECEIPT, steps=(replace(STEP, duty="甲,乙;丙\\丁\n戊"),))))
    assert "SUMMARY:江西省异议申请回执：甲\\,乙\\;丙\\\\丁\\n戊" in lines


def test_the_access_code_is_not_in_it() -> None:
    assert "ABCDEFGHJK" not in (due_days(RECEIPT) or "")
