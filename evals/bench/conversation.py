"""The bench of a turn: the scripted conversations at the front door, on SQLite, one message after another."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from assistant.settings import Settings
from evals import messages
from evals.bench.figures import Figure, as_table
from evals.cases import DatasetError
from evals.filings.runner import Played
from evals.filings.script import OPEN, load
from evals.filings.suite import played
from evals.intervals import percentile
from evals.provenance import machine, provenance
from evals.result import measured_on, write_markdown
from evals.workbench import Workbench

P95_MS = 80.0
_WARM_UP = 1
"""Conversations before the first that is counted."""


def run(settings: Settings, results: Path, command: str, limit: int | None = None) -> tuple[Path, bool]:
    """Measure, write the table, and say where it lies and whether the target is missed. `limit`: so many scripts only.

    Raises:
        DatasetError: the scripts are not there: this is no source checkout.
    """
    if not OPEN.is_dir():
        raise DatasetError(messages.NO_SCRIPTS)
    bench = Workbench(settings, limit=limit)
    scripts = bench.take(load(OPEN))
    with tempfile.TemporaryDirectory(prefix="bench-conversation-") as folder:
        outcomes = [outcome for _, outcome in played(bench, [*scripts[:_WARM_UP], *scripts], "时延", Path(folder))]
    rows = figures([outcome.played for outcome in outcomes[_WARM_UP:]])
    head = measured_on(provenance(bench.settings), command)
    text = "\n".join(["# 一轮对话的时延\n", head, f"{machine()}\n", as_table(rows)])
    return write_markdown(results, "conversation-bench", text), any(row.missed for row in rows)


def figures(conversations: Sequence[Played]) -> list[Figure]:
    """Milliseconds of a turn: of any, and of one that files a case, from the message to the object that is sent."""
    turns = [seconds for one in conversations for seconds in one.seconds]
    filing = [seconds for one in conversations for seconds in one.filing]
    how = f"{len(conversations)} 段剧本 {len(turns)} 句，SQLite，一段一个数据库，单线程，一句接一句；含写入磁盘"
    filed = f"其中 {len(filing)} 句提交了办件"
    return [
        Figure("一轮 p50", _ms(turns, 0.5), "毫秒", None, how),
        Figure("一轮 p95", _ms(turns, 0.95), "毫秒", P95_MS, how),
        Figure("最慢的一轮", _ms(turns, 1.0), "毫秒", None, how),
        Figure("提交的一轮 p50", _ms(filing, 0.5), "毫秒", None, filed),
        Figure("提交的一轮 p95", _ms(filing, 0.95), "毫秒", P95_MS, filed),
    ]


def _ms(seconds: Sequence[float], share: float) -> float:
    return 1000 * percentile(seconds, share)
