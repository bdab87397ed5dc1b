"""A dense model that has never seen one style of writing, fine-tuned from the cached self-supervised vectors."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import torch

from evals import messages
from evals.cases import DatasetError
from knowledge.index.embedder import Vectors
from knowledge.regulations.corpus import Corpus
from knowledge.training.data import question_pairs, units_and_examples
from knowledge.training.encoding import Vocabulary
from knowledge.training.export import cut
from knowledge.training.finetune import fine_tune
from knowledge.training.rank import ArrayEmbedder

EPOCHS = 30
"""As `python -m knowledge.training` has it."""


def pretrained(work: Path) -> tuple[Vocabulary, Vectors]:
    """The vocabulary and self-supervised vectors that training left in `work`.

    Raises:
        DatasetError: they are not there.
    """
    stored = work / "pretrained.npz"
    if not stored.exists():
        raise DatasetError(messages.NO_PRETRAINED.format(path=work))
    with np.load(stored, allow_pickle=False) as found:
        return Vocabulary(str(found["tokens"]).split("\n")), found["vectors"].astype(np.float32)


def self_supervised(work: Path) -> ArrayEmbedder:
    """The model before any fine-tuning, at its full width."""
    return ArrayEmbedder(*pretrained(work))


def without_style(corpus: Corpus, data: Path, work: Path, style: str, epochs: int = EPOCHS) -> ArrayEmbedder:
    """The shipped recipe, with the style's phrasings left out of the fine-tuning. Minutes on two cores.

    The vocabulary and the self-supervised part have seen the style's words, without their clauses.
    """
    torch.manual_seed(0)
    random.seed(0)
    vocabulary, start = pretrained(work)
    units, examples = units_and_examples(corpus)
    places = [corpus.document(u.ref.document).meta.jurisdiction for u in units]
    usable = [e for e in examples if not e.held and e.style != style]
    vectors = fine_tune(vocabulary, start, units, places, usable, question_pairs(data), epochs)
    return ArrayEmbedder(vocabulary, cut(vectors, vocabulary, [*(e.text for e in usable), *(u.text for u in units)]))
