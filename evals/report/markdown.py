"""The report as Markdown: one page for each suite, to be committed and read beside the code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from evals.provenance import Provenance
from evals.report.view import Section, sections
from evals.result import cell, table, write_markdown
from evals.runs.run import Run

SHOWN = 20
"""Wrong answers of a dataset that a page lists; the HTML has all."""
_ASKED = 160
_HEADINGS = ("指标", "题数", "值", "95 % 区间", "目标", "比基线", "说明")


def write_pages(run: Run, baseline: Run, folder: Path) -> list[Path]:
    """Write a page for each suite of the run; returns where."""
    written = []
    for suite, group in groupby(sections(run, baseline), key=lambda s: s.key.split("/")[0]):
        written.append(write_markdown(folder, suite, page(list(group), run)))
    return written


def page(parts: Sequence[Section], run: Run) -> str:
    """The page of one suite."""
    measured = Provenance(**run.provenance)
    facts = "；".join(f"{label} {value}" for label, value in measured.rows())
    head = [f"# 评测：{parts[0].suite}\n", f"命令：`{parts[0].command}`\n\n{facts}\n"]
    if len(parts) > 1:
        head.append("比例的单位是 %。\n")
    return "\n".join([*head, *(_section(part) for part in parts)])


def _section(part: Section) -> str:
    lines = [(x.label, x.count, x.value, x.interval, x.target, x.before, x.note) for x in part.lines]
    out = [f"## {part.dataset}（{part.trials} 题）\n", table(_HEADINGS, lines), f"每题用时 {part.speed}。\n"]
    out += [f"{note}\n" for note in part.notes]
    for dimension, headings, rows in part.groups:
        out.append(f"### {part.dataset}：按{dimension}\n\n{table(headings, rows)}")
    if len(part.behaviours) > 1:
        shown = [(expected, *(n or "" for n in counts)) for expected, counts in part.confusion]
        out.append(f"### {part.dataset}：行为\n\n行：应当；列：实际。\n\n{table(('', *part.behaviours), shown)}")
    if part.steps:
        steps = "；".join(f"{step} {count}" for step, count in part.steps.items())
        out.append(f"有毛病的 {part.faulty} 题，错在：{steps}。\n")
    if part.sealed:
        out.append("封存的题集，不列题目。\n")
    elif part.worst:
        out.append(f"### {part.dataset}：最差的 {min(SHOWN, part.faulty)} 题（有毛病的共 {part.faulty} 题）\n")
        out.append("\n".join(_worst(part.worst[:SHOWN])) + "\n")
    return "\n".join(out)


def _worst(trials: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    for trial in trials:
        groups = "，".join(trial["groups"].values())
        why = "；".join(fault["words"] + (f"（{fault['step']}）" if fault["step"] else "") for fault in trial["faults"])
        asked = trial["asked"] if len(trial["asked"]) <= _ASKED else trial["asked"][:_ASKED] + "……"
        yield f"- **{trial['id']}**（{groups}）{cell(asked)}\n  - {cell(why)}"
        if trial["gold"] or trial["cited"]:
            yield f"  - 依据 {_names(trial['gold'])}；引用 {_names(trial['cited'])}"


def _names(quoted: Sequence[Mapping[str, str]]) -> str:
    return "、".join(q["clause"] for q in quoted) or "无"
