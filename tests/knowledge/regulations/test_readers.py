from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement
from pypdf import PdfWriter

from knowledge.regulations import readers
from knowledge.regulations.document import parse_text
from knowledge.regulations.model import Kind
from knowledge.regulations.readers import IntakeError, read_source

WORDS = "第一条 为了加强社会信用管理，制定本条例。\n\n第二条 本条例自公布之日起施行。\n"


@pytest.mark.parametrize(
    ("encoding", "notes"),
    [("utf-8", 0), ("utf-8-sig", 0), ("gb18030", 1), ("gbk", 1), ("utf-16", 0), ("utf-16-le", None)],
)
def test_encodings(tmp_path: Path, encoding: str, notes: int | None) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(WORDS.encode(encoding))
    if notes is None:  # no byte order mark: nothing tells
        with pytest.raises(IntakeError):
            read_source(path)
        return
    source = read_source(path)
    assert source.text == WORDS
    assert len(source.notes) == notes


def test_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(WORDS.replace("\n", "\r\n").encode())
    assert read_source(path).text == WORDS


def _docx(path: Path, numbered: bool = False, table: bool = False) -> Path:
    document = docx.Document()
    for line in WORDS.split("\n\n"):
        document.add_paragraph(line.strip())
    if numbered:
        paragraph = document.add_paragraph("自动编号的一项；")
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:numPr"))
    if table:
        cells = document.add_table(1, 2).rows[0].cells
        cells[0].text, cells[1].text = "序号", "事项"
    document.save(str(path))
    return path


def test_docx(tmp_path: Path) -> None:
    source = read_source(_docx(tmp_path / "a.docx", numbered=True, table=True))
    assert len(parse_text(source.text, Kind.REGULATION)[0].chapters[0].articles) == 2
    assert any("自动编号" in note for note in source.notes)
    assert any("表格" in note for note in source.notes)
    assert "序号　事项" in source.text


def _pdf(pages: list[list[str]]) -> bytes:
    """A PDF written by hand, one page per list of lines, in the standard font STSong-Light (GBK)."""
    kids = " ".join(f"{5 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /GBK-EUC-H /DescendantFonts [4 0 R] >>",
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000 >>",
    ]
    for number, lines in enumerate(pages):
        shown = " ".join(f"<{line.encode('gbk').hex()}> Tj T*" for line in lines)
        stream = f"BT /F1 12 Tf 72 760 Td 16 TL {shown} ET"
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {6 + 2 * number} 0 R >>"
        )
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    out, offsets = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    trailer = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return f"{out}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{trailer}".encode("ascii")


def test_pdf_pages_run_on_without_their_page_numbers(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    first = [
        "某省信用条例",
        "第一条 为了加强管理，推进社会",
        "信用体系建设，制定本条例。",
        "第二条 国家机关应当依",
        "- 1 -",
    ]
    path.write_bytes(_pdf([first, ["法履职，诚信施政。", "第三条 本条例自公布之日起施行。", "- 2 -"]]))
    source = read_source(path)
    parsed, _ = parse_text(source.text, Kind.REGULATION)
    assert [a.paragraphs[0].text for a in parsed.chapters[0].articles] == [
        "为了加强管理，推进社会信用体系建设，制定本条例。",
        "国家机关应当依法履职，诚信施政。",
        "本条例自公布之日起施行。",
    ]
    assert source.notes == ("已去掉 2 行页码",)


def _bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * (101 * 1024 * 1024))
    return out.getvalue()


def _encrypted_pdf() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _blank_pdf() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.txt", b"", "没有文字"),
        ("a.txt", b" \n\t\n", "没有文字"),
        ("a.txt", b"This is an English text, and not a law.", "汉字太少"),
        ("a.txt", bytes(range(256)) * 4, "编码"),
        ("a.txt", b"\x00" * 100, "编码"),
        ("a.txt", b"\xff\xfe\x00", "编码"),
        ("a.md", "法".encode() * 2_000_001, "上限"),
        ("a.doc", b"x", "不支持"),
        ("a", b"x", "不支持"),
        ("a.docx", b"no zip", "已损坏"),
        ("a.docx", b"PK\x03\x04 broken", "已损坏"),
        ("a.docx", bytes.fromhex("D0CF11E0A1B11AE1") + b"x" * 100, "密码"),
        ("a.docx", _bomb(), "解压后过大"),
        ("a.pdf", b"no pdf", "已损坏"),
        ("a.pdf", b"%PDF-1.4\nbroken", "已损坏"),
        ("a.pdf", _pdf([["第一条"]])[:300], "已损坏"),
        ("a.pdf", _encrypted_pdf(), "密码"),
        ("a.pdf", _blank_pdf(), "扫描件"),
    ],
)
def test_what_cannot_be_read_is_told_plainly(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(IntakeError, match=message):
        read_source(path)


def test_missing_files_and_folders(tmp_path: Path) -> None:
    with pytest.raises(IntakeError, match="找不到"):
        read_source(tmp_path / "nothing.txt")
    with pytest.raises(IntakeError, match="不是文件"):
        read_source(tmp_path)


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "MAX_BYTES", 1000)
    path = tmp_path / "a.txt"
    path.write_text(WORDS * 100, "utf-8")
    with pytest.raises(IntakeError, match="MB"):
        read_source(path)


def test_an_empty_docx(tmp_path: Path) -> None:
    docx.Document().save(str(tmp_path / "a.docx"))
    with pytest.raises(IntakeError, match="没有文字"):
        read_source(tmp_path / "a.docx")
