"""The citations suite measures the verifier itself: true citations pass, forged ones are caught, in every place that checks."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.answering.turn import Tools
from evals.citations.drafts import METRICS as DRAFT_METRICS
from evals.citations.drafts import draft_trials, load_drafts
from evals.citations.variants import TRUE, Kind, Variant, variants
from evals.citations.verifiers import CHECKS
from evals.progress import track
from evals.suite import Fault, Metric, Quoted, Result, Step, Trial
from evals.workbench import Workbench
from knowledge.regulations.corpus import Corpus

_METRIC_OF = {
    **dict.fromkeys(TRUE, "true"),
    Kind.MOVED: "moved",
    Kind.FOREIGN: "foreign",
    Kind.ELSEWHERE: "foreign",
    Kind.ARTICLE: "no_such",
    Kind.INVENTED: "invented",
    Kind.STITCHED: "stitched",
    Kind.EXPIRED: "expired",
}
_ONE_CHARACTER = "altered"

METRICS = (
    Metric("true", "真引文放行", 1.0, hard=True),
    Metric(_ONE_CHARACTER, "改动一个字、一个标点的拦下", 1.0, hard=True),
    Metric("moved", "挂错条的拦下", 1.0, hard=True),
    Metric("foreign", "别处的文件拦下", 1.0, hard=True),
    Metric("no_such", "编造条号的拦下", 1.0, hard=True),
    Metric("invented", "编造引文的拦下", 1.0, hard=True),
    Metric("stitched", "拼接的拦下", 1.0, hard=True),
    Metric("expired", "当天无效的拦下", 1.0, hard=True),
    *(Metric(check.key, f"判对：{check.label}", 1.0) for check in CHECKS),
)


class CitationsSuite:
    """Citations made from every clause of the corpus, and every dataset of datasets/citations."""

    name = "citations"
    label = "引文核验"

    def run(self, bench: Workbench) -> Iterator[Result]:
        """The made citations first (unless files are named), then one result for each dataset.

        Raises:
            DatasetError: a file is not in the schema.
        """
        if not bench.files:
            yield self._made(bench)
        for file in bench.datasets(self.name):
            drafts = load_drafts(file.path)
            chosen = track(bench.take(drafts), f"{self.name} {file.name}")
            yield Result(
                suite=self.name,
                dataset=file.name,
                version=file.version,
                command=bench.command(self.name, file),
                metrics=DRAFT_METRICS,
                trials=tuple(trial for draft in chosen for trial in draft_trials(bench.corpus, draft)),
                sealed=file.sealed,
                sampled=bench.sampled(drafts),
            )

    def _made(self, bench: Workbench) -> Result:
        made = variants(bench.corpus)
        chosen = bench.take(made)
        trials = tuple(
            made_trial(number, variant, bench.tools, bench.corpus)
            for number, variant in enumerate(track(chosen, f"{self.name} clauses"), 1)
        )
        return Result(
            suite=self.name,
            dataset="clauses",
            version=bench.corpus.version,
            command=bench.command(self.name),
            metrics=METRICS,
            trials=trials,
            notes=_bounds(trials),
            sampled=bench.sampled(made),
        )


def made_trial(number: int, variant: Variant, tools: Tools, corpus: Corpus) -> Trial:
    """One made citation put to every verifier; it holds only if each that is asked judges it rightly."""
    told = {check: check.passes(variant, tools) for check in CHECKS}
    wrong = [check for check, passed in told.items() if passed is not None and passed is not variant.true]
    what = "真引文没有放行" if variant.true else "没有拦下"
    return Trial(
        id=f"{variant.kind.name.lower()}-{number}",
        asked=f"{variant.ref}：“{variant.quote}”",
        groups={"种类": variant.kind.value, "文件": variant.source.document},
        outcome={
            _METRIC_OF.get(variant.kind, _ONE_CHARACTER): not wrong,
            **{check.key: None if passed is None else check not in wrong for check, passed in told.items()},
        },
        faults=tuple(Fault(60 if variant.true else 100, f"{c.label}：{what}", Step.VERIFICATION) for c in wrong),
        expected="放行" if variant.true else "拦下",
        shown="放行" if variant.true is not bool(wrong) else "拦下",
        gold=(Quoted(str(variant.source), corpus.provision(variant.source).text),) if wrong else (),
        note=f"{variant.place} {variant.on}",
    )


def _bounds(trials: tuple[Trial, ...]) -> tuple[str, ...]:
    """The rule of three, for each metric without a single failure."""
    notes = []
    for metric in METRICS:
        outcomes = [passed for trial in trials if (passed := trial.outcome.get(metric.key)) is not None]
        if metric.hard and outcomes and all(outcomes):
            notes.append(f"{metric.label}：{len(outcomes)} 次无一失误，失误率 95 % 上界 {300 / len(outcomes):.2f} %")
    return tuple(notes)
