"""Paper and files for those who hold a receipt, and what is known of a report that was issued."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from credit_core.messages import report as report_words
from credit_core.model.people import Actor
from credit_core.reports.fonts import find_font
from credit_core.reports.ics import due_days
from credit_core.reports.machine import as_json
from credit_core.reports.pdf import render_pdf
from credit_core.reports.receipt import Receipt
from credit_core.reports.receipt_pdf import render_receipt
from credit_core.reports.receipt_text import receipt_lines
from credit_core.reports.report import CreditReport
from credit_core.rules.disclosure import MODE_NAMES
from credit_core.storage.dump import new_file
from credit_core.use_cases.case_view import view_case
from credit_core.use_cases.office import Office
from credit_core.use_cases.report import VerifiedReport

__all__ = [
    "MODE_NAMES",
    "due_days",
    "find_font",
    "receipt_lines",
    "receipt_pdf",
    "report_given",
    "report_json",
    "report_pdf",
    "report_words",
    "save",
]


def receipt_pdf(receipt: Receipt, font: Path | None = None) -> bytes:
    """The receipt on paper, in the font of the file `font`, else in one found on the system, else in STSong-Light.

    Raises:
        FontUnusable: `font` cannot be embedded. MissingGlyphs: the font lacks a character of the receipt.
    """
    return render_receipt(receipt, find_font(font))


def report_pdf(report: CreditReport, font: Path | None = None) -> bytes:
    """The credit report on paper; the font as for a receipt.

    Raises:
        FontUnusable: `font` cannot be embedded. MissingGlyphs: the font lacks a character of the report.
    """
    return render_pdf(report, find_font(font))


def report_json(report: CreditReport) -> bytes:
    """The credit report for machines, whose canonical form (RFC 8785) has the hash that is kept."""
    return json.dumps(as_json(report), ensure_ascii=False, indent=2).encode()


def report_given(office: Office, actor: Actor, number: str) -> VerifiedReport | None:
    """The credit report that the release of this case gave: that it was issued, for its content is not kept.

    None where the case gave none: it is no query, was refused, or is not released yet.

    Raises:
        NotFound: there is no such case, or the actor may not see it.
    """
    case = view_case(office, actor, number=number)
    with office.store.read() as unit:
        found = unit.reports.one(case_id=case.id)
    if found is None:
        return None
    return VerifiedReport(found.number, case.place, found.issuing_body, found.issued_at, found.content_sha256)


def save(files: Iterable[tuple[Path, bytes]], *, overwrite: bool = False) -> None:
    """Write files for their owner alone, each whole or not at all; `overwrite` replaces what is there.

    Raises:
        FileThere: one of them exists. OSError: one cannot be written.
    """
    for file, content in files:
        # What is there stays until the new file is whole.
        target = file.with_name(f"{file.name}.new") if overwrite and file.exists() else file
        with new_file(target) as stream:
            stream.write(content)
        target.replace(file)
