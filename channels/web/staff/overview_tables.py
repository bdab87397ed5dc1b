"""The tables of the overview, each a sheet that the page shows and that can be kept as a file, and the charts before them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from markupsafe import Markup

from assistant.desk.answer_figures import AnswerFigures
from assistant.outcome import Status
from channels import messages
from channels.web import svg
from channels.web.staff import answers_words, words
from credit_core.use_cases.desk.exports import Sheet
from credit_core.use_cases.desk.statistics import DutyRate, Overview

_NO_CHART: Final = Markup("")
DAILY, WEEKLY = 35, 210
"""Up to so many days a column is a day; up to so many a week; else a month."""
_MOST_BARS = 15
_Row = tuple[str | int | None, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page. `links`: where the first cell of each row leads, if anywhere. `note`: how to read it."""

    id: str
    sheet: Sheet
    note: str = ""
    chart: Markup = _NO_CHART
    links: tuple[str, ...] = ()


def of_cases(seen: Overview) -> Iterator[Section]:
    """Volumes, days, duties and what is overdue."""
    yield _days(seen)
    rows: list[_Row] = [(v.type_name, v.place, v.state_name, v.count) for v in seen.volumes]
    yield Section("volumes", Sheet(words.VOLUMES, words.VOLUME_HEADS, tuple(rows)))
    yield Section(
        "duties",
        Sheet(words.DUTIES, words.DUTY_HEADS, tuple(map(_duty, seen.duties))),
        words.DUTY_NOTE,
        _rates(seen.duties),
    )
    overdue: list[_Row] = [
        (
            row.number,
            row.type_name,
            row.place,
            row.body,
            row.duty,
            row.due.isoformat() if row.due else None,
            row.citation,
        )
        for row in seen.overdue
    ]
    yield Section(
        "overdue",
        Sheet(words.OVERDUE, words.OVERDUE_HEADS, tuple(overdue)),
        words.OVERDUE_NOTE if overdue else "",
        links=tuple(f"/staff/cases/{row.case_id}" for row in seen.overdue),
    )


def of_answers(found: AnswerFigures, places: Mapping[str, str]) -> Iterator[Section]:
    """Outcomes by day, reason and place, and verdicts. `places`: their names by id."""
    statuses = tuple(answers_words.STATUSES)
    names = tuple(answers_words.STATUSES[status] for status in statuses)
    days = _grouped([(day, [counts.get(Status(status), 0) for status in statuses]) for day, counts in found.days])
    told = words.ANSWERS_TOLD.format(count=found.total)
    chart = svg.Chart("answers", words.ANSWERS, told, names, [day for day, _ in days], [row for _, row in days])
    rows: list[_Row] = [(day, *row) for day, row in days]
    yield Section("answers", Sheet(words.ANSWERS, (words.DAY, *names), tuple(rows)), told, svg.columns(chart))
    reasons: list[_Row] = [
        (answers_words.STATUSES.get(status.value, status.value), messages.REASON_LABEL[reason], count)
        for status, reason, count in found.reasons
    ]
    yield Section("reasons", Sheet(words.REASONS, words.REASON_HEADS, tuple(reasons)))
    by_place: list[_Row] = [
        (places.get(place, place) if place else words.NO_PLACE, *(counts.get(Status(one), 0) for one in statuses))
        for place, counts in found.places
    ]
    yield Section("places", Sheet(words.PLACES, (words.PLACE, *names), tuple(by_place)))
    yield from _verdicts(found)


def _verdicts(found: AnswerFigures) -> Iterator[Section]:
    rows: list[_Row] = [(day.isoformat(), right, wrong) for day, right, wrong in found.judged]
    right, wrong = sum(row[1] for row in found.judged), sum(row[2] for row in found.judged)
    told = words.VERDICTS_TOLD.format(right=right, wrong=wrong)
    chart = svg.Chart(
        "verdicts",
        words.VERDICTS,
        told,
        words.VERDICT_HEADS[1:],
        [f"{day.month}-{day.day}" for day, *_ in found.judged],
        [row[1:] for row in found.judged],
    )
    yield Section("verdicts", Sheet(words.VERDICTS, words.VERDICT_HEADS, tuple(rows)), told, svg.columns(chart))
    findings: list[_Row] = [(answers_words.FINDINGS.get(key, key), count) for key, count in found.findings.items()]
    yield Section("findings", Sheet(words.FINDINGS, words.FINDING_HEADS, tuple(findings)))


def _days(seen: Overview) -> Section:
    days = _grouped([(one.on, [one.received, one.closed]) for one in seen.days])
    received, closed = (sum(row[at] for _, row in days) for at in (0, 1))
    told = words.DAYS_TOLD.format(received=received, closed=closed)
    chart = svg.Chart("days", words.DAYS, told, words.DAY_HEADS[1:], [day for day, _ in days], [row for _, row in days])
    rows: list[_Row] = [(day, *row) for day, row in days]
    return Section("days", Sheet(words.DAYS, words.DAY_HEADS, tuple(rows)), told, svg.lines(chart))


def _rates(duties: Sequence[DutyRate]) -> Markup:
    """The lowest rates first: those want somebody."""
    known = sorted((one for one in duties if one.rate is not None), key=lambda one: (one.rate or 0.0, -one.late))
    rows = [
        svg.Share(f"{svg.short(one.duty, 9)}·{svg.short(one.body, 8)}", one.rate or 0.0) for one in known[:_MOST_BARS]
    ]
    return svg.shares("rates", words.RATES, words.RATES_TOLD.format(count=len(rows)), rows)


def _duty(one: DutyRate) -> _Row:
    unit = messages.UNIT[one.unit] if one.unit else ""
    return (
        one.duty,
        one.body,
        f"{one.days}{unit}" if one.days is not None else words.NO_NUMBER,
        one.on_time,
        one.late,
        one.open_overdue,
        one.open_running,
        one.not_countable,
        svg.percent(one.rate) if one.rate is not None else words.NOTHING,
        f"{one.median:g}{unit}" if one.median is not None else words.NOTHING,
        one.citation,
    )


def _grouped(days: Sequence[tuple[date, Sequence[int]]]) -> list[tuple[str, list[int]]]:
    """By day, week or month, whichever can be read; the first and the last may be cut by the period."""
    name = _month if len(days) > WEEKLY else _week if len(days) > DAILY else _day
    found: dict[str, list[int]] = {}
    for day, row in days:
        label = name(day)
        found[label] = [a + b for a, b in zip(found.get(label, [0] * len(row)), row, strict=True)]
    return list(found.items())


def _day(day: date) -> str:
    return day.isoformat()


def _week(day: date) -> str:
    return words.WEEK_OF.format(day=(day - timedelta(days=day.weekday())).isoformat())


def _month(day: date) -> str:
    return f"{day:%Y-%m}"
