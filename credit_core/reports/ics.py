"""The due days of a receipt as a calendar file (iCalendar, RFC 5545), each an all-day entry with an alarm before it.

Only days that the law data computed are in it. A provisional day says 暂定 in its title. Nothing personal is in it: a
calendar is often shared.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from credit_core.messages import law as law_messages
from credit_core.messages import receipt as messages
from credit_core.reports.receipt import NextStep, Receipt, title

_OCTETS = 75  # of a line, without its end: RFC 5545, 3.1
_ONE_DAY = timedelta(days=1)


def due_days(receipt: Receipt) -> str | None:
    """The calendar file; None where no due day is known yet (the law's word is no day)."""
    dated = [step for step in receipt.steps if step.due is not None]
    if not dated:
        return None
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//{_text(messages.PRODUCT)}//ZH", "CALSCALE:GREGORIAN"]
    for step in dated:
        lines += _event(receipt, step)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _event(receipt: Receipt, step: NextStep) -> Iterator[str]:
    assert step.due is not None
    mark = law_messages.PROVISIONAL_MARK if step.provisional else ""
    told = messages.EVENT_TEXT.format(number=receipt.number, when=step.when, citation=step.citation)
    yield "BEGIN:VEVENT"
    yield f"UID:{receipt.number}-{step.rule}@{_stamp(receipt.filed_at)}"
    yield f"DTSTAMP:{_stamp(receipt.filed_at)}"
    yield f"DTSTART;VALUE=DATE:{_day(step.due)}"
    yield f"DTEND;VALUE=DATE:{_day(step.due + _ONE_DAY)}"  # the day after: an all-day entry excludes its end
    yield f"SUMMARY:{_text(messages.EVENT.format(act=title(receipt), duty=step.duty, mark=mark))}"
    yield f"DESCRIPTION:{_text(told)}"
    yield "TRANSP:TRANSPARENT"
    if step.provisional:
        yield "STATUS:TENTATIVE"
    yield "BEGIN:VALARM"
    yield "ACTION:DISPLAY"
    yield f"DESCRIPTION:{_text(messages.ALARM.format(number=receipt.number, duty=step.duty, mark=mark))}"
    yield "TRIGGER:-P1D"
    yield "END:VALARM"
    yield "END:VEVENT"


def _stamp(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _day(on: date) -> str:
    return f"{on:%Y%m%d}"


def _text(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Pieces of at most 75 octets, the later ones begun with a space; no character is torn."""
    piece, used = "", 0
    for character in line:
        width = len(character.encode())
        if used + width > _OCTETS:
            yield piece
            piece, used = " ", 1
        piece, used = piece + character, used + width
    yield piece
