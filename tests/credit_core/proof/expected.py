"""Reads matrix.yaml: what may be done in each state, by whom, and where it leads, as written by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROLES = {
    "c": "citizen", "p": "provider_clerk", "o": "case_officer", "r": "reviewer", "s": "supervisor", "y": "system",
}  # fmt: skip
"""Everybody who may do anything; auditor and administrator may not."""


@dataclass(frozen=True)
class Cell:
    """A step that exists: the states it may lead to, and the roles that may take it."""

    to: frozenset[str]
    by: frozenset[str]


@dataclass(frozen=True)
class Expected:
    """One machine in one place."""

    initial: str
    final: frozenset[str]
    states: frozenset[str]
    cells: Mapping[tuple[str, str], Cell]  # (state, event) -> cell
    unreached: frozenset[str] = frozenset()

    @property
    def reachable(self) -> frozenset[str]:
        """States that a walk from the initial state comes to."""
        return _walk({self.initial}, self.cells)

    @property
    def ending(self) -> frozenset[str]:
        """States from which a final state can be reached."""
        found = set(self.final)
        while new := {state for (state, _), cell in self.cells.items() if cell.to & found} - found:
            found |= new
        return frozenset(found)


@cache
def _written() -> Any:
    return yaml.safe_load((Path(__file__).parent / "matrix.yaml").read_text(encoding="utf-8"))


def machines() -> frozenset[str]:
    """The machines that the table knows."""
    return frozenset(_written()["machines"])


def of_machine(machine: str) -> Expected:
    """The machine before any place leaves a step out."""
    written = _written()["machines"][machine]
    return Expected(
        written["initial"], frozenset(written["final"]), frozenset(written["states"]), dict(_cells(written["states"]))
    )


def of_place(document: str, procedure: str, machine: str) -> Expected:
    """The machine as the place has it."""
    whole, differs = of_machine(machine), _written()["places"].get(f"{document}/{procedure}", {})
    cells = dict(whole.cells)
    for name in differs.get("without", ()):
        del cells[tuple(name.split("."))]
    for name, to in differs.get("only", {}).items():
        key = tuple(name.split("."))
        assert set(to.split("/")) < cells[key].to, name
        cells[key] = Cell(frozenset(to.split("/")), cells[key].by)
    return Expected(whole.initial, whole.final, whole.states, cells, frozenset(differs.get("unreached", ())))


def places() -> frozenset[str]:
    """`document/procedure` of each place that differs."""
    return frozenset(_written()["places"])


def _cells(states: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[tuple[str, str], Cell]]:
    for state, events in states.items():
        for event, said in events.items():
            to, roles = said.split(" ")
            yield (state, event), Cell(frozenset(to.split("/")), frozenset(ROLES[role] for role in roles))


def _walk(start: set[str], cells: Mapping[tuple[str, str], Cell]) -> frozenset[str]:
    found = set(start)
    while new := {to for (state, _), cell in cells.items() if state in found for to in cell.to} - found:
        found |= new
    return frozenset(found)
