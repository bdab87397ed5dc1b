"""The shipped model behind its port."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from knowledge.index.embedder import SentenceEmbedder, shipped_model


def test_the_shipped_model_gives_unit_vectors() -> None:
    vectors = SentenceEmbedder().embed(["异议几天给结果", "異議幾天給結果", "☃☃"])
    assert np.allclose(np.linalg.norm(vectors[:2], axis=1), 1, atol=1e-4)
    assert np.allclose(vectors[0], vectors[1])
    assert np.isfinite(vectors).all()


def test_the_model_is_small() -> None:
    assert sum(p.stat().st_size for p in shipped_model().iterdir()) < 30e6


def test_the_fingerprint_follows_the_files(tmp_path: Path) -> None:
    (tmp_path / "weights").write_bytes(b"1")
    one = SentenceEmbedder(str(tmp_path)).fingerprint
    (tmp_path / "README.md").write_text("说明", "utf-8")
    assert SentenceEmbedder(str(tmp_path)).fingerprint == one
    (tmp_path / "weights").write_bytes(b"2")
    assert SentenceEmbedder(str(tmp_path)).fingerprint != one
    assert SentenceEmbedder("some/hub-model").fingerprint != one
