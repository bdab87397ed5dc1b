"""The whole bench: index, starts, server, warm process; one after another, so that none disturbs the next."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assistant.settings import Settings
from evals.bench import processes
from evals.bench.figures import as_table, figures
from evals.cases import DATASETS, Case, load_cases, sample
from evals.held import held_cases
from evals.progress import track
from evals.provenance import machine, provenance
from evals.result import measured_on, write_markdown
from knowledge.regulations.corpus import load_corpus


def run(count: int, starts: int, settings: Settings, results: Path, command: str) -> tuple[Path, bool]:
    """Measure, write the table, and say where it lies and whether a target is missed.

    Raises:
        DatasetError: a measured process failed.
    """
    cases = questions(count)
    processes.prepare_index()
    index = processes.index_seconds()
    asked = [processes.ask_seconds(case) for case in track(sample(_with_place(cases), starts), "新进程提问")]
    server = processes.serve(cases)
    rows = figures(index, asked, server, processes.warm(cases))
    missed = any(row.missed for row in rows)
    head = measured_on(provenance(settings), command)
    return write_markdown(
        results, "bench", "\n".join(["# 启动、时延与内存\n", head, f"{machine()}\n", as_table(rows)])
    ), missed


def questions(count: int) -> list[Case]:
    """`count` different questions: of the datasets as they stand, then of the held phrasings."""
    found = {case.question: case for path in sorted(DATASETS.glob("*.jsonl")) for case in load_cases(path)}
    chosen = sample(list(found.values()), count)
    held = [case for case in held_cases(load_corpus()) if case.question not in found]
    return chosen + sample(held, count - len(chosen)) if len(chosen) < count else chosen


def _with_place(cases: Sequence[Case]) -> list[Case]:
    return [case for case in cases if case.jurisdiction] or list(cases)
