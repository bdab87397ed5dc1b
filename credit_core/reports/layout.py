"""What stands where in the printed report: each part of it as rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from typing import Final

from credit_core.messages import report as messages
from credit_core.model.disclosure import Mode
from credit_core.reports.fonts import ReportFont
from credit_core.reports.report import Change, CreditReport, Mark, PublicityStatus, ReportedDocument, ReportedRecord
from credit_core.reports.rows import Cell, Row, Style
from credit_core.reports.typesetting import elide
from credit_core.vocabulary import Term

WIDTH: Final = 495.0  # of the content, on A4 with margins of about 50

INK: Final = "#1b2430"
FAINT: Final = "#5b6777"
ACCENT: Final = "#163d6b"
RULE: Final = "#d5dce5"
TINT: Final = "#eaf0f7"
QUIET: Final = "#f6f7f9"

_TITLE: Final = Style(24, 34, ACCENT, bold=True)
_SECTION: Final = Style(13.5, 20, ACCENT, bold=True)
_RECORD: Final = Style(11, 16, INK, bold=True)
_BODY: Final = Style(9.5, 15, INK)
_LABEL: Final = Style(9.5, 15, FAINT)
_SMALL: Final = Style(8.5, 13, INK)
_COLUMN: Final = Style(8.5, 13, FAINT)
_CONTINUED: Final = Style(8.5, 13, FAINT)

# Ground, edge and ink of the three marks. Their names are always printed too: colour alone says nothing.
_MARK_COLOURS: Final = {
    "objection_mark": ("#fff3e0", "#d9730d", "#7a3a00"),
    "repair_mark": ("#e8f5ee", "#2e8b57", "#14532d"),
    "serious_list_mark": ("#fdecec", "#c0322b", "#7d1510"),
}

_INDENT: Final = 10.0
_LABEL_WIDTH: Final = 82.0
_CHANGE_WIDTHS: Final = (72.0, 96.0, 112.0, 92.0, 103.0)
_GAP: Final = 8.0

_BEIJING: Final = timezone(timedelta(hours=8))

_MODES: Final = {
    Mode.OPEN: Term.LAWFUL_PUBLICATION,
    Mode.SHARED: Term.GOVERNMENT_SHARING,
    Mode.EX_OFFICIO: Term.QUERY_EX_OFFICIO,
    Mode.REAL_NAME: Term.REAL_NAME_QUERY,
    Mode.AUTHORISED: Term.AUTHORISED_QUERY,
}


def moment(at: datetime) -> str:
    """2026年11月20日 09:05（北京时间）."""
    return messages.MOMENT.format(at=at.astimezone(_BEIJING))


def rows(report: CreditReport, font: ReportFont) -> Iterator[Row]:
    """The whole content, top to bottom, without running head and foot."""
    yield from _opening(report)
    ordinal = 0
    for section in report.sections:
        title = messages.SECTION_TITLE.format(title=section.title, count=len(section.records))
        yield _heading(title)
        if not section.records:
            yield Row((Cell(messages.EMPTY_SECTION, _INDENT, WIDTH - _INDENT, _LABEL),), inside=1)
        for record in section.records:
            ordinal += 1
            yield from _record(record, messages.RECORD_TITLE.format(ordinal=ordinal, title=record.title), font)
    if report.silences:
        yield _heading(messages.SILENCES_HEADING)
        yield from _list(report.silences)
    yield _heading(messages.NOTES_HEADING)
    yield from _list((messages.NO_SCORE, *report.notes))


def _opening(report: CreditReport) -> Iterator[Row]:
    title = messages.TITLE.format(place=report.place)
    number = messages.NUMBER.format(number=report.number)
    yield Row((Cell(title, 0, WIDTH, _TITLE),), bookmark=(0, title))
    yield Row((Cell(number, 0, WIDTH, _BODY),))
    yield Row((), above=6, inside=0, line=ACCENT)
    subject, request = report.subject, report.request
    label = subject.number_label
    mode = _with_clause(_MODES[request.mode], request.clause.words)
    yield _heading(messages.SUBJECT_HEADING)
    yield from _pairs(
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
    wide = WIDTH - 2 * _INDENT
    marks = "".join(messages.MARK_NAME.format(name=mark.name) for mark in record.marks)
    continued = elide(
        messages.CONTINUED.format(marks=marks, title=title), wide, lambda text: font.width(text, _CONTINUED.size)
    )
    heads = (Row((Cell(continued, _INDENT, wide, _CONTINUED),), fill=QUIET, line=RULE),)
    bookmark = (1, elide(title, wide, lambda text: font.width(text, _RECORD.size)))
    cell = Cell(title, _INDENT, wide, _RECORD)
    yield Row((cell,), above=10, inside=5, fill=TINT, keep=True, bookmark=bookmark)
    for name, colours in _MARK_COLOURS.items():
        if mark := getattr(record, name):
            yield from _mark(mark, colours, heads)
    yield from _pairs(_facts(record), heads)
    if record.changes:
        columns = _columns(messages.CHANGE_COLUMNS, _COLUMN)
        heading = Row((Cell(messages.CHANGES_HEADING, _INDENT, wide, _LABEL),), heads=heads, keep=True)
        head = Row(columns, fill=QUIET, line=RULE, heads=heads, keep=True)
        yield heading
        yield head
        for change in record.changes:
            yield Row(_columns(_change(change), _SMALL), line=RULE, heads=(*heads, head))
    if record.silences:
        yield Row((Cell(messages.SILENCES_HEADING, _INDENT, wide, _LABEL),), heads=heads, keep=True)
        yield from _list(record.silences, heads)


def _facts(record: ReportedRecord) -> Iterator[tuple[str, str]]:
    yield messages.RECORD_NUMBER, record.number
    yield messages.RECORD_CLASS, record.class_name
    for field in record.content:
        yield field.label, field.value
    yield messages.SOURCE, record.source
    yield messages.EVENT_DATE, _day(record.event_date)
    yield messages.DOCUMENT, _document(record.document)
    yield messages.PUBLICITY, _publicity(record.publicity)
    yield messages.SHARING, messages.SHARING_STATES[record.sharing]


def _mark(mark: Mark, colours: tuple[str, str, str], heads: tuple[Row, ...]) -> Iterator[Row]:
    fill, edge, ink = colours
    words = messages.MARK.format(name=mark.name, words=mark.words)
    if mark.since:
        words += messages.MARK_SINCE.format(on=_day(mark.since))
    clause = messages.MARK_CLAUSE.format(clause=mark.clause.words)
    wide = WIDTH - 2 * _INDENT
    bold, small = replace(_RECORD, size=10.5, colour=ink), replace(_SMALL, colour=ink)
    yield Row((Cell(words, _INDENT, wide, bold),), above=3, inside=3, fill=fill, bar=edge, heads=heads, keep=True)
    yield Row((Cell(clause, _INDENT, wide, small),), inside=3, fill=fill, bar=edge, heads=heads, keep=True)


def _change(change: Change) -> tuple[str, ...]:
    clause = change.clause.words if change.clause else messages.NO_CLAUSE
    return _day(change.on), change.what, change.reason, change.source, clause


def _document(document: ReportedDocument | None) -> str:
    if document is None:
        return messages.NOT_STATED
    words = messages.DOCUMENT_WORDS.format(kind=document.kind, number=document.number, issuer=document.issuer)
    if document.effective_on:
        words += messages.DOCUMENT_EFFECTIVE.format(on=_day(document.effective_on))
    return words


def _publicity(publicity: PublicityStatus) -> str:
    state = messages.PUBLICITY_STATES[publicity.state]
    if publicity.ends_on:
        state = messages.PUBLICITY_UNTIL.format(state=state, on=_day(publicity.ends_on))
    return messages.PUBLICITY_NOTE.format(state=state, note=publicity.note) if publicity.note else state


def _pairs(
    pairs: Iterator[tuple[str, str]] | tuple[tuple[str, str], ...], heads: tuple[Row, ...] = ()
) -> Iterator[Row]:
    left = _INDENT + _LABEL_WIDTH + _GAP
    for label, value in pairs:
        cells = (
            Cell(label, _INDENT, _LABEL_WIDTH, _LABEL),
            Cell(value or messages.NOT_STATED, left, WIDTH - left - _INDENT, _BODY),
        )
        yield Row(cells, line=RULE, heads=heads)


def _columns(texts: tuple[str, ...], style: Style) -> tuple[Cell, ...]:
    cells, x = [], _INDENT
    for text, width in zip(texts, _CHANGE_WIDTHS, strict=True):
        cells.append(Cell(text, x, width - _GAP, style))
        x += width
    return tuple(cells)


def _heading(title: str) -> Row:
    return Row((Cell(title, 0, WIDTH, _SECTION),), above=14, keep=True, bookmark=(0, title))


def _list(texts: tuple[str, ...], heads: tuple[Row, ...] = ()) -> Iterator[Row]:
    for text in texts:
        left = _INDENT + _GAP
        cells = (Cell(messages.BULLET, _INDENT, _GAP, _BODY), Cell(text, left, WIDTH - left - _INDENT, _BODY))
        yield Row(cells, inside=1, heads=heads)


def _day(on: date | None) -> str:
    return messages.DAY.format(on=on) if on else messages.NOT_STATED


def _with_clause(words: str, clause: str) -> str:
    return messages.WITH_CLAUSE.format(words=words, clause=clause)
