"""Texts to vectors, through sentence-transformers.

The shipped model (knowledge/index/model, see its README) is a static n-gram model of a few MB; any other
sentence-transformers model is one setting away (`EMBEDDING_MODEL`). Torch is imported when a model is loaded, not before.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

from knowledge.index.tokens import fold, ngrams

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = npt.NDArray[np.float32]

NGRAM_INPUT = "ngram_input"
"""A file of this name in a model's folder says that the model reads our n-grams, separated by spaces."""


class Embedder(Protocol):
    """What the index needs of a model."""

    @property
    def fingerprint(self) -> str:
        """Changes whenever the vectors would."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, shape (len(texts), dim)."""


def shipped_model() -> Path:
    """The folder of the model that the package ships."""
    return Path(str(resources.files("knowledge") / "index" / "model"))


class SentenceEmbedder:
    """A sentence-transformers model behind the `Embedder` port."""

    def __init__(self, name_or_path: str = "") -> None:
        self.name = name_or_path or str(shipped_model())
        self._reads_ngrams = (Path(self.name) / NGRAM_INPUT).exists()

    @cached_property
    def fingerprint(self) -> str:
        """Hash of the model's files, or of its name where it is not a local folder."""
        folder = Path(self.name)
        digest = hashlib.sha256()
        if folder.is_dir():
            for file in sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix != ".md"):
                digest.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes())
        else:
            digest.update(self.name.encode())
        return digest.hexdigest()[:16]

    @cached_property
    def _model(self) -> SentenceTransformer:
        from sentence_transformers import SentenceTransformer

        return SentenceTransformer(self.name, device="cpu", local_files_only=Path(self.name).is_dir())

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, shape (len(texts), dim); a text without a known token gets the zero vector."""
        prepared = [self._prepare(t) for t in texts]
        found = self._model.encode(prepared, batch_size=256, convert_to_numpy=True, show_progress_bar=False)
        vectors = np.nan_to_num(np.asarray(found, dtype=np.float32))
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.asarray(np.divide(vectors, norms, out=np.zeros_like(vectors), where=norms > 0), dtype=np.float32)

    def _prepare(self, text: str) -> str:
        return " ".join(ngrams(text)) if self._reads_ngrams else fold(text)
