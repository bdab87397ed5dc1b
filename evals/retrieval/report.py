"""The ablation's report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from evals.provenance import Provenance
from evals.result import measured_on, table
from evals.retrieval.ablation import HEADINGS, Row
from evals.retrieval.rankings import Ranked

_HOW = """\
题目是留出的问法（从不进索引、从不参加训练），地区已知，在该地区全部文件的条、款、项里找。单位 %。
同样可以的条款算作一个：先找到哪一个都算找到，所以 R@k 就是前 k 条里有答案的题的比例。款、项要一字不差地对上；带“条”的列只要求条对上。
由 ir-measures 计算。
"""
_DENSE = """\
随附的向量模型在训练时见过问法（留出的除外），所以“无问法”只指索引里没有问法；自监督一行的模型没有用任何问法的条款标注训练。
重排权重在问法的训练部分拟合，各行共用。
"""
_STYLES = """\
一种语气的问法全部不进索引，用这种语气的问题来量：索引没有见过这样说话的人时还剩多少。
本命令不重新训练随附模型，它学过这种语气，所以只用留出的题。
`--retrain-style` 从自监督结果重新微调一个没有见过它的模型，这时该语气的全部问法都可以用来量。
"""


def markdown(
    rows: Sequence[Row], shipped: Sequence[Ranked], styles: Sequence[Row], provenance: Provenance, command: str
) -> str:
    """The tables: systems, then the shipped one by document and style, then styles left out."""
    parts = [
        "# 检索消融\n",
        measured_on(provenance, command),
        _HOW,
        _table(rows),
        _DENSE,
        "## 随附系统，按文件\n",
        _table(_groups(shipped, lambda r: r.question.clause.document)),
        "## 随附系统，按语气\n",
        _table(_groups(shipped, lambda r: r.question.style)),
    ]
    if styles:
        parts += ["## 整个语气留出\n", _STYLES, _table(styles)]
    return "\n".join(parts)


def _table(rows: Iterable[Row]) -> str:
    return table(HEADINGS, [(row.label, row.questions, *row.figures) for row in rows])


def _groups(ranked: Sequence[Ranked], key: Callable[[Ranked], str]) -> list[Row]:
    groups: dict[str, list[Ranked]] = {}
    for one in ranked:
        groups.setdefault(key(one), []).append(one)
    return [Row.of(name, group) for name, group in sorted(groups.items(), key=lambda g: -len(g[1]))]
