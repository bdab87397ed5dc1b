"""`credit-assistant deadline`: the due day of a time limit, each day accounted for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.settings import get_settings
from channels.cli import chinese
from credit_core.use_cases.vocabulary import LawError, Limit, Pause

if TYPE_CHECKING:
    from credit_core.use_cases.law import LawDesk

app = typer.Typer(
    name="deadline",
    help="办理期限：列出各地的期限，逐日算出到期日。",
    no_args_is_help=True,
    options_metavar=chinese.OPTIONS,
    subcommand_metavar=chinese.COMMAND,
)

BAD_DATE = "日期应当写成 YYYY-MM-DD：{text}"
BAD_PAUSE = "不计入的期间应当写成 开始日:结束日，例如 2026-11-23:2026-11-25：{text}"
NO_NUMBER = "没有具体天数"
LIST_LINE = "{rule}  {duty}：{limit}，{citation}"
START_LINE = "      起算：{start}"
ASSUMED_START = "{start}（条文没有写明，系统取定）"
RULE_LINE = "期限：{rule} {duty}（{clause}）"
EVENT_LINE = "起算事件：{start}"
USAGE_ERROR = 2

Jurisdiction = Annotated[str, typer.Option(help="地区：shanxi、jiangxi、city")]
AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON")]


@app.callback()
def deadline() -> None:
    """Holds the subcommands."""


def _desk() -> LawDesk:
    """The law of this installation, and its calendar with the notices loaded since."""
    from assistant.bootstrap import open_law

    return open_law(get_settings())


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


@app.command(help="按当地条例计算办理期限，逐日列出计入和不计入的日期。", options_metavar=chinese.OPTIONS)
def compute(
    rule: Annotated[str, typer.Option(help="期限编号，如 JX-51")],
    jurisdiction: Jurisdiction,
    start: Annotated[str, typer.Option(help="起算日 YYYY-MM-DD（当天不计入）")],
    pause: Annotated[list[str] | None, typer.Option(help="不计入的期间 开始日:结束日，可多次给出")] = None,
    pause_reason: Annotated[str, typer.Option(help="不计入的原因")] = "检验、检测、检疫、鉴定或者专家评审",
    as_json: AsJson = False,
) -> None:
    """Prints one due day by the law in force on the start day: rule, clause, start event, each day, assumptions."""
    with _told():
        pauses = tuple(_pause(text, pause_reason) for text in pause or ())
        found = _desk().deadline(rule, jurisdiction, _date(start), pauses)
    if as_json:
        typer.echo(json.dumps(found.as_computed(), ensure_ascii=False))
        return
    limit = found.limit
    typer.echo(RULE_LINE.format(rule=limit.rule, duty=limit.duty, clause=limit.clause))
    if start_event := _start_event(limit):
        typer.echo(EVENT_LINE.format(start=start_event))
    typer.echo("\n".join(found.lines))


@app.command("list", help="列出一地的全部期限，和只写“及时”“定期”的义务。", options_metavar=chinese.OPTIONS)
def list_limits(
    jurisdiction: Jurisdiction,
    start: Annotated[str | None, typer.Option(help="列出在这一天有效的期限 YYYY-MM-DD；不写则按最新的条例")] = None,
    as_json: AsJson = False,
) -> None:
    """Prints every limit in force on the start day, else the newest law's."""
    with _told():
        desk = _desk()
        limits = desk.limits(jurisdiction, _date(start) if start else date.max, policy=True)
    for limit in limits:
        if as_json:
            typer.echo(limit_json(limit))
            continue
        number = desk.amount(limit) or NO_NUMBER + (f"（{limit.word}）" if limit.word else "")
        citation = desk.citation(limit.clause)
        typer.echo(LIST_LINE.format(rule=limit.rule, duty=limit.duty, limit=number, citation=citation))
        if start_event := _start_event(limit):
            typer.echo(START_LINE.format(start=start_event))


@contextmanager
def _told() -> Iterator[None]:
    """A mistake in what was asked is said in one line, with exit code 2."""
    try:
        yield
    except LawError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(USAGE_ERROR) from None


def _start_event(limit: Limit) -> str | None:
    if limit.start is None:
        return None
    return limit.start.text if limit.start.written else ASSUMED_START.format(start=limit.start.text)


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
