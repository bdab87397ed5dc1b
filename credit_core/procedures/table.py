"""A procedure: the transition table of one act in one place, each row with its clause.

`Procedure.row` answers the only question the engine asks: in this state, with this event and these facts, is there a
row, and which. That a row is missing is an answer too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from credit_core.law.procedure_schema import Ground, Machine, ProcedureFile, Recipient, Requirement, Row, Term
from credit_core.law.schema import Limit
from knowledge.citations.reference import ClauseRef


@dataclass(frozen=True)
class Procedure:
    """A place's transition table (状态转换表). `limits` are the duties that its events start and end."""

    place: ProcedureFile
    machine: Machine
    limits: tuple[Limit, ...]

    @property
    def key(self) -> str:
        """The procedure's name, objection or the like."""
        return self.place.procedure

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The rows that exist in the place."""
        return tuple(row for row in self.machine.rows if row.id not in self.place.absent)

    @cached_property
    def _by_cell(self) -> Mapping[tuple[str, str], tuple[Row, ...]]:
        cells: dict[tuple[str, str], list[Row]] = {}
        for row in self.rows:
            for state in row.source:
                cells.setdefault((state, row.event), []).append(row)
        return {cell: tuple(rows) for cell, rows in cells.items()}

    def row(self, state: str, event: str, facts: Mapping[str, Any]) -> Row | None:
        """The row for this state and event whose `when` agrees with the facts; None if the table has none."""
        for row in self._by_cell.get((state, event), ()):
            if all(facts.get(name) == value for name, value in row.when.items()):
                return row
        return None

    def events_from(self, state: str) -> tuple[Row, ...]:
        """All rows that leave a state, in the table's order."""
        return tuple(row for row in self.rows if state in row.source)

    def clause(self, row: Row) -> ClauseRef | None:
        """The clause of a row; None where the regulation is silent and the step is practice."""
        return self.place.clauses.get(row.id)

    def started_by(self, row: Row) -> tuple[Limit, ...]:
        """Limits that the row's legal events start."""
        names = {emission.event for emission in row.emits}
        return tuple(limit for limit in self.limits if limit.start is not None and limit.start.event in names)

    def ended_by(self, row: Row) -> tuple[Limit, ...]:
        """Limits that the row's legal events end."""
        names = {emission.event for emission in row.emits}
        return tuple(limit for limit in self.limits if limit.ended_by in names)

    def is_final(self, state: str) -> bool:
        """True where the case ends."""
        return state in self.machine.final

    @property
    def recipients(self) -> tuple[Recipient, ...]:
        """Bodies that may be applied to."""
        return self.place.recipients

    @property
    def requires(self) -> tuple[Requirement, ...]:
        """What an application needs here."""
        return self.place.requires

    @property
    def grounds(self) -> Mapping[str, Ground]:
        """Lawful grounds."""
        return self.place.grounds

    def term(self, name: str) -> Term:
        """A point on which places differ.

        Raises:
            KeyError: the place's file does not say; a test holds that every term asked for is written.
        """
        return self.place.terms[name]
