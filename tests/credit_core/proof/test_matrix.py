"""Every machine in every place, cell by cell (state, event, role), against the table written by hand in matrix.yaml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations, product
from typing import Any

import pytest
from sqlalchemy import Connection

from credit_core.errors import Forbidden, LawError, NotAllowed, Refused
from credit_core.law.procedure_schema import Row
from credit_core.model.cases import Case, CaseType
from credit_core.model.ids import new_id
from credit_core.model.people import Actor, Role
from credit_core.procedures.book import load_procedures
from credit_core.procedures.table import Procedure
from credit_core.rules.guards import GUARDS
from credit_core.use_cases.effects.registry import EFFECTS
from credit_core.use_cases.office import Office
from credit_core.use_cases.performing import allowed, perform
from tests.credit_core.proof import terms
from tests.credit_core.proof.expected import Expected, machines, of_machine, of_place, places

BOOK = load_procedures()
PROCEDURES = [BOOK.of_document(name, document) for document, name in sorted(BOOK.places)]
NAMES = [f"{procedure.place.document}/{procedure.key}" for procedure in PROCEDURES]
EARLIER = {"document_event": "revoked", "correction": "delete"}
"""What earlier steps have put down in every case that comes so far; the state alone is set here."""
every_place = pytest.mark.parametrize("procedure", PROCEDURES, ids=NAMES)


def expected_of(procedure: Procedure) -> Expected:
    """What the table says of it."""
    return of_place(procedure.place.document, procedure.key, procedure.place.machine)


def cells_of(rows: tuple[Row, ...]) -> dict[tuple[str, str], list[Row]]:
    """The rows of each cell, in the table's order."""
    found: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        for state in row.source:
            found.setdefault((state, row.event), []).append(row)
    return found


def test_the_table_knows_every_machine_and_no_other() -> None:
    assert machines() == BOOK.machines.keys()
    assert places() <= set(NAMES)


@pytest.mark.parametrize("name", sorted(BOOK.machines))
def test_the_machine_is_the_one_written_by_hand(name: str) -> None:
    machine, expected = BOOK.machines[name], of_machine(name)
    assert (machine.initial, frozenset(machine.final), frozenset(machine.states)) == (
        expected.initial, expected.final, expected.states,
    )  # fmt: skip
    _same(cells_of(machine.rows), expected)


@every_place
def test_the_place_has_exactly_the_steps_written_by_hand(procedure: Procedure) -> None:
    expected = expected_of(procedure)
    shown = {cell: rows for cell, rows in cells_of(procedure.rows).items() if cell in expected.cells}
    assert cells_of(procedure.rows).keys() == expected.cells.keys()
    _same(shown, expected)


@every_place
def test_every_state_is_reached_and_none_is_a_trap(procedure: Procedure) -> None:
    expected = expected_of(procedure)
    assert expected.states - expected.reachable == expected.unreached
    assert expected.reachable <= expected.ending
    assert not {state for state, _ in expected.cells} & expected.final


@every_place
def test_no_two_rows_of_a_cell_compete(procedure: Procedure) -> None:
    """Of two rows that both fit, the first is the narrower one: what is meant does not hang on chance."""
    for cell, rows in cells_of(procedure.rows).items():
        for first, second in combinations(rows, 2):
            assert not competes(first, second), f"{cell}：{first.id} 和 {second.id}"


@every_place
def test_a_second_person_can_be_told_from_the_first(procedure: Procedure) -> None:
    taken = {event for _, event in cells_of(procedure.rows)}
    assert {row.not_by for row in procedure.rows if row.not_by} <= taken


def test_every_condition_and_effect_is_there_and_is_used() -> None:
    rows = [row for machine in BOOK.machines.values() for row in machine.rows]
    assert {name for row in rows for name in row.guards} == GUARDS.keys()
    assert {name for row in rows for name in row.effects} == EFFECTS.keys()


@pytest.mark.parametrize(("module", "procedure", "asked"), list(terms.asked()))
def test_every_term_that_the_code_asks_for_is_written_in_every_place(module: str, procedure: str, asked: str) -> None:
    """`asked` may hold a * where the code puts one of a place's own choices."""
    having = [place for (_, name), place in BOOK.places.items() if name == procedure]
    assert len(having) == len({document for document, _ in BOOK.places})
    for place in having:
        for name in [asked.replace("*", choice) for choice in terms.choices(place)] if "*" in asked else [asked]:
            assert name in place.terms, f"{module}：{place.document} 没有写 {name}"


@every_place
def test_what_the_table_does_not_have_is_refused_and_nothing_is_written(
    procedure: Procedure, sqlite_office: Office
) -> None:
    """Every (state, event, role): outside the table NotAllowed, of another's role Forbidden, and not one row touched."""
    expected = expected_of(procedure)
    with sqlite_office.store.begin() as unit:
        case = _case(sqlite_office, procedure)
        unit.cases.add(case)
        before = written(unit.connection)
        for state, event in product(expected.states, procedure.machine.events):
            for actor in map(_actor, Role):
                error = refusal_for(expected, state, event, actor.role)
                if error is None:
                    continue
                with pytest.raises(error):
                    perform(unit, sqlite_office, actor, _in_state(case, state), event, {})
        assert written(unit.connection) == before
        assert not unit._deeds


@every_place
def test_what_the_table_has_is_open_to_its_roles(procedure: Procedure, sqlite_office: Office) -> None:
    """As `possible_steps` tells it: every step of the state, each with whether the role may take it."""
    expected = expected_of(procedure)
    with sqlite_office.store.begin() as unit:
        case = _case(sqlite_office, procedure)
        for state in sorted(expected.states):
            told = {
                (step.row.event, actor.role.value): step.role_allowed
                for actor in map(_actor, Role)
                for step in allowed(unit, sqlite_office, actor, _in_state(case, state))
            }
            there = {event: cell for (source, event), cell in expected.cells.items() if source == state}
            assert told == {
                (event, role.value): role.value in cell.by for event, cell in there.items() for role in Role
            }


@every_place
def test_a_step_of_the_table_is_taken_or_refused_for_its_conditions_alone(
    procedure: Procedure, sqlite_office: Office
) -> None:
    """With no facts at all, a step either needs none and is taken, or is Refused with its reasons."""
    expected = expected_of(procedure)
    case = replace(_case(sqlite_office, procedure), facts=EARLIER)
    for (state, event), cell in expected.cells.items():
        with sqlite_office.store.read() as unit:
            unit.cases.add(_in_state(case, state))
            before = written(unit.connection)
            actor = _actor(Role(min(cell.by)))
            refusal: Refused | None = None
            try:
                after = perform(
                    unit, sqlite_office, actor, _in_state(case, state), event, facts_of(procedure, state, event)
                )
            except Refused as refused:
                refusal = refused
            else:
                assert after.state in cell.to
                assert after.version == case.version + 1
            if refusal is not None:
                assert refusal.decision is not None
                assert written(unit.connection) == before


def competes(first: Row, second: Row) -> bool:
    """Both rows fit some facts, and the first is not narrower than the second."""
    fit = all(second.when.get(name, value) == value for name, value in first.when.items())
    return fit and not first.when.items() > second.when.items()


def facts_of(procedure: Procedure, state: str, event: str) -> Mapping[str, Any]:
    """The least facts by which the cell's first row is the one meant."""
    return dict(cells_of(procedure.rows)[state, event][0].when)


def refusal_for(expected: Expected, state: str, event: str, role: Role) -> type[LawError] | None:
    """With which error the cell is refused to the role; None if it is open to it.

    Where a step exists only for some facts, empty facts may find no row: NotAllowed then, whatever the role.
    """
    cell = expected.cells.get((state, event))
    if cell is None:
        return NotAllowed
    return None if role.value in cell.by else (Forbidden if not _needs_facts(state, event) else LawError)


def written(connection: Connection) -> int:
    """How many rows this connection has written, as SQLite counts them."""
    raw: Any = connection.connection.dbapi_connection
    return int(raw.total_changes)


def _needs_facts(state: str, event: str) -> bool:
    return any(
        all(row.when for row in rows)
        for machine in BOOK.machines.values()
        for cell, rows in cells_of(machine.rows).items()
        if cell == (state, event)
    )


def _same(found: Mapping[tuple[str, str], list[Row]], expected: Expected) -> None:
    for cell in sorted(found.keys() | expected.cells.keys()):
        rows = found.get(cell, [])
        assert cell in expected.cells, f"{cell} 不应当有"
        assert {row.to for row in rows} == expected.cells[cell].to, cell
        assert {frozenset(role.value for role in row.by) for row in rows} == {expected.cells[cell].by}, cell


def _actor(role: Role) -> Actor:
    return Actor(f"{role.value}-9", role)


def _case(office: Office, procedure: Procedure) -> Case:
    today = office.clock.today()
    return Case(
        new_id(), f"{procedure.machine.prefix}-MATRIX", CaseType.OBJECTION, procedure.key,
        office.law.document(procedure.place.document).jurisdiction, procedure.place.document,
        procedure.machine.initial, None, None, None, "受理单位（测试）", today, None, office.clock.now(), "counter", {}, {},
        "0" * 64, None, None, None,
    )  # fmt: skip


def _in_state(case: Case, state: str) -> Case:
    return replace(case, state=state)
