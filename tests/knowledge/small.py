"""Small laws and a model without weights, so that an index is built in a moment."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Sequence
from datetime import date

import numpy as np

from knowledge.index.embedder import Vectors
from knowledge.index.tokens import ngrams
from knowledge.regulations.corpus import Corpus, assemble
from knowledge.regulations.document import Source, build_document
from knowledge.regulations.manifest import Jurisdiction
from knowledge.regulations.model import Document, Kind, Meta

LAW = """# {place}信用条例

第一条 为了加强社会信用管理，制定本条例。

第二条 信用主体有权查询自己的信息。

{fee}

第三条 有下列情形之一的，应当更正：

（一）记录有误的；

（二）超过期限的。

第四条 本条例自2023年7月1日起施行。
"""


class HashEmbedder:
    """Vectors by counting hashed n-grams: near in wording is near in space."""

    def __init__(self, fingerprint: str = "hash") -> None:
        self.fingerprint = fingerprint

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, shape (len(texts), 64)."""
        found = np.zeros((len(texts), 64), dtype=np.float32)
        for row, text in enumerate(texts):
            for token in ngrams(text):
                found[row, zlib.crc32(token.encode()) % 64] += 1
        return np.asarray(found / np.linalg.norm(found, axis=1, keepdims=True).clip(1e-9), dtype=np.float32)


def small_law(
    identifier: str,
    *,
    place: str = "moshen",
    since: date = date(2023, 7, 1),
    until: date | None = None,
    kind: Kind = Kind.REGULATION,
    supersedes: str | None = None,
    fee: str = "查询不收取费用。",
) -> Document:
    """A law of four articles."""
    raw = LAW.format(place=place, fee=fee)
    meta = Meta(
        id=identifier,
        title=f"{place}信用条例",
        title_in_source=f"{place}信用条例",
        issuer=None,
        number=None,
        jurisdiction=place,
        kind=kind,
        adopted=None,
        in_force_from=since,
        in_force_to=until,
        in_force_from_basis="第四条",
        source_file=f"{identifier}.txt",
        sha256=hashlib.sha256(raw.encode()).hexdigest(),
        supersedes=supersedes,
    )
    return build_document(Source(meta, raw))


def small_corpus(*documents: Document, nationwide: str = "") -> Corpus:
    """A corpus of these laws alone."""
    places = {d.meta.jurisdiction for d in documents}
    return assemble(documents, {p: Jurisdiction(p, p, nationwide=p == nationwide) for p in places})
