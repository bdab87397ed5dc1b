"""The credit report on paper: A4 pages as a PDF, the same bytes for the same report and font."""

from __future__ import annotations

from dataclasses import replace

from credit_core.messages import report as messages
from credit_core.reports import blocks, layout
from credit_core.reports.fonts import ReportFont
from credit_core.reports.pages import edge, foot_of, print_pages
from credit_core.reports.report import CreditReport
from credit_core.reports.rows import Row


def render_pdf(report: CreditReport, font: ReportFont) -> bytes:
    """The report as a PDF of A4 pages.

    Raises:
        MissingGlyphs: the font lacks a character of the report; nothing is printed with a blank in its place.
    """
    return print_pages(
        layout.rows(report, font),
        font,
        title=f"{messages.TITLE.format(place=report.place)} {report.number}",
        author=report.issuing_body,
        edges=lambda number, pages: _edges(report, number, pages),
    )


def _edges(report: CreditReport, number: int, pages: int) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """Running head and foot of a page. The first page has its title instead of a running head."""
    title = messages.TITLE.format(place=report.place)
    head = edge(title, messages.NUMBER.format(number=report.number))
    issued = messages.ISSUED.format(at=blocks.moment(report.issued_at))
    foot = foot_of(
        edge(issued, messages.PAGE.format(page=number, pages=pages)),
        edge(messages.VERIFICATION.format(code=report.verification_code)),
        edge(messages.AUDIT_HEAD.format(head=report.audit_head)),
    )
    return (replace(head, line=blocks.RULE),) if number > 1 else (), foot
