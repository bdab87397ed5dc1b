"""Cases and records on the desks: masked, within reach, and every look on record with its purpose."""

from __future__ import annotations

import re

import pytest

from credit_core.errors import BadFiling, Forbidden, NotFound
from credit_core.model.cases import CaseType
from credit_core.model.disclosure import AuthorisationState, Mode, QueryEntry
from credit_core.model.people import Actor, Role
from credit_core.model.records import Record
from credit_core.use_cases.desk import lists, records
from credit_core.use_cases.desk.case import case_desk, find_case
from credit_core.use_cases.desk.lists import RegisterFilter, query_register
from credit_core.use_cases.desk.rows import look_row
from credit_core.use_cases.desk.scope import Reach
from credit_core.use_cases.office import Office
from tests.credit_core.offices import OFFICER

ALL = Reach()
SUPERVISOR = Actor("supervisor-1", Role.SUPERVISOR)
WHY = "核对异议"


@pytest.fixture
def record(busy: Office) -> Record:
    """One that an open objection is about, of a person."""
    with busy.store.read() as unit:
        for case in unit.cases.where(type=CaseType.OBJECTION, closed_on=None, order=("id",)):
            found = unit.records.find(case.record_id) if case.record_id else None
            if found is not None and unit.subjects.get(found.subject_id).kind == "natural_person" and found.content:
                return found
    raise AssertionError


def _case_of(office: Office, record: Record) -> str:
    with office.store.read() as unit:
        return next(one.id for one in unit.cases.where(record_id=record.id, closed_on=None, type=CaseType.OBJECTION))


def test_a_case_is_masked_until_somebody_says_what_for(busy: Office, record: Record) -> None:
    case_id = _case_of(busy, record)
    with busy.store.read() as unit:
        subject = unit.subjects.get(record.subject_id)
        before = unit.queries.count(subject_id=subject.id, actor_id=OFFICER.id)
    hidden = case_desk(busy, OFFICER, ALL, case_id)
    assert not re.search(f"{subject.id_number}|{subject.name}", repr(hidden))
    assert hidden.record is not None
    assert (hidden.record.title, hidden.record.content) == (None, ())
    assert hidden.steps
    assert all(duty.counting for duty in hidden.duties)
    with pytest.raises(BadFiling, match="目的"):
        case_desk(busy, OFFICER, ALL, case_id, full=True)
    whole = case_desk(busy, OFFICER, ALL, case_id, full=True, purpose=WHY)
    assert whole.record is not None
    assert whole.record.content
    filed = {field.label: field.value for field in whole.filed}
    assert (filed["信用主体"], filed["证件号码"]) == (subject.name, subject.id_number)
    assert (filed["办理人身份"], filed["证件种类"]) == ("本人", "居民身份证")
    with busy.store.read() as unit:
        looks = unit.queries.where(subject_id=subject.id, actor_id=OFFICER.id, order=("-at",))
    assert len(looks) == before + 1
    assert (looks[0].purpose, looks[0].mode, looks[0].case_id) == (WHY, Mode.EX_OFFICIO, case_id)


def test_a_case_out_of_reach_is_not_there(busy: Office, record: Record) -> None:
    case_id = _case_of(busy, record)
    with busy.store.read() as unit:
        number = unit.cases.get(case_id).number
    assert find_case(busy, OFFICER, ALL, number.lower()) == case_id
    elsewhere = Reach(frozenset({"nirgends"}))
    for look in (
        lambda: case_desk(busy, OFFICER, elsewhere, case_id),
        lambda: find_case(busy, OFFICER, elsewhere, number),
        lambda: case_desk(busy, Actor("a", Role.ADMINISTRATOR), ALL, case_id),
        lambda: case_desk(busy, Actor("c", Role.PROVIDER_CLERK, "别的单位"), ALL, case_id),
        lambda: records.record_desk(busy, Actor("c", Role.PROVIDER_CLERK, "别的单位"), ALL, record.id, WHY),
        lambda: records.record_desk(busy, OFFICER, elsewhere, record.id, WHY),
    ):
        with pytest.raises(NotFound):
            look()
    own = Actor("c", Role.PROVIDER_CLERK, record.provider)
    assert case_desk(busy, own, ALL, case_id).view.number == number
    assert records.record_desk(busy, own, ALL, record.id, WHY).short.number == record.number


def test_a_record_is_shown_whole_and_the_look_stands_among_its_looks(busy: Office, record: Record) -> None:
    desk = records.record_desk(busy, OFFICER, ALL, record.id, WHY)
    assert desk.short.content
    assert desk.changes
    assert all(change.reason and change.source for change in desk.changes)
    assert desk.looks[0].purpose == WHY
    assert desk.retention
    assert {case.id for case in desk.cases} >= {_case_of(busy, record)}
    again = records.record_desk(busy, OFFICER, ALL, record.id, WHY)
    assert len(again.looks) == len(desk.looks) + 1
    for find in (records.find_subjects, records.find_records, records.archive_desk, records.record_desk):
        with pytest.raises(BadFiling, match="目的"):
            find(busy, OFFICER, ALL, record.id, "  ")


def test_subjects_are_found_by_their_whole_name_or_number_and_masked(busy: Office, record: Record) -> None:
    with busy.store.read() as unit:
        subject = unit.subjects.get(record.subject_id)
        before = unit.queries.count(subject_id=subject.id, actor_id=OFFICER.id)
    (found,) = records.find_subjects(busy, OFFICER, ALL, subject.id_number, WHY)
    assert subject.name not in repr(found)
    assert subject.id_number not in repr(found)
    assert found.records > 0
    assert found in records.find_subjects(busy, OFFICER, ALL, subject.name, WHY)
    assert records.find_subjects(busy, OFFICER, ALL, subject.name[:1], WHY) == ()
    assert records.find_subjects(busy, OFFICER, Reach(frozenset({"nirgends"})), subject.name, WHY) == ()
    (short,) = records.find_records(busy, OFFICER, ALL, record.number.lower(), WHY)
    assert short.title is None
    archive = records.archive_desk(busy, OFFICER, ALL, subject.id, WHY)
    assert len(archive.records) == found.records
    with busy.store.read() as unit:
        assert unit.queries.count(subject_id=subject.id, actor_id=OFFICER.id) > before
        assert archive.looks == unit.queries.count(subject_id=subject.id)


def test_the_register_is_for_supervision_and_audit_page_by_page(busy: Office) -> None:
    with pytest.raises(Forbidden):
        query_register(busy, OFFICER, ALL)
    with busy.store.read() as unit:
        wanted = [entry.id for entry in unit.queries.where(order=("-at", "-id"))]
    seen: list[str] = []
    after: str | None = None
    while True:
        page = query_register(busy, SUPERVISOR, ALL, after=after, limit=7)
        seen += [row.id for row in page.rows]
        after = page.next
        if after is None:
            break
    assert seen == wanted
    refused = query_register(busy, SUPERVISOR, ALL, RegisterFilter(granted=False, place="city"), limit=200).rows
    assert refused
    assert not [row for row in refused if row.granted]
    today = busy.clock.today()
    assert query_register(busy, SUPERVISOR, ALL, RegisterFilter(since=today, until=today), limit=200).rows
    with pytest.raises(BadFiling):
        query_register(busy, SUPERVISOR, ALL, after="nichts")


def test_lists_of_authorisations_and_of_cases(busy: Office) -> None:
    page = lists.authorisations(busy, OFFICER, ALL, limit=200)
    assert page.rows
    assert not [row for row in page.rows if row.state is AuthorisationState.REVOKED and row.state_name != "已终止"]
    repairs = lists.case_list(busy, OFFICER, ALL, CaseType.REPAIR, limit=2)
    rest = lists.case_list(busy, OFFICER, ALL, CaseType.REPAIR, after=repairs.next, limit=200)
    with busy.store.read() as unit:
        assert len(repairs.rows) + len(rest.rows) == unit.cases.count(type=CaseType.REPAIR)
        still = unit.cases.count(type=CaseType.REPAIR, closed_on=None)
    assert len(lists.case_list(busy, OFFICER, ALL, CaseType.REPAIR, open_only=True, limit=200).rows) == still


@pytest.mark.parametrize(
    ("mode", "role", "shown"),
    [
        (Mode.REAL_NAME, "case_officer", "陈*平"),
        (Mode.AUTHORISED, "person", "陈*平"),
        (Mode.AUTHORISED, "organisation", "陈一平"),
        (Mode.EX_OFFICIO, "case_officer", "陈一平"),
    ],
)
def test_a_person_who_asked_is_masked_whoever_released_it(busy: Office, mode: Mode, role: str, shown: str) -> None:
    at = busy.clock.now()
    entry = QueryEntry(
        "e", at, "jiangxi", "s", "陈一平", role, mode, "查本人", "jiangxi-2022#38.1", None, None, "counter", True, "",
        (), (), "officer",
    )  # fmt: skip
    assert look_row(busy, entry).requester == shown
