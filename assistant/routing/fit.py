"""Fit the route classifier and the topic finder: ``python -m assistant.routing.fit`` (a minute on two cores).

Both train on the part of knowledge/phrasings that is not held back; recall on the held part is logged, and ``router.npz`` and
``topics.npz`` are written beside this module.
"""

from __future__ import annotations

import logging
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import torch

from assistant.routing.classifier import FEATURES, LAW, NONE, LinearClassifier, save
from credit_core.use_cases.law import open_law_desk
from knowledge.index.phrasings import load_phrasings, load_routes, load_topic_phrasings

log = logging.getLogger(__name__)

Sample = tuple[str, str]
"""A label and a text."""

_MIN_COUNT, _EPOCHS, _BATCH, _RATE, _DECAY = 2, 60, 512, 0.05, 2e-6
_MOST = 90_000
"""Tokens kept: a file below 3 MB."""
_BALANCE = 0.75
"""Rare labels weigh with this power of their inverse frequency: 0 would neglect them, 1 would take law questions away."""


def route_samples(*, held: bool) -> list[Sample]:
    """Messages by route, from the training part or the held part."""
    law = [(LAW, p.text) for p in load_phrasings() if p.held == held]
    law += [(LAW, t.text) for t in load_topic_phrasings() if t.held == held]
    return law + [(r.route, r.text) for r in load_routes() if r.held == held]


def topic_samples(*, held: bool) -> list[Sample]:
    """Questions by topic; as "none" the phrasings of clauses that no topic rests on, and what is no law question at all."""
    desk = open_law_desk()
    carrying = {c.top for f in desk.law.documents for t in f.topics.values() for c in t.clauses}
    none = [(NONE, p.text) for p in load_phrasings() if p.held == held and p.clause.top not in carrying]
    none += [(NONE, r.text) for r in load_routes() if r.held == held]
    named = [] if held else [(t.id, text) for t in desk.topics.values() for text in (t.name, t.question)]
    return [*none, *named, *((t.topic, t.text) for t in load_topic_phrasings() if t.held == held)]


def fit(rows: list[Sample], reads: str = "topics", seed: int = 0) -> LinearClassifier:
    """Softmax regression by Adam over the features that a model of this name reads."""
    torch.manual_seed(seed)
    torch.set_flush_denormal(True)  # decaying weights end in denormal numbers, which are thirty times slower
    tokens = [FEATURES[reads](text) for _, text in rows]
    counts = Counter(t for row in tokens for t in row)
    vocabulary = {t: i for i, t in enumerate(sorted(t for t, n in counts.items() if n >= _MIN_COUNT))}
    sizes = Counter(label for label, _ in rows)
    labels = tuple(sorted(sizes))
    target = torch.tensor([labels.index(label) for label, _ in rows])
    balance = torch.tensor([(max(sizes.values()) / sizes[name]) ** _BALANCE for name in labels])
    bags = [torch.tensor([vocabulary[t] for t in row if t in vocabulary] or [0]) for row in tokens]
    scale = torch.tensor([1 / max(1, len(b)) ** 0.5 for b in bags])
    layer = torch.nn.EmbeddingBag(len(vocabulary), len(labels), mode="sum")
    torch.nn.init.zeros_(layer.weight)
    bias = torch.zeros(len(labels), requires_grad=True)
    optimiser = torch.optim.Adam([layer.weight, bias], lr=_RATE)
    for _ in range(_EPOCHS):
        for part in torch.randperm(len(rows)).split(_BATCH):
            chosen = [bags[i] for i in part.tolist()]
            starts = torch.tensor([0, *(len(b) for b in chosen[:-1])]).cumsum(0)
            logits = layer(torch.cat(chosen), starts) * scale[part][:, None] + bias
            loss = torch.nn.functional.cross_entropy(logits, target[part], weight=balance)
            loss = loss + _DECAY * layer.weight.square().sum()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    weights = torch.cat([layer.weight, bias[None, :]]).detach().numpy()
    return LinearClassifier(labels, vocabulary, weights, reads)


def slim(model: LinearClassifier, most: int = _MOST) -> LinearClassifier:
    """The model without the tokens that weigh least, for the sake of its size."""
    if len(model.vocabulary) <= most:
        return model
    heaviest = np.abs(model.weights[:-1]).max(axis=1).argsort()[-most:]
    kept = sorted(heaviest.tolist())
    words = list(model.vocabulary)
    vocabulary = {words[i]: n for n, i in enumerate(kept)}
    return LinearClassifier(model.labels, vocabulary, model.weights[[*kept, -1]], model.reads)


def recall(model: LinearClassifier, rows: list[Sample]) -> dict[str, Counter[str]]:
    """For each label, how often each label was given."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for label, text in rows:
        seen[label][model.best(text)[0]] += 1
    return seen


def main() -> None:
    """Fit both, report on the held parts, write."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    for name, training, held in (
        ("router", route_samples(held=False), route_samples(held=True)),
        ("topics", topic_samples(held=False), topic_samples(held=True)),
    ):
        model = slim(fit(training, name))
        for label, found in sorted(recall(model, held).items()):
            total = sum(found.values())
            log.info("%-28s %6.1f %% of %4d  %s", label, 100 * found[label] / total, total, dict(found.most_common(4)))
        target = Path(__file__).with_name(f"{name}.npz")
        save(model, target)
        log.info("%s: %.2f MB", target.name, target.stat().st_size / 1e6)


if __name__ == "__main__":
    main()
