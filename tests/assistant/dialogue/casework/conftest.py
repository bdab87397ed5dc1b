"""An office on SQLite and the casework over it, and what must hold for every reply."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from assistant.answer import Answer
from assistant.dialogue.casework import Casework
from assistant.dialogue.said import Said
from assistant.wording import load_wording
from credit_core.storage.engine import open_engine
from credit_core.storage.unit_of_work import Store
from credit_core.use_cases.office import Office
from evals.answers.numbers import unbacked
from tests.assistant.dialogue.casework.forms import CORPUS
from tests.credit_core.databases import BACKENDS, SQLITE, build, empty, prepare_sqlite, sqlite_copy, start_postgres
from tests.credit_core.offices import SetClock, open_test_office


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return prepare_sqlite(tmp_path_factory.mktemp("casework"))


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def office(sqlite_template: Path, tmp_path: Path, clock: SetClock) -> Iterator[Office]:
    with sqlite_copy(sqlite_template, tmp_path) as engine:
        yield open_test_office(Store(engine), clock)


@pytest.fixture(scope="session")
def casework_postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """One PostgreSQL for what rests on its transactions."""
    engine = open_engine(start_postgres(tmp_path_factory.mktemp("pg")))
    build(engine)
    yield engine
    engine.dispose()


@pytest.fixture(params=BACKENDS)
def either_office(request: pytest.FixtureRequest, clock: SetClock) -> Office:
    """An office on each database in turn."""
    if request.param == SQLITE:
        made: Office = request.getfixturevalue("office")
        return made
    engine = request.getfixturevalue("casework_postgres")
    empty(engine)
    return open_test_office(Store(engine), clock)


@pytest.fixture
def casework(office: Office) -> Casework:
    return Casework(office, load_wording(), CORPUS)


@pytest.fixture
def check(clock: SetClock) -> Callable[..., None]:
    """What holds for every reply: markers and citations one to one, quotes verbatim, numbers backed."""

    def hold(said: Said, question: str = "") -> None:
        marks = {int(mark) for mark in re.findall(r"\[(\d+)\]", said.text)}
        assert sorted(marks) == [citation.marker for citation in said.citations]
        for citation in said.citations:
            document, _, _ = citation.clause.partition("#")
            assert citation.quote
            assert citation.quote in CORPUS.document(document).text
        answer = Answer(said.reason, said.text, "a" * 32, clock.today(), CORPUS.version, citations=said.citations,
                        computed=said.computed, caveats=said.caveats)  # fmt: skip
        assert unbacked(answer, question, CORPUS) == ()
        assert "{" not in said.text
        assert "None" not in said.text

    return hold
