"""A turn and the case that it files are one transaction: both are there, or neither, and never twice."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.bootstrap import open_database
from assistant.dialogue.errors import ConversationBusy
from assistant.dialogue.state import Conversation
from assistant.memory.dialogues import Dialogues
from assistant.settings import Settings
from credit_core.storage.unit_of_work import Store
from credit_core.use_cases.filing import Filing, file_case
from credit_core.use_cases.office import Office
from tests.assistant.memory.turns import NOW, reply
from tests.credit_core.databases import BACKENDS, SQLITE, start_postgres
from tests.credit_core.offices import CITIZEN, SetClock
from tests.credit_core.storage.filings import half_cases, open_short_office, someone


@pytest.fixture(params=BACKENDS)
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Office]:
    """An office whose database holds both histories."""
    url = "" if request.param == SQLITE else start_postgres(tmp_path / "pg")
    database = open_database(Settings(data_dir=tmp_path, database_url=url))
    database.upgrade()
    yield open_short_office(Store(database.engine), SetClock())
    database.engine.dispose()


def file_in_turn(dialogues: Dialogues, office: Office, conversation: Conversation, filing: Filing) -> str:
    """The turn that says yes to the summary."""
    with dialogues.writing() as connection:
        with office.store.joined(connection) as unit:
            case_id = file_case(unit, office, CITIZEN, filing, "flow-key").case.id
        dialogues.save(connection, replace(conversation, cases=(case_id,)), NOW)
        dialogues.keep(connection, conversation, "确认提交", reply().reply, reply(), None, NOW)
    return case_id


def cases(office: Office) -> set[str]:
    """Every case there is."""
    with office.store.read() as unit:
        assert half_cases(unit.connection) == ()
        return {case.id for case in unit.cases.where()}


def test_both_or_neither(office: Office) -> None:
    dialogues, filing = Dialogues(office.store.engine), someone(office)
    made = dialogues.begin("web", "s", NOW)
    stale = dialogues.load(made)
    with dialogues.writing() as connection:
        dialogues.save(connection, stale, NOW)
    with pytest.raises(ConversationBusy):  # after the case was filed in this very transaction
        file_in_turn(dialogues, office, stale, filing)
    assert cases(office) == set()
    case_id = file_in_turn(dialogues, office, dialogues.load(made), filing)
    assert cases(office) == {case_id}
    assert dialogues.cases_of(made) == (case_id,)


def test_two_who_say_yes_at_once_file_once(office: Office) -> None:
    dialogues, filing = Dialogues(office.store.engine), someone(office)
    made = dialogues.begin("web", "s", NOW)
    start = threading.Barrier(2)

    def say_yes(_: int) -> str | None:
        conversation = dialogues.load(made)
        start.wait(10)
        try:
            return file_in_turn(dialogues, office, conversation, filing)
        except ConversationBusy:
            return None

    with ThreadPoolExecutor(2) as pool:
        filed = list(pool.map(say_yes, range(2)))
    assert filed.count(None) == 1
    assert cases(office) == set(filed) - {None} == set(dialogues.cases_of(made))
    assert len(dialogues.transcript(made)) == 1
