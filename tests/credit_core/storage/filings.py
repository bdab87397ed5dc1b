"""Filing an objection, over and over, from many threads and processes; and what must be true of the database afterwards."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection, func, select

from credit_core.law.procedure_schema import Machine, ProcedureFile
from credit_core.model.cases import CaseType
from credit_core.storage import chain, tables
from credit_core.storage.unit_of_work import Store, UnitOfWork
from credit_core.use_cases.filing import Filed, Filing, file_case
from credit_core.use_cases.office import Office
from tests.credit_core.offices import CITIZEN, SetClock, add_person, add_record, open_test_office

PLACE = "jiangxi"
DOCUMENT = "jiangxi-2022"
PROCEDURE = "short"
CASE_OFFICER = ["case_officer"]
MACHINE = {
    "machine": PROCEDURE,
    "prefix": "YY",
    "initial": "draft",
    "final": ["closed", "withdrawn"],
    "states": {"draft": "未提交", "submitted": "已提交", "closed": "已办结", "withdrawn": "已撤回"},
    "events": {"submit": "提交", "close": "办结", "withdraw": "撤回"},
    "rows": [
        {"id": "S-01", "from": ["draft"], "event": "submit", "to": "submitted", "by": ["citizen"],
         "emits": [{"event": "objection_received"}]},
        {"id": "S-02", "from": ["submitted"], "event": "close", "to": "closed", "by": CASE_OFFICER},
        {"id": "S-03", "from": ["submitted"], "event": "withdraw", "to": "withdrawn", "by": ["citizen"]},
    ],
}  # fmt: skip
PLACE_FILE = {
    "procedure": PROCEDURE,
    "machine": PROCEDURE,
    "document": DOCUMENT,
    "name": "异议（测试用的短程序）",
    "acts": ["objection"],
    "clause": f"{DOCUMENT}#39.1",
}


def open_short_office(store: Store, clock: SetClock) -> Office:
    """An office that knows the short procedure."""
    return with_short_procedure(open_test_office(store, clock))


def with_short_procedure(office: Office) -> Office:
    """The same office, knowing the short procedure too."""
    machines = {**office.book.machines, PROCEDURE: Machine.model_validate(MACHINE)}
    places = {**office.book.places, (DOCUMENT, PROCEDURE): ProcedureFile.model_validate(PLACE_FILE)}
    return replace(office, book=replace(office.book, machines=machines, places=places))


def someone(office: Office) -> Filing:
    """A person with a record in the office's database, and the objection to it."""
    with office.store.begin() as unit:
        person = add_person(unit)
        record = add_record(unit, person, PLACE)
    return Filing(
        type=CaseType.OBJECTION,
        procedure=PROCEDURE,
        jurisdiction=PLACE,
        recipient="江西省公共信用信息平台（测试）",
        channel="web",
        slots={"subject_name": person.name, "contact": "13800000000"},
        facts={"objection_detail": "处罚早已撤销"},
        subject_id=person.id,
        record_id=record.id,
    )


def post(office: Office, filing: Filing, key: str) -> Filed:
    """One submission, in a transaction of its own."""
    with office.store.begin() as unit:
        return file_case(unit, office, CITIZEN, filing, key)


def half_cases(connection: Connection) -> tuple[str, ...]:
    """Cases without their submission, first event, duty or audit entry: there must never be one."""
    case = tables.case.c.id
    parts = (
        (tables.submission, tables.submission.c.case_id),
        (tables.case_event, tables.case_event.c.case_id),
        (tables.duty, tables.duty.c.case_id),
        (tables.audit_entry, tables.audit_entry.c.entity_id),
    )
    lacking = [select(case).where(~select(table).where(owner == case).exists()) for table, owner in parts]
    orphans = [
        select(owner).where(owner.is_not(None), ~select(tables.case).where(case == owner).exists())
        for _, owner in parts[:3]
    ]
    return tuple(found for query in (*lacking, *orphans) for found in connection.scalars(query))


def gaps(unit: UnitOfWork, case_id: str) -> bool:
    """True if the case's version and the numbers of its events are not 1, 2, 3 …"""
    events = [event.number for event in unit.events.where(case_id=case_id, order=("number",))]
    return events != list(range(1, len(events) + 1)) or unit.cases.get(case_id).version != len(events) + 1


def case_count(connection: Connection) -> int:
    """How many cases there are."""
    return connection.execute(select(func.count()).select_from(tables.case)).scalar_one()


def is_sound(connection: Connection) -> bool:
    """True if the audit chain holds."""
    return chain.verify(connection).sound
