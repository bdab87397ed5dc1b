"""The vocabulary of the dense model, and bags of its tokens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt
import torch

from knowledge.index.tokens import ngrams

Bag = npt.NDArray[np.int64]

_COMMON, _SHARED, _ASKED = 60, 3, 2


class Vocabulary:
    """Tokens by number. Token 0 stands for a text without any known token."""

    def __init__(self, tokens: Sequence[str]) -> None:
        self.tokens = tuple(tokens)
        self._number = {token: i for i, token in enumerate(self.tokens)}

    def __len__(self) -> int:
        return len(self.tokens)

    def bag(self, text: str) -> Bag:
        """Numbers of the known tokens of a text, repeats included, never empty."""
        found = [self._number[t] for t in ngrams(text) if t in self._number]
        return np.array(found or [0], dtype=np.int64)


def choose_vocabulary(laws: Iterable[str], questions: Iterable[str]) -> tuple[Vocabulary, npt.NDArray[np.float64]]:
    """Tokens common in laws, or seen in both, or asked more than once; and the texts each one occurs in."""
    in_laws: Counter[str] = Counter()
    in_questions: Counter[str] = Counter()
    for text in laws:
        in_laws.update(set(ngrams(text)))
    for text in questions:
        in_questions.update(set(ngrams(text)))
    kept = [t for t, n in in_laws.items() if n >= _COMMON or (n >= _SHARED and in_questions[t])]
    known = set(kept)
    kept += [t for t, n in in_questions.items() if n >= _ASKED and t not in known]
    kept.sort(key=lambda t: (-in_laws[t] - in_questions[t], t))
    counts = np.array([max(in_laws[t], in_questions[t], 1) for t in kept], dtype=np.float64)
    return Vocabulary(kept), counts


def batch(bags: Sequence[Bag]) -> tuple[torch.Tensor, torch.Tensor]:
    """Token numbers of all bags in one row, and where each bag begins, as `EmbeddingBag` takes them."""
    starts = np.cumsum([0, *(len(b) for b in bags[:-1])])
    return torch.from_numpy(np.concatenate(bags)), torch.from_numpy(starts)
