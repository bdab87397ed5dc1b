"""Linear classifiers over character n-grams: which route a message takes, and which topic it asks about.

Fitted on knowledge/phrasings (``python -m assistant.routing.fit``) and shipped as small files. They propose; the steps of the
pipeline decide, with their rules and thresholds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.routing.cues import cues_of
from knowledge.index.tokens import fold, unique_ngrams
from knowledge.regulations.places import load_gazetteer

LAW = "law"
"""The route of a question that some clause answers."""

NONE = "none"
"""The topic finder's label for questions on no comparable topic."""

_PLACE = "某地"


_LONGEST = 120
"""Characters of a message that its route is judged by: what is wanted is said early, or again."""
_SPAN = 3


def topic_features(text: str) -> list[str]:
    """The tokens a topic is judged by: single characters and pairs, as search sees them."""
    return unique_ngrams(_nowhere(text))


def route_features(text: str) -> list[str]:
    """The tokens a route is judged by: up to three characters with marks and both ends of the message, and the cues.

    How a message begins and ends (帮我…, …算不算) tells wishes from questions; names of places tell nothing.
    """
    folded = fold(_nowhere(text))[:_LONGEST]
    ended = f"^{folded}$"
    grams = (ended[i : i + n] for n in range(1, _SPAN + 1) for i in range(len(ended) - n + 1))
    return [*dict.fromkeys(" ".join(g.split()) for g in grams), *cues_of(folded)]


FEATURES: Mapping[str, Callable[[str], list[str]]] = {"topics": topic_features, "router": route_features}
"""By the name of the model."""


def _nowhere(text: str) -> str:
    for place in reversed(load_gazetteer().find(text)):
        text = text[: place.start] + _PLACE + text[place.end :]
    return text


@dataclass(frozen=True)
class LinearClassifier:
    """Weights, shape (len(vocabulary) + 1, len(labels)); the last row is the bias. `reads` names its features."""

    labels: tuple[str, ...]
    vocabulary: Mapping[str, int]
    weights: npt.NDArray[np.float32]
    reads: str = "topics"

    def probabilities(self, text: str) -> dict[str, float]:
        """Probability of each label; sums to 1."""
        rows = [self.vocabulary[t] for t in FEATURES[self.reads](text) if t in self.vocabulary]
        logits = self.weights[-1].copy()
        if rows:
            logits += self.weights[rows].sum(axis=0) / np.sqrt(len(rows))
        shares = np.exp(logits - logits.max())
        return dict(zip(self.labels, (shares / shares.sum()).tolist(), strict=True))

    def best(self, text: str) -> tuple[str, float]:
        """The likeliest label and its probability."""
        shares = self.probabilities(text)
        label = max(shares, key=lambda name: shares[name])
        return label, shares[label]


def save(model: LinearClassifier, path: Path) -> None:
    """Write a model as a compressed NumPy file."""
    np.savez_compressed(
        path,
        reads=np.array(model.reads),
        labels=np.array("\n".join(model.labels)),
        vocabulary=np.array("\n".join(model.vocabulary)),
        weights=model.weights.astype(np.float16),
    )


@lru_cache(maxsize=4)
def shipped(name: str) -> LinearClassifier:
    """A fitted model beside this module: ``router`` or ``topics``."""
    file = resources.files("assistant") / "routing" / f"{name}.npz"
    with file.open("rb") as handle, np.load(handle, allow_pickle=False) as data:
        words = str(data["vocabulary"]).split("\n")
        return LinearClassifier(
            tuple(str(data["labels"]).split("\n")),
            {word: i for i, word in enumerate(words)},
            data["weights"].astype(np.float32),
            str(data["reads"]) if "reads" in data else "topics",
        )
