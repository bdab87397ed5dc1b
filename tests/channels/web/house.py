"""A house with real conversations and a real office over one database; only questions go to a fake. No models, no index."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from assistant.answer import Answer
from assistant.bootstrap import open_counter, open_database, open_office
from assistant.clock import Clock
from assistant.conversing import open_reception
from assistant.reception import Reception
from assistant.settings import Settings
from credit_core.model.cases import CaseType
from credit_core.model.disclosure import QueryEntry
from credit_core.model.subjects import Subject
from credit_core.use_cases.office import Office
from credit_core.use_cases.query import file_query
from knowledge.regulations.corpus import load_corpus
from tests.credit_core.offices import CITIZEN, add_person, add_record
from tests.credit_core.query_filings import own_slots
from tests.fakes import TODAY, FakeAssistant, FakeRuntime


class AskedWithin(FakeAssistant):
    """A fake that conversations can ask too."""

    def ask_within(self, question: str, jurisdiction: str | None, conversation_id: str) -> tuple[Answer, str]:
        """As the service."""
        return self.ask(question, jurisdiction=jurisdiction, conversation_id=conversation_id), question

    def trace(self, answer_id: str) -> None:
        """Nothing is known of how it answers."""
        assert answer_id


@dataclass
class House(FakeRuntime):
    """A runtime over a database of its own."""

    settings: Settings = field(default_factory=Settings)
    reception: Any = None
    its_office: Any = None

    def converser(self) -> Reception:
        """The conversations."""
        assert isinstance(self.reception, Reception)
        return self.reception

    def office(self) -> Office:
        """The office."""
        assert isinstance(self.its_office, Office)
        return self.its_office

    def subject(self, place: str = "jiangxi", **changes: Any) -> Subject:
        """A person with a record in the place."""
        with self.office().store.begin() as unit:
            subject = add_person(unit)
            add_record(unit, subject, place, **changes)
        return subject

    def query(self, subject: Subject, place: str = "jiangxi", key: str = "k", **slots: Any) -> dict[str, str]:
        """Number and access code of a query of one's own record."""
        filed = own_slots(subject, **slots)
        made = file_query(self.office(), CITIZEN, CaseType.QUERY_OWN_RECORD, place, filed, key=key, channel="web")
        assert made.access_code
        return {"number": made.case.number, "code": made.access_code}

    def counter_code(self, subject: Subject) -> str:
        """What the counter prints for who showed a document."""
        now = Clock(self.settings.clock).now() - timedelta(minutes=1)
        return open_counter(self.settings).issue_code("王工", subject.name, subject.id_number, now)

    def register(self) -> tuple[QueryEntry, ...]:
        """The register of looks."""
        with self.office().store.read() as unit:
            return unit.queries.where(order=("at",))


@contextmanager
def opened(folder: Path, *, demo: bool = True, **settings: Any) -> Iterator[House]:
    """A house in a folder."""
    made = Settings(data_dir=folder, demo_mode=demo, clock=TODAY if demo else None, **settings)
    database = open_database(made)
    office, asked = open_office(made, database), AskedWithin()
    reception = open_reception(made, asked, office, database.engine, load_corpus())  # type: ignore[arg-type]
    try:
        yield House(asked, settings=made, reception=reception, its_office=office)
    finally:
        database.engine.dispose()
