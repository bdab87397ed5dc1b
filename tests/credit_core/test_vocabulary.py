"""docs/glossary.md and the vocabulary hold the same words, and the words stand in the clauses named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from credit_core.vocabulary import Term, Unit
from knowledge.citations.reference import ClauseRef
from knowledge.regulations.corpus import load_corpus

GLOSSARY = Path(__file__).parents[2] / "docs" / "glossary.md"
OUR_OWN = "项目用语"
ROW = re.compile(rf"^\| (?P<term>[^|`]+) \| `(?P<name>[A-Z_a-z.]+)` \| (?P<clauses>`[^|]+`|{OUR_OWN}) \|", re.MULTILINE)
ROWS = list(ROW.finditer(GLOSSARY.read_text(encoding="utf-8")))
LEGAL = [row for row in ROWS if row["clauses"] != OUR_OWN]


def test_every_term_has_its_row_and_no_row_is_left_over() -> None:
    named = [(row["name"], row["term"]) for row in ROWS]
    terms = [(term.name, term.value) for term in Term]
    units = [(f"Unit.{unit.name}", unit.value) for unit in Unit]
    assert named == terms + units


def test_every_term_is_written_once() -> None:
    assert len({term.value for term in Term}) == len(Term)


@pytest.mark.parametrize("row", LEGAL, ids=lambda row: row["name"])
def test_the_clauses_hold_the_term(row: re.Match[str]) -> None:
    corpus = load_corpus()
    for clause in re.findall("`([^`]+)`", row["clauses"]):
        provision = corpus.provision(ClauseRef.parse(clause))
        assert row["term"] in provision.text, clause


def test_a_word_of_our_own_stands_in_no_regulation() -> None:
    corpus = load_corpus()
    documents = {
        ClauseRef.parse(clause).document for row in LEGAL for clause in re.findall("`([^`]+)`", row["clauses"])
    }
    text = "".join(
        corpus.provision(ref).text for document in sorted(documents) for ref in corpus.document(document).provisions
    )
    assert [row["term"] for row in ROWS if row["clauses"] == OUR_OWN and row["term"] in text] == []
