"""The answers' report: Markdown for people, JSON for comparing two runs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from evals.answers.score import Score
from evals.answers.summary import (
    GROUP_METRICS,
    MEAN_CITATIONS_TARGET,
    METRICS,
    by_key,
    confusion,
    document_key,
    failures,
    grouped,
    mean_citations,
    place_key,
    worst,
)
from evals.cases import Behaviour
from evals.intervals import percentile
from evals.provenance import Provenance
from evals.result import interval, measured_on, percent, table
from knowledge.regulations.corpus import Corpus

SHOWN = 40
"""Wrong answers that the Markdown lists; the JSON has all."""
_RULE_OF_THREE = 3


def markdown(name: str, scores: Sequence[Score], corpus: Corpus, provenance: Provenance, command: str) -> str:
    """The report of one dataset."""
    parts = [f"# 答复质量：{name}（{len(scores)} 题）\n", measured_on(provenance, command), _overall(scores)]
    groupings: tuple[tuple[str, Callable[[Score], str]], ...] = (
        ("题型", lambda s: s.case.type),
        ("地区", place_key(corpus)),
        ("文件", document_key),
    )
    for label, key in groupings:
        parts.append(f"## 按{label}\n\n单位 %。\n\n{_groups(label, grouped(scores, key))}")
    parts.append(f"## 行为\n\n行：应当；列：实际。\n\n{_confusion(scores)}")
    wrong = worst(scores)
    if wrong:
        parts.append(f"## 最差的 {min(SHOWN, len(wrong))} 题（有毛病的共 {len(wrong)} 题）\n")
        parts.append("\n".join(_wrong(s) for s in wrong[:SHOWN]) + "\n")
    return "\n".join(parts)


def _overall(scores: Sequence[Score]) -> str:
    rows: list[Sequence[object]] = []
    for metric in METRICS:
        rate = metric.rate(scores)
        if not rate.total:
            continue
        target = "—" if metric.target is None else f"{100 * metric.target:.0f}"
        note = ""
        if rate.hits == rate.total:  # no failure seen only bounds the true share
            note = f"0 错；95 % 把握错误率低于 {100 * _RULE_OF_THREE / rate.total:.2g} %"
        rows.append((metric.label, f"{rate.hits}/{rate.total}", percent(rate), interval(rate), target, note))
    seconds = [s.seconds for s in scores]
    lines = [
        table(("指标", "题数", "%", "95 % 区间", "目标 %", "说明"), rows),
        f"平均引用 {mean_citations(scores):.2f} 条（目标至多 {MEAN_CITATIONS_TARGET:.0f}）；引文共 {sum(s.quotes for s in scores)} 处；"
        f"每题用时 p50 {1000 * percentile(seconds, 0.5):.0f} 毫秒，p95 {1000 * percentile(seconds, 0.95):.0f} 毫秒。\n",
    ]
    return "\n".join(lines)


def _groups(label: str, groups: dict[str, list[Score]]) -> str:
    metrics = [by_key(key) for key in GROUP_METRICS]
    rows = [(name, len(group), *(percent(m.rate(group)) for m in metrics)) for name, group in groups.items()]
    return table((label, "题数", *(m.label for m in metrics)), rows)


def _confusion(scores: Sequence[Score]) -> str:
    counts = confusion(scores)
    expected = [b for b in Behaviour if any(e is b for e, _ in counts)]
    return table(("", *Behaviour), [(e, *(counts[e, shown] or "" for shown in Behaviour)) for e in expected])


def _wrong(score: Score) -> str:
    case = score.case
    cited = "、".join(c.clause for c in score.answer.citations) or "无"
    gold = "、".join(str(ref) for ref in (*case.gold, *case.acceptable)) or "无"
    why = "；".join(reason for _, reason in failures(score))
    place = case.jurisdiction or "未给地区"
    return (
        f"- **{case.id}**（{case.type}，{place}）{case.question}\n"
        f"  - {why}\n  - 依据 {gold}；引用 {cited}；{score.answer.status}/{score.answer.reason}"
    )


def as_json(name: str, scores: Sequence[Score], provenance: Provenance, command: str) -> dict[str, Any]:
    """The whole result; `metrics` is what two runs are compared by."""
    metrics = {}
    for metric in METRICS:
        rate = metric.rate(scores)
        low, high = rate.interval
        metrics[metric.key] = {"hits": rate.hits, "total": rate.total, "low": low, "high": high}
    seconds = [s.seconds for s in scores]
    return {
        "suite": "answers",
        "dataset": name,
        "command": command,
        "provenance": dict(provenance.rows()),
        "metrics": metrics,
        "mean_citations": mean_citations(scores),
        "latency_ms": {"p50": 1000 * percentile(seconds, 0.5), "p95": 1000 * percentile(seconds, 0.95)},
        "cases": [_case_json(s) for s in scores],
    }


def _case_json(score: Score) -> dict[str, Any]:
    case = score.case
    return {
        "id": case.id,
        "question": case.question,
        "type": case.type,
        "jurisdiction": case.jurisdiction,
        "gold": [str(ref) for ref in case.gold],
        "acceptable": [str(ref) for ref in case.acceptable],
        "wrong": [reason for _, reason in failures(score)],
        "outcome": {metric.key: metric.of(score) for metric in METRICS},
        "seconds": round(score.seconds, 4),
        "answer": score.answer.to_dict(),
    }
