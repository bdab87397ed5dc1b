"""The credit report: source and reason of everything, marks with their clause, silence told, verified by its code."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from credit_core.audit.canonical import canonical
from credit_core.errors import NotFound
from credit_core.messages import query as messages
from credit_core.model.cases import CaseType
from credit_core.model.ids import is_number
from credit_core.model.records import Axis, Gravity, Publicity, RecordChange, RecordClass, Source
from credit_core.model.subjects import Subject
from credit_core.reports.fonts import standard_font
from credit_core.reports.machine import as_json
from credit_core.reports.report import CreditReport
from credit_core.use_cases.disclosure import search_public
from credit_core.use_cases.office import Office
from credit_core.use_cases.query import Released, file_query, identity_verified, release_query
from credit_core.use_cases.record_changes import Ground, clear_objection, mark_objection
from credit_core.use_cases.report import content_hash, report_pdf, verify_report
from knowledge.citations.reference import ClauseRef
from tests.credit_core.offices import CITIZEN, OFFICER, SetClock, add_firm, add_person, add_record
from tests.credit_core.query_examples import PLACES
from tests.credit_core.query_filings import granted, third_party_case


def subject_with(office: Office, place: str, **changes: Any) -> Subject:
    with office.store.begin() as unit:
        subject = add_person(unit)
        add_record(unit, subject, place, **changes)
    return subject


def released(office: Office, subject: Subject, place: str, key: str = "k") -> Released:
    slots = {"applicant_role": "self", "subject_name": subject.name, "subject_id_type": subject.id_kind.value,
             "subject_id": subject.id_number}  # fmt: skip
    made = file_query(office, CITIZEN, CaseType.QUERY_OWN_RECORD, place, slots, key=key, channel="website")
    identity_verified(office, OFFICER, made.case.id, "counter", "证件", name=subject.name, number=subject.id_number)
    return release_query(office, CITIZEN, made.case.id)


def report_of(office: Office, subject: Subject, place: str, key: str = "k") -> CreditReport:
    found = released(office, subject, place, key).report
    assert found is not None
    return found


def change(record_id: str, on: date, **changes: Any) -> RecordChange:
    at = SetClock().now()
    values = {"axis": Axis.CONTENT, "before": "effective", "after": "corrected", "source": "提供单位", "reason": "核实有误",
              "rule": None, "clause": None, **changes}  # fmt: skip
    return RecordChange(id=f"c{on}", record_id=record_id, at=at, on=on, case_id=None, actor_id="x", **values)


@pytest.mark.rule("SX-34", "CT-48", "JX-47", "SYS-26", "SYS-28")
@pytest.mark.parametrize(
    ("place", "clause"), [("shanxi", "shanxi-2022#41.2"), ("city", "city-2022#40"), ("jiangxi", "jiangxi-2022#38.1")]
)
def test_source_and_reason_of_every_change_stand_in_it(office: Office, place: str, clause: str) -> None:
    """「有权知晓自身信用报告载明的信息来源和变动理由」."""
    subject = subject_with(office, place, gravity=Gravity.GENERAL)
    with office.store.begin() as unit:
        record = unit.records.where(subject_id=subject.id)[0]
        unit.changes.add(change(record.id, date(2026, 11, 1), clause=ClauseRef.parse(clause)))
    report = report_of(office, subject, place)
    one = report.records[0]
    assert one.source == record.provider
    assert one.document is not None
    assert one.document.issuer == "某县市场监督管理局（测试）"
    assert one.class_name.endswith("（一般）")
    assert one.event_date == record.event_date
    made = one.changes[0]
    assert (made.on, made.reason, made.source, made.what) == (
        date(2026, 11, 1), "核实有误", "提供单位", "信息内容：有效 改为 已更正"
    )  # fmt: skip
    assert made.clause is not None
    assert made.clause.words.startswith("《")
    assert str(office.book.disclosure(f"{place}-2022").right_to_know.clause) == clause


@pytest.mark.rule("SX-29", "CT-50", "JX-50", "SYS-26")
@pytest.mark.parametrize(
    ("place", "clause", "silent"),
    [("shanxi", "shanxi-2022#39.2", False), ("city", "city-2022#42", True), ("jiangxi", "jiangxi-2022#39.2", True)],
)
def test_the_objection_mark_stands_in_it_with_its_clause_and_its_first_day(
    sqlite_office: Office, place: str, clause: str, silent: bool
) -> None:
    """Two objections, one of them ended: the mark stands since the first."""
    subject = subject_with(sqlite_office, place)
    at = sqlite_office.clock.now()
    with sqlite_office.store.begin() as unit:
        record = unit.records.where(subject_id=subject.id)[0]

        def ground(on: date) -> Ground:
            return Ground(OFFICER, on, sqlite_office.clock.now(), "平台", "有人提出异议", None, None)

        record = mark_objection(unit, record, ground(date(2026, 11, 2)))
        record = clear_objection(unit, record, ground(date(2026, 11, 3)))
        for on in (date(2026, 11, 16), date(2026, 11, 17)):
            record = mark_objection(unit, record, ground(on))
        clear_objection(unit, record, ground(date(2026, 11, 18)))
    report = report_of(sqlite_office, subject, place)
    mark = report.records[0].objection_mark
    assert mark is not None
    assert (mark.since, str(mark.clause.ref)) == (date(2026, 11, 16), clause)
    assert ("不影响披露和使用" in mark.words) is not silent
    assert bool(report.records[0].silences) is silent
    assert any("A-21" in note and "未经律师审核" in note for note in report.notes) is silent
    assert report.issued_at > at


@pytest.mark.rule("JX-48", "SX-13", "CT-48")
@pytest.mark.parametrize("place", PLACES)
def test_free_where_written_silence_where_not(sqlite_office: Office, place: str) -> None:
    report = report_of(sqlite_office, subject_with(sqlite_office, place), place)
    assert any("收费" in line for line in report.silences) is (place != "jiangxi")
    assert (messages.NOTE_FREE in report.notes) is (place == "jiangxi")
    assert any("实名认证使用" in note for note in report.notes) is (place == "jiangxi")
    assert any("A-38" in note and "未经律师审核" in note for note in report.notes)


@pytest.mark.rule("SX-08")
@pytest.mark.parametrize("place", PLACES)
def test_no_end_of_publicity_is_made_up(sqlite_office: Office, place: str) -> None:
    subject = subject_with(sqlite_office, place)
    with sqlite_office.store.begin() as unit:
        add_record(unit, subject, place, publicity=Publicity.NOT_PUBLIC)
        add_record(unit, subject, place, publicity_end=date(2027, 3, 10))
    records = report_of(sqlite_office, subject, place).records
    assert {one.publicity.ends_on for one in records} == {None, date(2027, 3, 10)}
    notes = {one.publicity.state: one.publicity.note for one in records if one.publicity.ends_on is None}
    assert "没有载入" in str(notes[Publicity.PUBLIC])
    assert notes[Publicity.NOT_PUBLIC] == messages.NO_END_NEEDED


@pytest.mark.rule("SX-39", "SYS-22")
def test_the_subject_sees_what_is_masked_and_marked(sqlite_office: Office) -> None:
    subject = subject_with(
        sqlite_office, "shanxi", masked=True, repair_mark=True, publicity=Publicity.STOPPED, serious_list="示例名单"
    )
    one = report_of(sqlite_office, subject, "shanxi").records[0]
    assert one.publicity.state is Publicity.MASKED
    assert [str(mark.clause.ref) for mark in one.marks] == ["shanxi-2022#43.2", "shanxi-2022#28.2"]
    assert "示例名单" in one.marks[1].words


def test_sections_stand_under_the_places_own_headings(sqlite_office: Office) -> None:
    subject = subject_with(sqlite_office, "jiangxi", record_class=RecordClass.POSITIVE, source=Source.MARKET)
    report = report_of(sqlite_office, subject, "jiangxi")
    assert {section.kind: (section.title, len(section.records)) for section in report.sections} == {
        RecordClass.BASIC: ("基础信息", 0),
        RecordClass.DISHONEST: ("失信信息", 0),
        RecordClass.POSITIVE: ("优良信息", 1),
        RecordClass.OTHER: ("其他信息", 0),
    }
    assert any("市场信用信息" in note for note in report.notes)


@pytest.mark.rule("SYS-28", "SX-34")
def test_it_tells_who_looked(sqlite_office: Office) -> None:
    subject = subject_with(sqlite_office, "shanxi")
    assert messages.NOTE_NO_LOOKS in report_of(sqlite_office, subject, "shanxi").notes
    search_public(sqlite_office, "shanxi", subject.name)
    notes = report_of(sqlite_office, subject, "shanxi", "k2").notes
    assert messages.NOTE_LOOKS.format(total=2, count=2) in notes
    assert any("2026-11-20，社会公众，依法公开" in note for note in notes)


@pytest.mark.rule("CT-24", "CT-46")
def test_another_sees_no_reasons_of_change_no_register_and_not_the_whole_number(sqlite_office: Office) -> None:
    subject = subject_with(sqlite_office, "city")
    with sqlite_office.store.begin() as unit:
        unit.changes.add(change(unit.records.where(subject_id=subject.id)[0].id, date(2026, 11, 1)))
    found = release_query(
        sqlite_office, OFFICER, third_party_case(sqlite_office, subject, granted(sqlite_office, subject))
    )
    report = found.report
    assert report is not None
    assert report.records[0].changes == ()
    assert (report.subject.masked, "*" in report.subject.number, report.subject.name) == (True, True, subject.name)
    assert report.silences == ("条例没有写明主体可以终止授权。",)
    assert not any("查询登记" in note for note in report.notes)
    assert str(report.request.clause.ref) == "city-2022#22.1"


@pytest.mark.rule("SYS-26")
def test_it_is_verified_by_number_and_code_and_a_changed_copy_shows(office: Office) -> None:
    subject = subject_with(office, "shanxi")
    report = report_of(office, subject, "shanxi")
    assert is_number(report.number)
    found = verify_report(office, f" {report.number.lower()} ", report.verification_code.lower())
    assert (found.number, found.place, found.issuing_body) == (report.number, "山西省", "社会信用工作机构")
    assert found.content_sha256 == content_hash(report)
    copy = json.loads(canonical(as_json(report)))
    assert copy["subject"]["name"] == subject.name
    for number, code in [(report.number, "AAAAAAAAAA"), ("BG-20261120-AAAAAAA", report.verification_code)]:
        with pytest.raises(NotFound, match="核验码"):
            verify_report(office, number, code)


@pytest.mark.rule("SYS-26")
def test_its_audit_head_covers_the_release_and_the_issue_is_chained_after(sqlite_office: Office) -> None:
    found = released(sqlite_office, subject_with(sqlite_office, "shanxi"), "shanxi")
    assert found.report is not None
    number, _, digest = found.report.audit_head.partition(":")
    with sqlite_office.store.read() as unit:
        entries = unit.audit_entries.where(order=("seq",))
    acts = {entry.seq: entry for entry in entries}
    assert acts[int(number)].hash == digest
    covered = [entry.act for entry in entries if entry.seq <= int(number)]
    assert {"query.granted", "query_own_record.release"} <= {*covered}
    assert [entry.act for entry in entries if entry.seq > int(number)] == ["report.issue"]


def test_it_prints(sqlite_office: Office) -> None:
    with sqlite_office.store.begin() as unit:
        firm = add_firm(unit)
        add_record(unit, firm, "jiangxi", objection_marks=1, title="")
    report = report_of(sqlite_office, firm, "jiangxi")
    assert report.subject.number == firm.id_number
    assert report_pdf(report, standard_font()).startswith(b"%PDF-")
