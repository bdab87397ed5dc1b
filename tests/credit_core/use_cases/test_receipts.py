"""Receipts: what a filing is answered with, in the words of its place, and that it can be verified later."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlalchemy import text, update

from credit_core.audit.errors import BadHead
from credit_core.errors import NotFound
from credit_core.model.cases import InfoKind
from credit_core.reports.fonts import standard_font
from credit_core.reports.ics import due_days
from credit_core.reports.receipt_pdf import render_receipt
from credit_core.reports.receipt_text import receipt_lines
from credit_core.storage import tables
from credit_core.use_cases.case_view import EvidenceFile, add_evidence
from credit_core.use_cases.complaint import ComplaintFiling, file_complaint
from credit_core.use_cases.filing import Filed
from credit_core.use_cases.honour import HonourFiling, file_honour_deletion
from credit_core.use_cases.objection import ObjectionFiling, file_objection
from credit_core.use_cases.office import Office
from credit_core.use_cases.receipts import receipt, receipt_again, verify_receipt
from credit_core.use_cases.repair import RepairFiling, file_repair
from credit_core.use_cases.revocation import DocumentReport, report_document_event
from tests.credit_core.offices import CITIZEN, SetClock, add_person, add_record

DONE = {"rectification": ["已缴清罚款（测试）"], "remedy": ["已公开说明（测试）"]}


def repair(office: Office, place: str = "jiangxi", *, key: str = "k") -> Filed:
    """An application for repair with everything the place asks; the contact and the number are private."""
    with office.store.begin() as unit:
        person = add_person(unit, 7)
        record = add_record(unit, person, place, publicity_end=date(2027, 6, 1))
    role = {"jiangxi": "platform_operator", "shanxi": "credit_work_body"}.get(place)
    slots = {
        "jurisdiction": place,
        "subject_name": person.name,
        "subject_id_type": "resident_id",
        "subject_id": person.id_number,
        "contact": "13800138000",
        "records": ["2026年的行政处罚"],
        "correction_facts": ["已缴清罚款"],
    }
    filing = RepairFiling(place, "受理单位（测试）", role, DONE, record_id=record.id, slots=slots)
    return file_repair(office, CITIZEN, filing, key=key)


@pytest.mark.rule("JX-57")
def test_the_receipt_says_what_was_filed_and_what_comes_next(office: Office) -> None:
    filed = repair(office)
    made = receipt(office, filed)
    text = "\n".join(receipt_lines(made))
    for words in (
        "江西省信用修复申请回执",
        f"编号：{filed.case.number}",
        f"查询码：{filed.access_code}",
        "受理单位：受理单位（测试）",
        "信息：2026年的行政处罚",
        "《江西省社会信用条例》第四十条",
        "到期日2026-12-04，当日也算；但是法律、法规和国家另有规定的，适用其规定",
        "受理单位（测试）询问办理进展",
        "没有写投诉举报",
        "解释 A-2（未经律师审核）",
        "审计链校验点",
    ):
        assert words in text
    (step,) = [step for step in made.steps if step.rule == "JX-57"]
    assert (step.due, step.provisional) == (date(2026, 12, 4), False)


def test_no_number_of_the_applicant_stands_in_full_on_it(sqlite_office: Office) -> None:
    filed = repair(sqlite_office)
    made = receipt(sqlite_office, filed)
    number = filed.case.applicant["subject_id"]
    whole = "\n".join((*receipt_lines(made, counting=True), due_days(made) or ""))
    assert number not in whole
    assert "13800138000" not in whole
    assert f"{number[:3]}***********{number[-4:]}" in whole
    assert "138****8000" in whole
    assert filed.case.applicant["subject_name"] not in (due_days(made) or "")


def test_the_days_are_counted_on_request_only(sqlite_office: Office) -> None:
    made = receipt(sqlite_office, repair(sqlite_office))
    assert "2026-11-23 第1个工作日" not in "".join(receipt_lines(made))
    counted = "".join(receipt_lines(made, counting=True))
    assert "2026-11-23 第1个工作日" in counted
    assert "2026-11-21 不计" in counted


@pytest.mark.rule("GEN-05")
def test_where_the_law_gives_a_word_there_is_no_day(sqlite_office: Office) -> None:
    filing = HonourFiling("city", "某市公共信用信息工作机构（测试）", _named("王某"), ["volunteering"])
    made = receipt(sqlite_office, file_honour_deletion(sqlite_office, CITIZEN, filing, key="k"))
    (step,) = made.steps
    assert (step.rule, step.due, step.when) == ("CT-61", None, "条例没有写明期限")
    assert due_days(made) is None


@pytest.mark.rule("SX-35", "SX-37")
def test_duties_that_wait_for_their_start_are_told_with_it(sqlite_office: Office) -> None:
    report = DocumentReport("shanxi", "山西省社会信用工作机构（测试）", number="测〔2026〕1号")
    (filed,) = report_document_event(sqlite_office, CITIZEN, report, key="k")
    told = {step.rule: step for step in receipt(sqlite_office, filed).steps}
    assert told["SX-35"].when == "从“文书被变更、撤销或者确认无效之日”起算，5日"
    assert told["SX-35"].due is None
    assert told["SX-37"].when.endswith("起算，3日")


def test_a_silent_place_says_so_first(sqlite_office: Office) -> None:
    filing = HonourFiling("shanxi", "受理单位（测试）", _named("王某"), ["award"])
    made = receipt(sqlite_office, file_honour_deletion(sqlite_office, CITIZEN, filing, key="k"))
    assert "没有规定可以申请删除" in made.basis[0]
    assert made.steps == ()
    text = "".join(receipt_lines(made))
    assert "没有写明办理期间这条信息是否继续公示" in text
    assert "某市" not in text
    assert "信息类别：诚实守信相关荣誉信息" in text


def test_a_complaint_says_nothing_of_what_stays_visible(sqlite_office: Office) -> None:
    filing = ComplaintFiling("city", "受理单位（测试）", "泄露了我的信息。", ["leak"], against="market_provider")
    made = receipt(sqlite_office, file_complaint(sqlite_office, CITIZEN, filing, key="k"))
    text = "".join(receipt_lines(made))
    assert made.meanwhile == ()
    assert "反映的行为：泄露" in text
    assert "被反映单位类别：市场信用信息提供单位、信用服务机构" in text
    assert "可以投诉举报，见《社会信用条例（某市）》第三十八条" in text


def test_a_provisional_day_never_stands_without_its_mark(sqlite_office: Office, clock: SetClock) -> None:
    clock.day = date(2026, 12, 25)
    made = receipt(sqlite_office, repair(sqlite_office))
    (step,) = [step for step in made.steps if step.due]
    assert step.due is not None
    assert step.due.year == 2027
    assert step.provisional
    assert f"到期日{step.due}（暂定）" in "".join(receipt_lines(made))
    file = (due_days(made) or "").replace("\r\n ", "")
    assert "（暂定）" in file
    assert "STATUS:TENTATIVE" in file


def test_the_evidence_is_named_by_its_hash(sqlite_office: Office) -> None:
    filed = repair(sqlite_office)
    add_evidence(sqlite_office, CITIZEN, filed.case.id, EvidenceFile("缴款凭证.pdf", "ab" * 32, 1234))
    assert f"缴款凭证.pdf（1234字节，SHA-256 {'ab' * 32}）" in "".join(receipt_lines(receipt(sqlite_office, filed)))


@pytest.mark.rule("SX-29", "CT-50", "JX-50")
@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("shanxi", "「不影响披露和使用」（《山西省社会信用条例》第三十九条第二款）。"),
        ("city", "条例没有规定核查期间是否继续披露、使用。"),
        ("jiangxi", "条例没有规定核查期间是否继续披露、使用。"),
    ],
)
def test_what_stays_visible_is_only_what_the_place_says(sqlite_office: Office, place: str, told: str) -> None:
    made = receipt(sqlite_office, _object(sqlite_office, place))
    assert made.meanwhile[0] == told
    silent = place != "shanxi"
    assert ("没有规则的，保持原状" in "".join(made.meanwhile)) is silent
    assert any("A-21" in note for note in made.notes) is silent


@pytest.mark.rule("JX-50", "JX-51", "JX-52", "JX-53")
def test_parallel_clocks_and_the_one_that_waits_are_all_on_it(sqlite_office: Office) -> None:
    told = {step.rule: step for step in receipt(sqlite_office, _object(sqlite_office, "jiangxi")).steps}
    assert told["JX-50"].due == date(2026, 11, 23)
    assert told["JX-51"].when == "到期日2026-11-25，当日也算；只在属于本单位处理范围时适用"
    assert told["JX-52"].when == "到期日2026-12-01，当日也算；只在需要向其他单位核查时适用"
    assert (told["JX-53"].due, told["JX-53"].body) == (None, "接到核查通知的单位")
    assert told["JX-53"].when.endswith("起算，3个工作日")
    made = receipt(sqlite_office, _object(sqlite_office, "jiangxi", key="again"))
    assert (due_days(made) or "").count("BEGIN:VEVENT") == 3


@pytest.mark.rule("SX-33", "GEN-05")
def test_an_objection_in_shanxi_has_words_and_no_day(sqlite_office: Office) -> None:
    made = receipt(sqlite_office, _object(sqlite_office, "shanxi"))
    assert all(step.due is None for step in made.steps)
    assert any("「及时」，没有写明天数" in step.when for step in made.steps)
    assert due_days(made) is None


def test_it_can_be_verified_by_number_and_code(office: Office) -> None:
    filed = repair(office)
    made, code = receipt(office, filed), filed.access_code
    assert code is not None
    check = verify_receipt(office, f" {made.number.lower()} ", code.lower(), entry=made.entry)
    assert (check.intact, check.fingerprint, check.entry) == (True, made.fingerprint, made.entry)
    assert (check.number, check.state, check.place) == (made.number, "已提交", "江西省")
    with pytest.raises(NotFound):
        verify_receipt(office, made.number, "AAAAAAAAAA")
    with pytest.raises(NotFound):
        verify_receipt(office, "XF-20261120-AAAAAAA", code)
    with pytest.raises(BadHead):
        verify_receipt(office, made.number, code, entry="1:abc")


def test_another_entry_or_an_altered_one_is_not_intact(sqlite_office: Office) -> None:
    first, second = repair(sqlite_office), _complain(sqlite_office)
    code = first.access_code or ""
    other = receipt(sqlite_office, second).entry
    assert not verify_receipt(sqlite_office, first.case.number, code, entry=other).intact
    entry = tables.audit_entry
    with sqlite_office.store.begin() as unit:
        unit.connection.execute(text("DROP TRIGGER audit_entry_keep"))
        changed = update(entry).where(entry.c.entity_id == first.case.id).values(actor_id="somebody else")
        unit.connection.execute(changed)
    assert not verify_receipt(sqlite_office, first.case.number, code).intact


def test_the_same_again_without_the_code(sqlite_office: Office) -> None:
    filed = repair(sqlite_office)
    again = receipt_again(sqlite_office, filed.case.number, filed.access_code or "")
    assert again == replace(receipt(sqlite_office, filed), access_code=None)
    assert "查询码：" not in "\n".join(receipt_lines(again))
    with pytest.raises(NotFound):
        receipt_again(sqlite_office, filed.case.number, "wrong")


def test_made_in_the_transaction_of_the_filing_it_is_the_same(sqlite_office: Office) -> None:
    with sqlite_office.store.begin() as unit:
        filed = _complain(sqlite_office, within=unit)
        inside = receipt(sqlite_office, filed, within=unit)
    assert inside == receipt(sqlite_office, filed)


def test_it_prints(sqlite_office: Office) -> None:
    made = receipt(sqlite_office, repair(sqlite_office))
    printed = render_receipt(made, standard_font(), counting=True)
    pages = ["".join(page.extract_text().split()) for page in PdfReader(BytesIO(printed)).pages]
    whole = "".join(pages)
    for line in receipt_lines(made, counting=True):
        words = "".join(line.split())
        assert all(part in whole for part in words.strip("【】").split("：", 1)), line
    assert all(f"第{n}页，共{len(pages)}页" in page for n, page in enumerate(pages, 1))
    assert render_receipt(made, standard_font(), counting=True) == printed


def _complain(office: Office, **more: object) -> Filed:
    filing = ComplaintFiling("city", "受理单位（测试）", "泄露了我的信息。")
    return file_complaint(office, CITIZEN, filing, key="complaint", **more)  # type: ignore[arg-type]


def _object(office: Office, place: str, key: str = "objection") -> Filed:
    with office.store.begin() as unit:
        person = add_person(unit, len(key))  # another one for another key
        record = add_record(unit, person, place)
    filing = ObjectionFiling(
        place, InfoKind.PUBLIC, "平台（测试）", "platform_operator", "error", "金额不对", ["凭证"], record_id=record.id
    )
    return file_objection(office, CITIZEN, filing, key=key)


def _named(name: str) -> dict[str, object]:
    return {"subject_name": name, "subject_id": "TEST0001", "subject_id_type": "other"}
