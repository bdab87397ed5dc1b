"""Is a computed day right? Once asked of the core, once of the assistant in everyday words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from assistant.answer import Answer, Computed
from assistant.outcome import Reason, Status
from credit_core.deadlines import Counting, Deadline
from credit_core.errors import NotInForce
from credit_core.use_cases.law import LawDesk
from evals.deadlines.rows import Expected, Row
from evals.suite import Fault, Metric, Step

METRICS = (
    Metric("due", "核心：到期日相符", 1.0, hard=True),
    Metric("unit", "核心：天数与单位（日、工作日）相符", 1.0, hard=True),
    Metric("provisional", "核心：该标暂定的标了、不该标的没标", 1.0, hard=True),
    Metric("counted", "核心：计入的日子逐日相符", 1.0, hard=True),
    Metric("later", "核心：末日是休息日的另一种读法相符", 1.0, hard=True),
    Metric("withheld", "核心：施行以前或者没有天数的不算日期", 1.0, hard=True),
    Metric("asked_date", "口语提问：给出的日期、天数、单位、条款相符", 1.0, hard=True),
    Metric("asked_said", "口语提问：日期写在答复文字里", 1.0, hard=True),
    Metric("asked_withheld", "口语提问：没有依据的不给日期", 1.0, hard=True),
    Metric("asked_given", "口语提问：算出了所问的日期", 0.9),
)

Judged = tuple[dict[str, bool | None], list[Fault]]
"""Metric to passed, and what is wrong."""


def judge_core(row: Row, desk: LawDesk) -> Judged:
    """The row against the law desk."""
    try:
        result = desk.deadline(row.limit, row.jurisdiction, row.start, row.pauses).result
    except NotInForce:
        return _none(row, Expected.NOT_IN_FORCE)
    if not isinstance(result, Deadline):
        return _none(row, Expected.OPEN)
    if row.expected is not Expected.DUE:
        return {"withheld": False}, [Fault(100, f"不该有日期，却算出 {result.due}", Step.RULES)]
    counted = tuple(entry.day for entry in result.counted if entry.counting is Counting.COUNTED)
    later = next((other.due for other in result.alternatives), None)
    checks: dict[str, tuple[object, object]] = {
        "due": (row.due, result.due),
        "unit": ((row.days, row.unit), (result.days, result.unit)),
        "provisional": (row.provisional, result.provisional),
        "counted": (row.counted, counted),
        "later": (row.later, later),
    }
    labels = {m.key: m.label for m in METRICS}
    wrong = [key for key, (right, found) in checks.items() if right != found]
    faults = [
        Fault(100, f"{labels[key]}：应为 {_words(checks[key][0])}，却是 {_words(checks[key][1])}", Step.RULES)
        for key in wrong
    ]
    return {key: key not in wrong for key in checks}, faults


def judge_answer(row: Row, answer: Answer, amounts: Callable[[str], tuple[int, str, str] | None]) -> Judged:
    """The row against an answer. `amounts` gives the days, the unit and the clause of a limit that the law data has."""
    if row.expected is not Expected.DUE:
        days = "、".join(f"{c.rule} {c.due}" for c in answer.computed)
        return {"asked_withheld": not days}, [Fault(100, f"不该有日期，却给出 {days}", Step.RULES)] if days else []
    wrong = [words for entry in answer.computed if (words := _wrong(row, entry, amounts))]
    silent = [entry.due for entry in answer.computed if not _said(entry, answer.text)]
    given = any(entry.rule == row.limit for entry in answer.computed)
    faults = [Fault(100, words, Step.RULES) for words in wrong]
    faults += [Fault(60, f"算出了却没有写在答复里：{due}", Step.COMPOSITION) for due in silent]
    if not given:
        faults.append(_not_given(row, answer))
    shown = bool(answer.computed)
    return {
        "asked_date": not wrong if shown else None,
        "asked_said": not silent if shown else None,
        "asked_given": given,
    }, faults


def _none(row: Row, found: Expected) -> Judged:
    if row.expected is Expected.DUE:
        return dict.fromkeys(("due", "unit", "provisional", "counted", "later"), False), [
            Fault(100, f"应为 {row.due}，却没有算出日期（{found}）", Step.RULES)
        ]
    right = row.expected is found
    words = f"应为 {row.expected}，却是 {found}"
    return {"withheld": right}, [] if right else [Fault(60, words, Step.RULES)]


def _wrong(row: Row, entry: Computed, amounts: Callable[[str], tuple[int, str, str] | None]) -> str:
    """What is wrong with one computed day of an answer; "" for nothing."""
    also: Mapping[str, object] = row.also or {}
    due = row.due if entry.rule == row.limit else also.get(entry.rule)
    if due is None:
        return f"算的是别的期限：{entry.rule} {entry.due}"
    told = (entry.start, entry.due, (entry.days, entry.unit, entry.clause))
    right = (row.start.isoformat(), str(due), amounts(entry.rule))
    if told != right:
        return f"{entry.rule} 应为 {right}，却是 {told}"
    if entry.rule == row.limit and entry.provisional != row.provisional:
        return f"{entry.rule} 的暂定标记应为 {row.provisional}"
    return ""


def _said(entry: Computed, text: str) -> bool:
    year, month, day = (int(part) for part in entry.due.split("-"))
    mark = "暂定" in text if entry.provisional else True
    return mark and (f"{year}年{month}月{day}日" in text or entry.due in text)


def _not_given(row: Row, answer: Answer) -> Fault:
    if answer.reason is Reason.DATE:
        return Fault(10, f"反问日期，没有算出 {row.limit}", Step.UNDERSTANDING)
    if answer.status is not Status.ANSWERED:
        return Fault(30, f"没有作答（{answer.reason}），没有算出 {row.limit}", Step.ROUTING)
    cited = bool(answer.citations) and row.clause in (c.clause for c in answer.citations)
    return Fault(20, f"没有算出 {row.limit}", Step.RULES if cited else Step.RETRIEVAL)


def _words(value: object) -> str:
    return "、".join(map(str, value)) if isinstance(value, tuple) else str(value)
