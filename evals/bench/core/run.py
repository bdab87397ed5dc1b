"""The bench of the core: deadlines, filing and look-ups, one after another, so that none disturbs the next."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assistant.settings import Settings
from evals.bench.core import deadlines, filing, lookups, report
from evals.bench.core.databases import KINDS, POSTGRESQL, SQLITE, databases
from evals.bench.core.population import Sizes
from evals.provenance import machine, provenance
from evals.result import write_markdown

_SQLITE_SHARE = 5
"""SQLite, the embedded database of a small office, gets a fifth of the records and cases."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is measured. `folder` is where the databases lie meanwhile: on the disk to be measured, not in memory."""

    records: int = 1_000_000
    cases: int = 100_000
    filings: int = 1000
    rounds: int = 3
    lookups: int = 300
    kinds: tuple[str, ...] = KINDS
    folder: Path | None = None
    day_step: int = 5
    busy: bool = False

    def sizes(self, kind: str) -> Sizes:
        """How large the database of this kind is."""
        share = _SQLITE_SHARE if kind == SQLITE else 1
        return Sizes(self.records // share, self.cases // share)

    def options(self) -> str:
        """The options of the command that repeats it."""
        chosen = "" if self.kinds == KINDS else "".join(f" --database {kind.lower()}" for kind in self.kinds)
        sizes = f"--records {self.records} --cases {self.cases} --filings {self.filings} --lookups {self.lookups}"
        return f"--part core {sizes} --rounds {self.rounds}{chosen}{' --busy' if self.busy else ''}"


def run(plan: Plan, settings: Settings, results: Path, command: str) -> tuple[Path, bool]:
    """Measure, write the tables, and say where they lie and whether a target is missed.

    Raises:
        DatasetError: a database does not start, a writer failed, or what was timed turned out not to be right.
    """
    compared, rates = deadlines.measure(plan.day_step, plan.rounds)
    filed, looked_up = [], []
    for kind in plan.kinds:
        filed.append(_filings(plan, kind))
        looked_up.append(_lookups(plan, kind))
    made = provenance(settings)
    text = "\n".join(
        [
            "# 核心：期限、提交与查询\n",
            f"命令：`{command}{plan.options()}`\n",
            f"提交 {made.commit}；日期 {made.date}；{machine()}\n",
            *([report.BUSY] if plan.busy else []),
            report.deadlines(compared, rates),
            report.filings(filed),
            report.lookups(looked_up),
        ]
    )
    return write_markdown(results, "core-bench", text), any(one.missed for one in looked_up)


def _filings(plan: Plan, kind: str) -> report.Filings:
    with databases(kind, plan.folder) as made:
        bench, rates = filing.measure(made, plan.filings, plan.rounds)
        return report.Filings(f"{kind} {made.version}", bench.written, rates)


def _lookups(plan: Plan, kind: str) -> report.Lookups:
    sizes = plan.sizes(kind)
    with databases(kind, plan.folder) as made:
        url = made.new("lookups")
        seconds = lookups.fill(url, sizes)
        timings = list(lookups.measure(url, sizes, plan.lookups))
        return report.Lookups(f"{kind} {made.version}", sizes, seconds, timings, kind == POSTGRESQL)
