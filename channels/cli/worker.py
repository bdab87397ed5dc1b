"""`credit-assistant worker`: what falls due without anybody's doing."""

from __future__ import annotations

import signal
import threading
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.settings import get_settings
from channels.cli import console

if TYPE_CHECKING:
    from assistant.outbox import Passed
    from credit_core.use_cases.worker import WorkReport

INTERVAL = 60
HEADS = "audit-heads.txt"
STARTED = "后台办理已启动，每{interval}秒一遍；按 Ctrl+C 停止。"
STOPPED = "后台办理已停止。"
DONE = "{today}：提醒{soon}件，逾期督办{overdue}件，内部提醒{internal}件，重新计算{recounted}件，{jobs}。"
JOBS = {
    "publicity": "停止公示{count}条",
    "retention": "删除到期信息{count}条",
    "authorisations": "授权到期{count}份",
    "audit_head": "审计链末端{count}处",
}
PASSED = "{today}：通知放进对话{posted}条，看到的登记送达{recorded}条，清除过期对话{expired}段。"
SWEPT = "{today}：清理没有用到的附件{count}个。"
NOTHING = "{today}：没有要办的。"


def worker(
    once: Annotated[bool, typer.Option("--once", help="只办一遍就结束；可以交给系统的定时任务")] = False,
    interval: Annotated[int, typer.Option(min=1, help="每隔多少秒办一遍")] = INTERVAL,
    heads: Annotated[
        Path | None,
        typer.Option(
            help="每天把审计链末端追加到这个文件，应当放在另一台机器上；不写则用 DATA_DIR 下的 audit-heads.txt"
        ),
    ] = None,
) -> None:
    """Runs passes until it is told to stop; a pass under way is finished first. With --once, 1 if a job failed."""
    from assistant.bootstrap import build_outbox
    from credit_core.use_cases.worker import run_once

    outbox = build_outbox(get_settings())
    office = outbox.office
    file = heads or get_settings().data_dir / HEADS
    if once:
        report = run_once(office, heads=file)
        _tell(report, quiet=False)
        _told(outbox.run_once(), report.today)
        _swept(outbox.sweep(), report.today)
        raise typer.Exit(console.INTERNAL if report.faults else 0)
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    typer.echo(STARTED.format(interval=interval))
    kept: date | None = None
    while not stop.is_set():
        due = office.clock.today() != kept
        report = run_once(office, heads=file if due else None)
        kept = report.today
        _tell(report, quiet=True)
        _told(outbox.run_once(), report.today)
        if due:
            _swept(outbox.sweep(), report.today)
        stop.wait(interval)
    typer.echo(STOPPED)


def _told(passed: Passed, today: date) -> None:
    if not passed.idle:
        counts = {"posted": passed.posted, "recorded": passed.recorded, "expired": passed.expired}
        typer.echo(PASSED.format(today=today, **counts))


def _swept(count: int, today: date) -> None:
    if count:
        typer.echo(SWEPT.format(today=today, count=count))


def _tell(report: WorkReport, *, quiet: bool) -> None:
    for fault in report.faults:
        typer.echo(fault, err=True)
    if report.idle:
        if not quiet:
            typer.echo(NOTHING.format(today=report.today))
        return
    counts = {kind.value: count for kind, count in report.alerts.items()}
    typer.echo(
        DONE.format(
            today=report.today,
            soon=counts.get("due_soon", 0),
            overdue=counts.get("overdue", 0),
            internal=counts.get("internal", 0),
            recounted=len(report.recounted),
            jobs="，".join(JOBS[name].format(count=count) for name, count in report.jobs.items()),
        )
    )
