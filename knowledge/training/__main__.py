"""Train what the package ships: ``python -m knowledge.training --data ../shared/data`` (about 25 minutes on two cores).

Three parts, each remembered in ``--work`` so that a change of the phrasings needs only the last two:
``pretrain`` (law collection, self-supervised), ``dense`` (questions), ``rank`` (weights of the reranker).
"""

from __future__ import annotations

import argparse
import json
import logging
import random
from pathlib import Path

import numpy as np
import torch

from knowledge.index.embedder import Vectors, shipped_model
from knowledge.index.phrasings import load_phrasings
from knowledge.regulations.corpus import Corpus, load_corpus
from knowledge.training.data import law_articles, question_pairs, units_and_examples
from knowledge.training.encoding import Vocabulary, choose_vocabulary
from knowledge.training.export import cut, write
from knowledge.training.finetune import fine_tune
from knowledge.training.pretrain import inverse_cloze, start_vectors
from knowledge.training.rank import ArrayEmbedder, fit_weights

log = logging.getLogger("knowledge.training")
_CALIBRATION = 8
"""One training phrasing in so many is kept from the trial model that the reranker's weights are fitted on."""


def pretrain(data: Path, work: Path, seconds: float) -> tuple[Vocabulary, Vectors]:
    """Vocabulary and self-supervised vectors, from `work` if they are there."""
    stored = work / "pretrained.npz"
    if stored.exists():
        with np.load(stored, allow_pickle=False) as found:
            return Vocabulary(str(found["tokens"]).split("\n")), found["vectors"].astype(np.float32)
    articles = list(law_articles(data))
    texts = [f"{a.law} {a.heading} {a.text}" for a in articles]
    questions = [p.text for p in load_phrasings() if not p.held] + [p.question for p in question_pairs(data)]
    vocabulary, counts = choose_vocabulary(texts, questions)
    log.info("词表 %d", len(vocabulary))
    start = start_vectors(vocabulary, counts, [vocabulary.bag(t) for t in [*texts, *questions]])
    vectors = inverse_cloze(vocabulary, articles, start, seconds)
    work.mkdir(parents=True, exist_ok=True)
    np.savez(stored, tokens=np.array("\n".join(vocabulary.tokens)), vectors=vectors)
    return vocabulary, vectors


def train(corpus: Corpus, data: Path, vocabulary: Vocabulary, start: Vectors, epochs: int, *, calibrate: bool) -> None:
    """Fit the reranker on a trial model, then train and write the model itself."""
    units, examples = units_and_examples(corpus)
    places = [corpus.document(u.ref.document).meta.jurisdiction for u in units]
    pairs = question_pairs(data)
    training = [e for e in examples if not e.held]
    texts = [e.text for e in training] + [u.text for u in units]
    target = shipped_model()
    if calibrate:
        aside = set(random.sample(range(len(training)), len(training) // _CALIBRATION))
        trial = fine_tune(
            vocabulary, start, units, places, [e for i, e in enumerate(training) if i not in aside], pairs, epochs
        )
        usable = [p for p in load_phrasings() if not p.held]
        weights = fit_weights(
            corpus,
            ArrayEmbedder(vocabulary, cut(trial, vocabulary, texts)),
            [p for i, p in enumerate(usable) if i not in aside],
            [p for i, p in enumerate(usable) if i in aside],
        )
        (target / "ranker.json").write_text(json.dumps({"weights": weights}, indent=1) + "\n", "utf-8")
        log.info("重排权重 %s", weights)
    vectors = fine_tune(vocabulary, start, units, places, training, pairs, epochs)
    write(target, vocabulary, cut(vectors, vocabulary, texts))


def main() -> None:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(prog="python -m knowledge.training", description="训练随附的向量模型和重排权重")
    parser.add_argument("--data", type=Path, required=True, help="训练数据目录（laws/ 与 legal_qa/）")
    parser.add_argument("--work", type=Path, default=Path("var/training"), help="中间结果目录")
    parser.add_argument("--pretrain-seconds", type=float, default=540, help="自监督训练的秒数")
    parser.add_argument("--epochs", type=int, default=30, help="微调轮数")
    parser.add_argument("--keep-ranker", action="store_true", help="不重新拟合重排权重")
    chosen = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.manual_seed(0)
    random.seed(0)
    vocabulary, start = pretrain(chosen.data, chosen.work, chosen.pretrain_seconds)
    train(load_corpus(), chosen.data, vocabulary, start, chosen.epochs, calibrate=not chosen.keep_ranker)


if __name__ == "__main__":
    main()
