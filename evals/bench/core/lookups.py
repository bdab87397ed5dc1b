"""The look-ups that people and the worker wait for, timed one after another on a large database.

Each is timed as a use case would do it: from opening the transaction to the finished dataclasses.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from sqlalchemy import Table

from credit_core.storage import tables
from credit_core.storage.engine import open_engine
from credit_core.storage.unit_of_work import Store, UnitOfWork
from evals.bench.core import caseload, population
from evals.bench.core.loading import bulk, load
from evals.bench.core.population import TODAY, Sizes
from evals.intervals import percentile
from evals.progress import track

P95_MS = 20.0
SEED = 20261120
_PAGE = 50


@dataclass(frozen=True, slots=True)
class Lookup:
    """One kind of look-up: its Chinese name, and how to do the next one; the result is what was found."""

    name: str
    do: Callable[[UnitOfWork, Random], tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds of one kind of look-up, and how many rows it found at most."""

    name: str
    p50: float
    p95: float
    most_rows: int


def fill(url: str, sizes: Sizes) -> float:
    """Load the province into an empty database; the seconds it took."""
    began = time.perf_counter()
    engine = open_engine(url)
    with bulk(engine) as connection:
        for table, items, total in _contents(sizes):
            load(connection, table, track(items, f"载入 {table.name}", total))
    engine.dispose()
    return time.perf_counter() - began


def _contents(sizes: Sizes) -> tuple[tuple[Table, Iterable[Any], int | None], ...]:
    return (
        (tables.subject, population.subjects(sizes, SEED), sizes.subjects),
        (tables.archive, population.archives(sizes), sizes.subjects),
        (tables.legal_document, population.documents(sizes, SEED), sizes.documents),
        (tables.record, population.records(sizes, SEED), sizes.records),
        (tables.query_entry, population.queries(sizes, SEED), sizes.queries),
        (tables.case, caseload.cases(sizes, SEED), sizes.cases),
        (tables.case_event, caseload.events(sizes, SEED), None),
        (tables.duty, caseload.duties(sizes, SEED), None),
    )


def measure(url: str, sizes: Sizes, times: int) -> Iterator[Timing]:
    """Every kind of look-up, `times` times each with other keys, after a tenth as many that are not counted."""
    engine = open_engine(url)
    store = Store(engine)
    for lookup in kinds(store, sizes):
        random = Random(SEED)
        seconds, most = [], 0
        for number in track(range(-(times // 10) - 1, times), lookup.name):
            began = time.perf_counter()
            with store.read() as unit:
                found = lookup.do(unit, random)
            if number >= 0:
                seconds.append(time.perf_counter() - began)
                most = max(most, len(found))
        yield Timing(lookup.name, 1000 * percentile(seconds, 0.5), 1000 * percentile(seconds, 0.95), most)
    engine.dispose()


def kinds(store: Store, sizes: Sizes) -> tuple[Lookup, ...]:
    """All kinds. Subjects are drawn by their records, so that those with many are asked for as often as they would be."""

    def subject(random: Random) -> str:
        return population.subject_id(population.someone(random, sizes))

    late = _late(store)
    return (
        Lookup("工作队列，第一页", lambda unit, _: unit.cases.queue(limit=_PAGE)),
        Lookup("工作队列，靠后的一页", lambda unit, _: unit.cases.queue(after=late, limit=_PAGE)),
        Lookup(
            "工作队列，一地的第一页",
            lambda unit, random: unit.cases.queue(jurisdiction=random.choice(population.PLACES), limit=_PAGE),
        ),
        Lookup(
            "工作队列，一名经办人的第一页",
            lambda unit, random: unit.cases.queue(assigned_to=random.choice(caseload.OFFICERS), limit=_PAGE),
        ),
        Lookup(
            "一个单位到期的义务",
            lambda unit, random: unit.duties.open_due(TODAY, body=random.choice(_BODIES), limit=_PAGE),
        ),
        Lookup(
            "一个主体的信用记录",
            lambda unit, random: unit.records.where(subject_id=subject(random), order=("received_at", "number")),
        ),
        Lookup(
            "按编号查办件",
            lambda unit, random: unit.cases.where(number=caseload.case_number(random.randrange(sizes.cases)), limit=1),
        ),
        Lookup(
            "按信用记录查办件",
            lambda unit, random: unit.cases.where(record_id=population.record_id(random.randrange(sizes.records))),
        ),
        Lookup(
            "一个主体的查询登记",
            lambda unit, random: unit.queries.where(subject_id=subject(random), order=("-at", "id")),
        ),
        Lookup("公示期已满的记录", lambda unit, _: unit.records.past_publicity(TODAY)),
    )


_BODIES = (caseload.ANY_BODY, *population.BODIES[:9])


def _late(store: Store) -> tuple[date, str] | None:
    """The (due day, id) of an open duty nine tenths of the way through the queue."""
    with store.read() as unit:
        duties = unit.duties.open_due()
    last = duties[len(duties) * 9 // 10] if duties else None
    return (last.due, last.id) if last and last.due else None
