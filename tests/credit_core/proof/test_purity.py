"""Decisions are pure: the rules read nothing, write nothing, know no clock, and answer the same twice."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import credit_core
from credit_core.rules.guards import GUARDS
from tests.credit_core.proof.played import Seen

RULES = sorted((Path(credit_core.__file__).parent / "rules").glob("*.py"))
MAY_IMPORT = (
    "__future__", "collections", "collections.abc", "dataclasses", "datetime", "enum", "functools", "itertools", "re",
    "types", "typing", "unicodedata", "zoneinfo", "knowledge.citations.reference",
    "credit_core.calendar", "credit_core.deadlines", "credit_core.duties", "credit_core.errors", "credit_core.identity",
    "credit_core.law", "credit_core.messages", "credit_core.model", "credit_core.outside", "credit_core.parameters",
    "credit_core.periods", "credit_core.procedures.table", "credit_core.rules", "credit_core.vocabulary",
)  # fmt: skip
"""Plain data and other pure functions. What reads files, tables, the clock or chance is not among them."""
READS_FILES = ("load_", "open_", "read_yaml", "read_law", "read_procedure", "read_record", "read_disclosure")
ASKED_ELSEWHERE = {"refusal_reasoned"}
"""The refusal of a query, which is played in use_cases/test_query.py and has no case of its own in tests/cases."""
NO_CALL = {
    "open",
    "print",
    "input",
    "exec",
    "eval",
    "__import__",
    "now",
    "today",
    "utcnow",
    "time",
    "setattr",
    "delattr",
}


def problems(source: str) -> list[str]:
    """What in a module's source is not pure."""
    found: list[str] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found += [f"import {alias.name}" for alias in node.names if alias.name not in MAY_IMPORT]
        elif isinstance(node, ast.ImportFrom):
            found += _imported(node)
        elif isinstance(node, ast.Call) and _called(node) in NO_CALL:
            found.append(f"{_called(node)}()")
        elif isinstance(node, (ast.Global, ast.Nonlocal, ast.AsyncFunctionDef, ast.Await)):
            found.append(type(node).__name__)
        elif isinstance(node, (ast.Assign, ast.AugAssign, ast.Delete)):
            targets = [node.target] if isinstance(node, ast.AugAssign) else node.targets
            found += [ast.unparse(target) for target in targets if isinstance(target, ast.Attribute)]
    return found


def _imported(node: ast.ImportFrom) -> list[str]:
    module = node.module or ""
    allowed = any(module == name or module.startswith(f"{name}.") for name in MAY_IMPORT)
    if not allowed:
        return [f"from {module}"]
    return [f"from {module} import {alias.name}" for alias in node.names if alias.name.startswith(READS_FILES)]


def _called(node: ast.Call) -> str:
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


@pytest.mark.parametrize("file", RULES, ids=lambda file: file.name)
def test_a_rule_reads_and_writes_nothing(file: Path) -> None:
    assert problems(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        "import os",
        "from pathlib import Path",
        "from credit_core.storage.unit_of_work import Store",
        "from credit_core.use_cases.office import Office",
        "from credit_core.ports import Clock",
        "from credit_core.parameters import load_law",
        "from datetime import date\ndef f(): return date.today()",
        "def f(case): case.state = 'closed'",
        "def f():\n    global seen\n    seen = 1",
        "import random",
    ],
)
def test_what_is_not_pure_is_seen(source: str) -> None:
    assert problems(source)


def test_every_condition_answers_the_same_twice_and_leaves_its_facts_alone(seen: list[Seen]) -> None:
    assert {name for one in seen for name in one.impure} == set()


def test_every_condition_was_asked(seen: list[Seen]) -> None:
    assert GUARDS.keys() - {name for one in seen for name in one.asked} == ASKED_ELSEWHERE
