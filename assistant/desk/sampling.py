"""Samples for review (抽查): a share of every kind of answer, week by week, the same whoever draws it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final, TypeVar

from assistant.desk.answers_ground import JUDGES, Ground, found, judging, reading, say
from assistant.desk.member import Member
from assistant.memory import answers_found, review_samples
from assistant.memory.review_samples import Progress
from assistant.memory.transactions import writing
from credit_core.use_cases.vocabulary import BadFiling, NotAllowed

SIZE: Final = 30
MOST: Final = 500
WEEKS: Final = 12
_WEEK: Final = re.compile(r"(\d{4})-W(\d{2})")
_Key = TypeVar("_Key")


def week_of(day: date) -> str:
    """The ISO week of a day, as 2026-W47."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def days_of(week: str) -> tuple[date, date]:
    """Its Monday, and the Monday after.

    Raises:
        BadFiling: it is not written so.
    """
    match = _WEEK.fullmatch(week)
    try:
        first = date.fromisocalendar(int(match[1]), int(match[2]), 1) if match else None
    except ValueError:
        first = None
    if first is None:
        raise BadFiling(say("bad_week"))
    return first, first + timedelta(days=7)


def stratified(strata: Mapping[str, _Key], size: int, seed: str) -> tuple[str, ...]:
    """`size` ids (or all, where there are fewer): of every stratum at least one, as far as that goes, the rest by its share.

    The order within a stratum comes from a hash of seed and id, so that nobody chooses and everybody draws the same.
    """
    groups: dict[_Key, list[str]] = {}
    for one in sorted(strata, key=lambda name: hashlib.sha256(f"{seed} {name}".encode()).digest()):
        groups.setdefault(strata[one], []).append(one)
    ordered = sorted(groups.values(), key=lambda group: (-len(group), group[0]))
    size = min(size, len(strata))
    seats = [1 if number < size else 0 for number in range(len(ordered))]
    while sum(seats) < size:  # the next goes where one seat stands for most
        open_groups = (n for n, group in enumerate(ordered) if seats[n] < len(group))
        seats[max(open_groups, key=lambda n: (len(ordered[n]) / (seats[n] + 1), -n))] += 1
    return tuple(one for group, seat in zip(ordered, seats, strict=True) for one in group[:seat])


@dataclass(frozen=True, slots=True)
class Samples:
    """Drawing, giving out, and how far it is.

    Raises:
        Forbidden
    """

    ground: Ground

    def draw(self, member: Member, week: str, size: int = SIZE) -> int:
        """Draw a week that is over; how many came in. What was drawn before stays and counts.

        Raises:
            BadFiling: no such week, or no such size. NotAllowed: the week is not over.
        """
        actor, at = judging(member), self.ground.now()
        first, after = days_of(week)
        if not 1 <= size <= MOST:
            raise BadFiling(say("sample_size", most=MOST))
        if at.date() < after:
            raise NotAllowed(say("week_runs"))
        since, until = (datetime.combine(day, time.min, at.tzinfo) for day in (first, after))
        with writing(self.ground.engine) as connection:
            there = review_samples.drawn(connection, week)
            rows = answers_found.strata(connection, since, until, member.places)
            left = {one: stratum for one, *stratum in rows if one not in there}
            chosen = stratified({one: tuple(of) for one, of in left.items()}, max(0, size - len(there)), week)
            drawn = review_samples.add(connection, week, [(one, "/".join(left[one])) for one in chosen], at)
            after_ = {"drawn": drawn, "size": size}
            self.ground.trail.note(connection, actor, "sample.drawn", "review_sample", week, after=after_)
        return drawn

    def next(self, member: Member) -> str | None:
        """The next answer to review: one of the member's own, else one that nobody has, which is theirs then; None: none."""
        actor = judging(member)
        with writing(self.ground.engine) as connection:
            own = review_samples.waiting(connection, actor.id, member.places)
            if own is None and (free := review_samples.waiting(connection, None, member.places)) is not None:
                review_samples.assign(connection, free, actor.id, only_free=True)
                own = free
        return own

    def assign(self, member: Member, answer_id: str, to: str | None, judges: Iterable[str]) -> None:
        """Give an answer that waits for review to a colleague out of `judges`, or back (None).

        Raises:
            NotFound. BadFiling: no such colleague. NotAllowed: it does not wait for a review.
        """
        actor = judging(member)
        if to is not None and to not in set(judges):
            raise BadFiling(say("nobody"))
        with writing(self.ground.engine) as connection:
            found(connection, member, answer_id)
            if not review_samples.assign(connection, answer_id, to):
                raise NotAllowed(say("not_waiting"))
            after = {"assigned_to": to}
            self.ground.trail.note(connection, actor, "sample.assigned", "answer", answer_id, after=after)

    def progress(self, member: Member) -> tuple[Progress, ...]:
        """The newest weeks of which something was drawn."""
        reading(member)
        with self.ground.engine.connect() as connection:
            return review_samples.progress(connection, WEEKS)

    def last_week(self) -> str:
        """The newest week that is over."""
        return week_of(self.ground.now().date() - timedelta(days=7))


REVIEWERS: Final = frozenset(JUDGES)
"""Roles to which a review can be given."""
