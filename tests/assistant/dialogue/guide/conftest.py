"""A guide over the packaged law and corpus, and an office on an empty database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.dialogue.guide import Guide
from assistant.wording import load_wording
from credit_core.storage.unit_of_work import Store
from credit_core.use_cases.office import Office
from knowledge.regulations.corpus import Corpus, load_corpus
from tests.credit_core.databases import prepare_sqlite, sqlite_copy
from tests.credit_core.offices import SetClock, open_test_office


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    """The shipped corpus; no index and no model is needed to guide."""
    return load_corpus()


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office over the packaged law. A guide writes nothing, so that one serves a whole module."""
    folder: Path = tmp_path_factory.mktemp("guide")
    with sqlite_copy(prepare_sqlite(folder), folder) as engine:
        yield open_test_office(Store(engine), SetClock())


@pytest.fixture(scope="module")
def guide(office: Office, corpus: Corpus) -> Guide:
    """A guide over both."""
    return Guide(office, load_wording(), corpus)
