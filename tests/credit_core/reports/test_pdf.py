"""The printed report: its words are really there, on every page what belongs on every page."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from credit_core.reports.errors import MissingGlyphs
from credit_core.reports.fonts import ReportFont, find_font, standard_font
from credit_core.reports.pdf import render_pdf
from credit_core.reports.report import CreditReport, Field
from tests.credit_core.reports.examples import HONOUR, PENALTY, example, with_records

HOSTILE = "<b>&amp;</b><font color=red>{name}%s'; DROP TABLE 信用;-- ]]> \\) Tj ET (𝟎"[:-2]


def page_texts(printed: bytes) -> list[str]:
    """The text of each page without white space, so that line ends do not matter."""
    return ["".join(page.extract_text().split()) for page in PdfReader(BytesIO(printed)).pages]


def text_of(report: CreditReport, font: ReportFont | None = None) -> str:
    return "".join(page_texts(render_pdf(report, font or standard_font())))


@pytest.fixture(params=["standard", "system"])
def font(request: pytest.FixtureRequest) -> ReportFont:
    if request.param == "standard":
        return standard_font()
    found = find_font()
    if not found.embedded:
        pytest.skip("no TrueType font with Chinese characters is installed: embedding is not tried")
    return found


@pytest.mark.rule("SX-34", "CT-48", "JX-47")
def test_sources_and_reasons_of_changes_are_printed(font: ReportFont) -> None:
    text = text_of(example(), font)
    for record in example().records:
        assert record.title in text
        assert f"信息来源{record.source}" in text
    assert "2026年3月2日" in text
    assert "行政处罚决定书变更" in text
    assert "《山西省社会信用条例》第四十二条" in text
    assert "没有条款写明" in text


@pytest.mark.rule("SX-29")
def test_a_marked_record_is_printed_in_full_with_its_mark_before_its_content() -> None:
    text = text_of(with_records(PENALTY))
    mark = "异议标注：该信息正在核查，核查期间不影响披露和使用（2026年11月18日起）"
    order = [PENALTY.title, mark, "依据：《山西省社会信用条例》第三十九条第二款", "罚款人民币3,000.00元"]
    places = [text.index(words) for words in order]
    assert places == sorted(places)


def test_every_mark_and_status_has_its_words() -> None:
    text = text_of(example())
    for words in (
        "修复标注：已完成信用修复",
        "严重失信主体名单：已列入，尚未移出",
        "公示中，公示到2026年12月31日为止",
        "公示中。没有收录国家规定的公示期限，截止日期不能确定",
        "已停止公示",
        "已停止共享",
        "不公示。目录规定这一项不公示",
        "行政处罚决定示市监罚决〔2025〕17号，示例市市场监督管理局，2025年9月1日生效",
        "其他信息（0条）本报告没有载入这类信息。",
        "条例没有写明异议标注应当在几日内作出。",
        "条例没有写明查询自身信用信息是否收费。",
        "解释A-6，未经律师审核",
        "不对任何人评分",
    ):
        assert words in text


def test_the_subject_is_named_as_the_reader_may_see_it() -> None:
    report = example()
    text = text_of(report)
    assert f"统一社会信用代码{report.subject.number}" in text
    assert "实名认证查询（《山西省社会信用条例》第十八条第一款）" in text
    masked = replace(report.subject, number="9100**********LQ2R", masked=True)
    text = text_of(replace(report, subject=masked))
    assert "统一社会信用代码（部分隐去）9100**********LQ2R" in text
    assert report.subject.number not in text


def test_each_page_says_whose_report_it_is_and_where_it_ends(font: ReportFont) -> None:
    report = example()
    pages = page_texts(render_pdf(report, font))
    assert len(pages) > 1
    for number, page in enumerate(pages, start=1):
        assert "山西省信用报告" in page
        assert f"报告编号：{report.number}" in page
        assert f"第{number}页，共{len(pages)}页" in page
        assert "出具时间：2026年11月20日09:05（北京时间）" in page
        assert f"核验码：{report.verification_code}" in page
        assert f"审计链校验点：{report.audit_head}" in page


def test_a_continued_record_still_shows_its_marks() -> None:
    long = replace(PENALTY, content=(Field("违法事实", "未在规定期限内公示。" * 400),))
    pages = page_texts(render_pdf(with_records(long), standard_font()))
    assert len(pages) > 2
    assert all(f"（续）【异议标注】1.{PENALTY.title}" in page for page in pages[1:-1])
    assert "".join(pages).count("未在规定期限内公示。") == 400


def test_two_hundred_records_fill_many_pages_and_none_is_lost(font: ReportFont) -> None:
    records = tuple(replace(PENALTY, number=f"XX-{n:04}", title=f"处罚之{n:04}号") for n in range(200))
    pages = page_texts(render_pdf(with_records(*records), font))
    text = "".join(pages)
    assert len(pages) > 50
    assert all(f"信息编号{record.number}" in text for record in records)
    assert text.count("异议标注：该信息正在核查") == 200
    assert f"第{len(pages)}页，共{len(pages)}页" in pages[-1]


def test_content_is_data_and_never_markup(font: ReportFont) -> None:
    fields = (Field(HOSTILE, HOSTILE), Field("长", "x" * 3000), Field("换行", "甲\n\n乙"))
    record = replace(HONOUR, title=HOSTILE * 9, source=HOSTILE, content=fields)
    report = with_records(record)
    report = replace(report, subject=replace(report.subject, name=HOSTILE), notes=(HOSTILE,))
    text = text_of(report, font)
    squeezed = "".join(HOSTILE.split())
    assert text.count(squeezed) >= 9 + 4
    assert text.count("x") >= 3000


def test_a_character_that_the_font_lacks_stops_the_printing() -> None:
    report = example()
    with pytest.raises(MissingGlyphs, match="“𠮷”") as caught:
        render_pdf(replace(report, subject=replace(report.subject, name="𠮷野")), standard_font())
    assert caught.value.characters == ("𠮷",)
    with pytest.raises(MissingGlyphs, match=r"U\+202E"):
        render_pdf(replace(report, verification_code="A\u202eB"), standard_font())


def test_the_same_report_gives_the_same_bytes(font: ReportFont) -> None:
    first = render_pdf(example(), font)
    assert first.startswith(b"%PDF-1.5")
    assert render_pdf(example(), font) == first
    assert render_pdf(replace(example(), verification_code="其他"), font) != first


def test_the_file_says_what_it_is() -> None:
    reader = PdfReader(BytesIO(render_pdf(example(), standard_font())))
    assert reader.metadata is not None
    assert reader.metadata.title == "山西省信用报告 XYBG-20261120-7K3QFMX"
    assert reader.metadata.author == "示例市社会信用工作机构"
    assert reader.trailer["/Root"]["/Lang"] == "zh-CN"  # type: ignore[index]
    assert len(reader.outline) > 6


def test_the_pages_are_not_blank(font: ReportFont, tmp_path: Path) -> None:
    program = shutil.which("pdftoppm")
    if program is None:
        pytest.skip("pdftoppm (poppler-utils) is not installed: the pages are not looked at")
    file = tmp_path / "report.pdf"
    file.write_bytes(render_pdf(example(), font))
    command = [program, "-r", "50", "-gray", "-f", "1", "-l", "1", str(file), str(tmp_path / "page")]
    subprocess.run(command, check=True, timeout=60)
    with Image.open(next(tmp_path.glob("page*.pgm"))) as page:
        width, height = page.size
        text = page.crop((0, height // 10, width, height * 9 // 10))
        dark = sum(text.histogram()[:128])
    assert dark > 0.005 * width * height
