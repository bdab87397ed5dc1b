"""`credit-assistant demo`: made-up data to try everything on."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from assistant.settings import get_settings
from channels.cli import chinese, console
from channels.cli.database import progress, told

app = typer.Typer(
    name="demo",
    help="演示数据：只在演示模式下使用。",
    no_args_is_help=True,
    options_metavar=chinese.OPTIONS,
    subcommand_metavar=chinese.COMMAND,
)

ONLY_IN_DEMO = (
    "演示数据只能在演示模式下生成。请设置 DEMO_MODE=1，并用一个新的 DATA_DIR，例如：\n"
    "DEMO_MODE=1 DATA_DIR=var/demo credit-assistant demo seed"
)
MADE = "演示数据已经写入（“今天”是 {today}），全部是虚构的："
LINE = "  {name}：{count}"
TO_TRY = "可以用下面的办件编号和查询码试一试："
CASE = "  {number}  查询码 {code}  （{what}）"
NEXT = "接着可以试：credit-assistant case list，credit-assistant case show {number}，credit-assistant audit verify"


@app.callback()
def demo() -> None:
    """Holds the subcommands."""


@app.command(help="写入一套演示数据；只写入空的数据库。大约需要十几秒。", options_metavar=chinese.OPTIONS)
def seed(
    subjects: Annotated[int, typer.Option(min=20, max=20000, help="信用主体的个数")] = 60,
    seed: Annotated[int, typer.Option(help="随机数种子；同一个种子得到同样的主体、信用记录和办理经过")] = 20221001,
    as_json: console.AsJson = False,
) -> None:
    """Fills an empty database and names a few cases with their access codes."""
    from assistant.bootstrap import open_office
    from credit_core.use_cases.demo.seed import seed as fill

    settings = get_settings()
    if not settings.demo_mode:
        console.fail(ONLY_IN_DEMO)
    office = open_office(settings)
    with told(), progress() as tell:
        done = fill(office, subjects=subjects, seed=seed, progress=tell)
    if as_json:
        cases = [{"number": one.number, "code": one.code, "what": one.what} for one in done.to_try]
        told_as = {"today": done.today.isoformat(), "made": done.made, "cases": cases}
        typer.echo(json.dumps(told_as, ensure_ascii=False, indent=2))
        return
    typer.echo(MADE.format(today=done.today))
    for name, count in done.made.items():
        typer.echo(LINE.format(name=name, count=count))
    typer.echo(TO_TRY)
    for one in done.to_try:
        typer.echo(CASE.format(number=one.number, code=one.code, what=one.what))
    typer.echo(NEXT.format(number=done.to_try[0].number))
