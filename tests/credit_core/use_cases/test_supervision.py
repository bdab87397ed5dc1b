"""Supervision items closed by a supervisor, and the citizen's next step when a day has passed."""

from __future__ import annotations

from datetime import date

import pytest

from credit_core.errors import BadFiling, Forbidden, NotAllowed, StaleVersion
from credit_core.model.duties import SupervisionItem
from credit_core.model.people import Actor, Role
from credit_core.use_cases.office import Office
from credit_core.use_cases.supervision import close_item, missed, open_items
from credit_core.use_cases.worker import run_once
from tests.credit_core.duty_examples import add_case, add_duty
from tests.credit_core.offices import OFFICER, SetClock

SUPERVISOR = Actor("supervisor-1", Role.SUPERVISOR)


@pytest.fixture
def item(office: Office, clock: SetClock) -> SupervisionItem:
    with office.store.begin() as unit:
        add_duty(unit, "JX-58", date(2026, 11, 20))
    clock.day = date(2026, 12, 1)
    run_once(office)
    (found,) = open_items(office)
    return found


@pytest.mark.rule("JX-67")
def test_a_supervisor_closes_an_item_with_its_outcome(office: Office, item: SupervisionItem) -> None:
    closed = close_item(office, SUPERVISOR, item.id, " 已经催办，提供单位当天推送。", version=item.version)
    assert closed.outcome == "已经催办，提供单位当天推送。"
    assert open_items(office) == ()
    with office.store.read() as unit:
        entries = unit.audit_entries.where(entity_id=item.id, order=("seq",))
    assert [(entry.act, entry.actor_id) for entry in entries] == [
        ("supervision.open", "system"),
        ("supervision.close", "supervisor-1"),
    ]
    run_once(office)
    assert open_items(office) == ()
    with pytest.raises(NotAllowed, match="已经催办"):
        close_item(office, SUPERVISOR, item.id, "再次")


def test_who_may_not_close_and_what_is_missing(office: Office, item: SupervisionItem) -> None:
    with pytest.raises(Forbidden):
        close_item(office, OFFICER, item.id, "已经催办")
    with pytest.raises(BadFiling):
        close_item(office, SUPERVISOR, item.id, "  ")
    with pytest.raises(StaleVersion):
        close_item(office, SUPERVISOR, item.id, "已经催办", version=item.version + 1)
    assert open_items(office) == (item,)


@pytest.mark.parametrize("place", ["shanxi", "city", "jiangxi"])
def test_the_missed_path_speaks_of_the_own_place_only(sqlite_office: Office, clock: SetClock, place: str) -> None:
    rule, names = {
        "shanxi": ("SX-35", "山西省"),
        "city": ("CT-55", "社会信用条例（某市）"),
        "jiangxi": ("JX-58", "江西省"),
    }[place]
    clock.day = date(2026, 12, 31)
    with sqlite_office.store.begin() as unit:
        duty = add_duty(unit, rule, date(2026, 11, 20))
    with sqlite_office.store.read() as unit:
        found = missed(unit, sqlite_office, duty.id)
    assert found.missed == duty.clause
    text = "".join(found.lines)
    assert names in text
    assert sum(other in text for other in ("山西省社会信用条例", "社会信用条例（某市）", "江西省社会信用条例")) == 1
    assert "投诉" in text


def test_an_alternative_duty_is_told_as_open_until_the_scope_is_found(sqlite_office: Office, clock: SetClock) -> None:
    clock.day = date(2026, 12, 31)
    with sqlite_office.store.begin() as unit:
        undecided, decided = add_case(unit), add_case(unit, facts={"scope": "own_scope"})
        open_, settled = (add_duty(unit, "JX-51", date(2026, 11, 20), case_id=case.id) for case in (undecided, decided))
    with sqlite_office.store.read() as unit:
        texts = ["".join(missed(unit, sqlite_office, duty.id).lines) for duty in (open_, settled)]
    assert ["请先确定" in text for text in texts] == [True, False]
