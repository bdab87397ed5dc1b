"""One writer in a process of its own: ``python -m evals.bench.core.writer``, its job as one JSON line on standard input.

It prints "ready" when everything is loaded and one filing has been made, waits for a line, files, and prints when it
began and ended (seconds of the machine's monotonic clock, the same in all processes).
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from sqlalchemy import Engine

from assistant.clock import Clock
from credit_core.calendar import load_calendar
from credit_core.model.cases import InfoKind
from credit_core.model.ids import new_id
from credit_core.model.people import Actor, Role
from credit_core.procedures.book import load_procedures
from credit_core.storage.engine import is_sqlite, open_engine
from credit_core.storage.tables import kinds, metadata
from credit_core.storage.unit_of_work import Store
from credit_core.use_cases.filing import Filed
from credit_core.use_cases.objection import ObjectionFiling, file_objection
from credit_core.use_cases.office import Office
from evals.bench.core.loading import encoder, insert_rows, insert_statement

PLACE = "jiangxi"
_CITIZEN = Actor("account-1", Role.CITIZEN)
_BODY = "江西省公共信用信息平台（示例）"


def file_one(office: Office, subject_id: str, record_id: str, key: str) -> Filed:
    """File an objection to one record: one transaction."""
    filing = ObjectionFiling(
        jurisdiction=PLACE,
        kind=InfoKind.PUBLIC,
        recipient=_BODY,
        recipient_role="platform_operator",
        ground="error",
        reason="处罚早已撤销",
        evidence=("撤销决定书",),
        record_id=record_id,
        subject_id=subject_id,
        channel="web",
        slots={"subject_name": "示例申请人", "contact": "15400000000", "objection_detail": "处罚早已撤销"},
    )
    return file_objection(office, _CITIZEN, filing, key=key)


def open_office(engine: Engine) -> Office:
    """An office over a prepared database, with the packaged law."""
    return Office(Store(engine), load_procedures(), load_calendar(), Clock())


def file_all(engine: Engine, about: Sequence[tuple[str, str]], first: int) -> Sequence[Callable[[], object]]:
    """What files an objection about each (subject id, record id)."""
    office = open_office(engine)
    return [partial(file_one, office, *one, f"key-{number}") for number, one in enumerate(about, first)]


def insert_all(
    engine: Engine, model: str, names: Sequence[str], about: Sequence[tuple[str, str]], first: int
) -> Sequence[Callable[[], object]]:
    """What inserts the rows of the one filing in the database `model` again for each (subject id, record id), bare.

    The rows are made beforehand, in the driver's own types; each is a plain INSERT on the driver's own connection, with
    one commit to a filing. `first` is the number of the first audit entry.
    """
    written = rows_of(model, names)
    encoders = {name: encoder(metadata.tables[name], engine) for name in names}
    mark = "?" if is_sqlite(engine) else "%s"
    statements = {name: insert_statement(metadata.tables[name], mark) for name in names}
    held = engine.raw_connection()  # as long as there is something to insert

    def insert(rows: Sequence[tuple[str, Sequence[Sequence[Any]]]]) -> None:
        driver: Any = held.driver_connection
        if is_sqlite(engine):
            driver.execute("BEGIN IMMEDIATE")
        insert_rows(driver, rows)
        driver.commit()

    todo = []
    for number, one in enumerate(about, first):
        copied = _copied(written, one, number * sum(map(len, written.values())))
        rows = [(statements[name], [encoders[name](item) for item in items]) for name, items in copied.items()]
        todo.append(partial(insert, rows))
    return todo


def rows_of(url: str, names: Sequence[str]) -> dict[str, tuple[Any, ...]]:
    """All rows of the tables of these names, in their order."""
    engine = open_engine(url)
    with engine.connect() as connection:
        found = {
            name: tuple(kinds[name](*row) for row in connection.execute(metadata.tables[name].select()))
            for name in names
        }
    engine.dispose()
    return found


def _copied(written: Mapping[str, Sequence[Any]], about: tuple[str, str], offset: int) -> dict[str, list[Any]]:
    """The same rows with other keys: ids, case number, submission key, numbers of audit entries."""
    (case,) = written["credit_case"]
    other = {case.subject_id: about[0], case.record_id: about[1], case.number: f"{case.number}-{offset}"}
    for items in written.values():
        for item in items:
            key = next(iter(item.__dataclass_fields__))
            if isinstance(getattr(item, key), str):
                other[getattr(item, key)] = new_id()
    return {name: [_renamed(item, other, offset) for item in items] for name, items in written.items()}


def _renamed(item: Any, other: Mapping[str, str], offset: int) -> Any:
    changed: dict[str, Any] = {}
    for name in item.__dataclass_fields__:
        value = getattr(item, name)
        if isinstance(value, str) and value in other:
            changed[name] = other[value]
        elif name == "seq":
            changed[name] = value + offset
    return replace(item, **changed)


def main() -> None:
    """Do the job that comes in."""
    job = json.loads(sys.stdin.readline())
    engine = open_engine(job["url"])
    about = [(one[0], one[1]) for one in job["about"]]
    if job["model"] is None:
        todo = file_all(engine, about, job["first"])
    else:
        with engine.connect():
            pass  # the dialect learns of its driver's types
        todo = insert_all(engine, job["model"], job["tables"], about, job["first"])
    todo[0]()
    print("ready", flush=True)
    sys.stdin.readline()
    began = time.monotonic()
    for do in todo[1:]:
        do()
    print(json.dumps([began, time.monotonic()]), flush=True)


if __name__ == "__main__":
    main()
