"""Drafts and letters as files: a document to edit (.docx), and a PDF."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from credit_core.messages import desk_drafts as messages
from credit_core.messages import receipt as receipt_messages
from credit_core.messages import report as report_messages
from credit_core.reports import blocks
from credit_core.reports.fonts import ReportFont
from credit_core.reports.pages import edge, foot_of, print_pages
from credit_core.reports.rows import Cell, Row
from credit_core.use_cases.desk.drafts import BLANK, Draft, Paragraph, day
from knowledge.citations.reference import ClauseRef

Words = Mapping[ClauseRef, str]
"""The words of clauses, as the regulation writes them; whoever has them gives them."""

_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - a file's own date tells nothing: the same draft is the same file
_FONT = "宋体"


def draft_docx(draft: Draft, words: Words | None = None) -> bytes:
    """The draft as a Word document; the clauses' own words at its end where they are given."""
    from docx import Document
    from docx.oxml.ns import qn
    from docx.shared import Pt

    document = Document()
    document.core_properties.author = draft.body
    document.core_properties.title = draft.title
    document.core_properties.created = document.core_properties.modified = _MADE
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(12)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    document.add_heading(draft.title, level=0)
    document.add_paragraph(receipt_messages.NUMBERED.format(number=draft.number))
    if draft.mark:
        document.add_paragraph().add_run(draft.mark).bold = True
    for paragraph in (*draft.paragraphs, *_quoted(draft, words or {})):
        if paragraph.heading:
            document.add_heading(paragraph.heading, level=2)
        document.add_paragraph(paragraph.text)
    for line in _signature(draft):
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def draft_pdf(draft: Draft, font: ReportFont, words: Words | None = None) -> bytes:
    """The draft as a PDF of A4 pages; each page of one that does not stand says that it is a draft.

    Raises:
        MissingGlyphs: the font lacks a character of it.
    """
    paragraphs = (*draft.paragraphs, *_quoted(draft, words or {}))
    return paper(draft.title, draft.number, draft.body, paragraphs, _signature(draft), font, mark=draft.mark)


def draft_file_name(draft: Draft, ending: str) -> str:
    """Such as 异议处理决定书-YY-20261120-7K3QFMX.docx."""
    return f"{draft.title}-{draft.number}.{ending}"


def paper(
    title: str,
    number: str,
    author: str,
    paragraphs: Iterable[Paragraph],
    signature: Iterable[str],
    font: ReportFont,
    *,
    mark: str | None = None,
) -> bytes:
    """Paragraphs on A4 pages, with the case's number at the head and the mark, if there is one, at the foot of each."""
    numbered = receipt_messages.NUMBERED.format(number=number)

    def edges(page: int, pages: int) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
        head = edge(title, numbered)
        foot = foot_of(edge(mark or author, report_messages.PAGE.format(page=page, pages=pages)))
        return (replace(head, line=blocks.RULE),) if page > 1 else (), foot

    rows = _rows(title, numbered, paragraphs, signature, mark)
    return print_pages(rows, font, title=f"{title} {number}", author=author, edges=edges)


def _rows(
    title: str, numbered: str, paragraphs: Iterable[Paragraph], signature: Iterable[str], mark: str | None
) -> Iterator[Row]:
    yield from blocks.opening(title, numbered)
    if mark:
        yield _text(mark, above=8)
    for paragraph in paragraphs:
        if paragraph.heading:
            yield blocks.heading(paragraph.heading)
        yield _text(paragraph.text)
    for line in signature:
        yield _text(line, above=8)


def _text(text: str, above: float = 4) -> Row:
    return Row((Cell(text, 0, blocks.WIDTH, blocks.BODY),), above=above)


def _signature(draft: Draft) -> tuple[str, ...]:
    return (messages.SIGNED.format(body=draft.body), day(draft.signed_on) if draft.signed_on else BLANK)


def _quoted(draft: Draft, words: Words) -> Iterator[Paragraph]:
    first = True
    for clause, citation in draft.clauses:
        if clause in words:
            yield Paragraph(messages.HEAD_CLAUSES if first else None, f"{citation}「{words[clause]}」")
            first = False
