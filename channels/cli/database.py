"""`credit-assistant db`: the care of the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

from assistant.settings import get_settings
from channels.cli import chinese, console
from credit_core.use_cases.vocabulary import LawError

if TYPE_CHECKING:
    from credit_core.use_cases.maintenance import Database

app = typer.Typer(
    name="db",
    help="数据库：升级结构、检查、备份、恢复。",
    no_args_is_help=True,
    options_metavar=chinese.OPTIONS,
    subcommand_metavar=chinese.COMMAND,
)

UPGRADED = "结构已是最新版本：{revisions}"
MARKS: Final = {"good": ("✓ ", "bold green"), "warning": ("! ", "bold yellow"), "fault": ("✗ ", "bold red")}
COUNTS = "行数：{counts}"
NO_ROWS = "各表都是空的"
ALL_WELL = "检查通过。"
NOT_WELL = "发现{faults}处问题。"
BACKED_UP = (
    "已备份{rows}行到“{file}”。文件含个人信息，请加密保管；另请定期导出删除清单：credit-assistant db deletions FILE"
)
RESTORED = "已恢复{rows}行（备份于{made_at}）。{report}"
PURGED = "按删除记录清除{purged}条信用记录的内容，按删除清单补记{tombstones}条删除，再次删除{erased}个主体的个人信息。"
NOT_ERASED = "主体{subject}有未能再次删除的内容：{kept}"
NO_LIST = "没有给出删除清单：备份之后删除的内容可能已经恢复。请用最新的删除清单（--deletions）重做一次。"
NEW_HEADS = "恢复后的审计链从备份处接续，请改用新的校验点文件。"
LISTED = "删除清单已写入“{file}”：{tombstones}条信用记录，{subjects}个主体。请与备份分开保存。"
DAY = "%Y-%m-%d %H:%M"

Heads = Annotated[list[str] | None, typer.Option("--head", help="外部留存的校验点，或者存放校验点的文件；可多次给出")]


@app.callback()
def database() -> None:
    """Holds the subcommands."""


@app.command(help="把数据库结构升级到最新版本。升级前请先备份。", options_metavar=chinese.OPTIONS)
def upgrade() -> None:
    """Brings both histories to their heads."""
    from credit_core.use_cases import maintenance

    revisions = maintenance.upgrade(_database())
    typer.echo(UPGRADED.format(revisions="，".join(f"{name} {at}" for name, at in sorted(revisions.items()))))


@app.command(help="检查结构版本、数据完整、落盘设置和审计链。", options_metavar=chinese.OPTIONS)
def check(head: Heads = None) -> None:
    """Prints one line for each check and ends with 1 where there is a fault; a warning is none."""
    from credit_core.use_cases import audit_trail, maintenance

    screen = console.out()
    opened = _database()
    with told():
        heads = [one for text in head or () for one in audit_trail.read_heads(text)]
        found = maintenance.check(opened, heads)
    for one in found:
        screen.print(Text.assemble(MARKS[one.state.value], f"{one.name}：{one.sentence}"), soft_wrap=True)
    if not opened.behind():
        filled = [f"{name} {count}" for name, count in maintenance.counts(opened).items() if count]
        screen.print(COUNTS.format(counts="，".join(filled) or NO_ROWS), soft_wrap=True)
    faults = sum(one.state is maintenance.State.FAULT for one in found)
    screen.print(NOT_WELL.format(faults=faults) if faults else ALL_WELL)
    raise typer.Exit(console.INTERNAL if faults else 0)


@app.command(
    help="不停机备份到一个文件；PostgreSQL 和 SQLite 格式相同，可以互相恢复。", options_metavar=chinese.OPTIONS
)
def backup(
    file: Annotated[Path, typer.Argument(help="新文件，如 backup.gz；以 .db 结尾时整个复制 SQLite 文件")],
) -> None:
    """Writes a consistent backup of the running database."""
    from assistant.bootstrap import Clock
    from credit_core.use_cases import maintenance

    with told(), progress() as tell:
        rows = maintenance.back_up(_database(), file, Clock().now(), tell)
    typer.echo(BACKED_UP.format(rows=rows, file=file))


@app.command(help="把备份恢复到空的数据库（DATABASE_URL），并清除备份之后删除的内容。", options_metavar=chinese.OPTIONS)
def restore(
    file: Annotated[Path, typer.Argument(help="备份文件", exists=True, dir_okay=False)],
    deletions: Annotated[Path | None, typer.Option(help="最新的删除清单（db deletions 导出）")] = None,
    head: Heads = None,
) -> None:
    """Restores into an empty database: all of it, or nothing."""
    from assistant.bootstrap import open_office
    from credit_core.use_cases import audit_trail, maintenance

    with told():
        heads = [one for text in head or () for one in audit_trail.read_heads(text)]
        listed = maintenance.read_deletions(deletions) if deletions else None
        opened = _database()
        office = open_office(get_settings(), opened)
        with progress() as tell:
            done = maintenance.restore(office, opened, file, heads=heads, deletions=listed, progress=tell)
    made_at = done.manifest.made_at.astimezone(office.clock.now().tzinfo)
    typer.echo(RESTORED.format(rows=done.manifest.total, made_at=f"{made_at:{DAY}}", report=done.report.summary))
    typer.echo(PURGED.format(purged=done.purged, tombstones=done.tombstones, erased=len(done.erasures)))
    for erasure in done.erasures:
        if not erasure.complete:
            typer.echo(NOT_ERASED.format(subject=erasure.subject_id, kept="".join(erasure.kept)), err=True)
    if listed is None:
        typer.echo(NO_LIST, err=True)
    typer.echo(NEW_HEADS)


@app.command(help="导出删除清单，恢复备份时用它防止已删除的内容回来。", options_metavar=chinese.OPTIONS)
def deletions(file: Annotated[Path, typer.Argument(help="新文件")]) -> None:
    """Writes the list of deletions."""
    from assistant.bootstrap import open_office
    from credit_core.use_cases import maintenance

    office = open_office(get_settings())
    with told():
        found = maintenance.write_deletions(office.store, file, office.clock.now())
    typer.echo(LISTED.format(file=file, tombstones=len(found.tombstones), subjects=len(found.subjects)))


@contextmanager
def told() -> Iterator[None]:
    """What cannot be done is said in one line, with exit code 2."""
    try:
        yield
    except LawError as error:
        console.fail(str(error))
    except OSError as error:
        console.fail(console.NO_FILE.format(path=error.filename, why=error.strerror or type(error).__name__))


@contextmanager
def progress() -> Iterator[Callable[[str, int, int], None]]:
    """A bar on standard error, gone when the work is done; nothing where standard error is no terminal."""
    screen = console.err()
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed}"), TimeElapsedColumn())
    with Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal) as shown:
        task = shown.add_task("", total=None)

        def tell(what: str, done: int, of: int) -> None:
            shown.update(task, description=what, completed=done, total=of or None)

        yield tell


def _database() -> Database:
    from assistant.bootstrap import open_database

    return open_database(get_settings())
