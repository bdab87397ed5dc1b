"""Plays every case of tests/cases once and notes what the core said in it: clauses, sentences, conditions decided twice.

The cases are those of the tests beside the use cases: whatever such a test is parametrized with, if it names a place.
"""

from __future__ import annotations

import importlib
import inspect
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field, fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
from _pytest.mark.structures import ParameterSet

from credit_core.model.cases import Notice
from credit_core.model.decisions import Reason
from credit_core.procedures.book import load_procedures
from credit_core.reports.receipt_text import receipt_lines
from credit_core.rules.guards import GUARDS
from credit_core.rules.situation import Guard, Situation
from credit_core.use_cases.filing import Filed
from credit_core.use_cases.office import Office
from credit_core.use_cases.receipts import receipt_again
from knowledge.citations.reference import ClauseRef
from tests.credit_core.offices import SetClock

FOLDER = Path(__file__).parents[1] / "use_cases"


@dataclass
class Seen:
    """One case played, and what was said in it."""

    name: str
    place: str
    clauses: dict[ClauseRef, str] = field(default_factory=dict)  # clause -> the kind of thing that named it
    texts: set[str] = field(default_factory=set)
    filed: dict[str, str] = field(default_factory=dict)  # number -> access code
    asked: set[str] = field(default_factory=set)  # conditions asked
    impure: set[str] = field(default_factory=set)  # conditions that answered twice differently, or changed their facts


@dataclass(frozen=True)
class Story:
    """A case and the test that plays it."""

    name: str
    test: Callable[..., None]
    case: dict[str, Any]


def stories() -> Iterator[Story]:
    """Every case."""
    for file in sorted(FOLDER.glob("test_*.py")):
        module = importlib.import_module(f"tests.credit_core.use_cases.{file.stem}")
        for name, test in inspect.getmembers(module, inspect.isfunction):
            for mark in getattr(test, "pytestmark", ()):
                if mark.name == "parametrize" and isinstance(mark.args[0], str) and "," not in mark.args[0]:
                    for param in mark.args[1]:
                        value = param.values[0] if isinstance(param, ParameterSet) else param
                        if isinstance(value, dict) and "place" in value:
                            yield Story(f"{file.stem}.{name}[{getattr(param, 'id', '')}]", test, value)


def play(story: Story, office: Office, clock: SetClock, seen: Seen) -> None:
    """Play it, note what is said, and print the receipt of whatever was filed."""
    known = {"sqlite_office": office, "office": office, "clock": clock}
    case = deepcopy(story.case)
    needed = list(inspect.signature(story.test).parameters)
    with _noted(seen):
        story.test(**{name: known.get(name, case) for name in needed})
        for number, code in seen.filed.items():
            seen.texts |= set(receipt_lines(receipt_again(office, number, code)))


@contextmanager
def _noted(seen: Seen) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for kind in _kinds_with_clauses():
            patch.setattr(kind, "__init__", _noting(kind, seen))
        patch.setattr(Filed, "__init__", _noting_filed(seen))
        for name, guard in list(GUARDS.items()):
            patch.setitem(GUARDS, name, _twice(name, guard, seen))
        yield


def _kinds_with_clauses() -> list[type[Any]]:
    found = {
        kind
        for name, module in list(sys.modules.items())
        if name.startswith("credit_core.") and not name.startswith("credit_core.law")
        for kind in vars(module).values()
        if isinstance(kind, type) and is_dataclass(kind)
        if any("ClauseRef" in str(part.type) for part in fields(kind))
    }
    return sorted(found, key=lambda kind: kind.__name__)


def _noting(kind: type[Any], seen: Seen) -> Callable[..., None]:
    made, names = kind.__init__, [part.name for part in fields(kind)]

    def noting(self: Any, *args: Any, **more: Any) -> None:
        made(self, *args, **more)
        for name in names:
            value = getattr(self, name)
            for one in value if isinstance(value, (tuple, list)) else (value,):
                if isinstance(one, ClauseRef):
                    seen.clauses.setdefault(one, kind.__name__)
        if isinstance(self, (Reason, Notice)):
            seen.texts.add(self.text)

    return noting


def _noting_filed(seen: Seen) -> Callable[..., None]:
    made = Filed.__init__

    def noting(self: Any, *args: Any, **more: Any) -> None:
        made(self, *args, **more)
        if self.access_code is not None:
            seen.filed[self.case.number] = self.access_code

    return noting


def _twice(name: str, guard: Guard, seen: Seen) -> Guard:
    def twice(situation: Situation) -> tuple[Reason, ...]:
        before = deepcopy(dict(situation.facts))
        first, second = guard(situation), guard(situation)
        seen.asked.add(name)
        if first != second or before != situation.facts:
            seen.impure.add(name)
        return first

    return twice


def documents_of(place: str) -> set[str]:
    """Every document of the place, its policy papers too."""
    return {source.document for source in load_procedures().law.documents if source.jurisdiction == place}
