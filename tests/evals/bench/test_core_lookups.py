from __future__ import annotations

from random import Random

import pytest
from sqlalchemy import event, inspect, text

from credit_core.storage.checks import State, integrity
from credit_core.storage.engine import open_engine
from credit_core.storage.tables import metadata
from credit_core.storage.unit_of_work import Store
from evals.bench.core import lookups, population
from evals.bench.core.databases import KINDS, POSTGRESQL, SQLITE, databases
from evals.bench.core.population import Sizes
from evals.cases import DatasetError

SMALL = Sizes(records=2000, cases=300)


@pytest.mark.parametrize("kind", KINDS)
def test_every_look_up_finds_something_in_a_whole_database(kind: str) -> None:
    try:
        with databases(kind) as made:
            url = made.new("small")
            lookups.fill(url, SMALL)
            engine = open_engine(url)
            with engine.connect() as connection:
                assert [check.name for check in integrity(connection) if check.state is not State.GOOD] == []
                assert connection.scalar(text("SELECT count(*) FROM record")) == SMALL.records
                assert connection.scalar(text("SELECT count(*) FROM credit_case")) == SMALL.cases
            there = {str(index["name"]) for table in metadata.tables for index in inspect(engine).get_indexes(table)}
            engine.dispose()
            assert {str(index.name) for table in metadata.tables.values() for index in table.indexes} <= there
            timings = list(lookups.measure(url, SMALL, 20))
    except DatasetError as error:
        if kind == POSTGRESQL:
            pytest.skip(str(error))
        raise
    assert len({timing.name for timing in timings}) == 10
    assert [timing.name for timing in timings if not timing.most_rows] == []
    assert all(0 < timing.p50 <= timing.p95 for timing in timings)


def test_pages_and_bodies_are_read_from_an_index_in_order() -> None:
    plans: dict[str, str] = {}
    with databases(SQLITE) as made:
        url = made.new("plans")
        lookups.fill(url, SMALL)
        engine = open_engine(url)
        asked: list[tuple[str, object]] = []
        event.listen(engine, "before_cursor_execute", lambda _c, _d, said, values, *_: asked.append((said, values)))
        store = Store(engine)
        for lookup in lookups.kinds(store, SMALL):
            with store.read() as unit:
                lookup.do(unit, Random(1))
            said, values = asked[-1]
            with engine.connect() as connection:
                rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {said}", values)  # type: ignore[arg-type]
                plans[lookup.name] = "；".join(str(row[-1]) for row in rows)
        engine.dispose()
    assert "ix_duty_open (due>? AND id>?)" in plans["工作队列，靠后的一页"].replace("(due,id)>(?,?)", "due>? AND id>?")
    assert "ix_duty_body_open (body=?" in plans["一个单位到期的义务"]
    assert not [name for name, plan in plans.items() if "SCAN" in plan and "ix_duty_open" not in plan]


def test_the_same_seed_gives_the_same_province() -> None:
    assert list(population.records(SMALL, 1)) == list(population.records(SMALL, 1))
    assert next(population.records(SMALL, 1)) != next(population.records(SMALL, 2))


def test_no_number_of_the_province_was_given_to_anybody() -> None:
    for subject in population.subjects(SMALL, 1):
        assert "000000" in (subject.id_number[:6], subject.id_number[2:8])
