"""The work queue against a slow, obvious reading of the same cases; its paging, narrowing, reach and speed by index."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, event

from credit_core.duties.status import soon_until, status
from credit_core.errors import BadFiling, Forbidden, NotFound
from credit_core.model.cases import CaseType
from credit_core.model.duties import Duty, DutyStatus
from credit_core.model.ids import new_id
from credit_core.model.people import Actor, Role
from credit_core.storage import work_queue as storage
from credit_core.storage.engine import open_engine
from credit_core.storage.schema import upgrade
from credit_core.storage.work_queue import Days, Wanted, WorkQueue
from credit_core.use_cases.desk.exports import as_csv, as_xlsx, export_queue
from credit_core.use_cases.desk.queue import Bucket, QueueFilter, QueueRow, queue_choices, work_queue
from credit_core.use_cases.desk.queue_actions import assign_many
from credit_core.use_cases.desk.scope import Reach, reach_of
from credit_core.use_cases.filing import Filing, file_case
from credit_core.use_cases.office import Office
from tests.credit_core.offices import CITIZEN, CLERK, OFFICER, SetClock, add_person, add_record

TODAY = date(2026, 11, 20)
ALL = Reach()
PLACES = ("jiangxi", "shanxi", "city")


@pytest.fixture
def many(office: Office, clock: SetClock) -> list[str]:
    """Sixty cases whose duties stand in every way: late, today, soon, later, provisional, paused, undated, done."""
    chance = random.Random(7)
    clock.day = TODAY - timedelta(days=30)
    with office.store.begin() as unit:
        subject = add_person(unit, id="s")
        made = []
        for number in range(60):
            place = PLACES[number % 3]
            record = add_record(unit, subject, place)
            filing = Filing(
                CaseType.OBJECTION, "objection", place, f"单位{number % 4}", "web", {},
                {"ground": "error", "evidence": ["收据"], "recipient_role": "platform_operator"},
                subject_id="s", record_id=record.id, received_on=clock.day - timedelta(days=number % 5),
            )  # fmt: skip
            case = file_case(unit, office, CITIZEN, filing, f"k{number}").case
            closed = TODAY if number % 11 == 0 else None
            unit.cases.replace(replace(case, assigned_to=chance.choice((None, OFFICER.id, "b")), closed_on=closed))
            made.append(case.id)
            template = unit.duties.where(case_id=case.id)[0]
            unit.duties.remove(case_id=case.id)
            unit.duties.add_all(_duties(template, chance))
    clock.day = TODAY
    return made


def _duties(template: Duty, chance: random.Random) -> Iterator[Duty]:
    for _ in range(chance.randrange(4)):
        due = TODAY + timedelta(days=chance.choice((-30, -15, -3, -1, 0, 0, 1, 3, 4, 9, 40)))
        yield replace(
            template, id=new_id(), due=chance.choice((due, due, due, None)), days=None, word="及时",
            provisional=chance.random() < 0.3, paused=chance.random() < 0.2, void=chance.random() < 0.1,
            done_on=TODAY if chance.random() < 0.1 else None,
        )  # fmt: skip


def _obvious(office: Office) -> dict[str, Bucket]:
    """The bucket of each open case by the statuses of its duties."""
    found: dict[str, Bucket] = {}
    with office.store.read() as unit:
        calendar = office.calendar(unit)
        for case in unit.cases.where(closed_on=None):
            buckets = {Bucket.NO_DATE}
            for duty in unit.duties.where(case_id=case.id, done_on=None, void=False):
                stands = status(duty, TODAY, calendar, office.rules.soon)
                if stands is DutyStatus.OVERDUE:
                    buckets.add(Bucket.OVERDUE)
                elif stands is DutyStatus.PAUSED:
                    buckets.add(Bucket.PAUSED)
                elif duty.due is not None and duty.provisional:
                    buckets.add(Bucket.PROVISIONAL)
                elif duty.due is not None and duty.due == TODAY:
                    buckets.add(Bucket.TODAY)
                elif duty.due is not None:
                    near = duty.due <= soon_until(TODAY, calendar, office.rules.soon)
                    buckets.add(Bucket.SOON if near else Bucket.RUNNING)
            found[case.id] = min(buckets, key=list(Bucket).index)
    return found


def _all(office: Office, chosen: QueueFilter | None = None, limit: int = 7) -> list[QueueRow]:
    rows: list[QueueRow] = []
    after: str | None = None
    while True:
        page = work_queue(office, OFFICER, ALL, chosen, after, limit)
        assert (page.counts is None) == (after is not None)
        rows += page.rows
        if page.next is None:
            return rows
        after = page.next


def test_every_open_case_stands_once_in_its_bucket(office: Office, many: list[str]) -> None:
    wanted = _obvious(office)
    rows = _all(office)
    assert len(many) > len(rows)
    assert {row.case_id: row.bucket for row in rows} == wanted
    assert len(rows) == len(wanted)
    assert len(set(wanted.values())) == len(Bucket)
    counts = work_queue(office, OFFICER, ALL).counts
    assert counts == {bucket: Counter(wanted.values())[bucket] for bucket in Bucket}
    for bucket in Bucket:
        assert {row.case_id for row in _all(office, QueueFilter(bucket))} == {
            key for key, stands in wanted.items() if stands is bucket
        }


def test_late_first_then_by_due_day_and_without_a_day_last(office: Office, many: list[str]) -> None:
    rows = _all(office)
    assert len(rows) < len(many)
    late = [row.due for row in rows if row.bucket is Bucket.OVERDUE]
    running = [row.due for row in rows if row.bucket in (Bucket.TODAY, Bucket.SOON, Bucket.RUNNING, Bucket.PROVISIONAL)]
    undated = [row.received_on for row in rows if row.bucket is Bucket.NO_DATE]
    for days in (late, running, undated):
        assert days == sorted(days)  # type: ignore[type-var]
    order = [row.bucket in (Bucket.OVERDUE,) for row in rows]
    assert order == sorted(order, reverse=True)
    assert [row.bucket for row in rows[-len(undated) :]] == [Bucket.NO_DATE] * len(undated)
    assert all(row.due is None and row.note for row in rows if row.bucket is Bucket.NO_DATE)
    assert {row.word for row in rows if row.bucket is Bucket.NO_DATE and row.duty} <= {"及时"}


def test_filters_narrow_and_agree_however_many_match(
    office: Office, many: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = _all(office)
    number, body = rows[3].number, "单位1"
    with office.store.read() as unit:
        record = unit.records.get(unit.cases.get(many[1]).record_id or "")
    chosen = (
        (QueueFilter(place="city"), lambda row: row.jurisdiction == "city"),
        (QueueFilter(body=body), lambda row: row.body == body),
        (QueueFilter(type=CaseType.REPAIR), lambda _: False),
        (QueueFilter(state="submitted", overdue=True), lambda row: row.bucket is Bucket.OVERDUE),
        (QueueFilter(assigned_to="me"), lambda row: row.assigned_to == OFFICER.id),
        (QueueFilter(assigned_to="nobody"), lambda row: row.assigned_to is None),
        (QueueFilter(assigned_to="b"), lambda row: row.assigned_to == "b"),
        (QueueFilter(text=f" {number.lower()} "), lambda row: row.number == number),
        (QueueFilter(text=record.number), lambda row: row.case_id == many[1]),
    )
    for most in (500, 0):  # found first, or along the index
        monkeypatch.setattr(storage, "_FEW", most)
        for wanted, test in chosen:
            assert _all(office, wanted) == [row for row in rows if test(row)], wanted


def test_a_reach_is_a_wall(office: Office, many: list[str]) -> None:
    rows = _all(office)
    own = work_queue(office, OFFICER, Reach(frozenset({"city"})), limit=200).rows
    assert own == tuple(row for row in rows if row.jurisdiction == "city")
    clerk = Actor("c", Role.PROVIDER_CLERK, "单位2")
    assert {row.body for row in work_queue(office, clerk, Reach(), limit=200).rows} == {"单位2"}
    provider = work_queue(office, CLERK, reach_of(CLERK), limit=200).rows
    with office.store.read() as unit:
        kept = {unit.records.get(unit.cases.get(row.case_id).record_id or "").provider for row in provider}
    assert kept <= {CLERK.body}
    assert work_queue(office, Actor("d", Role.PROVIDER_CLERK), Reach()).rows == ()
    with pytest.raises(NotFound):
        work_queue(office, Actor("e", Role.ADMINISTRATOR), Reach())
    with pytest.raises(BadFiling):
        work_queue(office, OFFICER, ALL, after="1.gestern.x")
    assert [name for name, _ in queue_choices(office, OFFICER, Reach(frozenset({"city"}))).places] == ["city"]
    assert many


def test_many_are_assigned_each_with_its_own_answer(office: Office, many: list[str]) -> None:
    with office.store.read() as unit:
        closed = next(case for case in map(unit.cases.get, many) if case.closed_on)
        open_ids = [case.id for case in map(unit.cases.get, many) if case.jurisdiction == "city" and not case.closed_on]
        elsewhere = next(case.id for case in map(unit.cases.get, many) if case.jurisdiction == "shanxi")
    reach = Reach(frozenset({"city", closed.jurisdiction}) - {"shanxi"})
    results = assign_many(office, OFFICER, reach, [open_ids[0], closed.id, elsewhere, "nichts", open_ids[0]], "x")
    done = {one.case_id: one.done for one in results}
    assert done == {open_ids[0]: True, closed.id: False, elsewhere: False, "nichts": False}
    assert [one.number for one in results if one.case_id in (elsewhere, "nichts")] == [None, None]
    with office.store.read() as unit:
        assert unit.cases.get(open_ids[0]).assigned_to == "x"
    with pytest.raises(Forbidden):
        assign_many(office, Actor("a", Role.AUDITOR), reach, open_ids, "x")
    with pytest.raises(BadFiling):
        assign_many(office, OFFICER, reach, [str(number) for number in range(201)], "x")


def test_an_export_is_harmless_and_on_record(office: Office, many: list[str]) -> None:
    with office.store.begin() as unit:
        case = next(case for case in map(unit.cases.get, many) if not case.closed_on)
        unit.cases.replace(replace(case, recipient="=HYPERLINK(1)"))
    sheet = export_queue(office, OFFICER, ALL)
    text = as_csv(sheet).decode("utf-8-sig")
    assert len(sheet.rows) == len(_all(office))
    assert text.splitlines()[0].startswith("编号,事项")
    assert "'=HYPERLINK(1)" in text
    assert ",=HYPERLINK" not in text
    assert as_xlsx(sheet).startswith(b"PK")
    with office.store.read() as unit:
        assert unit.audit_entries.count(act="queue.export") == 1


def test_the_walks_take_the_indexes(tmp_path: Path) -> None:
    """Each section is read along an index, never sorted nor scanned whole: SQLite says so of the database as migrated."""
    engine = open_engine(f"sqlite:///{tmp_path / 'migrated.db'}")
    upgrade(engine)
    with engine.connect() as connection:
        plans = _plans(connection, Wanted())
    engine.dispose()
    used = " ".join(plans)
    for index in ("ix_duty_open", "ix_duty_paused", "ix_duty_provisional", "ix_credit_case_open", "ix_duty_case_id"):
        assert index in used
    assert "TEMP B-TREE" not in used
    assert not [plan for plan in plans if plan.strip() in ("SCAN duty", "SCAN credit_case")]


def _plans(connection: Connection, wanted: Wanted) -> list[str]:
    asked: list[tuple[str, tuple[object, ...]]] = []

    def note(_c: object, _cursor: object, statement: str, parameters: tuple[object, ...], *_: object) -> None:
        asked.append((statement, parameters))

    event.listen(connection, "before_cursor_execute", note)
    queue = WorkQueue(connection, Days(TODAY, TODAY + timedelta(days=3)), wanted)
    for bucket in (None, *Bucket):
        queue.spots(bucket, None, 5)
    event.remove(connection, "before_cursor_execute", note)
    return [
        str(row[3])
        for statement, parameters in asked
        for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
    ]
