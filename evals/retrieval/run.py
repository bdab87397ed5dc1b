"""The whole ablation: systems, styles left out, and a model retrained without a style where that is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assistant.settings import Settings
from evals.cases import sample
from evals.provenance import provenance
from evals.result import write_markdown
from evals.retrieval.ablation import Row, ablate, leave_style_out, questions_of, without_questions
from evals.retrieval.report import markdown
from knowledge.index.embedder import SentenceEmbedder
from knowledge.index.phrasings import load_phrasings
from knowledge.regulations.corpus import Corpus, load_corpus

_NAME = "ablation"


@dataclass(frozen=True, slots=True)
class Plan:
    """What to measure. `data` and `work` are training's folders; with `work` the self-supervised model is measured too."""

    styles: tuple[str, ...]
    retrain_style: str | None = None
    data: Path | None = None
    work: Path | None = None
    limit: int | None = None

    def command(self) -> str:
        """The command that repeats this, without the folders of one machine."""
        words = [_NAME, *(f"--style {style}" for style in self.styles)]
        if self.retrain_style:
            words.append(f"--retrain-style {self.retrain_style} --data …")
        if self.work:
            words.append("--work …")
        if self.limit:
            words.append(f"--limit {self.limit}")
        return " ".join(words)


def run(plan: Plan, settings: Settings, results: Path, command: str) -> Path:
    """Measure, write the report, and say where it lies.

    Raises:
        DatasetError: an unknown style, or training's folders lack what is needed.
    """
    for style in (*plan.styles, *([plan.retrain_style] if plan.retrain_style else ())):
        questions_of(style, held_only=True)
    corpus = load_corpus(settings.data_dir / "corpus")
    embedder = SentenceEmbedder(settings.embedding_model)
    questions = sample([p for p in load_phrasings() if p.held], plan.limit)
    rows, shipped = ablate(corpus, embedder, questions)
    if plan.work:
        from evals.retrieval.retrain import self_supervised

        rows.append(without_questions(corpus, self_supervised(plan.work), questions))
    styles = [row for style in plan.styles for row in leave_style_out(corpus, embedder, style, plan.limit)]
    styles += _retrained(plan, corpus)
    text = markdown(rows, shipped, styles, provenance(settings), command)
    return write_markdown(results, _NAME, text)


def _retrained(plan: Plan, corpus: Corpus) -> list[Row]:
    if not (plan.retrain_style and plan.data and plan.work):
        return []
    from evals.retrieval.retrain import without_style

    embedder = without_style(corpus, plan.data, plan.work, plan.retrain_style)
    return leave_style_out(corpus, embedder, plan.retrain_style, plan.limit, retrained=True)
