"""`credit-assistant corpus impact`: what was said, written and decided on clauses whose text changes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.settings import get_settings
from channels.cli import console, operator
from credit_core.use_cases.vocabulary import BadFiling, Role

if TYPE_CHECKING:
    from assistant.desk.impact import Impact

NAMED = "变动的条款 {count} 处。"
HEADS = {"cases": "在办的办件", "answers": "过去的答复", "law": "法规数据和办理程序", "templates": "答复用的说明语"}
NOTHING = "  没有"
EVALS = "评测题目另查：credit-assistant evals impact {clauses}"
MANY = "条款编号…"
_SHOWN = 8


def impact(
    old: Annotated[str, typer.Argument(help="旧文本编号；只写它就是全文（如废止）")] = "",
    new: Annotated[str, typer.Argument(help="新文本编号，草稿也可以；只看不同的条")] = "",
    clauses: Annotated[list[str] | None, typer.Option("--clause", help="条款编号，可多次给出")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON")] = False,
) -> None:
    """Prints what rests on the clauses."""
    from assistant.bootstrap import open_database, open_desk, open_office
    from assistant.desk.member import Member

    settings = get_settings()
    database = open_database(settings)
    impacts = open_desk(settings, database).answers.impacts
    reader = Member(operator.READER.id, operator.READER.id, operator.READER.id, frozenset({Role.AUDITOR}))
    try:
        changed = impacts.changed(old, new, " ".join(clauses or ()))
    except BadFiling as error:
        console.fail(str(error))
    found = impacts.of(reader, changed, open_office(settings, database))
    if as_json:
        typer.echo(json.dumps(_plain(found), ensure_ascii=False))
        return
    typer.echo(NAMED.format(count=len(found.clauses)))
    for name, lines in _lines(found).items():
        typer.echo(f"{HEADS[name]}：{len(lines)}")
        for line in lines or [NOTHING]:
            typer.echo(line)
    shown = [str(ref) for ref in found.clauses[:_SHOWN]]
    typer.echo(EVALS.format(clauses=" ".join(shown) if len(found.clauses) <= _SHOWN else MANY))


def _lines(found: Impact) -> dict[str, list[str]]:
    return {
        "cases": [f"  {one.number}  {one.place}  {one.type_name}  {one.state_name}" for one in found.cases],
        "answers": [f"  {one.id}  {one.asked_at:%Y-%m-%d}  {one.question}" for one in found.answers],
        "law": [f"  {one.kind}  {one.key}  {one.name}  {_names(one.clauses)}" for one in found.law],
        "templates": [f"  {one.clause}  {one.text}" for one in found.templates],
    }


def _names(clauses: Iterable[object]) -> str:
    return "、".join(map(str, clauses))


def _plain(found: Impact) -> dict[str, object]:
    return {
        "clauses": [str(ref) for ref in found.clauses],
        "cases": [{"id": one.id, "number": one.number, "state": one.state_name} for one in found.cases],
        "answers": [{"answer_id": one.id, "question": one.question} for one in found.answers],
        "law": [{"kind": one.kind, "key": one.key, "clauses": [str(ref) for ref in one.clauses]} for one in found.law],
        "templates": [{"clause": str(one.clause), "text": one.text} for one in found.templates],
    }
