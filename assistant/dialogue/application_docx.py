"""A written application as a Word file (.docx), to be changed, signed and handed in."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from credit_core.use_cases.application_paper import WrittenApplication

_FONT = "仿宋"
_HEADING_FONT = "黑体"
_TITLE_SIZE, _HEADING_SIZE, _SIZE = Pt(20), Pt(14), Pt(12)
_LABEL_WIDTH, _VALUE_WIDTH = Cm(4.5), Cm(11.5)
_MARGIN = Cm(2.5)


def application_docx(application: WrittenApplication) -> bytes:
    """The application as a .docx of A4 pages. Its properties name nobody."""
    document = Document()
    _page(document)
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _write(title, application.title, _HEADING_FONT, _TITLE_SIZE)
    _write(document.add_paragraph(), application.addressee)
    for part in application.parts:
        heading = document.add_paragraph()
        heading.paragraph_format.keep_with_next = True
        _write(heading, part.heading, _HEADING_FONT, _HEADING_SIZE)
        if part.pairs:
            _table(document, part.pairs)
        for line in part.lines:
            _write(document.add_paragraph(), line)
    for line in application.closing:
        closing = document.add_paragraph()
        closing.paragraph_format.space_before = Pt(24)
        _write(closing, line)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    document.core_properties.author = ""
    document.core_properties.comments = ""
    document.core_properties.language = "zh-CN"


def _table(document: Any, pairs: tuple[tuple[str, str], ...]) -> None:
    table = document.add_table(rows=0, cols=2, style="Table Grid")
    for label, value in pairs:
        row = table.add_row().cells
        for cell, width, words in zip(row, (_LABEL_WIDTH, _VALUE_WIDTH), (label, value), strict=True):
            cell.width = width
            _write(cell.paragraphs[0], words)


def _write(paragraph: Any, words: str, font: str = _FONT, size: Any = _SIZE) -> None:
    """Words in a font for Chinese: Word takes it from the East Asian attribute, which python-docx does not set."""
    run = paragraph.add_run(words)
    run.font.size = size
    run.font.name = font
    run._element.rPr.rFonts.set(qn("w:eastAsia"), font)
