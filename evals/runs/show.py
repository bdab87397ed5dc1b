"""A run on the terminal: every figure with its interval, what broke, what got worse."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table

from evals.runs.compare import Comparison, Difference
from evals.suite import Figure, Result


def show_results(results: Iterable[Result], console: Console) -> None:
    """One table for all results."""
    table = Table("题集", "指标", "", "值", "95 % 区间", "目标", show_lines=False)
    for result in results:
        for number, figure in enumerate(result.figures()):
            table.add_row("" if number else result.key, figure.label, _share(figure), *_values(figure))
        table.add_section()
    console.print(table)


def show_comparison(found: Comparison, console: Console, *, everything: bool = False) -> None:
    """What differs (`everything`: also what stayed), what cannot be compared, and the regressions."""
    shown = [d for d in found.differences if everything or d.change != 0]
    if shown:
        table = Table("题集", "指标", "之前", "之后", "变化")
        for one in shown:
            table.add_row(one.result, one.label, _number(one.before), _number(one.after), _change(one))
        console.print(table)
    if found.changed:
        console.print("题目变了，不能比较：" + "、".join(found.changed))
    if found.new:
        console.print("基线里还没有：" + "、".join(found.new) + "（用 evals accept 接受）")


def _share(figure: Figure) -> str:
    return f"{figure.hits}/{figure.total}" if figure.hits is not None else str(figure.total)


def _values(figure: Figure) -> tuple[str, str, str]:
    interval = f"{figure.low:.1f}–{figure.high:.1f}" if figure.low is not None and figure.high is not None else ""
    target = "必须全对" if figure.hard else (f"{figure.target:.0f}" if figure.target is not None else figure.published)
    return _number(figure.value), interval, target


def _number(value: float | None) -> str:
    return "—" if value is None else f"{value:.2f}" if abs(value) < 1 else f"{value:.1f}"


def _change(difference: Difference) -> str:
    if difference.change is None:
        return "不见了" if difference.after is None else "新"
    return f"{difference.change:+.2f}" + ("  退步" if difference.worse else "")
