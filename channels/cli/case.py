"""`credit-assistant case`: a case on the terminal, every duty explained; the work list by due day; its papers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from channels.cli import chinese, console, operator, paper
from channels.cli.database import told

if TYPE_CHECKING:
    from credit_core.use_cases.case_sheet import CaseSheet, ExplainedDuty
    from credit_core.use_cases.duties import DueEntry

app = typer.Typer(
    name="case",
    help="办件：逐项说明期限怎样算出；按到期日列出；再出回执。",
    no_args_is_help=True,
    options_metavar=chinese.OPTIONS,
    subcommand_metavar=chinese.COMMAND,
)

HEADING = "办件{number}：{type}（{place}），{state}"
RECEIVED = "{body}，{on}收到"
CLOSED = "，{on}办结"
MARKS = "标注：{marks}"
FILED = "申请内容（个人信息已隐去，--full 全部显示）："
FILED_IN_FULL = "申请内容："
FIELD = "  {label}：{value}"
DUTIES = "义务和期限："
DUTY = "■ {rule} {duty}：{status}"
BY = "  {body}，{citation}"
DUE = "，到期日{due}"
PROVISIONAL = "（暂定）"
STEPS = "办理经过："
STEP = "  {on} {event} → {state}（{by}；{basis}）"
NOTICES = "告知："
NOTICE = "  {text}（{delivered}）"
DELIVERED = "{on}送达"
UNDELIVERED = "还没有送达"
LINE = "{due}  {status}  {number}  {rule} {duty}（{body}）"
NO_CASE = "（不属于办件）"
NOTHING = "到{until}没有到期的事项。"
NOTHING_AT_ALL = "没有还没办结、写明到期日的事项。"


app.command("receipt", help="凭编号和查询码再出一次回执，可写成 PDF 和日历文件。", options_metavar=chinese.OPTIONS)(
    paper.receipt
)
app.command("report", help="显示一个查询办件给出了哪份信用报告。", options_metavar=chinese.OPTIONS)(paper.issued)


@app.callback()
def case() -> None:
    """Holds the subcommands."""


@app.command(help="显示一个办件：每项期限逐日怎样算出，每一步依据哪一条。", options_metavar=chinese.OPTIONS)
def show(
    number: Annotated[str, typer.Argument(help="办件编号，如 YY-20261120-7K3QFMX")],
    full: Annotated[bool, typer.Option("--full", help="连同个人信息全部显示；会记入审计链")] = False,
    as_json: console.AsJson = False,
) -> None:
    """Prints the sheet of a case."""
    from credit_core.use_cases.case_sheet import case_sheet

    with told():
        sheet = case_sheet(operator.office(), operator.READER, number, full=full)
    if as_json:
        typer.echo(json.dumps(_as_json(sheet), ensure_ascii=False))
        return
    for line in _lines(sheet, full):
        typer.echo(line)


@app.command("list", help="按到期日列出没有办结的事项。", options_metavar=chinese.OPTIONS)
def list_due(
    due_until: Annotated[str | None, typer.Option(help="列到这一天为止（含当天） YYYY-MM-DD；不写则全部列出")] = None,
    body: Annotated[str | None, typer.Option(help="只列这个单位的")] = None,
    as_json: console.AsJson = False,
) -> None:
    """Prints open duties with a due day, the earliest first."""
    from credit_core.use_cases.duties import due_until as due

    until = console.day(due_until) or date.max
    with told():
        entries = due(operator.office(), until, body=body)
    if not entries and not as_json:
        typer.echo(NOTHING.format(until=until) if due_until else NOTHING_AT_ALL)
    for entry in entries:
        number = entry.case.number if entry.case else None
        if as_json:
            typer.echo(json.dumps({"number": number, **entry.view.as_contract()}, ensure_ascii=False))
        else:
            typer.echo(_entry(entry, number))


def _entry(entry: DueEntry, number: str | None) -> str:
    duty = entry.view
    due = f"{duty.due}{PROVISIONAL if duty.provisional else ''}"
    return LINE.format(
        due=due, status=duty.status_name, number=number or NO_CASE, rule=duty.rule, duty=duty.duty, body=duty.body
    )


def _lines(sheet: CaseSheet, full: bool) -> Iterator[str]:
    view = sheet.view
    yield HEADING.format(number=view.number, type=view.type_name, place=view.place, state=view.state_name)
    closed = CLOSED.format(on=view.closed_on) if view.closed_on else ""
    yield RECEIVED.format(body=view.body, on=view.received_on) + closed
    if view.marks:
        yield MARKS.format(marks="、".join(view.marks))
    if sheet.filed:
        yield FILED_IN_FULL if full else FILED
    for field in sheet.filed:
        yield FIELD.format(label=field.label, value=field.value)
    if sheet.duties:
        yield DUTIES
    for duty in sheet.duties:
        yield from _duty(duty)
    yield STEPS
    for step in view.timeline:
        yield STEP.format(on=step.on, event=step.event, state=step.state, by=step.by, basis=step.basis)
    if view.notices and full:
        yield NOTICES
        for notice in view.notices:
            delivered = DELIVERED.format(on=notice.delivered_on) if notice.delivered_on else UNDELIVERED
            yield NOTICE.format(text=notice.text, delivered=delivered)


def _duty(duty: ExplainedDuty) -> Iterator[str]:
    view = duty.view
    yield DUTY.format(rule=view.rule, duty=view.duty, status=view.status_name)
    mark = PROVISIONAL if view.provisional else ""
    yield BY.format(body=view.body, citation=view.citation) + (DUE.format(due=f"{view.due}{mark}") if view.due else "")
    for line in (*duty.counting, *duty.missed):
        yield f"    {line}"


def _as_json(sheet: CaseSheet) -> dict[str, object]:
    steps = [
        {"on": step.on.isoformat(), "event": step.event, "state": step.state, "clause": str(step.clause or "") or None}
        for step in sheet.view.timeline
    ]
    counted = {duty.view.rule: list(duty.counting) for duty in sheet.duties}
    filed = {field.label: field.value for field in sheet.filed}
    return {
        **sheet.view.as_contract(),
        "filed": filed,
        "counting": counted,
        "timeline": steps,
        "marks": sheet.view.marks,
    }
