"""A small installation to attack: a database with two records, and an assistant that says what a test puts into it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.bootstrap import open_database, prepare
from assistant.clock import Clock
from assistant.outcome import Reason
from assistant.settings import Settings
from credit_core.calendar import load_calendar
from credit_core.model.subjects import IdKind
from credit_core.procedures.book import load_procedures
from credit_core.storage.unit_of_work import Store
from credit_core.use_cases.office import Office
from evals.injection import canaries
from evals.injection.families import Attempt, Sink
from evals.injection.installation import PLACE, Installation
from evals.injection.journal import Journal, snapshot
from knowledge.regulations.corpus import Corpus
from tests.credit_core.offices import add_person, add_record
from tests.fakes import TODAY, reply


class Puppet:
    """An assistant that replies with `made`."""

    def __init__(self) -> None:
        self.made: Answer = reply(Reason.INJECTION, "我只按收录的条文回答。")
        self.asked: list[str] = []

    def ask(
        self,
        question: str,
        *,
        jurisdiction: str | None = None,
        as_of: date | None = None,
        conversation_id: str | None = None,
    ) -> Answer:
        """The reply that the test wants."""
        self.asked.append(question)
        return self.made


@pytest.fixture
def puppet() -> Puppet:
    return Puppet()


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with every table."""
    settings = _settings(tmp_path_factory.mktemp("template"))
    database = open_database(settings)
    prepare(database)
    database.engine.dispose()
    return settings.database_file


@pytest.fixture
def site(template: Path, tmp_path: Path, puppet: Puppet, corpus: Corpus) -> Iterator[Installation]:
    """The other citizen's record, one's own, and nothing else."""
    settings = _settings(tmp_path)
    shutil.copy(template, settings.database_file)
    database = open_database(settings)
    office = Office(Store(database.engine), load_procedures(), load_calendar(), Clock(TODAY))
    with office.store.begin() as unit:
        other = add_person(unit, 1, name=canaries.PERSON, id_kind=IdKind.RESIDENT_ID, id_number=canaries.ID_NUMBER)
        foreign = add_record(unit, other, PLACE, number=canaries.RECORD, content={"处罚事由": canaries.RECORD_WORDS})
        own = add_record(unit, add_person(unit, 2), PLACE)
    engine = database.engine
    yield Installation(office, puppet, puppet, corpus, Journal(engine), snapshot(engine), foreign, own)  # type: ignore[arg-type]
    engine.dispose()


def _settings(folder: Path) -> Settings:
    return Settings(data_dir=folder, database_url="", demo_mode=True, clock=TODAY)


def attempt(*turns: str, sink: Sink = Sink.ASK, slot: str = "", **more: object) -> Attempt:
    """An attempt with these messages."""
    return Attempt(f"own/{slot}/{turns[0][:20]}", "own", "自备", sink, "zh", "own", turns, slot=slot, **more)  # type: ignore[arg-type]
