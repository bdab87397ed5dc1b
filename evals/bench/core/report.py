"""What the core bench measured, as Markdown: deadlines, filing, look-ups beside their target."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evals.bench.core.deadlines import Rate
from evals.bench.core.filing import Rates
from evals.bench.core.lookups import P95_MS, Timing
from evals.bench.core.population import Sizes
from evals.result import table

BUSY = "**测量时机器上还有别的工作在运行**：数字只作参考，以空闲机器上重测的为准。\n"


@dataclass(frozen=True, slots=True)
class Filings:
    """Filing on one kind of database: its name with the version, rows that one filing writes by table, rates."""

    database: str
    written: dict[str, int]
    rates: Sequence[Rates]


@dataclass(frozen=True, slots=True)
class Lookups:
    """Look-ups on one kind of database of these sizes; `fill` is the seconds that loading took."""

    database: str
    sizes: Sizes
    fill: float
    timings: Sequence[Timing]
    bound: bool
    """Whether the target holds for this database."""

    @property
    def missed(self) -> bool:
        """True if a look-up took longer than the target that holds for it."""
        return self.bound and any(not timing.p95 <= P95_MS for timing in self.timings)


def deadlines(compared: int, rates: Sequence[Rate]) -> str:
    """Deadlines per second, each way beside the loop."""
    loop = rates[0].per_second
    rows = [(rate.name, f"{rate.per_second:,.0f}", f"{rate.per_second / loop:.1f}") for rate in rates]
    return (
        "## 期限\n\n"
        f"2004 至 2026 年的 {compared:,} 组（起算日，工作日数），先逐组核对结果相同，再计时；单线程。\n\n"
        + table(("算法", "每秒个数", "与逐日问之比"), rows)
    )


def filings(found: Sequence[Filings]) -> str:
    """Objections filed per second, as a share of the same rows bare."""
    rows = [
        (one.database, rates.writers, f"{rates.filed:,.0f}", f"{rates.bare:,.0f}", f"{rates.ratio:.2f}")
        for one in found
        for rates in one.rates
    ]
    written = "、".join(f"{name} {count} 行" for name, count in (found[0].written if found else {}).items())
    return (
        "## 提交异议\n\n"
        "一次提交是一个事务：预查、义务和期限、办理步骤、审计链、提交键，写到磁盘才算完。"
        f"对照是驱动程序直接插入同样的行（{written}），同样每次提交一个事务、同样写到磁盘，不算期限、不连审计链。"
        "每个写入者是一个进程；取各轮的中位数；测完核对办件数和审计链。\n\n"
        + table(("数据库", "写入者", "提交异议（件/秒）", "只插入这些行（件/秒）", "之比"), rows)
    )


def lookups(found: Sequence[Lookups]) -> str:
    """Look-ups in a large database beside the target."""
    parts = ["## 大库中的查询\n"]
    for one in found:
        target = f"p95 不超过 {P95_MS:.0f} 毫秒" if one.bound else "没有定目标，只供参考"
        parts.append(
            f"### {one.database}\n\n"
            f"{one.sizes.records:,} 条信用记录、{one.sizes.cases:,} 个办件及其步骤和义务、{one.sizes.queries:,} 条查询登记，"
            f"{one.fill:.0f} 秒载入。每种查询换不同的对象问，从打开事务到取得结果为止；目标：{target}。\n"
        )
        rows = [
            (t.name, f"{t.p50:.1f}", f"{t.p95:.1f}", t.most_rows, _verdict(t) if one.bound else "—")
            for t in one.timings
        ]
        parts.append(table(("查询", "p50（毫秒）", "p95（毫秒）", "最多行数", "达标"), rows))
    return "\n".join(parts)


def _verdict(timing: Timing) -> str:
    return "是" if timing.p95 <= P95_MS else "**否**"
