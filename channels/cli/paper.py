"""`credit-assistant case receipt`, `case report` and `report verify`: papers given out, shown again or verified."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.settings import get_settings
from channels.cli import chinese, console, operator
from channels.cli.database import told

if TYPE_CHECKING:
    from credit_core.use_cases.report import VerifiedReport
    from credit_core.use_cases.vocabulary import Receipt

app = typer.Typer(
    name="report",
    help="信用报告：核验编号和核验码。",
    no_args_is_help=True,
    options_metavar=chinese.OPTIONS,
    subcommand_metavar=chinese.COMMAND,
)

INTACT = "核对结果：与收到申请时记入审计链的一致。"
ALTERED = "核对结果：收到申请的记录与审计链不一致，不能据此出具回执。请运行 credit-assistant audit verify 查明。"
ONE_FILE_FOR_TWO = "--pdf 和 --ics 不能是同一个文件。"
THERE = "“{file}”已经存在，没有覆盖。请换一个文件名；确要覆盖，加上 --force。"
NOT_WRITTEN = "写不了“{file}”：{why}。请换一个位置。"
WRITTEN = "已写入“{file}”。"
NO_DUE_DAY = "还没有能算出的到期日，没有写日历文件。"
NO_REPORT = "办件{number}（{type}，{state}）没有给出信用报告：查询办件提供信用信息之后才有。"
REPORT = "信用报告{number}：{place}，{body}，{at}出具"
CONTENT = "内容的 SHA-256（JSON 形式）：{sha256}"
NOT_KEPT = "报告只在提供时交给查询人，内容不留存，不能再打印；再要一份，须重新申请查询。"
GENUINE = "核验通过：本单位出具过这份报告。"
MINUTE = "%Y-%m-%d %H:%M"


@app.callback()
def report() -> None:
    """Holds the subcommands."""


def receipt(
    number: Annotated[str, typer.Argument(help="办件编号，如 YY-20261120-7K3QFMX")],
    code: Annotated[str, typer.Option(help="回执上的查询码")],
    pdf: Annotated[Path | None, typer.Option(help="把回执写成 PDF 文件")] = None,
    ics: Annotated[Path | None, typer.Option(help="把到期日写成日历文件")] = None,
    force: Annotated[bool, typer.Option("--force", help="覆盖已有的文件")] = False,
    as_json: console.AsJson = False,
) -> None:
    """Prints the receipt for its holder once more, and writes it as files; nothing of it where it was altered."""
    from credit_core.use_cases import paper
    from credit_core.use_cases.receipts import receipt_again, verify_receipt

    _free(pdf, ics, force)
    with told():
        office = operator.office()
        found = receipt_again(office, number, code)
        intact = verify_receipt(office, number, code).intact
    if not intact:
        console.fail(ALTERED, console.INTERNAL)
    dates = paper.due_days(found) if ics else None
    written = _write(found, pdf, (ics, dates) if ics and dates else None, force)
    if as_json:
        at = found.filed_at.astimezone(office.clock.now().tzinfo)
        values = {**asdict(found), "filed_at": at, "intact": intact}
        del values["access_code"]  # not kept, so never on a copy
        typer.echo(json.dumps(values, ensure_ascii=False, default=lambda moment: moment.isoformat()))
    else:
        for line in (*paper.receipt_lines(found), INTACT):
            typer.echo(line)
    for file in written:
        typer.echo(WRITTEN.format(file=file), err=True)
    if ics and not dates:
        typer.echo(NO_DUE_DAY, err=True)


def _write(found: Receipt, pdf: Path | None, dates: tuple[Path, str] | None, force: bool) -> list[Path]:
    """Both files are made before the first is written."""
    from credit_core.use_cases import paper

    files: list[tuple[Path, bytes]] = []
    with told():
        if pdf:
            files.append((pdf, paper.receipt_pdf(found, get_settings().font_path)))
        if dates:
            files.append((dates[0], dates[1].encode()))
        try:
            paper.save(files, overwrite=force)
        except OSError as error:
            console.fail(NOT_WRITTEN.format(file=error.filename, why=error.strerror or type(error).__name__))
    return [file for file, _ in files]


def issued(
    number: Annotated[str, typer.Argument(help="查询办件的编号")],
    as_json: console.AsJson = False,
) -> None:
    """Prints which credit report the release of a query case gave."""
    from credit_core.use_cases.case_view import view_case
    from credit_core.use_cases.paper import report_given

    with told():
        office = operator.office()
        case = view_case(office, operator.READER, number=number)
        found = report_given(office, operator.READER, number)
    if found is None:
        console.fail(NO_REPORT.format(number=case.number, type=case.type_name, state=case.state_name))
    _tell(found, office.clock.now(), NOT_KEPT, as_json)


@app.command(help="核验一份信用报告是不是本单位出具的。", options_metavar=chinese.OPTIONS)
def verify(
    number: Annotated[str, typer.Argument(help="报告编号，如 BG-20261120-7K3QFMX")],
    code: Annotated[str, typer.Argument(help="报告上的核验码")],
    as_json: console.AsJson = False,
) -> None:
    """Prints that the report was issued; nothing of its content is told."""
    from credit_core.use_cases.report import verify_report

    with told():
        office = operator.office()
        found = verify_report(office, number, code)
    _tell(found, office.clock.now(), GENUINE, as_json)


def _tell(found: VerifiedReport, now: datetime, last: str, as_json: bool) -> None:
    at = found.issued_at.astimezone(now.tzinfo)
    if as_json:
        typer.echo(json.dumps({**asdict(found), "issued_at": at.isoformat()}, ensure_ascii=False))
        return
    typer.echo(REPORT.format(number=found.number, place=found.place, body=found.issuing_body, at=f"{at:{MINUTE}}"))
    typer.echo(CONTENT.format(sha256=found.content_sha256))
    typer.echo(last)


def _free(pdf: Path | None, ics: Path | None, force: bool) -> None:
    """Ends the command before any work where a file is in the way."""
    if pdf is not None and pdf == ics:
        console.fail(ONE_FILE_FOR_TWO)
    for file in (pdf, ics):
        if file is not None and file.exists() and not force:
            console.fail(THERE.format(file=file))
