"""Generate, score, report: one dataset after another through one assistant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.bootstrap import build
from assistant.settings import Settings
from evals.answers.generate import Asker, observe
from evals.answers.report import as_json, markdown
from evals.answers.score import Score, score
from evals.cases import Case, DatasetError, unknown_golds
from evals.progress import track
from evals.provenance import Provenance, provenance
from evals.result import REPORTS, write_json, write_markdown
from knowledge.regulations.corpus import Corpus, load_corpus

_WARM_UP = "您好"


@dataclass(frozen=True, slots=True)
class Dataset:
    """Cases under a name, and the command that measures them."""

    name: str
    cases: Sequence[Case]
    command: str


def run(
    datasets: Iterable[Dataset], settings: Settings, results: Path, json_file: Path | None
) -> list[tuple[Dataset, list[Score], Path]]:
    """Measure each dataset with the real assistant; returns its scores and where its report lies.

    `json_file` replaces the JSON's usual place; with several datasets each writes beside it under its own name.

    Raises:
        DatasetError: a case names a clause that the corpus does not have.
    """
    corpus = load_corpus(settings.data_dir / "corpus")
    chosen = list(datasets)
    for dataset in chosen:
        for problem in unknown_golds(corpus, dataset.cases):
            raise DatasetError(problem)
    measured_on = provenance(settings)
    assistant = build(settings, remember=False)
    assistant.ask(_WARM_UP)
    done = []
    for dataset in chosen:
        scores = measure(dataset, assistant, corpus)
        path = write(dataset, scores, corpus, measured_on, results)
        target = json_file or REPORTS / f"answers-{dataset.name}.json"
        if json_file and len(chosen) > 1:
            target = json_file.with_name(f"{json_file.stem}-{dataset.name}{json_file.suffix}")
        write_json(target, as_json(dataset.name, scores, measured_on, dataset.command))
        done.append((dataset, scores, path))
    return done


def measure(dataset: Dataset, assistant: Asker, corpus: Corpus) -> list[Score]:
    """Scores of every case, in the dataset's order."""
    observed = track(observe(assistant, dataset.cases), f"作答 {dataset.name}", total=len(dataset.cases))
    return [score(o, corpus) for o in observed]


def write(dataset: Dataset, scores: Sequence[Score], corpus: Corpus, measured_on: Provenance, results: Path) -> Path:
    """Write the Markdown report."""
    text = markdown(dataset.name, scores, corpus, measured_on, dataset.command)
    return write_markdown(results, f"answers-{dataset.name}", text)
