"""The conversation's words in docs/glossary.md: each names something that the code has, where it says, and no word twice."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from credit_core.vocabulary import Term

ROOT = Path(__file__).parents[2]
ROW = re.compile(
    r"(?m)^\| (?P<term>[^|`]+) \| `(?P<name>\w+)` \| \[[^]]+\]\(\.\./(?P<file>[^)]+)\) \| (?P<said>[^|]+) \|$"
)
ROWS = list(ROW.finditer((ROOT / "docs" / "glossary.md").read_text("utf-8")))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_the_name_stands_in_the_file_named(row: re.Match[str]) -> None:
    tree = ast.parse((ROOT / row["file"]).read_text("utf-8"))
    assert row["name"] in {node.name for node in tree.body if isinstance(node, ast.ClassDef)}


def test_no_word_is_said_twice() -> None:
    words = [row["term"] for row in ROWS]
    assert len(words) == len(set(words)) >= 20
    assert not set(words) & {term.value for term in Term}
