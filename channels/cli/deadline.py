"""`credit-assistant deadline`: the due day of a time limit, each day accounted for."""

from __future__ import annotations

import json
from datetime import date
from typing import Annotated

import typer

from credit_core.use_cases.law import LawDesk, open_law_desk
from credit_core.use_cases.vocabulary import LawError, Limit, Pause

app = typer.Typer()

BAD_DATE = "日期应当写成 YYYY-MM-DD：{text}"
BAD_PAUSE = "不计入的期间应当写成 开始日:结束日，例如 2026-11-23:2026-11-25：{text}"
NEEDS_RULE = "请用 --rule 指定期限编号，用 --start 指定起算日；加 --list 列出该地的全部期限。"
NO_NUMBER = "没有具体天数"
LIST_LINE = "{rule}  {duty}：{limit}，{citation}"
START_LINE = "      起算：{start}"
ASSUMED_START = "{start}（条文没有写明，系统取定）"
USAGE_ERROR = 2


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(BAD_DATE.format(text=text)) from None


def _pause(text: str, reason: str) -> Pause:
    first, mark, last = text.partition(":")
    if not mark:
        raise typer.BadParameter(BAD_PAUSE.format(text=text))
    return Pause(_date(first), _date(last), reason)


@app.command("deadline", help="按当地条例计算办理期限，逐日列出计入和不计入的日期。")
def deadline(
    jurisdiction: Annotated[str, typer.Option(help="地区：shanxi、jiangxi、city")],
    rule: Annotated[str | None, typer.Option(help="期限编号，如 JX-51")] = None,
    start: Annotated[str | None, typer.Option(help="起算日 YYYY-MM-DD（当天不计入）")] = None,
    pause: Annotated[list[str] | None, typer.Option(help="不计入的期间 开始日:结束日，可多次给出")] = None,
    pause_reason: Annotated[str, typer.Option(help="不计入的原因")] = "检验、检测、检疫、鉴定或者专家评审",
    list_: Annotated[bool, typer.Option("--list", help="列出该地在起算日有效的全部期限")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
) -> None:
    """Prints one computed deadline, or with --list every limit in force on the start day (else the newest law's)."""
    desk = open_law_desk()
    try:
        day = _date(start) if start else None
        if list_:
            _print_limits(desk, jurisdiction, day or date.max, as_json=as_json)
            return
        if rule is None or day is None:
            raise typer.BadParameter(NEEDS_RULE)
        pauses = tuple(_pause(text, pause_reason) for text in pause or ())
        found = desk.deadline(rule, jurisdiction, day, pauses)
    except LawError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(USAGE_ERROR) from None
    typer.echo(json.dumps(found.as_computed(), ensure_ascii=False) if as_json else "\n".join(found.lines))


def _print_limits(desk: LawDesk, jurisdiction: str, on: date, *, as_json: bool) -> None:
    for limit in desk.limits(jurisdiction, on, policy=True):
        if as_json:
            typer.echo(limit_json(limit))
            continue
        number = desk.amount(limit) or NO_NUMBER + (f"（{limit.word}）" if limit.word else "")
        citation = desk.citation(limit.clause)
        typer.echo(LIST_LINE.format(rule=limit.rule, duty=limit.duty, limit=number, citation=citation))
        if limit.start:
            text = limit.start.text if limit.start.written else ASSUMED_START.format(start=limit.start.text)
            typer.echo(START_LINE.format(start=text))


def limit_json(limit: Limit) -> str:
    """A limit as one JSON line."""
    return json.dumps(
        {
            "rule": limit.rule,
            "duty": limit.duty,
            "actor": limit.actor,
            "days": limit.value if limit.countable else None,
            "unit": limit.unit,
            "word": limit.word,
            "clause": str(limit.clause),
            "condition": limit.condition,
            "start": limit.start.text if limit.start else None,
            "assumptions": limit.assumptions,
        },
        ensure_ascii=False,
    )
