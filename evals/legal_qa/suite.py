"""The external suite: other people's questions, other people's laws, searched and answered by the product's means."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from assistant.answering.turn import Tools
from evals import messages
from evals.cases import DatasetError
from evals.legal_qa.composing import composed, quotes
from evals.legal_qa.data import Article, LegalQa, LegalQuestion
from evals.legal_qa.layouts import read_sets
from evals.legal_qa.measures import LABELS, Ranked, measure
from evals.legal_qa.notes import NOTES
from evals.legal_qa.overlap import Overlap, overlap
from evals.legal_qa.search import BM25, FUSED, SYSTEMS, ArticleSearch, System
from evals.progress import track
from evals.suite import Fault, Mean, Metric, Quoted, Result, Step, Trial
from evals.workbench import DatasetFile, Workbench
from knowledge.index.embedder import SentenceEmbedder

CUTOFFS = (1, 10, 100)
METRICS = tuple(
    Metric(f"found_{cutoff}", "首条就是依据之一（BM25）" if cutoff == 1 else f"前 {cutoff} 条里有依据（BM25）")
    for cutoff in CUTOFFS
)
_NOT_FOUND, _FAR_DOWN = 30, 20
_SHOWN, _WORDS = 3, 200
"""Articles that a report shows of a trial, and characters of each."""
_PUBLISHED = {"R@100": "90.7：STARD 最好的结果，55,348 条"}


@dataclass(frozen=True, slots=True)
class Answering:
    """A way to come by an answer, and what LeCoQA publishes for the like of it (percent)."""

    key: str
    name: str
    meteor: str = ""
    bleu: str = ""
    seen: bool = False


_RETRIEVED = ("29.74：GPT-3.5 加检索", "10.12：GPT-3.5 加检索")
ANSWERINGS = (
    Answering("bm25", "引文式答复，BM25 检索", *_RETRIEVED),
    Answering("bm25_quotes", "同上，只算引文", *_RETRIEVED),
    Answering("fused", f"引文式答复，{FUSED.name}", *_RETRIEVED, seen=True),
    Answering("gold", "引文式答复，给出依据", "31.36：GPT-3.5 少样本加依据", "11.52：GPT-3.5 少样本加依据"),
    Answering("gold_text", "依据全文，一字不加"),
)


@dataclass(frozen=True, slots=True)
class _Tried:
    """A question with all that came of it. `overlaps` by `Answering.key`, none without a reference answer."""

    question: LegalQuestion
    found: Mapping[System, Ranked]
    overlaps: Mapping[str, Overlap]
    trial: Trial


class ExternalSuite:
    """STARD and LeCoQA, from `--data`; `--dataset` names other question files over the same articles."""

    name = "external"
    label = "外部题集"

    def run(self, bench: Workbench) -> Iterator[Result]:
        """One result for each file of questions.

        Raises:
            DatasetError: no data was named, or it is in no known layout.
        """
        if bench.data is None:
            raise DatasetError(messages.NEEDS_EXTERNAL_DATA)
        search = None
        for qa in read_sets(bench.data, bench.files):
            search = search or ArticleSearch.build(qa.articles, SentenceEmbedder(bench.settings.embedding_model))
            chosen = bench.take(qa.questions)
            tried = [_try(q, qa.articles, search, bench.tools) for q in track(chosen, f"{self.name} {qa.name}")]
            yield _result(bench, qa, tried)


def _result(bench: Workbench, qa: LegalQa, tried: Sequence[_Tried]) -> Result:
    file = next((DatasetFile(path) for path in bench.files if path.stem == qa.name), None)
    return Result(
        suite=ExternalSuite.name,
        dataset=qa.name,
        version=qa.version,
        command=bench.command(ExternalSuite.name, file),
        metrics=METRICS,
        trials=tuple(t.trial for t in tried),
        means=(*_retrieval_means(tried), *_answer_means(tried)),
        notes=NOTES,
        sampled=bench.sampled(qa.questions),
    )


def _try(question: LegalQuestion, articles: Sequence[Article], search: ArticleSearch, tools: Tools) -> _Tried:
    began = time.perf_counter()
    found = search.find(question.text)
    reply = composed(question.text, [articles[i] for i in found[BM25]], tools)
    seconds = time.perf_counter() - began
    overlaps: dict[str, Overlap] = {}
    if question.answer:
        gold = [articles[i] for i in question.gold]
        answers = {
            "bm25": reply.text,
            "bm25_quotes": quotes(reply),
            "fused": composed(question.text, [articles[i] for i in found[FUSED]], tools).text,
            "gold": composed(question.text, gold, tools).text,
            "gold_text": "\n".join(article.text for article in gold),
        }
        overlaps = {key: overlap(question.answer, text) for key, text in answers.items()}
    rank = next((n for n, i in enumerate(found[BM25], 1) if i in question.gold), None)
    faults = _faults(rank)
    trial = Trial(
        id=question.id,
        asked=question.text,
        groups={"依据": _count(len(question.gold)), "门类": articles[question.gold[0]].field or "未注明"},
        outcome={f"found_{cutoff}": rank is not None and rank <= cutoff for cutoff in CUTOFFS},
        faults=faults,
        answer=reply.text if faults else "",
        cited=_quoted(articles, found[BM25]) if faults else (),
        gold=_quoted(articles, question.gold) if faults else (),
        note=f"参考答案：{question.answer[:_WORDS]}" if faults and question.answer else "",
        seconds=round(seconds, 4),
    )
    return _Tried(question, found, overlaps, trial)


def _faults(rank: int | None) -> tuple[Fault, ...]:
    """At which rank the first gold article was found; nothing wrong among the first ten."""
    if rank is None:
        return (Fault(_NOT_FOUND, "依据不在前 100 条", Step.RETRIEVAL),)
    return (Fault(_FAR_DOWN, f"依据排第 {rank}", Step.RANKING),) if rank > CUTOFFS[1] else ()


def _count(golds: int) -> str:
    return "一条" if golds == 1 else "两条" if golds == 2 else "三条以上"


def _quoted(articles: Sequence[Article], positions: Sequence[int] | Ranked) -> tuple[Quoted, ...]:
    shown = [articles[i] for i in positions[:_SHOWN]]
    return tuple(Quoted(f"《{a.law}》{a.number}", a.text[:_WORDS]) for a in shown)


def _retrieval_means(tried: Sequence[_Tried]) -> Iterator[Mean]:
    """Recall, MRR and nDCG in percent, each gold article counted. What was seen in training is told, not judged."""
    questions = [t.question for t in tried]
    for system in SYSTEMS:
        for label, value in zip(LABELS, measure(questions, [t.found[system] for t in tried]), strict=True):
            yield Mean(
                f"{system.key} {label}",
                f"{system.name}：{label}（%）",
                value,
                len(tried),
                step=None if system.seen else 1.0,
                published=_PUBLISHED.get(label, ""),
            )


def _answer_means(tried: Sequence[_Tried]) -> Iterator[Mean]:
    """METEOR and BLEU in percent, over the questions that have a reference answer."""
    answered = [t.overlaps for t in tried if t.overlaps]
    if not answered:
        return
    for way in ANSWERINGS:
        step = None if way.seen else 1.0
        meteor = 100 * fmean(overlaps[way.key].meteor for overlaps in answered)
        bleu = 100 * fmean(overlaps[way.key].bleu for overlaps in answered)
        yield Mean(f"{way.key} METEOR", f"{way.name}：METEOR（%）", meteor, len(answered), step, published=way.meteor)
        yield Mean(f"{way.key} BLEU", f"{way.name}：BLEU（%）", bleu, len(answered), step, published=way.bleu)
