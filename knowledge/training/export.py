"""Cut the trained vectors to few dimensions and write them as a sentence-transformers model."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import StaticEmbedding
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import WhitespaceSplit

from knowledge.index.embedder import NGRAM_INPUT, Vectors
from knowledge.training.encoding import Vocabulary

SHIPPED_DIMENSIONS = 64
_UNKNOWN = "[UNK]"


def cut(
    vectors: Vectors, vocabulary: Vocabulary, texts: Sequence[str], dimensions: int = SHIPPED_DIMENSIONS
) -> Vectors:
    """Turn the space so that `texts` keep as much of their spread as fits into `dimensions`."""
    means = np.stack([vectors[vocabulary.bag(t)].mean(axis=0) for t in texts])
    _, axes = np.linalg.eigh(means.T @ means)
    return np.asarray(vectors @ axes[:, ::-1][:, :dimensions], dtype=np.float32)


def write(folder: Path, vocabulary: Vocabulary, vectors: Vectors) -> None:
    """Write the model to `folder` (half precision); a README.md and ranker.json that stand there stay."""
    kept = {name: (folder / name).read_bytes() for name in ("README.md", "ranker.json") if (folder / name).exists()}
    shutil.rmtree(folder, ignore_errors=True)
    numbers = {token: i for i, token in enumerate(vocabulary.tokens)}
    numbers[_UNKNOWN] = len(numbers)
    tokenizer = Tokenizer(WordLevel(numbers, unk_token=_UNKNOWN))
    tokenizer.pre_tokenizer = WhitespaceSplit()
    weights = np.concatenate([vectors, np.zeros((1, vectors.shape[1]), np.float32)])
    module = StaticEmbedding(tokenizer, embedding_weights=torch.from_numpy(weights))
    SentenceTransformer(modules=[module], device="cpu").half().save(str(folder), create_model_card=False)
    (folder / NGRAM_INPUT).write_text("", "utf-8")
    (folder / "model.safetensors").chmod(0o644)
    for name, content in kept.items():
        (folder / name).write_bytes(content)
