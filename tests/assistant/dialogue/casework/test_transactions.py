"""A step is whole or not at all, on both databases, also where the turn around it goes on."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from assistant.dialogue.acts import Act
from assistant.dialogue.casework import Casework
from assistant.dialogue.ports import CaseTold, Filed, Refusal
from assistant.wording import load_wording
from credit_core.use_cases.office import Office
from tests.assistant.dialogue.casework.forms import CORPUS, FILE, flow, turn


def casework(office: Office) -> Casework:
    return Casework(office, load_wording(), CORPUS)


def test_a_refusal_undoes_its_step_and_leaves_the_rest_of_the_turn(either_office: Office) -> None:
    office, desk = either_office, casework(either_office)
    with turn(office) as connection:
        refused = desk.file(connection, flow(Act.COMPLAINT, "city", topic=None), "web")
        made = desk.file(connection, flow(Act.OBJECTION, "city", FILE, key="k2"), "web")
        assert isinstance(refused, Refusal)
        assert isinstance(made, Filed)
        told = desk.add_evidence(connection, made.case_id, (), (FILE,))
        assert isinstance(told, CaseTold)
        assert isinstance(desk.verify(connection, made.case_id, "counter", "p", "n", "1"), Refusal)
    with office.store.read() as unit:
        assert [case.id for case in unit.cases.where()] == [made.case_id]
        assert (unit.submissions.count(), unit.attachments.count(), unit.events.count()) == (1, 1, 1)


def test_two_processes_file_one_case(either_office: Office) -> None:
    office = either_office

    def confirm(_: int) -> Filed | Refusal:
        with turn(office) as connection:
            return casework(office).file(connection, flow(Act.REPAIR, "jiangxi", FILE), "web")

    with ThreadPoolExecutor(2) as pool:
        made = [one for one in pool.map(confirm, range(2)) if isinstance(one, Filed)]
    assert len(made) == 2
    assert len({one.case_id for one in made}) == 1
    assert sum(one.code is not None for one in made) == 1
    with office.store.read() as unit:
        assert unit.cases.count() == 1
