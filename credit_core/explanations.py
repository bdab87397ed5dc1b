"""A computed deadline in Chinese sentences: every day that was counted or left out, and what it rests on."""

from __future__ import annotations

from collections.abc import Mapping

from credit_core.deadlines import CountedDay, Counting, Deadline
from credit_core.law.schema import Assumption
from credit_core.messages import law as messages
from credit_core.messages import periods as period_messages
from credit_core.vocabulary import Unit


def explain(deadline: Deadline, assumptions: Mapping[str, Assumption]) -> tuple[str, ...]:
    """The deadline as lines: start, each day, due day (with 暂定 if provisional), other readings, assumptions."""
    mark = messages.PROVISIONAL_MARK if deadline.provisional else ""
    lines = [messages.EXPLAIN_START.format(start=deadline.start)]
    lines += [day_line(entry, deadline.unit) for entry in deadline.counted]
    lines.append(messages.EXPLAIN_DUE.format(due=f"{deadline.due}{mark}", amount=amount(deadline.days, deadline.unit)))
    lines += [messages.EXTENDED_DUE.format(due=f"{other.due}{mark}") for other in deadline.alternatives]
    lines += [assumption_line(key, assumptions[key]) for key in deadline.assumptions]
    if deadline.provisional:
        lines.append(provisional_note(deadline))
    return tuple(lines)


def assumption_line(key: str, assumption: Assumption) -> str:
    """解释 A-6（未经律师审核）：…: an interpretation that the date rests on."""
    return period_messages.ASSUMPTION.format(key=key, label=assumption.label, text=assumption.text)


def amount(number: int, unit: Unit) -> str:
    """3个工作日, 5日."""
    pattern = messages.AMOUNT_WORKING if unit is Unit.WORKING_DAY else messages.AMOUNT
    return pattern.format(number=number, unit=unit)


def day_line(entry: CountedDay, unit: Unit) -> str:
    """One day: 2026-11-23 第1个工作日（星期一）, or 2026-11-21 不计（星期六，周末休息）."""
    reason = entry.reason
    if entry.counting is Counting.COUNTED:
        pattern = messages.COUNTED_WORKING if unit is Unit.WORKING_DAY else messages.COUNTED_DAY
        what = pattern.format(number=entry.number)
    else:
        what = messages.EXPLAIN_SKIPPED
    if entry.counting is Counting.PAUSED:
        reason = messages.REASON_PAUSED.format(reason=entry.reason)
    mark = messages.PROVISIONAL_MARK if entry.provisional else ""
    return f"{entry.day} {what}（{reason}）{mark}"


def day_summary(deadline: Deadline) -> str:
    """The counted and the skipped days in one line."""
    counted = "、".join(str(entry.day) for entry in deadline.counted if entry.counting is Counting.COUNTED)
    skipped = "、".join(
        f"{entry.day}（{entry.reason}）" for entry in deadline.counted if entry.counting is not Counting.COUNTED
    )
    summary = messages.SUMMARY_COUNTED.format(days=counted)
    return summary + (messages.SUMMARY_SKIPPED.format(days=skipped) if skipped else "")


def provisional_note(deadline: Deadline) -> str:
    """Why the date is 暂定, naming the years without a notice."""
    looked_at = [entry.day for entry in deadline.counted if entry.provisional]
    looked_at += [other.due for other in deadline.alternatives] if not looked_at else []
    return messages.PROVISIONAL.format(years="、".join(str(year) for year in sorted({day.year for day in looked_at})))
