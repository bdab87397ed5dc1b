"""Receipts shown and written again, reports told of and verified: for who holds number and code."""

from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy import text, update

from assistant.bootstrap import open_office
from assistant.settings import get_settings
from credit_core.model.cases import CaseType
from credit_core.model.subjects import Subject
from credit_core.reports.report import CreditReport
from credit_core.storage import tables
from credit_core.use_cases.filing import Filed
from credit_core.use_cases.office import Office
from credit_core.use_cases.query import file_query, identity_verified, release_query
from credit_core.use_cases.repair import RepairFiling, file_repair
from credit_core.use_cases.report import content_hash
from tests.channels.cli.conftest import Run
from tests.credit_core.offices import CITIZEN, OFFICER, add_person, add_record
from tests.credit_core.query_filings import own_slots

DONE = {"rectification": ["已缴清罚款（测试）"], "remedy": ["已公开说明（测试）"]}


@pytest.fixture
def office(set_up: Callable[..., None]) -> Office:
    set_up(CLOCK="2026-11-20", DEMO_MODE=1)
    return open_office(get_settings())


@pytest.fixture
def subject(office: Office) -> Subject:
    with office.store.begin() as unit:
        person = add_person(unit, 7)
        add_record(unit, person, "jiangxi")
    return person


@pytest.fixture
def filed(office: Office, subject: Subject) -> Filed:
    with office.store.read() as unit:
        record = unit.records.where(subject_id=subject.id)[0]
    slots = {"subject_name": subject.name, "subject_id_type": "resident_id", "subject_id": subject.id_number}
    filing = RepairFiling("jiangxi", "受理单位（测试）", "platform_operator", DONE, record_id=record.id, slots=slots)
    return file_repair(office, CITIZEN, filing, key="k")


@pytest.fixture
def holder(filed: Filed) -> tuple[str, ...]:
    """The command line of the receipt's holder."""
    return ("case", "receipt", filed.case.number, "--code", str(filed.access_code))


def query(office: Office, subject: Subject) -> str:
    """The id of a query that is ready for release."""
    made = file_query(
        office, CITIZEN, CaseType.QUERY_OWN_RECORD, "jiangxi", own_slots(subject), key="q", channel="website"
    )
    identity_verified(office, OFFICER, made.case.id, "counter", "证件", name=subject.name, number=subject.id_number)
    return made.case.id


def released(office: Office, subject: Subject) -> tuple[str, CreditReport]:
    """The number of a released query and the report that it gave."""
    done = release_query(office, CITIZEN, query(office, subject))
    assert done.report is not None
    return done.case.number, done.report


def test_the_receipt_is_printed_again_without_its_code(run: Run, filed: Filed, holder: tuple[str, ...]) -> None:
    found = run(*holder)
    assert found.exit_code == 0
    assert found.stdout.startswith("江西省信用修复申请回执\n")
    assert "《江西省社会信用条例》第四十条" in found.stdout
    assert found.stdout.endswith("与收到申请时记入审计链的一致。\n")
    assert str(filed.access_code) not in found.output


def test_its_files_and_none_is_overwritten_unasked(run: Run, holder: tuple[str, ...], tmp_path: Path) -> None:
    pdf, ics = tmp_path / "回执.pdf", tmp_path / "到期日.ics"
    wanted = (*holder, "--pdf", str(pdf), "--ics", str(ics))
    assert run(*wanted).exit_code == 0
    paper, dates = pdf.read_bytes(), ics.read_bytes()
    assert PdfReader(BytesIO(paper)).metadata.title.startswith("江西省信用修复申请回执")  # type: ignore[union-attr]
    assert dates.startswith(b"BEGIN:VCALENDAR\r\n")
    assert pdf.stat().st_mode & 0o077 == 0
    ics.unlink()
    pdf.write_bytes(b"mine")
    refused = run(*wanted)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "已经存在" in refused.stderr
    assert "--force" in refused.stderr
    assert (pdf.read_bytes(), ics.exists()) == (b"mine", False)
    assert run(*wanted, "--force").exit_code == 0
    assert (pdf.read_bytes(), ics.read_bytes()) == (paper, dates)
    assert {file.name for file in tmp_path.iterdir() if file.is_file()} == {pdf.name, ics.name}


def test_a_place_that_cannot_be_written(run: Run, holder: tuple[str, ...], tmp_path: Path) -> None:
    found = run(*holder, "--pdf", str(tmp_path / "nowhere" / "a.pdf"))
    assert (found.exit_code, found.stdout) == (2, "")
    assert found.stderr.startswith("写不了")
    same = str(tmp_path / "a")
    assert "不能是同一个文件" in run(*holder, "--pdf", same, "--ics", same).stderr


def test_json_has_moments_and_no_code(run: Run, filed: Filed, holder: tuple[str, ...]) -> None:
    found = json.loads(run(*holder, "--json").stdout)
    assert (found["number"], found["received_on"], found["intact"]) == (filed.case.number, "2026-11-20", True)
    assert (found["filed_at"][:11], found["filed_at"][-6:]) == ("2026-11-20T", "+08:00")
    assert "access_code" not in found
    assert {"JX-57"} <= {step["rule"] for step in found["steps"]}


@pytest.mark.parametrize("wrong", ["number", "code"])
def test_a_wrong_number_or_code_is_one_sentence(run: Run, filed: Filed, wrong: str) -> None:
    number = "YY-20261120-AAAAAAA" if wrong == "number" else filed.case.number
    code = "AAAAAAAAAA" if wrong == "code" else str(filed.access_code)
    found = run("case", "receipt", number, "--code", code)
    assert (found.exit_code, found.output) == (2, "编号或者查询码不对。请核对回执。\n")


def test_a_font_that_is_none_is_said_and_nothing_is_written(
    run: Run, holder: tuple[str, ...], set_up: Callable[..., None], tmp_path: Path
) -> None:
    font, pdf, ics = tmp_path / "字体.ttf", tmp_path / "a.pdf", tmp_path / "a.ics"
    font.write_bytes(b"no font")
    set_up(FONT_PATH=font)
    found = run(*holder, "--pdf", str(pdf), "--ics", str(ics))
    assert found.exit_code == 2
    assert "字体.ttf" in found.stderr
    assert not pdf.exists()
    assert not ics.exists()


def test_an_altered_entry_gives_no_receipt(
    run: Run, office: Office, filed: Filed, holder: tuple[str, ...], tmp_path: Path
) -> None:
    entry = tables.audit_entry
    with office.store.begin() as unit:
        unit.connection.execute(text("DROP TRIGGER audit_entry_keep"))
        changed = update(entry).where(entry.c.entity_id == filed.case.id).values(actor_id="somebody else")
        unit.connection.execute(changed)
    pdf = tmp_path / "a.pdf"
    found = run(*holder, "--pdf", str(pdf))
    assert (found.exit_code, found.stdout, pdf.exists()) == (1, "", False)
    assert "不一致" in found.stderr


def test_no_report_before_the_release(run: Run, office: Office, subject: Subject, filed: Filed) -> None:
    case_id = query(office, subject)
    with office.store.read() as unit:
        number = unit.cases.get(case_id).number
    for one in (number, filed.case.number):
        found = run("case", "report", one)
        assert (found.exit_code, found.stdout) == (2, "")
        assert "没有给出信用报告" in found.stderr
    with office.store.read() as unit:
        assert unit.reports.count() == 0


def test_the_report_of_a_released_case_is_told_and_none_of_its_content(
    run: Run, office: Office, subject: Subject
) -> None:
    number, report = released(office, subject)
    found = run("case", "report", number.lower())
    assert found.exit_code == 0
    assert f"信用报告{report.number}：江西省" in found.stdout
    assert content_hash(report) in found.stdout
    assert "内容不留存" in found.stdout
    for secret in (subject.name, report.verification_code):
        assert secret not in found.output
    assert json.loads(run("case", "report", number, "--json").stdout)["number"] == report.number


@pytest.mark.rule("SYS-26")
def test_a_report_is_verified_by_number_and_code(run: Run, office: Office, subject: Subject) -> None:
    _, report = released(office, subject)
    found = run("report", "verify", report.number, report.verification_code)
    assert found.exit_code == 0
    assert "核验通过" in found.stdout
    assert subject.name not in found.stdout
    wrong = run("report", "verify", report.number, "AAAAAAAAAA")
    assert (wrong.exit_code, wrong.stdout) == (2, "")
    assert "核验码不对" in wrong.stderr
