"""Which terms of a procedure the code asks for, read from the code itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import credit_core
from credit_core.law.procedure_schema import ProcedureFile
from credit_core.procedures.book import load_procedures

PACKAGE = Path(credit_core.__file__).parent
MACHINES = {"breach": "repair", "drafts": "revocation"}
"""Modules that are not named after the machine whose terms they ask for."""


def asked() -> Iterator[tuple[str, str, str]]:
    """(module, procedure, term) for each `.term(…)` in credit_core; `*` stands for what is put in when it runs."""
    for file in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(file.read_text(encoding="utf-8"))
        constants = {
            target.id: node.value.value
            for node in tree.body
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "term":
                name = _name(node.args[0], constants)
                for procedure in _procedures(file.stem):
                    yield f"{file.parent.name}/{file.name}", procedure, name


def choices(place: ProcedureFile) -> tuple[str, ...]:
    """The place's own choices, for terms that are named after them; none where its text leaves none."""
    term = place.terms.get("effect_choices")
    return term.value if term is not None and isinstance(term.value, tuple) else ()


def _procedures(module: str) -> list[str]:
    """The procedures of the machine after which the module is named."""
    stem = MACHINES.get(module, module)
    machines = [name for name in load_procedures().machines if stem.startswith(name)]
    assert machines, f"{module} 不知道问的是哪个办理过程"
    return sorted({name for (_, name), place in load_procedures().places.items() if place.machine in machines})


def _name(node: ast.expr, constants: Mapping[str, object]) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.Name):
        return str(constants[node.id])
    assert isinstance(node, ast.JoinedStr), ast.dump(node)
    return "".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in node.values)
