"""Fine-tune the self-supervised vectors on question-article pairs alone, gently: few epochs, nothing else learned."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import scipy.sparse
import torch

from evals.legal_qa.data import LegalQuestion
from knowledge.index.embedder import Vectors
from knowledge.training.encoding import Bag, Vocabulary, batch

EPOCHS = 8
_BATCH, _OTHERS, _RATE, _TEMPERATURE = 32, 96, 1e-2, 0.05
"""`_OTHERS`: articles drawn at random from all, against which each batch's questions must also find theirs.
Chosen on one of five folds; without such articles R@10 is six points lower there."""


def tune(
    vocabulary: Vocabulary, start: Vectors, questions: Sequence[LegalQuestion], articles: Sequence[Bag], seed: int = 0
) -> Vectors:
    """Token vectors after `EPOCHS` over every (question, gold article) pair, shape of `start`."""
    torch.manual_seed(seed)
    draw = random.Random(seed)
    layer = torch.nn.EmbeddingBag.from_pretrained(
        torch.from_numpy(start.copy()), freeze=False, mode="mean", sparse=True
    )
    optimiser = torch.optim.SparseAdam(list(layer.parameters()), lr=_RATE)  # a batch touches few tokens of many
    bags = [vocabulary.bag(q.text) for q in questions]
    pairs = [(i, gold) for i, question in enumerate(questions) for gold in question.gold]
    steps, step = EPOCHS * -(-len(pairs) // _BATCH), 0
    for _ in range(EPOCHS):
        draw.shuffle(pairs)
        for first in range(0, len(pairs), _BATCH):
            for group in optimiser.param_groups:
                group["lr"] = _RATE * max(0.02, 1 - step / steps)
            chosen = pairs[first : first + _BATCH]
            columns = [gold for _, gold in chosen] + draw.sample(range(len(articles)), min(_OTHERS, len(articles)))
            asked = _embed(layer, [bags[i] for i, _ in chosen])
            scores = asked @ _embed(layer, [articles[c] for c in columns]).T / _TEMPERATURE
            also_right = torch.tensor(
                [
                    [j != row and c in questions[i].gold for j, c in enumerate(columns)]
                    for row, (i, _) in enumerate(chosen)
                ]
            )
            loss = torch.nn.functional.cross_entropy(scores.masked_fill(also_right, -1e4), torch.arange(len(chosen)))
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            step += 1
    return np.asarray(layer.weight.detach().numpy(), dtype=np.float32)


def bag_matrix(bags: Sequence[Bag], size: int) -> scipy.sparse.csr_matrix:
    """Each bag as a row of token shares, shape (len(bags), size): times token vectors it gives mean vectors."""
    lengths = np.array([len(b) for b in bags])
    rows: npt.NDArray[np.int64] = np.repeat(np.arange(len(bags)), lengths)
    shares = np.repeat(1.0 / lengths, lengths).astype(np.float32)
    return scipy.sparse.csr_matrix((shares, (rows, np.concatenate(bags))), shape=(len(bags), size))


def unit_vectors(matrix: scipy.sparse.csr_matrix, vectors: Vectors) -> Vectors:
    """Mean vectors at unit length, shape (rows of `matrix`, dim)."""
    means = np.asarray(matrix @ vectors, dtype=np.float32)
    lengths = np.linalg.norm(means, axis=1, keepdims=True).clip(1e-9)
    return np.asarray(means / lengths, dtype=np.float32)


def _embed(layer: torch.nn.EmbeddingBag, bags: Sequence[Bag]) -> torch.Tensor:
    return torch.nn.functional.normalize(layer(*batch(bags)))
