"""``/staff/overview``: volumes, how duties were met, what is overdue, answers and verdicts, and the trend of the evals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from fastapi import APIRouter, Request, Response

from channels.web import svg
from channels.web.staff import words
from channels.web.staff.frame import Frame
from channels.web.staff.overview_tables import Section, of_answers, of_cases
from channels.web.staff.sending import address, day, download, reader
from credit_core.use_cases.desk.exports import as_csv
from credit_core.use_cases.desk.statistics import MOST_DAYS, overview
from credit_core.use_cases.vocabulary import NotFound

PATH: Final = "/staff/overview"
_PERIODS: Final = (7, 30, 90, 365)
_USUAL: Final = 30


@dataclass(frozen=True, slots=True)
class Period:
    """Both days included. `trouble`: what was asked for could not be taken, and this is shown instead."""

    since: date
    until: date
    trouble: str = ""


def overview_router(frame: Frame) -> APIRouter:
    """The routes."""
    router = APIRouter(include_in_schema=False)

    @router.get(PATH)
    def show(request: Request, since: str = "", until: str = "") -> Response:
        today = frame.office.clock.today()
        period = _period(since, until, today)
        member = frame.member(request)
        return frame.page(
            request,
            "staff/overview.html",
            period=period,
            sections=list(sections(request, period)),
            presets=[
                (
                    words.LAST_DAYS.format(count=count),
                    address(PATH, since=today - timedelta(days=count - 1), until=today),
                )
                for count in _PERIODS
            ],
            trend=[
                (one, svg.spark([value for _, value in one.points], f"{one.result}：{one.label}"))
                for one in frame.desk.figures.trend(member)
            ],
            export=lambda table: address(f"{PATH}/export", table=table, since=period.since, until=period.until),
        )

    @router.get(f"{PATH}/export")
    def export(request: Request, table: str = "", since: str = "", until: str = "") -> Response:
        period = _period(since, until, frame.office.clock.today())
        found = next((one for one in sections(request, period) if one.id == table), None)
        if found is None:
            raise NotFound(words.NO_TABLE)
        name = f"{found.sheet.name}-{period.since.isoformat()}-{period.until.isoformat()}.csv"
        return download(as_csv(found.sheet), "text/csv; charset=utf-8", name)

    def sections(request: Request, period: Period) -> Iterator[Section]:
        member = frame.member(request)
        actor, reach = reader(member)
        yield from of_cases(overview(frame.office, actor, reach, period.since, period.until))
        answers = frame.desk.figures.answers(member, period.since, period.until)
        if answers is not None:
            yield from of_answers(answers, frame.desk.access.places)

    return router


def _period(since: str, until: str, today: date) -> Period:
    last = day(until) or today
    first = day(since) or last - timedelta(days=_USUAL - 1)
    if first <= last <= first + timedelta(days=MOST_DAYS):
        return Period(first, last)
    return Period(today - timedelta(days=_USUAL - 1), today, words.BAD_PERIOD)
