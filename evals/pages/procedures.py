"""docs/procedures.md: every transition table of every place — from, event, guard, to, actor, clause, duties."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from credit_core.law.procedure_schema import Row
from credit_core.law.schema import Limit
from credit_core.model.labels import ROLES
from credit_core.procedures.book import ProcedureBook
from credit_core.procedures.table import Procedure
from evals.pages.clauses import cited
from evals.result import cell
from knowledge.citations.reference import ClauseRef
from knowledge.regulations.corpus import Corpus

HEAD = """# 办理程序

由 `credit-assistant evals pages` 生成，不要手改；数据在 `credit_core/law/machines/`（各地共用的状态和步骤）和
`credit_core/law/procedures/`（各部法规的条款、要求和差别）。

每一行是一步：在什么状态、由谁、满足什么条件可以办，依据哪一条，哪些义务从此起算或者到此完成。表里没有的步骤不能办。
“没有条文”表示条例没有规定这一步，按办理惯例处理；同一件事在各地差在哪里，看“各地不同之处”。
"""
NO_CLAUSE = "没有条文"
COLUMNS = ("编号", "从", "步骤", "到", "谁", "条件", "依据", "起算的义务", "完成的义务")


def render(book: ProcedureBook, corpus: Corpus) -> str:
    """The page as Markdown: machine by machine, place by place."""
    lines = [HEAD]
    ordered = sorted(book.places.values(), key=lambda place: (place.machine, place.procedure, place.document))
    for place in ordered:
        procedure = book.of_document(place.procedure, place.document)
        lines += _procedure(procedure, book.law.document(place.document).place, corpus)
    return "\n".join(lines) + "\n"


def _procedure(procedure: Procedure, where: str, corpus: Corpus) -> Iterator[str]:
    place = procedure.place
    yield f"## {where}：{place.name}（`{place.procedure}`）\n"
    if not place.regulated:
        yield f"**条例没有规定这项权利。**{place.silence}\n"
    yield f"最相关的条款：{cited([place.clause], corpus)}。\n"
    if place.recipients:
        yield "- 向谁提出：" + "、".join(f"{one.name}（{_clause(one.clause, corpus)}）" for one in place.recipients)
    if place.requires:
        yield "- 要提交：" + "、".join(f"{one.name}（{_clause(one.clause, corpus)}）" for one in place.requires)
    if place.grounds:
        yield "- 理由：" + "、".join(f"{one.name}（{_clause(one.clause, corpus)}）" for one in place.grounds.values())
    if notes := [f"{term.note}（{_clause(term.clause, corpus)}）" for term in place.terms.values() if term.note]:
        yield "- 各地不同之处：" + "；".join(notes)
    yield ""
    yield "| " + " | ".join(COLUMNS) + " |"
    yield "|" + " --- |" * len(COLUMNS)
    for row in procedure.rows:
        yield "| " + " | ".join(map(cell, _cells(procedure, row, corpus))) + " |"
    yield ""


def _cells(procedure: Procedure, row: Row, corpus: Corpus) -> tuple[str, ...]:
    machine = procedure.machine
    conditions = [*(f"`{name}`" for name in row.guards), *(f"`{name}={value}`" for name, value in row.when.items())]
    if row.not_by is not None:
        conditions.append(f"可设为与“{machine.events[row.not_by]}”不是同一人")
    return (
        row.id,
        "、".join(machine.states[state] for state in row.source),
        machine.events[row.event],
        machine.states[row.to],
        "、".join(ROLES[role] for role in row.by),
        "、".join(conditions) or "—",
        _clause(procedure.clause(row), corpus),
        _duties(procedure.started_by(row)),
        _duties(procedure.ended_by(row)),
    )


def _duties(limits: Iterable[Limit]) -> str:
    found = []
    for limit in limits:
        length = f"{limit.value}{limit.unit}" if limit.countable else limit.word or "没有期限"
        found.append(f"{limit.rule} {limit.duty}（{length}）")
    return "；".join(found) or "—"


def _clause(clause: ClauseRef | None, corpus: Corpus) -> str:
    return cited([clause], corpus) if clause is not None else NO_CLAUSE
