"""The vectors in chromadb: one collection per document and role, in memory, made anew by every process.

Chroma cannot be opened read-only, and opening plus one query changes its files. So the artefact on disk is vectors, ids and a
manifest, and what a process asks is its own disposable copy (docs/adr/0003). One collection per document means that
filtering by place, kind and date happens before ranking, and without metadata filters, which cost 25 ms a query.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import chromadb
import numpy as np
from chromadb.config import Settings

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

from knowledge.index.embedder import Vectors
from knowledge.index.keyword_index import Scores

_BATCH = 5000


class VectorIndex:
    """Nearest neighbours by cosine within one set of vectors."""

    def __init__(self, collection: Collection, size: int) -> None:
        self._collection = collection
        self.size = size

    def similarities(self, vector: Vectors, limit: int) -> Scores:
        """Cosine to the `limit` nearest vectors, shape (size,); the others get the lowest of these.

        `vector` has shape (dim,). A zero vector (no known token) is equally far from everything: zeros.
        """
        if not vector.any():
            return np.zeros(self.size, dtype=np.float32)
        found = self._collection.query(
            query_embeddings=vector[None, :], n_results=min(limit, self.size), include=["distances"]
        )
        ids = [int(i) for i in found["ids"][0]]
        near = 1.0 - np.asarray((found["distances"] or [[]])[0], dtype=np.float32)
        out = np.full(self.size, near.min() if len(near) else 0.0, dtype=np.float32)
        out[ids] = near
        return out


class VectorStore:
    """This process's Chroma."""

    def __init__(self) -> None:
        self._client: ClientAPI = chromadb.EphemeralClient(settings=Settings(anonymized_telemetry=False))
        self._name = secrets.token_hex(8)  # in memory Chroma keeps one set of collections for the whole process

    def add(self, name: str, vectors: Vectors) -> VectorIndex:
        """A new collection of unit vectors; ids are row numbers. `name` is used once per store."""
        collection = self._client.create_collection(
            f"{self._name}.{name}",
            embedding_function=None,
            metadata={"hnsw:space": "cosine", "hnsw:search_ef": 200},
        )
        for start in range(0, len(vectors), _BATCH):
            batch = vectors[start : start + _BATCH]
            collection.add(ids=[str(start + i) for i in range(len(batch))], embeddings=np.ascontiguousarray(batch))
        return VectorIndex(collection, len(vectors))
