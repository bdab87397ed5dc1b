"""docs/glossary.md and the vocabulary hold the same words, and the words stand in the clauses named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from credit_core.vocabulary import Term, Unit
from knowledge.citations.reference import ClauseRef
from knowledge.regulations.corpus import load_corpus

GLOSSARY = Path(__file__).parents[2] / "docs" / "glossary.md"
ROW = re.compile(r"^\| (?P<term>[^|`]+) \| `(?P<name>[A-Z_a-z.]+)` \| (?P<clauses>`[^|]+`) \|", re.MULTILINE)
ROWS = list(ROW.finditer(GLOSSARY.read_text(encoding="utf-8")))


def test_every_term_has_its_row_and_no_row_is_left_over() -> None:
    named = [(row["name"], row["term"]) for row in ROWS]
    terms = [(term.name, term.value) for term in Term]
    units = [(f"Unit.{unit.name}", unit.value) for unit in Unit]
    assert named == terms + units


def test_every_term_is_written_once() -> None:
    assert len({term.value for term in Term}) == len(Term)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_the_clauses_hold_the_term(row: re.Match[str]) -> None:
    corpus = load_corpus()
    for clause in re.findall("`([^`]+)`", row["clauses"]):
        provision = corpus.provision(ClauseRef.parse(clause))
        assert row["term"] in provision.text, clause
