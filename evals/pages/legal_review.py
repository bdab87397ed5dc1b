"""docs/legal-review.md: every interpretation the code rests on, and whether a lawyer has reviewed it."""

from __future__ import annotations

import re
from pathlib import Path

from credit_core.law.schema import Assumption
from credit_core.parameters import Law
from evals.pages.clauses import cited
from evals.result import cell
from knowledge.regulations.corpus import Corpus

ID = re.compile(r"(?<![\w-])(?:A-\d+|GEN-06)(?![\w-])")
"""An interpretation's id as sources write it."""

HEAD = """# 待律师审核的解释

由 `credit-assistant evals pages` 生成，不要手改；数据在 `credit_core/law/assumptions.yaml`。

条文没有写明、办理时又必须取定的，逐项写在这里。凡是用到其中一项的日期、决定、页面和回执，都附上该项的文字和审核情况。
“安全做法”“办理惯例”是本系统自己的做法，不是条例的要求。律师审核以后，在该项写上
`review: {status: signed, by: 姓名和律师事务所, signed_on: 日期}`，再重新生成本页；解释有改动的，先改文字和代码，再审核。
"""
NOT_USED = "尚未用到"
NO_CLAUSE = "没有条文"
_OWN_FILES = ("assumptions.yaml", "rules.yaml", "mechanisms.yaml")


def places_used(root: Path) -> dict[str, list[str]]:
    """Interpretation id -> the sources of credit_core that name it, as paths from `root`."""
    found: dict[str, list[str]] = {}
    sources = [*(root / "credit_core").rglob("*.py"), *(root / "credit_core").rglob("*.yaml")]
    for path in sorted(path for path in sources if path.name not in _OWN_FILES):
        for key in sorted(set(ID.findall(path.read_text("utf-8")))):
            found.setdefault(key, []).append(path.relative_to(root).as_posix())
    return found


def render(law: Law, used: dict[str, list[str]], corpus: Corpus) -> str:
    """The page as Markdown, A-1 before A-10."""
    keys = sorted(law.assumptions, key=lambda key: (len(key.partition("-")[0]), int(key.partition("-")[2])))
    signed = sum(law.assumptions[key].review.status == "signed" for key in keys)
    lines = [
        HEAD,
        f"共 {len(keys)} 项，已审核 {signed} 项。\n",
        "| 编号 | 解释 | 条款 | 涉及的规则 | 用到的地方 | 审核 |",
    ]
    lines.append("|" + " --- |" * 6)
    for key in keys:
        assumption = law.assumptions[key]
        row = (
            key,
            assumption.text,
            cited(assumption.clauses, corpus) or NO_CLAUSE,
            "、".join(_rules(key, assumption, law)) or "—",
            "、".join(f"`{place}`" for place in used.get(key, ())) or NOT_USED,
            assumption.label,
        )
        lines.append("| " + " | ".join(map(cell, row)) + " |")
    return "\n".join(lines) + "\n"


def _rules(key: str, assumption: Assumption, law: Law) -> list[str]:
    """The rules that the interpretation names, and those whose limits rest on it."""
    limits = (limit for source in law.documents for limit in source.limits)
    return list(dict.fromkeys([*assumption.rules, *(limit.rule for limit in limits if key in limit.assumptions)]))
