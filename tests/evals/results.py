"""Results and runs for the tests of comparing and reporting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from evals.provenance import Provenance
from evals.runs.run import Run
from evals.suite import Fault, Mean, Metric, Quoted, Result, Step, Trial, to_json

ON = Provenance(
    commit="abc123",
    corpus="c0",
    phrasings="p0",
    model="m0",
    embedding_model="随附",
    router="r0",
    calendar="k0",
    model_service="不用",
    settings="s0",
    played="2026-11-20",
    date="2026-11-20",
)
CITED = Metric("cited", "依据在所引条款之中", 0.97)
VERBATIM = Metric("verbatim", "引文逐字相符", 1.0, hard=True)


def result(
    passed: Sequence[bool],
    *,
    verbatim: bool = True,
    dataset: str = "样例",
    version: str = "v1",
    mean: float | None = None,
    sealed: bool = False,
    asked: str = "异议几天",
) -> Result:
    """A result of the answers suite with one trial for each outcome."""
    trials = tuple(
        Trial(
            id=f"q{number}",
            asked=asked,
            groups={"地区": "jiangxi" if number % 2 else "shanxi"},
            outcome={"cited": right, "verbatim": verbatim},
            faults=() if right else (Fault(30, "没有引到依据", Step.RETRIEVAL),),
            expected="answer",
            shown="answer" if right else "abstain",
            answer="" if right else "（答复）",
            gold=() if right else (Quoted("jiangxi-2022#39.2", "三个工作日", "第三十九条第二款"),),
            seconds=0.01,
        )
        for number, right in enumerate(passed)
    )
    means = () if mean is None else (Mean("meteor", "METEOR", mean, len(trials), step=0.01, published="0.2974"),)
    return Result(
        "answers", dataset, version, "credit-assistant evals run", (CITED, VERBATIM), trials, means, sealed=sealed
    )


def run(*results: Result, finished: str = "2026-11-20T10:00:00+08:00") -> Run:
    """A run that holds these results."""
    return Run(finished, asdict(ON), {one.key: to_json(one) for one in results})
