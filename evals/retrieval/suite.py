"""The retrieval suite: where the shipped system ranks the gold clauses, each in its own place, before any answer is written."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from evals.answers.score import place_of
from evals.answers.suite import NO_PLACE
from evals.cases import Case, load_cases, require_golds
from evals.held import held_cases
from evals.progress import track
from evals.retrieval.measures import CUTOFFS, LABELS, Ranking, measure
from evals.retrieval.rankings import UNIT_DEPTH, names_of, rankings
from evals.suite import Fault, Mean, Metric, Quoted, Result, Step, Trial
from evals.workbench import TODAY, Workbench
from knowledge.citations.reference import ClauseRef
from knowledge.index.phrasings import phrasings_version
from knowledge.regulations.corpus import Corpus
from knowledge.retrieval.query import Query

ANSWERS = "answers"
"""The suite whose datasets are searched for, too: retrieval has none of its own."""
_TARGETS = {("clause", 1): 0.80, ("clause", 5): 0.92}
_LEVELS = {"clause": "条款", "article": "条"}
METRICS = tuple(
    Metric(
        f"{level}_{cutoff}",
        f"第一条就是依据（按{name}）" if cutoff == 1 else f"前 {cutoff} 条里依据齐全（按{name}）",
        _TARGETS.get((level, cutoff)),
    )
    for level, name in _LEVELS.items()
    for cutoff in CUTOFFS
)
_SHOWN = 3
"""Clauses found that a report shows of a trial."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in one place, and for each answer wanted there the clauses that give it equally well."""

    id: str
    text: str
    place: str
    on: date
    wanted: tuple[tuple[ClauseRef, ...], ...]
    kind: str
    note: str


class RetrievalSuite:
    """The held phrasings, and every answers dataset, sealed ones included."""

    name = "retrieval"
    label = "检索"

    def run(self, bench: Workbench) -> Iterator[Result]:
        """One result for each set of questions.

        Raises:
            DatasetError: a file is not in the schema, or names a clause that the corpus does not have.
        """
        if not bench.files:
            yield self._measured(bench, "held", held_cases(bench.corpus), "语气", phrasings_version(), None)
        for file in bench.datasets(ANSWERS):
            cases = load_cases(file.path)
            require_golds(bench.corpus, cases)
            command = bench.command(self.name, file)
            yield self._measured(bench, file.name, cases, "题型", file.version, command, sealed=file.sealed)

    def _measured(
        self,
        bench: Workbench,
        name: str,
        cases: Sequence[Case],
        dimension: str,
        version: str,
        command: str | None,
        *,
        sealed: bool = False,
    ) -> Result:
        questions = [asked for case in cases for asked in in_each_place(case, bench.corpus)]
        chosen = bench.take(questions)
        found = [_searched(asked, bench, dimension) for asked in track(chosen, f"{self.name} {name}")]
        return Result(
            suite=self.name,
            dataset=name,
            version=version,
            command=command or bench.command(self.name),
            metrics=METRICS,
            trials=tuple(trial for trial, _, _ in found),
            means=_means([clauses for _, clauses, _ in found], [articles for _, _, articles in found]),
            sealed=sealed,
            sampled=bench.sampled(questions),
        )


def in_each_place(case: Case, corpus: Corpus) -> Iterator[Asked]:
    """The question once for each place that has a gold clause of it; none for a question without a gold clause."""
    places = dict.fromkeys(place_of(gold, corpus) or NO_PLACE for gold in case.gold)
    for place in places:
        golds = [gold for gold in case.gold if place_of(gold, corpus) == place]
        lone = case.acceptable if len(case.gold) == 1 else ()
        own = tuple(ref for ref in lone if place_of(ref, corpus) == place)
        suffix = f"/{place}" if len(places) > 1 else ""
        wanted = tuple((gold, *own) for gold in golds)
        yield Asked(f"{case.id}{suffix}", case.question, place, case.as_of or TODAY, wanted, case.type, case.note)


def _searched(asked: Asked, bench: Workbench, dimension: str) -> tuple[Trial, Ranking, Ranking]:
    began = time.perf_counter()
    hits = bench.tools.retriever.search(Query(asked.text, asked.place, asked.on, limit=UNIT_DEPTH))
    seconds = time.perf_counter() - began
    wanted: list[Collection[ClauseRef]] = [names_of(bench.corpus, right) for right in asked.wanted]
    clauses, articles = rankings([hit.ref for hit in hits], wanted)
    faults = _faults(clauses, articles, wanted)
    documents = {right[0].document for right in asked.wanted}
    trial = Trial(
        id=asked.id,
        asked=asked.text,
        groups={dimension: asked.kind, "地区": asked.place, "文件": "、".join(sorted(documents))},
        outcome={**_outcome("clause", clauses), **_outcome("article", articles)},
        faults=faults,
        cited=tuple(_quoted(bench.corpus, hit.ref) for hit in hits[:_SHOWN]) if faults else (),
        gold=tuple(_quoted(bench.corpus, right[0]) for right in asked.wanted) if faults else (),
        note=asked.note,
        seconds=round(seconds, 4),
    )
    return trial, clauses, articles


def _outcome(level: str, ranking: Ranking) -> dict[str, bool]:
    """At 1: an answer comes first. At more: every answer is among so many."""
    ranks = ranking.ranks()
    return {
        f"{level}_{cutoff}": (any if cutoff == 1 else all)(rank is not None and rank <= cutoff for rank in ranks)
        for cutoff in CUTOFFS
    }


def _faults(clauses: Ranking, articles: Ranking, wanted: Sequence[Collection[ClauseRef]]) -> tuple[Fault, ...]:
    """The answer that ranks worst, and whether at least its article was found."""
    ranks = clauses.ranks()
    if 1 in ranks and all(rank is not None and rank <= CUTOFFS[1] for rank in ranks):
        return ()
    worst = None if None in ranks else max(rank for rank in ranks if rank is not None)
    own = {str(ref.top) for ref in wanted[ranks.index(worst)]}
    article = next((rank for rank, name in enumerate(articles.found, 1) if name in own), None)
    beside = f"（它所在的条排第 {article}）" if article is not None else ""
    if worst is None or worst > CUTOFFS[-1]:
        where = "没有找到" if worst is None else f"排第 {worst}"
        return (Fault(30, f"依据{where}{beside}", Step.RETRIEVAL),)
    weight = 10 if worst <= CUTOFFS[1] else 20
    return (Fault(weight, f"依据排第 {worst}{beside}", Step.RANKING),)


def _means(clauses: Sequence[Ranking], articles: Sequence[Ranking]) -> tuple[Mean, ...]:
    """Recall, MRR and nDCG in percent, each gold clause counted; by clause, and recall by article."""
    if not clauses:
        return ()
    by_clause = zip(LABELS, measure(clauses), strict=True)
    by_article = zip(LABELS[: len(CUTOFFS)], measure(articles)[: len(CUTOFFS)], strict=True)
    figures = [("clause", *figure) for figure in by_clause] + [("article", *figure) for figure in by_article]
    return tuple(
        Mean(f"{level} {label}", f"{label}（按{_LEVELS[level]}，%）", value, len(clauses))
        for level, label, value in figures
    )


def _quoted(corpus: Corpus, ref: ClauseRef) -> Quoted:
    provision = corpus.provision(ref)
    return Quoted(str(ref), provision.text, provision.label)
