"""The export: the documented form, to the byte, readable by a program that shares no code with ours."""

from __future__ import annotations

import ast
import json
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from credit_core.audit.entry import Head
from credit_core.audit.errors import BadExportLine
from credit_core.audit.export import read_lines, write_lines
from credit_core.audit.verify import verify_rows
from tests.credit_core.audit import independent_verifier
from tests.credit_core.audit.chains import rows

CHAIN = tuple(rows(8))
LINES = tuple(write_lines(CHAIN))
HEADS = (CHAIN[4][0].head, CHAIN[7][0].head)
STRANGER = Path(__file__).with_name("independent_verifier.py")


def test_what_is_written_is_read_back() -> None:
    assert tuple(read_lines(LINES)) == CHAIN
    assert "𠮷" in LINES[0]
    assert all(line.count("\n") == 1 and line.endswith("\n") for line in LINES)


def test_a_content_may_be_withheld() -> None:
    lines = list(write_lines((entry, None) for entry, _ in CHAIN))
    assert all(json.loads(line)["content"] is None for line in lines)
    report = verify_rows(read_lines(lines), HEADS)
    assert (report.sound, report.erased) == (True, 8)
    assert independent_verifier.find_faults(lines, [str(head) for head in HEADS]) == []


def written(**changes: object) -> str:
    """Line 3 with changed members, in canonical form."""
    return independent_verifier.encode({**json.loads(LINES[2]), **changes}) + "\n"


BAD_LINES = {
    "blank": "\n",
    "no line feed": LINES[2][:-1],
    "space": LINES[2].replace(":", ": ", 1),
    "named twice": LINES[2].replace("{", '{"act":"file_objection",', 1),
    "escaped": LINES[2].replace("r", "\\u0072", 1),
    "a list": "[]\n",
    "null": "null\n",
    "a float": LINES[2].replace('"seq":3', '"seq":3.0'),
    "not a number": LINES[2].replace('"seq":3', '"seq":NaN'),
    "too large": LINES[2].replace('"seq":3', '"seq":9007199254740992'),
    "much too large": LINES[2].replace('"seq":3', f'"seq":{"9" * 5000}'),
    "bottomless": "[" * 100_000 + "\n",
    "lone surrogate": LINES[2].replace('"seq":3', '"seq":"\\ud800"'),
    "not UTF-8": LINES[2].replace("actor", "\udcff", 1),
    "true as number": written(seq=True),
    "text as number": written(seq="3"),
    "number as text": written(role=1),
    "number as clause": written(clause=1),
    "no such day": written(at="2026-02-29T01:00:00.000000Z"),
    "no such hour": written(at="2026-03-02T24:00:00.000000Z"),
    "year nought": written(at="0000-03-02T01:00:00.000000Z"),
    "other zone": written(at="2026-03-02T01:00:00.000000+08:00"),
    "no zone": written(at="2026-03-02T01:00:00.000000"),
    "short moment": written(at="2026-03-02T01:00:00Z"),
    "one too many": written(more=1),
    "content is text": written(content="x"),
    "content without salt": written(content={"before": None, "after": None}),
    "salt is a number": written(content={"before": None, "after": None, "salt": 1}),
    "after is a list": written(content={"before": None, "after": [], "salt": "f" * 32}),
}


@pytest.mark.parametrize("line", BAD_LINES.values(), ids=BAD_LINES.keys())
def test_a_line_of_another_form_is_refused_by_its_number(line: str) -> None:
    lines = [*LINES[:2], line, *LINES[3:]]
    with pytest.raises(BadExportLine, match="第3行") as ours:
        list(read_lines(lines))
    with pytest.raises(independent_verifier.BadLine) as theirs:
        independent_verifier.find_faults(lines, [])
    assert (ours.value.number, theirs.value.args) == (3, (3,))


def outcome_of_ours(lines: list[str]) -> object:
    try:
        report = verify_rows(read_lines(lines), HEADS)
    except BadExportLine as bad:
        return bad.number
    return [(fault.kind.value, fault.since, fault.seq) for fault in report.faults]


def outcome_of_theirs(lines: list[str]) -> object:
    try:
        return independent_verifier.find_faults(lines, [str(head) for head in HEADS])
    except independent_verifier.BadLine as bad:
        return bad.args[0]


def test_no_single_character_can_be_changed() -> None:
    rng = random.Random(7)
    for _ in range(400):
        lines = list(LINES)
        number = rng.randrange(len(lines))
        place = rng.randrange(len(lines[number]) - 1)
        old = lines[number][place]
        new = rng.choice([sign for sign in '0189afTZ"{}:,.-+ \\\x00甲' if sign != old])
        lines[number] = lines[number][:place] + new + lines[number][place + 1 :]
        outcome = outcome_of_ours(lines)
        assert outcome, lines[number]
        assert outcome == outcome_of_theirs(lines), lines[number]


def test_the_independent_verifier_imports_the_standard_library_only() -> None:
    tree = ast.parse(STRANGER.read_text(encoding="utf-8"))
    modules = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    modules |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    assert {module.split(".")[0] for module in modules} <= sys.stdlib_module_names


@pytest.mark.parametrize(
    ("kept", "heads", "status", "said"),
    [
        (8, HEADS, 0, "8 entries, heads agree to 8\n"),
        (8, (), 0, "8 entries, heads agree to 0\n"),
        (6, HEADS, 1, "cut_tail 7 8\n6 entries, heads agree to 5\n"),
    ],
)
def test_a_stranger_verifies_with_that_one_file(
    tmp_path: Path, kept: int, heads: tuple[Head, ...], status: int, said: str
) -> None:
    program = shutil.copy(STRANGER, tmp_path)
    (tmp_path / "export.jsonl").write_text("".join(LINES[:kept]), encoding="utf-8", newline="\n")
    (tmp_path / "heads.txt").write_text("".join(f"{head}\n" for head in heads), encoding="ascii")
    command = [sys.executable, "-I", "-S", program, "export.jsonl", "heads.txt"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (status, said, "")


def test_a_file_opened_as_the_docstring_says_gives_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "export.jsonl"
    path.write_bytes("".join(LINES).encode())
    with path.open(encoding="utf-8", errors="surrogateescape", newline="\n") as file:
        assert tuple(read_lines(file)) == CHAIN
