"""Figures of the answers given (答复情况) for the overview: outcomes by day and place, and what reviewers found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Engine

from assistant.clock import CHINA
from assistant.desk.answers_ground import READERS
from assistant.desk.eval_trend import Series, read_trend
from assistant.desk.member import Member
from assistant.memory import answer_counts
from assistant.memory.answer_counts import AnswerCount
from assistant.outcome import Status

_Key = TypeVar("_Key")


@dataclass(frozen=True, slots=True)
class AnswerFigures:
    """Of the days from `since` to `until`, both included; every day is there, every status counted.

    Attributes:
        days: answers by day and status. reasons: by status and reason, the most first. places: by place (None: for none).
        judged: answers found right and wrong, by day of the verdict. findings: citations by what was found of them.
    """

    days: tuple[tuple[date, Mapping[Status, int]], ...]
    reasons: tuple[tuple[Status, str, int], ...]
    places: tuple[tuple[str | None, Mapping[Status, int]], ...]
    judged: tuple[tuple[date, int, int], ...]
    findings: Mapping[str, int]

    @property
    def total(self) -> int:
        """All answers."""
        return sum(count for *_, count in self.reasons)


@dataclass(frozen=True, slots=True)
class Figures:
    """The front door. `data_dir`: where the evals leave their trend."""

    engine: Engine
    data_dir: Path

    def answers(self, member: Member, since: date, until: date) -> AnswerFigures | None:
        """Within the member's places; None for who does not look at answers."""
        if not member.roles & set(READERS):
            return None
        first, after = _midnight(since), _midnight(until + timedelta(days=1))
        with self.engine.connect() as connection:
            counts = answer_counts.answers(connection, first, after, member.places)
            verdicts = answer_counts.verdicts(connection, first, after, member.places)
            findings = answer_counts.findings(connection, first, after, member.places)
        by_day, by_place = _statuses(counts, lambda one: one.on), _statuses(counts, lambda one: one.place)
        reasons: Counter[tuple[Status, str]] = Counter()
        for one in counts:
            reasons[Status(one.status), one.reason] += one.count
        judged: dict[date, list[int]] = {}
        for verdict in verdicts:
            judged.setdefault(verdict.on, [0, 0])[not verdict.right] += verdict.count
        each = [since + timedelta(days=number) for number in range((until - since).days + 1)]
        return AnswerFigures(
            days=tuple((day, by_day.get(day, Counter())) for day in each),
            reasons=tuple((status, reason, count) for (status, reason), count in reasons.most_common()),
            places=tuple(sorted(by_place.items(), key=lambda pair: (-sum(pair[1].values()), pair[0] or ""))),
            judged=tuple((day, right, wrong) for day, (right, wrong) in sorted(judged.items())),
            findings=findings,
        )

    def trend(self, member: Member) -> tuple[Series, ...]:
        """How the evals went, as `credit-assistant evals trend` left it; nothing for who does not look at answers."""
        return read_trend(self.data_dir) if member.roles & set(READERS) else ()


def _statuses(counts: tuple[AnswerCount, ...], key: Callable[[AnswerCount], _Key]) -> dict[_Key, Counter[Status]]:
    found: dict[_Key, Counter[Status]] = {}
    for one in counts:
        found.setdefault(key(one), Counter())[Status(one.status)] += one.count
    return found


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), CHINA)
