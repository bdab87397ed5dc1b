"""An office of its own for one conversation: a database, the law, a clock that stands still, and a front door to talk to.

Every `service()` is a new process as far as the conversation can tell: nothing but the database is shared.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from sqlalchemy import Engine

from assistant.answering.turn import Tools
from assistant.bootstrap import Service, open_database, prepare
from assistant.clock import Clock
from assistant.conversing import open_outbox, open_reception
from assistant.memory.conversations import Conversations
from assistant.service import Assistant
from assistant.settings import Settings
from credit_core.calendar import WorkingCalendar, load_calendar
from credit_core.model.cases import Case, Submission
from credit_core.procedures.book import ProcedureBook, load_procedures
from credit_core.storage.engine import open_engine
from credit_core.storage.unit_of_work import Store
from credit_core.use_cases.case_view import CaseView, holder_view
from credit_core.use_cases.office import Office


@dataclass(frozen=True)
class World:
    """The database of one conversation, the demonstration's settings on the day it is held, and the assistant's means."""

    engine: Engine
    settings: Settings
    tools: Tools

    @property
    def office(self) -> Office:
        """The office over the database."""
        return Office(Store(self.engine), *_law(), Clock(self.settings.clock))

    def service(self) -> Service:
        """What a process of a channel works with, as `bootstrap.build_service` makes it; it remembers nothing of itself."""
        tools, office = self.tools, self.office
        asked = Assistant(tools, Clock(self.settings.clock), Conversations(self.engine))
        return Service(
            assistant=asked,
            reception=open_reception(self.settings, asked, office, self.engine, tools.corpus),
            outbox=open_outbox(self.settings, office, self.engine),
            office=office,
        )

    def cases(self) -> tuple[tuple[Case, CaseView], ...]:
        """Every case of the database with what its holder sees, the oldest first."""
        office = self.office
        with office.store.read() as unit:
            found = unit.cases.where(order=("filed_at", "id"))
            return tuple((case, holder_view(unit, office, case.id)) for case in found)

    def submissions(self) -> tuple[Submission, ...]:
        """The idempotency keys under which something was filed."""
        with self.office.store.read() as unit:
            return unit.submissions.where()


def prepared(folder: Path, settings: Settings) -> Path:
    """A database file with every table, to be copied for each conversation."""
    file = folder / "prepared.db"
    database = open_database(settings.model_copy(update={"database_url": f"sqlite:///{file}"}))
    prepare(database)
    database.engine.dispose()
    return file


@contextmanager
def opened(template: Path, folder: Path, today: date, settings: Settings, tools: Tools) -> Iterator[World]:
    """A world over a copy of the prepared file; all that it keeps lies below `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "world.db"
    shutil.copy(template, file)
    url = f"sqlite:///{file}"
    own = {"data_dir": folder, "database_url": url, "clock": today, "demo_mode": True}
    engine = open_engine(url)
    try:
        yield World(engine, settings.model_copy(update=own), tools)
    finally:
        engine.dispose()


@cache
def _law() -> tuple[ProcedureBook, WorkingCalendar]:
    return load_procedures(), load_calendar()
