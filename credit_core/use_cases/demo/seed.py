"""Demonstration data (演示数据): a small, made-up province in each of the three places, with a past that really happened.

Everything goes through the verbs that everybody uses, on a clock that moves day by day and with the worker at its rounds,
so that histories, due days, reminders, supervision and audit are those of real work. Same seed, same people, records and
courses; case numbers and access codes are random always, for a code that could be worked out would be none.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from random import Random

from credit_core.errors import NotAllowed
from credit_core.identity.synthetic import unified_code
from credit_core.messages import demo as messages
from credit_core.model.ids import new_id
from credit_core.model.people import Actor, Role
from credit_core.storage.dump_format import Progress, silent
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases import outside, supervision
from credit_core.use_cases.demo.cases import plan_cases
from credit_core.use_cases.demo.data import Place, read_demo_data
from credit_core.use_cases.demo.days import DemoClock
from credit_core.use_cases.demo.people import Figure, cast
from credit_core.use_cases.demo.reads import plan_reads
from credit_core.use_cases.demo.records import a_record, a_serious_one, odd_ones
from credit_core.use_cases.demo.store import DayStore
from credit_core.use_cases.demo.world import ToTry, World
from credit_core.use_cases.office import Office
from credit_core.use_cases.worker import run_once

SUBJECTS = 60
SEED = 20221001

_FIRST, _DAILY = 420, 45  # 日 before today: when it begins, and from when on the worker comes every day
_KINDS = ("penalty", "unlisted_conditions", "short_kept", "award", "volunteering", "registration", "market",
          "market_good")  # fmt: skip
_ADMINISTRATOR = Actor("demo-administrator", Role.ADMINISTRATOR)


@dataclass(frozen=True, slots=True)
class Seeded:
    """What was made: rows by what they are, and a few cases to look at."""

    today: date
    made: dict[str, int]
    to_try: tuple[ToTry, ...]


def seed(office: Office, *, subjects: int = SUBJECTS, seed: int = SEED, progress: Progress = silent) -> Seeded:
    """Fill an empty database.

    Raises:
        NotAllowed: the database holds something already; nothing is written.
    """
    with office.store.read() as unit:
        if any(_counts(unit).values()):
            raise NotAllowed(messages.NOT_EMPTY)
    random, today = Random(seed), office.clock.today()  # noqa: S311 - invented people, no secrets
    clock = DemoClock(office.clock, today - timedelta(days=_FIRST))
    people = tuple(cast(random, subjects))
    store = DayStore(office.store.engine)
    # A story is told by one officer for each place: a rule of two persons is for the days to come.
    own = replace(office, clock=clock, store=store, rules=replace(office.rules, two_persons=frozenset()))
    world = World(own, store, clock, today, read_demo_data(), random, people, unified_code(random))
    _settle(world)
    for figure in people:
        _plan_records(world, figure)
    for place in world.data.places:
        for what in (odd_ones, a_serious_one):
            world.agenda.add(world.ago(random.randint(60, 90)), partial(what, world, place, world.figure()))
    plan_reads(world)
    plan_cases(world)
    _live(world, progress)
    _supervise(world)
    with office.store.read() as unit:
        return Seeded(
            today, _counts(unit), tuple(sorted(world.to_try.values(), key=lambda one: one.number, reverse=True))
        )


def _settle(world: World) -> None:
    """Bodies and the example catalogue, before anything else."""
    with world.office.store.begin() as unit:
        for place in world.data.places:
            unit.bodies.add_all(place.body_rows(new_id))
    for name, text in world.data.outside.items():
        outside.load(world.office, _ADMINISTRATOR, text, f"{messages.EXAMPLE}-{name}")


def _plan_records(world: World, figure: Figure) -> None:
    """One to three records of each, in one place, on some days of the past."""
    place = world.random.choice(world.data.places)
    for _ in range(world.random.randint(1, 3)):
        day = world.ago(world.random.randint(2, _FIRST - 20))
        world.agenda.add(day, partial(_one, world, place, figure, world.random.choice(_KINDS)))


def _one(world: World, place: Place, figure: Figure, kind: str) -> None:
    a_record(world, place, figure, kind)


def _live(world: World, tell: Progress) -> None:
    """Day by day up to today; the worker comes at the end of each day lately, once a week before."""
    of, week = len(world.agenda), world.clock.day
    day = world.clock.day
    while day <= world.today:
        deeds = world.agenda.of_day(day)
        lately = day >= world.ago(_DAILY)
        if deeds or lately or day - week >= timedelta(days=7):
            world.clock.day = day
            with world.store.day():
                for deed in deeds:
                    deed()
                if lately or day - week >= timedelta(days=7):
                    week = day
                    _work(world)
            tell(messages.DAY.format(day=day), of - len(world.agenda), of)
        day += timedelta(days=1)


def _work(world: World) -> None:
    report = run_once(world.office)
    if report.faults:
        raise RuntimeError("".join(report.faults))


def _supervise(world: World) -> None:
    """A supervisor has dealt with every fourth overdue duty."""
    supervisor = world.data.places[0].actor("supervisor")
    for item in supervision.open_items(world.office)[::4]:
        supervision.close_item(world.office, supervisor, item.id, messages.SUPERVISED)


def _counts(unit: UnitOfWork) -> dict[str, int]:
    """Rows by the name that a person reads."""
    return {
        messages.BODIES: unit.bodies.count(),
        messages.SUBJECTS: unit.subjects.count(),
        messages.RECORDS: unit.records.count(),
        messages.CASES: unit.cases.count(),
        messages.DUTIES: unit.duties.count(),
        messages.ALERTS: unit.alerts.count(),
        messages.SUPERVISION: unit.supervision.count(),
        messages.AUTHORISATIONS: unit.authorisations.count(),
        messages.QUERIES: unit.queries.count(),
        messages.LOADED: unit.loaded.count(),
    }
