"""What the verbs after a document event promise beyond the cases: which records, whose cases, once per document."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from credit_core.errors import BadFiling, Forbidden, KeyReused, Refused
from credit_core.model.decisions import Decision, Outcome
from credit_core.model.people import SYSTEM
from credit_core.model.records import DocumentState, LegalDocument, Record, Validity
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases import revocation
from credit_core.use_cases.cases import take_step
from credit_core.use_cases.office import Office
from credit_core.use_cases.revocation import DocumentEvent, DocumentReport
from tests.credit_core.offices import CITIZEN, CLERK, OFFICER, SetClock, add_document, add_firm, add_record

DAY = date(2026, 3, 2)
BODY = "某县市场监督管理局（测试）"
REVOKED = DocumentEvent("revoked", "测撤〔2026〕8号", changed_on=DAY, effective_on=DAY, acted_on=DAY)


@pytest.fixture(autouse=True)
def _day(clock: SetClock) -> None:
    clock.day = DAY


def records_on_one_document(unit: UnitOfWork, place: str, count: int) -> tuple[LegalDocument, list[Record]]:
    document = add_document(unit)
    return document, [add_record(unit, add_firm(unit, n + 1), place, document=document) for n in range(count)]


def report(document: LegalDocument | None = None, place: str = "shanxi", **changes: Any) -> DocumentReport:
    made = DocumentReport(place, BODY)
    if document is not None:
        made = replace(made, number=document.number, issuer=document.issuer)
    return replace(made, **changes)


@pytest.mark.rule("SX-35", "SX-36", "SX-37")
def test_both_hops_on_both_databases(office: Office) -> None:
    with office.store.begin() as unit:
        document, (record,) = records_on_one_document(unit, "shanxi", 1)
    (filed,) = revocation.report_document_event(office, CLERK, report(document), key="k")
    case_id = filed.case.id
    revocation.confirm_event(office, CLERK, case_id, REVOKED)
    revocation.provider_step(office, CLERK, case_id, "provider_correct", correction="delete")
    revocation.provider_step(office, CLERK, case_id, "provider_tell")
    revocation.receive(office, OFFICER, case_id)
    revocation.correct_record(office, OFFICER, case_id)
    assert revocation.inform_subject(office, OFFICER, case_id).state == "subject_informed"
    with office.store.read() as unit:
        duties = unit.duties.where(case_id=case_id)
        assert {duty.rule: duty.done_on for duty in duties} == {"SX-35": DAY, "SX-36": DAY, "SX-37": DAY}
        assert len({duty.body for duty in duties}) == 2
        assert unit.records.get(record.id).content == {}
        assert str(unit.tombstones.get(record.id).clause) == "shanxi-2022#42"


def test_every_record_on_the_document_has_its_case(sqlite_office: Office) -> None:
    with sqlite_office.store.begin() as unit:
        document, records = records_on_one_document(unit, "shanxi", 3)
        elsewhere = add_record(unit, add_firm(unit, 9), "jiangxi", document=document)
        unit.records.replace(replace(records[2], validity=Validity.DELETED))
    filed = revocation.report_document_event(sqlite_office, SYSTEM, report(document), key="k")
    assert {one.case.record_id for one in filed} == {records[0].id, records[1].id}
    assert [one.case.linked_to for one in filed] == [None, filed[0].case.id]
    assert elsewhere.id not in {one.case.record_id for one in filed}
    again = revocation.report_document_event(sqlite_office, SYSTEM, report(document), key="k")
    assert [one.case.id for one in again] == [one.case.id for one in filed]
    assert all(one.again for one in again)


@pytest.mark.rule("SX-35")
def test_one_confirmation_starts_the_clocks_of_all_records_and_changes_the_document_once(sqlite_office: Office) -> None:
    with sqlite_office.store.begin() as unit:
        document, records = records_on_one_document(unit, "shanxi", 3)
    first, _ = revocation.report_document_event(sqlite_office, CLERK, report(document), key="k")[:2]
    done = revocation.confirm_event(sqlite_office, OFFICER, first.case.id, REVOKED, on=DAY)
    assert {case.record_id for case in done} == {record.id for record in records}
    assert {case.state for case in done} == {"provider_clock"}
    with sqlite_office.store.read() as unit:
        changed = unit.documents.get(document.id)
        assert unit.duties.count(rule="SX-35") == 3
        assert unit.cases.count() == 3
    assert (changed.state, changed.changed_on, changed.version) == (DocumentState.REVOKED, DAY, 2)


@pytest.mark.parametrize(
    ("event", "state"),
    [("changed", DocumentState.CHANGED), ("revoked", DocumentState.REVOKED), ("invalid", DocumentState.INVALID)],
)
def test_what_becomes_of_the_document(sqlite_office: Office, event: str, state: DocumentState) -> None:
    with sqlite_office.store.begin() as unit:
        document, _ = records_on_one_document(unit, "city", 1)
    (filed,) = revocation.report_document_event(sqlite_office, CLERK, report(document, "city"), key="k")
    said = DocumentEvent(event, "测撤〔2026〕8号", effective_on=date(2026, 3, 2))
    with sqlite_office.store.begin() as unit:
        unit.records.replace(replace(unit.records.get(str(filed.case.record_id)), pushed_at=None))
    revocation.confirm_event(sqlite_office, CLERK, filed.case.id, said)
    with sqlite_office.store.read() as unit:
        assert unit.documents.get(document.id).state is state
        assert unit.documents.get(document.id).change_effective_on == DAY


@pytest.mark.rule("CT-55")
def test_what_was_never_collected_gets_no_clause_and_no_clock(sqlite_office: Office) -> None:
    with sqlite_office.store.begin() as unit:
        add_record(unit, add_firm(unit), "city", pushed_at=None)
        (record,) = unit.records.where()
    (filed,) = revocation.report_document_event(
        sqlite_office, CLERK, report(place="city", record_id=record.id), key="k"
    )
    (case,) = revocation.confirm_event(sqlite_office, CLERK, filed.case.id, REVOKED)
    with sqlite_office.store.read() as unit:
        assert unit.duties.count(case_id=case.id) == 0
        assert {event.clause for event in unit.events.where(case_id=case.id)} == {None}
    assert case.state == "not_regulated"


def test_a_citizen_finds_only_the_own_records(sqlite_office: Office) -> None:
    with sqlite_office.store.begin() as unit:
        document, records = records_on_one_document(unit, "shanxi", 2)
    own = report(document, subject_id=records[1].subject_id)
    (filed,) = revocation.report_document_event(sqlite_office, CITIZEN, own, key="1")
    assert filed.case.record_id == records[1].id
    with sqlite_office.store.begin() as unit:
        strange = add_record(unit, add_firm(unit, 9), "shanxi")
    others = report(record_id=strange.id, subject_id=records[1].subject_id)
    with pytest.raises(BadFiling, match="与您的信用信息无关"):
        revocation.report_document_event(sqlite_office, CITIZEN, others, key="2")


def test_a_document_nobody_knows_here_is_still_a_case(sqlite_office: Office) -> None:
    unknown = report(number="测判〔2026〕9号", issuer="某县人民法院（测试）", event_date=DAY)
    (filed,) = revocation.report_document_event(sqlite_office, CITIZEN, unknown, key="k")
    assert (filed.case.state, filed.case.record_id, filed.case.event_date) == ("document_event", None, DAY)
    revocation.confirm_event(sqlite_office, OFFICER, filed.case.id, REVOKED)
    revocation.provider_step(sqlite_office, CLERK, filed.case.id, "provider_tell")
    revocation.provider_step(sqlite_office, CLERK, filed.case.id, "provider_correct", correction="correct")
    revocation.receive(sqlite_office, SYSTEM, filed.case.id)
    assert revocation.correct_record(sqlite_office, OFFICER, filed.case.id).state == "platform_done"


def test_a_report_names_something(sqlite_office: Office) -> None:
    with pytest.raises(BadFiling, match="请写明"):
        revocation.report_document_event(sqlite_office, CITIZEN, report(), key="k")


def test_two_documents_of_one_number_need_their_issuer(sqlite_office: Office) -> None:
    with sqlite_office.store.begin() as unit:
        add_document(unit, number="测罚1号", issuer="甲局（测试）")
        known = add_document(unit, number="测罚2号", issuer="乙局（测试）")
        add_document(unit, number="测罚1号", issuer="丙局（测试）")
        record = add_record(unit, add_firm(unit), "shanxi", document=known)
    with pytest.raises(BadFiling, match="作出单位"):
        revocation.report_document_event(sqlite_office, CLERK, report(number="测罚1号"), key="1")
    (filed,) = revocation.report_document_event(sqlite_office, CLERK, report(number="测罚2号"), key="2")
    assert filed.case.record_id == record.id


def test_the_same_key_with_another_report_is_told(sqlite_office: Office) -> None:
    revocation.report_document_event(sqlite_office, CITIZEN, report(number="测判1号"), key="k")
    with pytest.raises(KeyReused):
        revocation.report_document_event(sqlite_office, CITIZEN, report(number="测判2号"), key="k")


def test_a_citizen_reports_and_confirms_nothing(sqlite_office: Office) -> None:
    (filed,) = revocation.report_document_event(sqlite_office, CITIZEN, report(number="测判1号"), key="k")
    with pytest.raises(Forbidden):
        revocation.confirm_event(sqlite_office, CITIZEN, filed.case.id, REVOKED)


def test_a_record_deleted_meanwhile_needs_no_second_tombstone(sqlite_office: Office) -> None:
    with sqlite_office.store.begin() as unit:
        document, (record,) = records_on_one_document(unit, "jiangxi", 1)
    (filed,) = revocation.report_document_event(sqlite_office, CLERK, report(document, "jiangxi"), key="k")
    revocation.confirm_event(sqlite_office, CLERK, filed.case.id, REVOKED)
    revocation.provider_step(sqlite_office, CLERK, filed.case.id, "provider_push", correction="delete")
    revocation.receive(sqlite_office, OFFICER, filed.case.id)
    with sqlite_office.store.begin() as unit:
        unit.records.replace(replace(unit.records.get(record.id), validity=Validity.DELETED))
    assert revocation.correct_record(sqlite_office, OFFICER, filed.case.id).state == "platform_done"
    with sqlite_office.store.read() as unit:
        assert unit.changes.count(record_id=record.id) == 0


@pytest.mark.parametrize(
    ("found", "outcome"), [({}, Outcome.ASK_OFFICE), ({"document_changed": True}, Outcome.REFUSED)]
)
def test_unfounded_is_what_an_officer_found_and_nothing_else(
    sqlite_office: Office, found: dict[str, bool], outcome: Outcome
) -> None:
    (filed,) = revocation.report_document_event(sqlite_office, CITIZEN, report(number="测判1号"), key="k")
    facts = {"findings": found, "unfounded_reasons": "没有查到"}
    with pytest.raises(Refused) as refused:
        take_step(sqlite_office, OFFICER, filed.case.id, "find_unfounded", facts)
    assert isinstance(refused.value.decision, Decision)
    assert refused.value.decision.outcome is outcome
