"""The figures that bench reports, each beside its target."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evals.intervals import percentile
from evals.result import cell, table

P95_MS = 60.0
FIRST_ANSWER_S = 12.0
HEALTHZ_S = 3.0
MEMORY_MB = 900.0
INDEX_S = 20.0
_HEADINGS = ("项目", "测得", "目标", "达标", "单位", "怎样测")


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value, and the most that it may be (None: reported only)."""

    label: str
    value: float
    unit: str
    most: float | None
    how: str

    @property
    def missed(self) -> bool:
        """True if the value is above its target."""
        return self.most is not None and not self.value <= self.most


@dataclass(frozen=True, slots=True)
class Warm:
    """One warm process: seconds per answer in the order asked, and megabytes resident when done."""

    seconds: Sequence[float]
    memory_mb: float


@dataclass(frozen=True, slots=True)
class Server:
    """A server from its start: seconds to /healthz, to the first answer over REST; then what it does when warm."""

    healthz: float
    first_answer: float
    warm: Warm


def figures(index_seconds: float, asked: Sequence[float], server: Server, inside: Warm) -> list[Figure]:
    """All figures. `asked` are the seconds of `ask` commands in new processes, of which the slowest counts."""
    count = len(inside.seconds)
    inner = f"新进程里 {count} 个不同的问题，单线程，一个接一个"
    outer = f"服务进程，{len(server.warm.seconds)} 个不同的问题经 REST，一个接一个"
    return [
        Figure(
            "新进程到第一个答复（命令行）", max(asked), "秒", FIRST_ANSWER_S, f"ask，{len(asked)} 次取最慢，索引已建好"
        ),
        Figure("服务启动到 /healthz", server.healthz, "秒", HEALTHZ_S, "serve，模型在后台载入"),
        Figure("服务启动到第一个答复", server.first_answer, "秒", FIRST_ANSWER_S, "serve，/readyz 通过后立即提问"),
        Figure("整个答复 p50（进程内）", _ms(inside, 0.5), "毫秒", None, inner),
        Figure("整个答复 p95（进程内）", _ms(inside, 0.95), "毫秒", P95_MS, inner),
        Figure("整个答复 p50（REST）", _ms(server.warm, 0.5), "毫秒", None, outer),
        Figure("整个答复 p95（REST）", _ms(server.warm, 0.95), "毫秒", P95_MS, outer),
        Figure("内存（进程内）", inside.memory_mb, "MB", MEMORY_MB, "问完之后的常驻内存"),
        Figure("内存（服务进程）", server.warm.memory_mb, "MB", MEMORY_MB, "问完之后的常驻内存"),
        Figure("建索引", index_seconds, "秒", INDEX_S, "空目录，含载入模型"),
    ]


def _ms(warm: Warm, share: float) -> float:
    return 1000 * percentile(warm.seconds, share)


def as_table(rows: Sequence[Figure]) -> str:
    """The figures as Markdown, targets beside them."""
    return table(_HEADINGS, [(f.label, f.value, *_beside(f), f.unit, f.how) for f in rows])


def _beside(figure: Figure) -> tuple[str, str]:
    """The target, and whether it is met."""
    if figure.most is None:
        return "—", "—"
    return f"≤ {cell(figure.most)}", "**否**" if figure.missed else "是"
