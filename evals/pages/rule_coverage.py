"""docs/rule-coverage.md: every rule and mechanism, who deals with it, and the tests that name it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from credit_core.law.inventory import Disposition, Force, Inventory, Mechanism, Rule
from evals.pages.clauses import cited
from evals.pages.marks import Proof
from evals.result import cell
from knowledge.regulations.corpus import Corpus

HEAD = """# 规则落实情况

由 `credit-assistant evals pages` 生成，不要手改。数据在 `credit_core/law/rules.yaml` 和 `credit_core/law/mechanisms.yaml`；
测试由 `@pytest.mark.rule("编号")` 或者 `tests/cases/` 里的 `rule` 指明。
没有律师审核过这份清单；与原文不一致的，以原文为准。

- **权利一侧**：从信用主体一侧能走到的规则，每条至少有一个测试，没有它测试就不通过。
- **主管一侧**：只有主管部门一侧能走到（目录、清单、名单、奖惩、承诺、评价、监管等）。
- **不作判断**：软件不能判断，写明为什么。
"""
SECTIONS = {
    "GEN": "各地共通",
    "SX": "山西省社会信用条例",
    "CT": "社会信用条例（某市）",
    "JX": "江西省社会信用条例",
    "OP": "晋政办发〔2020〕10号实施意见（规范性文件）",
    "PL": "山西省社会信用体系建设规划（2014—2020年，已届满）",
}
DISPOSITIONS = {
    Disposition.CORE_RIGHTS: "权利一侧",
    Disposition.CORE_AUTHORITIES: "主管一侧",
    Disposition.UNDECIDABLE: "不作判断",
}
FORCES = {
    Force.BINDING: "应当",
    Force.ENCOURAGED: "鼓励",
    Force.POLICY: "工作任务",
    Force.EXPIRED: "已届满",
}
NO_TEST = "**还没有测试**"
NONE = "—"

Proofs = Mapping[str, Sequence[Proof]]


def uncovered(inventory: Inventory, proofs: Proofs) -> list[str]:
    """Rules and mechanisms of the subject's side that no test names; a mechanism also by any of its rules."""
    missing = [rule.id for rule in inventory.rules.values() if _owed(rule) and rule.id not in proofs]
    for mechanism in inventory.mechanisms.values():
        if _owed(mechanism) and not any(name in proofs for name in (mechanism.id, *mechanism.rules)):
            missing.append(mechanism.id)
    return missing


def render(inventory: Inventory, proofs: Proofs, corpus: Corpus) -> str:
    """The page as Markdown."""
    parts = [HEAD, _table(("", "规则", "有测试的规则", "机制"), _counts(inventory, proofs))]
    for prefix, rules in groupby(inventory.rules.values(), key=lambda rule: rule.id.partition("-")[0]):
        rows = (
            (
                rule.id,
                cited(rule.clauses, corpus),
                rule.name,
                rule.kind,
                DISPOSITIONS[rule.disposition],
                _shown(rule, proofs),
            )
            for rule in rules
        )
        parts.append(f"## {SECTIONS[prefix]}\n")
        parts.append(_table(("编号", "条款", "要求", "性质", "落实", "测试，或者不作判断的理由"), rows))
    parts.append("## 机制\n\n一项机制由它的规则的测试证明，也可以有自己的测试。\n")
    parts.append(
        _table(
            ("编号", "条款", "机制", "效力", "落实", "规则", "模块", "测试，或者不作判断的理由"),
            (_mechanism(mechanism, proofs, corpus) for mechanism in inventory.mechanisms.values()),
        )
    )
    return "\n".join(parts)


def _owed(item: Rule | Mechanism) -> bool:
    return item.disposition is Disposition.CORE_RIGHTS


def _counts(inventory: Inventory, proofs: Proofs) -> Iterator[tuple[object, ...]]:
    for disposition, label in DISPOSITIONS.items():
        rules = [rule for rule in inventory.rules.values() if rule.disposition is disposition]
        mechanisms = [entry for entry in inventory.mechanisms.values() if entry.disposition is disposition]
        yield label, len(rules), sum(rule.id in proofs for rule in rules), len(mechanisms)
    yield "合计", len(inventory.rules), sum(rule in proofs for rule in inventory.rules), len(inventory.mechanisms)


def _mechanism(mechanism: Mechanism, proofs: Proofs, corpus: Corpus) -> tuple[str, ...]:
    proven = [rule for rule in mechanism.rules if rule in proofs]
    shown = "见各规则" if proven and mechanism.id not in proofs else _shown(mechanism, proofs)
    return (
        mechanism.id,
        cited(mechanism.clauses, corpus),
        mechanism.name,
        FORCES[mechanism.force],
        DISPOSITIONS[mechanism.disposition],
        "、".join(mechanism.rules) or NONE,
        "、".join(f"`{module}`" for module in mechanism.where) or NONE,
        mechanism.reason or shown,
    )


def _shown(item: Rule | Mechanism, proofs: Proofs) -> str:
    """The tests by file, each file a link; else the reason, or that there is none yet."""
    tests = "；".join(_by_file(proofs.get(item.id, ())))
    if tests and item.reason:
        return f"{item.reason}；{tests}"
    return tests or item.reason or (NO_TEST if _owed(item) else NONE)


def _by_file(proofs: Iterable[Proof]) -> Iterator[str]:
    for file, group in groupby(proofs, key=lambda proof: proof.file):
        names = "、".join(f"`{proof.test}`" if proof.test else f"{proof.count} 例" for proof in group)
        yield f"[{file.removeprefix('tests/')}](../{file})：{names}"


def _table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [headings, ["---"] * len(headings), *([cell(value) for value in row] for row in rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"
