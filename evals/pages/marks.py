"""Which tests name which rules: read from the sources of the tests, without importing them.

A test names a rule by `@pytest.mark.rule("JX-50", …)` on itself, on its class, as its module's `pytestmark`, or on one of
its parameters; a case of `tests/cases` by its key `rule` or `rules`. Ids that are not written out (`*case.rules`)
are passed over: they come from such a case file, which is read itself.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

_Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True, order=True)
class Proof:
    """What names a rule: a test (`Class::test` in a class), or `count` cases of a case file (then without `test`).

    `file` is the path from the project's root.
    """

    file: str
    test: str
    count: int = 1


def read_proofs(root: Path) -> dict[str, tuple[Proof, ...]]:
    """Rule id -> what names it, sorted; below `root`/tests."""
    found: dict[str, set[Proof]] = defaultdict(set)
    read = _Read(set())
    for path in sorted((root / "tests").rglob("test_*.py")):
        file = path.relative_to(root).as_posix()
        for test, rules in _module(ast.parse(path.read_text("utf-8"), filename=file), read):
            for rule in rules:
                found[rule].add(Proof(file, test))
    cases = root / "tests" / "cases"
    for path in sorted(cases.rglob("*.yaml")):
        if not read.names(path, cases):
            continue
        counts: dict[str, int] = defaultdict(int)
        for rule in _of_cases(yaml.safe_load(path.read_text("utf-8"))):
            counts[rule] += 1
        for rule, count in counts.items():
            found[rule].add(Proof(path.relative_to(root).as_posix(), "", count))
    return {rule: tuple(sorted(proofs)) for rule, proofs in sorted(found.items())}


@dataclass(frozen=True, slots=True)
class _Read:
    """The words that tests mention, to tell which case files some test reads."""

    words: set[str]

    def names(self, path: Path, cases: Path) -> bool:
        """True if a test mentions the file or its folder; a case that no test reads proves nothing."""
        first = path.relative_to(cases).parts[0]
        return any(first in word or path.name in word for word in self.words)


def _module(tree: ast.Module, read: _Read) -> Iterator[tuple[str, set[str]]]:
    """Each test of a module with the rules it names."""
    read.words.update(
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) < 200
    )
    constants = _Constants(_assigned(tree))
    everywhere = constants.rules(constants.values.get("pytestmark"))
    for node in tree.body:
        if isinstance(node, _Function) and node.name.startswith("test"):
            yield node.name, everywhere | constants.of_decorators(node)
        elif isinstance(node, ast.ClassDef):
            in_class = everywhere | constants.of_decorators(node) | constants.rules(_assigned(node).get("pytestmark"))
            for method in node.body:
                if isinstance(method, _Function) and method.name.startswith("test"):
                    yield f"{node.name}::{method.name}", in_class | constants.of_decorators(method)


def _assigned(scope: ast.Module | ast.ClassDef) -> dict[str, ast.expr]:
    found: dict[str, ast.expr] = {}
    for node in scope.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            found[node.targets[0].id] = node.value
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value is not None:
            found[node.target.id] = node.value
    return found


@dataclass(frozen=True, slots=True)
class _Constants:
    """The values a module assigns by name: marks and parameter lists may be kept in one."""

    values: Mapping[str, ast.expr]

    def of_decorators(self, node: _Function | ast.ClassDef) -> set[str]:
        """The rules that the decorators name."""
        return {rule for decorator in node.decorator_list for rule in self.rules(decorator)}

    def rules(self, node: ast.expr | None, seen: frozenset[str] = frozenset()) -> set[str]:
        """The rules named anywhere in an expression, or in a module constant that it mentions."""
        found: set[str] = set()
        for part in ast.walk(node) if node is not None else ():
            if isinstance(part, ast.Call) and self._is_mark(part.func):
                found |= {rule for argument in part.args for rule in self._texts(argument)}
            elif isinstance(part, ast.Name) and part.id in self.values and part.id not in seen:
                found |= self.rules(self.values[part.id], seen | {part.id})
        return found

    def _is_mark(self, function: ast.expr) -> bool:
        if isinstance(function, ast.Name) and function.id in self.values:
            function = self.values[function.id]
        if not isinstance(function, ast.Attribute) or function.attr != "rule":
            return False
        return "mark" in (getattr(function.value, "attr", ""), getattr(function.value, "id", ""))

    def _texts(self, argument: ast.expr) -> Iterator[str]:
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            yield argument.value
        elif isinstance(argument, ast.Starred):
            yield from self._texts(argument.value)
        elif isinstance(argument, ast.List | ast.Tuple):
            for element in argument.elts:
                yield from self._texts(element)
        elif isinstance(argument, ast.Name) and argument.id in self.values:
            yield from self._texts(self.values[argument.id])


def _of_cases(value: Any) -> Iterator[str]:
    """The rules that each mapping of a case file names under `rule` or `rules`, once for each of its `cases`, if any."""
    if isinstance(value, dict):
        named = value.get("rules", value.get("rule", ()))
        listed = [named] if isinstance(named, str) else named
        if isinstance(listed, list):
            cases = value.get("cases")
            times = len(cases) if isinstance(cases, list) else 1
            yield from (rule for rule in listed if isinstance(rule, str) for _ in range(times))
        value = list(value.values())
    if isinstance(value, list):
        for entry in value:
            yield from _of_cases(entry)
