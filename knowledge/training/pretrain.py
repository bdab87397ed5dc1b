"""Self-supervised start: TF-IDF -> SVD, then inverse cloze (which article does this sentence come from?)."""

from __future__ import annotations

import logging
import random
import re
import time
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import scipy.sparse
import torch
from sklearn.preprocessing import normalize
from sklearn.utils.extmath import randomized_svd

from knowledge.index.embedder import Vectors
from knowledge.training.data import LawArticle
from knowledge.training.encoding import Bag, Vocabulary, batch

log = logging.getLogger(__name__)

DIMENSIONS = 256
_BATCH, _TOGETHER, _RATE, _TEMPERATURE = 768, 8, 2e-3, 0.05
_SENTENCE = re.compile(r"(?<=[。；])|\n")


def start_vectors(vocabulary: Vocabulary, counts: np.ndarray, bags: Sequence[Bag]) -> Vectors:
    """Token vectors from a truncated SVD of TF-IDF, shape (len(vocabulary), DIMENSIONS)."""
    weight = np.log(len(bags) / counts).clip(0.1)
    rows, columns, values = [], [], []
    for row, bag in enumerate(bags):
        tokens, times = np.unique(bag, return_counts=True)
        rows.append(np.full(len(tokens), row))
        columns.append(tokens)
        values.append((1 + np.log(times)) * weight[tokens])
    matrix = scipy.sparse.csr_matrix(
        (np.concatenate(values), (np.concatenate(rows), np.concatenate(columns))), shape=(len(bags), len(vocabulary))
    )
    _, _, components = randomized_svd(normalize(matrix), DIMENSIONS, n_iter=3, random_state=0)
    vectors = (components.T * weight[:, None]).astype(np.float32)
    return np.asarray(vectors / np.sqrt(np.square(vectors).sum(axis=1)).mean(), dtype=np.float32)


def inverse_cloze(vocabulary: Vocabulary, articles: Sequence[LawArticle], start: Vectors, seconds: float) -> Vectors:
    """Train token vectors so that a sentence is near the rest of its article, for `seconds` of wall time."""
    titles = [vocabulary.bag(f"{a.law} {a.heading}") for a in articles]
    sentences = [[vocabulary.bag(s) for s in _SENTENCE.split(a.text) if len(s) >= 8] for a in articles]
    by_law: dict[str, list[int]] = defaultdict(list)
    for i, article in enumerate(articles):
        if sentences[i] and sum(map(len, sentences[i])) > 20:
            by_law[article.law].append(i)
    laws = [members for members in by_law.values() if len(members) >= _TOGETHER]
    layer = torch.nn.EmbeddingBag.from_pretrained(torch.from_numpy(start.copy()), freeze=False, mode="mean")
    optimiser = torch.optim.Adam(layer.parameters(), lr=_RATE, betas=(0.9, 0.98))
    began, step = time.monotonic(), 0
    while (spent := (time.monotonic() - began) / seconds) < 1:
        for group in optimiser.param_groups:
            group["lr"] = _RATE * min(1, (step + 1) / 100) * max(0.05, 1 - spent)
        chosen = [i for _ in range(_BATCH // _TOGETHER) for i in random.sample(random.choice(laws), _TOGETHER)]
        pairs = [_cloze(titles[i], sentences[i]) for i in dict.fromkeys(chosen)]
        asked = torch.nn.functional.normalize(layer(*batch([a for a, _ in pairs])))
        rest = torch.nn.functional.normalize(layer(*batch([b for _, b in pairs])))
        scores = asked @ rest.T / _TEMPERATURE
        target = torch.arange(len(pairs))
        cross = torch.nn.functional.cross_entropy
        loss = (cross(scores, target) + cross(scores.T, target)) / 2
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        step += 1
        if step % 200 == 0:
            log.info("反向填空 %3.0f%%  第 %d 步  损失 %.3f", 100 * spent, step, loss.item())
    return np.asarray(layer.weight.detach().numpy(), dtype=np.float32)


def _cloze(title: Bag, sentences: Sequence[Bag]) -> tuple[Bag, Bag]:
    """A sentence, often cut as short as a question, and the rest of its article, mostly with the title."""
    if len(sentences) > 1:
        taken = random.randrange(len(sentences))
        sentence = sentences[taken]
        rest = list(sentences) if random.random() < 0.1 else [*sentences[:taken], *sentences[taken + 1 :]]
    else:
        middle = len(sentences[0]) // 2
        sentence, rest = sentences[0][:middle], [sentences[0][middle:]]
    if len(sentence) > 16 and random.random() < 0.5:
        first = random.randrange(len(sentence) - 12)
        sentence = sentence[first : first + random.randint(8, 24)]
    return sentence, np.concatenate([*([title] if random.random() < 0.7 else []), *rest])
