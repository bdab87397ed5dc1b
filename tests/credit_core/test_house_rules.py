"""What credit_core's law may never do: read the clock, know a place by name, or look into the corpus."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from credit_core.parameters import load_law

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "credit_core").rglob("*.py"))
LAW_ROOM = [file for file in SOURCES if "storage" not in file.parts]


@pytest.mark.parametrize("file", LAW_ROOM, ids=lambda file: str(file.relative_to(ROOT)))
def test_the_clock_is_a_port(file: Path) -> None:
    calls = [node.func for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    read = [f for f in calls if isinstance(f, ast.Attribute) and f.attr in ("today", "now", "utcnow")]
    assert not [f for f in read if isinstance(f.value, ast.Name) and f.value.id in ("date", "datetime", "time")]


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: str(file.relative_to(ROOT)))
def test_no_place_is_named_in_code(file: Path) -> None:
    law = load_law()
    names = {*law.jurisdictions, *(source.document for source in law.documents)}
    strings = {
        node.value for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(node, ast.Constant)
    }
    assert not names & {value for value in strings if isinstance(value, str)}


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: str(file.relative_to(ROOT)))
def test_knowledge_is_known_by_its_clause_references_only(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    modules = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    modules += [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    forbidden = ("assistant", "channels", "evals", "langchain", "chromadb", "torch", "fastapi", "telegram", "httpx")
    assert not [m for m in modules if m.split(".")[0] in forbidden]
    assert {m for m in modules if m.startswith("knowledge")} <= {"knowledge.citations.reference"}
