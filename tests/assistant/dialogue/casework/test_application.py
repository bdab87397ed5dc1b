"""The written application: out of the slots alone, blank where nothing was said, on paper and as a Word file."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from docx import Document
from pypdf import PdfReader

from assistant.dialogue.acts import Act
from assistant.dialogue.application import written_application
from assistant.dialogue.application_docx import application_docx
from assistant.dialogue.state import Flow
from assistant.wording import load_wording
from credit_core.use_cases.application_paper import WrittenApplication, application_pdf
from credit_core.use_cases.office import Office
from tests.assistant.dialogue.casework.forms import CASES, FILE, NAME, NUMBER, PLACES, flow

BLANK = "＿＿＿＿＿＿＿＿＿＿＿＿"
TODAY = date(2026, 11, 20)


def write(office: Office, form: Flow) -> WrittenApplication:
    return written_application(office, load_wording(), form, TODAY)


def part(made: WrittenApplication, heading: str) -> dict[str, str]:
    return dict(next(one.pairs for one in made.parts if one.heading == heading))


def lines(made: WrittenApplication, heading: str) -> tuple[str, ...]:
    return next((one.lines for one in made.parts if one.heading == heading), ())


def words(docx: bytes) -> str:
    document = Document(BytesIO(docx))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


@pytest.mark.rule("SX-28")
def test_shanxi_in_writing_with_evidence(office: Office) -> None:
    form = flow(Act.OBJECTION, "shanxi", FILE, evidence=["处罚决定书", FILE.name], contact=None)
    made = write(office, form)
    assert (made.title, made.addressee) == ("公共信用信息异议申请书", "致：社会信用工作机构")
    applicant = part(made, "申请人")
    assert (applicant["姓名或者名称"], applicant["证件号码"], applicant["联系方式"]) == (NAME, NUMBER, BLANK)
    assert part(made, "申请事项")["理由"] == "错误"
    assert lines(made, "事实和理由") == ("金额写错了",)
    assert lines(made, "证据材料") == ("1. 处罚决定书", f"2. 缴款凭证.pdf（SHA-256 {FILE.sha256}）")
    assert lines(made, "依据") == ("《山西省社会信用条例》第三十九条第一款要求：书面异议申请、相关证明材料",)
    assert made.closing == (f"申请人（签名或者盖章）：{BLANK}", "日期：2026年11月20日")


@pytest.mark.rule("CT-49")
def test_the_city_in_writing_with_reasons(office: Office) -> None:
    made = write(office, flow(Act.OBJECTION, "city", evidence=None, objection_detail=None))
    assert lines(made, "事实和理由") == (BLANK,)
    assert lines(made, "证据材料") == ()  # its text asks for none
    assert lines(made, "依据") == ("《社会信用条例（某市）》第四十一条要求：书面异议申请、理由",)
    missing = write(office, flow(Act.OBJECTION, "shanxi", evidence=None))
    assert lines(missing, "证据材料") == (f"1. {BLANK}",)


def test_who_acts_stands_apart_from_the_subject(office: Office) -> None:
    made = write(office, flow(Act.OBJECTION, "shanxi", applicant_role="agent", agent_name="李代"))
    assert part(made, "申请人") == {
        "办理人身份": "代理人", "代理人": "李代", "代理人证件号码": BLANK, "授权": BLANK, "联系方式": "13800138000",
    }  # fmt: skip
    assert part(made, "信用主体")["姓名或者名称"] == NAME


def test_a_complaint_goes_past_the_body_it_names(office: Office) -> None:
    made = write(office, flow(Act.COMPLAINT, "shanxi"))
    assert (made.title, made.addressee) == ("投诉举报书", "致：县级以上人民政府发展改革部门")
    assert part(made, "申请事项") == {"被反映的单位": "某县信用平台"}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("act", CASES)
def test_both_files_say_the_same(office: Office, act: Act, place: str) -> None:
    made = write(office, flow(act, place, FILE))
    docx, pdf = (
        words(application_docx(made)),
        "".join(page.extract_text() for page in PdfReader(BytesIO(application_pdf(made))).pages),
    )
    assert application_pdf(made) == application_pdf(made)
    said = [
        made.title,
        made.addressee,
        NAME,
        NUMBER,
        *(line for one in made.parts for line in one.lines),
        *made.closing,
    ]
    assert [one for one in said if one not in docx] == []
    flat = "".join(pdf.split())
    assert [one for one in said if "".join(one.split()).replace("＿", "") not in flat.replace("＿", "")] == []
    assert Document(BytesIO(application_docx(made))).core_properties.author == ""
