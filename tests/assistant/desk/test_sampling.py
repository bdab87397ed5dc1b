"""Samples: a share of every kind of answer, the same whoever draws them."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given as of
from hypothesis import strategies as st

from assistant.desk.member import Member
from assistant.desk.sampling import days_of, stratified, week_of
from assistant.desk.verdicts import Expected, Finding, Judgement
from assistant.outcome import Reason
from credit_core.use_cases.vocabulary import BadFiling, Forbidden, NotAllowed, NotFound, Role
from tests.assistant.desk.given import give
from tests.assistant.memory.turns import NOW
from tests.channels.web.staff.desks import Desks
from tests.fakes import reply

WEEK = "2026-W46"
THEN = NOW - timedelta(days=7)
POPULATIONS = st.dictionaries(st.text("abcdef", min_size=1, max_size=4), st.sampled_from("xyz"), max_size=40)


@pytest.fixture
def reviewer(desks: Desks) -> Member:
    return desks.member(Role.REVIEWER)


@of(strata=POPULATIONS, size=st.integers(0, 50))
def test_as_many_as_wanted_and_every_stratum_first(strata: dict[str, str], size: int) -> None:
    chosen = stratified(strata, size, WEEK)
    assert len(chosen) == len(set(chosen)) == min(size, len(strata))
    assert set(chosen) <= set(strata)
    assert len({strata[one] for one in chosen}) == min(size, len(set(strata.values())))


@of(strata=POPULATIONS, size=st.integers(0, 50))
def test_the_order_of_the_answers_does_not_matter(strata: dict[str, str], size: int) -> None:
    assert stratified(dict(reversed(strata.items())), size, WEEK) == stratified(strata, size, WEEK)


def test_the_rest_goes_by_share_and_another_week_draws_others() -> None:
    strata = {f"a{n}": "many" for n in range(90)} | {f"b{n}": "few" for n in range(10)}
    chosen = stratified(strata, 20, WEEK)
    assert Counter(strata[one] for one in chosen) == {"many": 18, "few": 2}
    assert set(chosen) != set(stratified(strata, 20, "2026-W47"))


@pytest.mark.parametrize(("day", "week"), [(date(2026, 11, 20), "2026-W47"), (date(2027, 1, 1), "2026-W53")])
def test_weeks_are_iso_weeks(day: date, week: str) -> None:
    assert week_of(day) == week
    first, after = days_of(week)
    assert first <= day < after
    assert (first.isoweekday(), (after - first).days) == (1, 7)


@pytest.mark.parametrize("week", ["", "2026-47", "2026-W54", "2026-W00", "0000-W01"])
def test_what_is_no_week_is_told(desks: Desks, reviewer: Member, week: str) -> None:
    with pytest.raises(BadFiling, match="周的写法"):
        desks.desk.answers.samples.draw(reviewer, week)


def test_a_week_is_drawn_once_and_topped_up(desks: Desks, reviewer: Member) -> None:
    for number in range(6):
        give(desks, at=THEN, channel="api" if number % 2 else "telegram")
    give(desks, "你好", reply(Reason.GREETING, "您好。"), at=THEN)
    give(desks)
    samples = desks.desk.answers.samples
    assert samples.draw(reviewer, WEEK, 3) == 3
    assert samples.draw(reviewer, WEEK, 3) == 0
    assert samples.draw(desks.member(Role.SUPERVISOR), WEEK, 30) == 4
    (week,) = samples.progress(reviewer)
    assert (week.week, week.drawn, week.assigned, week.done) == (WEEK, 7, 0, 0)


def test_what_is_judged_already_is_not_drawn(desks: Desks, reviewer: Member) -> None:
    made = give(desks, at=THEN)
    judgement = Judgement({1: Finding.RIGHT, 2: Finding.RIGHT}, (), Expected.ANSWER)
    desks.desk.answers.verdicts.judge(reviewer, made.answer_id, judgement)
    assert desks.desk.answers.samples.draw(reviewer, WEEK, 3) == 0


def test_a_week_that_runs_is_not_drawn(desks: Desks, reviewer: Member) -> None:
    with pytest.raises(NotAllowed, match="还没有结束"):
        desks.desk.answers.samples.draw(reviewer, "2026-W47")
    with pytest.raises(BadFiling, match="1至500"):
        desks.desk.answers.samples.draw(reviewer, WEEK, 0)
    assert desks.desk.answers.samples.last_week() == WEEK


def test_next_keeps_ones_own_and_takes_what_nobody_has(desks: Desks, reviewer: Member) -> None:
    samples = desks.desk.answers.samples
    assert samples.next(reviewer) is None
    given = {give(desks, at=THEN).answer_id for _ in range(2)}
    samples.draw(reviewer, WEEK)
    first = samples.next(reviewer)
    assert first in given
    assert samples.next(reviewer) == first
    other = desks.member(Role.REVIEWER)
    assert samples.next(other) == (given - {first}).pop()
    assert samples.next(desks.member(Role.REVIEWER)) is None
    judgement = Judgement({1: Finding.RIGHT, 2: Finding.RIGHT}, (), Expected.ANSWER)
    desks.desk.answers.verdicts.judge(reviewer, first, judgement)
    assert samples.next(reviewer) is None
    (week,) = samples.progress(reviewer)
    assert (week.assigned, week.done) == (2, 1)


def test_a_review_is_given_to_a_colleague_and_back(desks: Desks, reviewer: Member) -> None:
    samples, other = desks.desk.answers.samples, desks.member(Role.REVIEWER)
    made, free = give(desks, at=THEN).answer_id, give(desks).answer_id
    samples.draw(reviewer, WEEK)
    samples.assign(reviewer, made, other.id, [other.id])
    assert (samples.next(reviewer), samples.next(other)) == (None, made)
    samples.assign(reviewer, made, None, [])
    assert samples.next(reviewer) == made
    with pytest.raises(BadFiling, match="在职"):
        samples.assign(reviewer, made, "nobody", [other.id])
    with pytest.raises(NotAllowed, match="不在待核"):
        samples.assign(reviewer, free, other.id, [other.id])


def test_places_hold_for_samples_too(desks: Desks, reviewer: Member) -> None:
    made = give(desks, at=THEN).answer_id
    far = desks.member(Role.REVIEWER, places=("shanxi",))
    samples = desks.desk.answers.samples
    assert samples.draw(far, WEEK) == 0
    samples.draw(reviewer, WEEK)
    assert samples.next(far) is None
    with pytest.raises(NotFound):
        samples.assign(far, made, None, [])


@pytest.mark.parametrize("role", [Role.CASE_OFFICER, Role.AUDITOR, Role.ADMINISTRATOR])
def test_other_roles_draw_nothing(desks: Desks, role: Role) -> None:
    member = desks.member(role)
    for verb in (
        lambda: desks.desk.answers.samples.draw(member, WEEK),
        lambda: desks.desk.answers.samples.next(member),
    ):
        with pytest.raises(Forbidden):
            verb()
