"""Supervised part: a question must find its clause among all clauses of its place, and its fellow questions."""

from __future__ import annotations

import logging
import random
from collections.abc import Sequence

import numpy as np
import torch

from knowledge.index.embedder import Vectors
from knowledge.index.units import Unit
from knowledge.training.data import Example, QuestionPair
from knowledge.training.encoding import Vocabulary, batch

log = logging.getLogger(__name__)

_BATCH, _RATE, _TEMPERATURE = 384, 3e-3, 0.05
_FELLOWS, _LAYPEOPLE = 0.5, 0.3
"""Weights of the two other losses beside the main one."""
_PAIRS = 128


def fine_tune(
    vocabulary: Vocabulary,
    start: Vectors,
    units: Sequence[Unit],
    places: Sequence[str],
    examples: Sequence[Example],
    pairs: Sequence[QuestionPair],
    epochs: int = 30,
) -> Vectors:
    """Token vectors after three losses: question -> clause of its place, question -> questions of the same clause, and
    laypeople's questions -> articles of other laws (which keeps the model useful for texts it has not seen).

    `places[i]` is the place of unit i; `examples` are the training part only.
    """
    layer = torch.nn.EmbeddingBag.from_pretrained(torch.from_numpy(start.copy()), freeze=False, mode="mean")
    optimiser = torch.optim.Adam(layer.parameters(), lr=_RATE)
    unit_bags = [vocabulary.bag(u.text) for u in units]
    asked_bags = [vocabulary.bag(e.text) for e in examples]
    target = torch.tensor([e.unit for e in examples])
    of_place = {p: torch.tensor([q == p for q in places]) for p in set(places)}
    pair_bags = [(vocabulary.bag(p.question), vocabulary.bag(p.article)) for p in pairs]
    steps = epochs * -(-len(examples) // _BATCH)
    step = 0
    for epoch in range(epochs):
        total = 0.0
        for part in torch.randperm(len(examples)).split(_BATCH):
            for group in optimiser.param_groups:
                group["lr"] = _RATE * max(0.02, 1 - step / steps) * min(1, (step + 1) / 50)
            chosen = part.tolist()
            asked = _embed(layer, [asked_bags[i] for i in chosen])
            scores = asked @ _embed(layer, unit_bags).T / _TEMPERATURE
            allowed = torch.stack([of_place[places[examples[i].unit]] for i in chosen])
            for row, i in enumerate(chosen):
                allowed[row, list(examples[i].also)] = False
            loss = torch.nn.functional.cross_entropy(scores.masked_fill(~allowed, -1e4), target[part])
            loss = loss + _FELLOWS * _fellows(asked, target[part])
            if pair_bags:
                sample = random.sample(pair_bags, min(_PAIRS, len(pair_bags)))
                near = _embed(layer, [a for a, _ in sample]) @ _embed(layer, [b for _, b in sample]).T / _TEMPERATURE
                loss = loss + _LAYPEOPLE * torch.nn.functional.cross_entropy(near, torch.arange(len(sample)))
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            step += 1
            total += loss.item()
        log.info("微调 第 %d/%d 轮  损失 %.3f", epoch + 1, epochs, total * epochs / steps)
    return np.asarray(layer.weight.detach().numpy(), dtype=np.float32)


def _embed(layer: torch.nn.EmbeddingBag, bags: Sequence[np.ndarray]) -> torch.Tensor:
    return torch.nn.functional.normalize(layer(*batch(bags)))


def _fellows(asked: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    """Supervised contrastive loss: questions of one clause together, all others apart."""
    itself = torch.eye(len(target), dtype=torch.bool)
    scores = (asked @ asked.T / _TEMPERATURE).masked_fill(itself, -1e4)
    shares = scores - torch.logsumexp(scores, dim=1, keepdim=True)
    same = (target[:, None] == target[None, :]) & ~itself
    some = same.any(dim=1)
    if not some.any():
        return torch.zeros(())
    return -((shares * same).sum(dim=1)[some] / same.sum(dim=1)[some]).mean()
