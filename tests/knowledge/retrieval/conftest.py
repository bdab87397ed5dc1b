"""The shipped index, opened once for this run."""

from __future__ import annotations

import pytest

from knowledge.retrieval.retriever import ClauseRetriever
from tests.assistant.real import real_tools


@pytest.fixture(scope="session")
def retriever() -> ClauseRetriever:
    return real_tools().retriever
