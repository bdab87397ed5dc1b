"""What stands where in the printed report: each part of it as rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from credit_core.messages import report as messages
from credit_core.model.disclosure import Mode
from credit_core.reports.blocks import (
    FAINT,
    GAP,
    INDENT,
    INK,
    LABEL,
    QUIET,
    RULE,
    TINT,
    WIDTH,
    bullets,
    day,
    heading,
    opening,
    pairs,
)
from credit_core.reports.fonts import ReportFont
from credit_core.reports.report import Change, CreditReport, Mark, PublicityStatus, ReportedDocument, ReportedRecord
from credit_core.reports.rows import Cell, Row, Style
from credit_core.reports.typesetting import elide
from credit_core.vocabulary import Term

_RECORD: Final = Style(11, 16, INK, bold=True)
_SMALL: Final = Style(8.5, 13, INK)
_COLUMN: Final = Style(8.5, 13, FAINT)
_CONTINUED: Final = Style(8.5, 13, FAINT)

# Ground, edge and ink of the three marks. Their names are always printed too: colour alone says nothing.
_MARK_COLOURS: Final = {
    "objection_mark": ("#fff3e0", "#d9730d", "#7a3a00"),
    "repair_mark": ("#e8f5ee", "#2e8b57", "#14532d"),
    "serious_list_mark": ("#fdecec", "#c0322b", "#7d1510"),
}

_CHANGE_WIDTHS: Final = (72.0, 96.0, 112.0, 92.0, 103.0)

_MODES: Final = {
    Mode.OPEN: Term.LAWFUL_PUBLICATION,
    Mode.SHARED: Term.GOVERNMENT_SHARING,
    Mode.EX_OFFICIO: Term.QUERY_EX_OFFICIO,
    Mode.REAL_NAME: Term.REAL_NAME_QUERY,
    Mode.AUTHORISED: Term.AUTHORISED_QUERY,
}


def rows(report: CreditReport, font: ReportFont) -> Iterator[Row]:
    """The whole content, top to bottom, without running head and foot."""
    yield from _opening(report)
    ordinal = 0
    for section in report.sections:
        title = messages.SECTION_TITLE.format(title=section.title, count=len(section.records))
        yield heading(title)
        if not section.records:
            yield Row((Cell(messages.EMPTY_SECTION, INDENT, WIDTH - INDENT, LABEL),), inside=1)
        for record in section.records:
            ordinal += 1
            yield from _record(record, messages.RECORD_TITLE.format(ordinal=ordinal, title=record.title), font)
    if report.silences:
        yield heading(messages.SILENCES_HEADING)
        yield from bullets(report.silences)
    yield heading(messages.NOTES_HEADING)
    yield from bullets((messages.NO_SCORE, *report.notes))


def _opening(report: CreditReport) -> Iterator[Row]:
    title = messages.TITLE.format(place=report.place)
    number = messages.NUMBER.format(number=report.number)
    yield from opening(title, number)
    subject, request = report.subject, report.request
    label = subject.number_label
    mode = _with_clause(_MODES[request.mode], request.clause.words)
    yield heading(messages.SUBJECT_HEADING)
    yield from pairs(
        (
            (messages.NAME, subject.name),
            (messages.SUBJECT_KIND, subject.kind),
            (messages.NUMBER_MASKED.format(label=label) if subject.masked else label, subject.number),
            (messages.REQUESTER, request.requester),
            (messages.PURPOSE, request.purpose),
            (messages.MODE, mode),
            (messages.REGULATION, report.regulation),
            (messages.ISSUING_BODY, report.issuing_body),
        )
    )


def _record(record: ReportedRecord, title: str, font: ReportFont) -> Iterator[Row]:
    wide = WIDTH - 2 * INDENT
    marks = "".join(messages.MARK_NAME.format(name=mark.name) for mark in record.marks)
    continued = elide(
        messages.CONTINUED.format(marks=marks, title=title), wide, lambda text: font.width(text, _CONTINUED.size)
    )
    heads = (Row((Cell(continued, INDENT, wide, _CONTINUED),), fill=QUIET, line=RULE),)
    bookmark = (1, elide(title, wide, lambda text: font.width(text, _RECORD.size)))
    cell = Cell(title, INDENT, wide, _RECORD)
    yield Row((cell,), above=10, inside=5, fill=TINT, keep=True, bookmark=bookmark)
    for name, colours in _MARK_COLOURS.items():
        if mark := getattr(record, name):
            yield from _mark(mark, colours, heads)
    yield from pairs(_facts(record), heads)
    if record.changes:
        columns = _columns(messages.CHANGE_COLUMNS, _COLUMN)
        heading = Row((Cell(messages.CHANGES_HEADING, INDENT, wide, LABEL),), heads=heads, keep=True)
        head = Row(columns, fill=QUIET, line=RULE, heads=heads, keep=True)
        yield heading
        yield head
        for change in record.changes:
            yield Row(_columns(_change(change), _SMALL), line=RULE, heads=(*heads, head))
    if record.silences:
        yield Row((Cell(messages.SILENCES_HEADING, INDENT, wide, LABEL),), heads=heads, keep=True)
        yield from bullets(record.silences, heads)


def _facts(record: ReportedRecord) -> Iterator[tuple[str, str]]:
    yield messages.RECORD_NUMBER, record.number
    yield messages.RECORD_CLASS, record.class_name
    for field in record.content:
        yield field.label, field.value
    yield messages.SOURCE, record.source
    yield messages.EVENT_DATE, day(record.event_date)
    yield messages.DOCUMENT, _document(record.document)
    yield messages.PUBLICITY, _publicity(record.publicity)
    yield messages.SHARING, messages.SHARING_STATES[record.sharing]


def _mark(mark: Mark, colours: tuple[str, str, str], heads: tuple[Row, ...]) -> Iterator[Row]:
    fill, edge, ink = colours
    words = messages.MARK.format(name=mark.name, words=mark.words)
    if mark.since:
        words += messages.MARK_SINCE.format(on=day(mark.since))
    clause = messages.MARK_CLAUSE.format(clause=mark.clause.words)
    wide = WIDTH - 2 * INDENT
    bold, small = replace(_RECORD, size=10.5, colour=ink), replace(_SMALL, colour=ink)
    yield Row((Cell(words, INDENT, wide, bold),), above=3, inside=3, fill=fill, bar=edge, heads=heads, keep=True)
    yield Row((Cell(clause, INDENT, wide, small),), inside=3, fill=fill, bar=edge, heads=heads, keep=True)


def _change(change: Change) -> tuple[str, ...]:
    clause = change.clause.words if change.clause else messages.NO_CLAUSE
    return day(change.on), change.what, change.reason, change.source, clause


def _document(document: ReportedDocument | None) -> str:
    if document is None:
        return messages.NOT_STATED
    words = messages.DOCUMENT_WORDS.format(kind=document.kind, number=document.number, issuer=document.issuer)
    if document.effective_on:
        words += messages.DOCUMENT_EFFECTIVE.format(on=day(document.effective_on))
    return words


def _publicity(publicity: PublicityStatus) -> str:
    state = messages.PUBLICITY_STATES[publicity.state]
    if publicity.ends_on:
        state = messages.PUBLICITY_UNTIL.format(state=state, on=day(publicity.ends_on))
    return messages.PUBLICITY_NOTE.format(state=state, note=publicity.note) if publicity.note else state


def _columns(texts: tuple[str, ...], style: Style) -> tuple[Cell, ...]:
    cells, x = [], INDENT
    for text, width in zip(texts, _CHANGE_WIDTHS, strict=True):
        cells.append(Cell(text, x, width - GAP, style))
        x += width
    return tuple(cells)


def _with_clause(words: str, clause: str) -> str:
    return messages.WITH_CLAUSE.format(words=words, clause=clause)
