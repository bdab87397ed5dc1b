"""The deadlines suite: a table of dated cases, put to the core and, where a row has a question, to the assistant."""

from __future__ import annotations

import time
from collections.abc import Iterator

from assistant.answer import Answer
from credit_core.use_cases.law import LawDesk
from evals import messages
from evals.cases import DatasetError
from evals.deadlines.judge import METRICS, judge_answer, judge_core
from evals.deadlines.rows import Expected, Row, load_rows
from evals.progress import track
from evals.suite import Quoted, Result, Trial
from evals.workbench import Workbench
from knowledge.citations.reference import ClauseRef
from knowledge.regulations.corpus import Corpus

_OUTCOMES = {Expected.NOT_IN_FORCE: "施行以前", Expected.OPEN: "没有天数"}


class DeadlinesSuite:
    """Every dataset of datasets/deadlines."""

    name = "deadlines"
    label = "期限"

    def run(self, bench: Workbench) -> Iterator[Result]:
        """One result for each dataset.

        Raises:
            DatasetError: a file is not in the schema, or names a limit or clause that there is not.
        """
        for file in bench.datasets(self.name):
            rows = load_rows(file.path)
            amounts = limits_of(bench.tools.law)
            _check(rows, amounts, bench.corpus)
            chosen = bench.take(rows)
            yield Result(
                suite=self.name,
                dataset=file.name,
                version=file.version,
                command=bench.command(self.name, file),
                metrics=METRICS,
                trials=tuple(_trial(row, bench, amounts) for row in track(chosen, f"{self.name} {file.name}")),
                sealed=file.sealed,
                sampled=bench.sampled(rows),
            )


Amount = tuple[int, str, str]
"""Days, unit and clause of a limit; (0, "", clause) of a duty without a number of days."""


def limits_of(desk: LawDesk) -> dict[str, Amount]:
    """Every limit and open duty of the law data by its id."""
    return {
        limit.rule: (limit.value or 0, str(limit.unit or ""), str(limit.clause))
        for document in desk.law.documents
        for limit in document.limits
    }


def _check(rows: list[Row], amounts: dict[str, Amount], corpus: Corpus) -> None:
    for row in rows:
        unknown = [limit for limit in (row.limit, *(row.also or ())) if limit not in amounts]
        if unknown:
            raise DatasetError(messages.UNKNOWN_LIMIT.format(id=row.id, limit="、".join(unknown)))
        if corpus.find(ClauseRef.parse(row.clause)) is None:
            raise DatasetError(messages.UNKNOWN_GOLD.format(id=row.id, clause=row.clause))


def _trial(row: Row, bench: Workbench, amounts: dict[str, Amount]) -> Trial:
    passed, faults = judge_core(row, bench.tools.law)
    answer: Answer | None = None
    began = time.perf_counter()
    if row.question is not None:
        answer = bench.assistant.ask(row.question, jurisdiction=row.jurisdiction)
        asked, more = judge_answer(row, answer, amounts.get)
        passed, faults = {**passed, **asked}, [*faults, *more]
    seconds = round(time.perf_counter() - began, 4)
    shown = answer if faults else None
    gold = bench.corpus.provision(ClauseRef.parse(row.clause))
    return Trial(
        id=row.id,
        asked=row.asked,
        groups={
            "地区": row.jurisdiction,
            "期限": row.limit,
            "单位": str(row.unit) if row.due else _OUTCOMES[row.expected],
            "到期年份": str(row.due.year) if row.due else _OUTCOMES[row.expected],
        },
        outcome=passed,
        faults=tuple(faults),
        answer=f"（{shown.status}/{shown.reason}）{shown.text}" if shown else "",
        cited=tuple(Quoted(c.clause, c.quote, c.locator) for c in shown.citations) if shown else (),
        gold=(Quoted(row.clause, gold.text, gold.label),) if faults else (),
        note=row.note,
        seconds=seconds,
    )
