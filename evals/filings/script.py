"""Scripted filings: from the first sentence to the receipt, and what must have been filed (tests/cases/dialogues/README.md)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from evals import messages
from evals.cases import DatasetError
from evals.workbench import TODAY

OPEN = Path(__file__).resolve().parents[2] / "tests" / "cases" / "dialogues"
"""The scripts that a lawyer reads beside the tests; only a source checkout has them."""
SKIP = "跳过"

EXPECTATIONS = frozenset(
    [
        "status",
        "reason",
        "act",
        "state",
        "asked",
        "slots",
        "missing",
        "not_missing",
        "never_asked",
        "cites",
        "includes",
        "excludes",
        "computed",
        "case",
        "handoff",
    ]
)
_FILED = frozenset(["type", "jurisdiction", "state", "slots", "files", "deadlines", "no_deadlines"])
_SCRIPT = frozenset(["name", "note", "place", "today", "answers", "turns", "end"])


@dataclass(frozen=True, slots=True)
class Turn:
    """One message, or with `rest` as many as it takes until that slot is asked for or the summary is shown."""

    expected: Mapping[str, Any]
    say: str = ""
    files: tuple[str, ...] = ()
    rest: str | None = None


@dataclass(frozen=True, slots=True)
class Script:
    """A conversation, and what must have been filed at its end. `answers` are the citizen's own facts by slot."""

    name: str
    source: str
    turns: tuple[Turn, ...]
    filed: tuple[Mapping[str, Any], ...]
    place: str | None = None
    today: date = TODAY
    answers: Mapping[str, str] = field(default_factory=dict)
    handoff: Mapping[str, Any] | None = None
    note: str = ""

    @property
    def id(self) -> str:
        """Names it in a report."""
        return f"{self.source}：{self.name}"


def load(folder: Path) -> list[Script]:
    """Every script of a folder.

    Raises:
        DatasetError: one has a key that is none, or lacks one; says which.
    """
    return [script for path in sorted(folder.glob("*.yaml")) for script in load_file(path)]


def load_file(path: Path) -> Iterator[Script]:
    """The scripts of one file.

    Raises:
        DatasetError: no such file, no script in it, or one that does not follow the schema; says which.
    """
    try:
        rows = yaml.safe_load(path.read_text("utf-8"))
    except FileNotFoundError:
        raise DatasetError(messages.NO_FILE.format(path=path)) from None
    except yaml.YAMLError as error:
        raise DatasetError(messages.NOT_YAML.format(name=path.name, error=error)) from error
    if not isinstance(rows, list) or not rows:
        raise DatasetError(messages.EMPTY_DATASET.format(name=path.name))
    for number, row in enumerate(rows, 1):
        try:
            yield _script(row, path.stem)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise DatasetError(messages.BAD_FILING.format(name=path.name, number=number, error=error)) from error


def _script(row: Mapping[str, Any], source: str) -> Script:
    _known(row, _SCRIPT)
    _known(row["end"], frozenset({"filed", "handoff"}))
    for case in row["end"]["filed"]:
        _known(case, _FILED)
    return Script(
        name=row["name"],
        source=source,
        turns=tuple(_turn(turn) for turn in row["turns"]),
        filed=tuple(row["end"]["filed"]),
        place=row.get("place"),
        today=row.get("today", TODAY),
        answers={slot: str(said) for slot, said in row.get("answers", {}).items()},
        handoff=row["end"].get("handoff"),
        note=row.get("note", ""),
    )


def _turn(row: Mapping[str, Any]) -> Turn:
    _known(row, EXPECTATIONS | {"say", "files", "rest"})
    if ("say" in row) == ("rest" in row):
        raise ValueError(f"每一句写 say 或者 rest 之一：{row}")
    expected = {key: value for key, value in row.items() if key in EXPECTATIONS}
    return Turn(expected, str(row.get("say", "")), tuple(row.get("files", ())), row.get("rest"))


def _known(row: Mapping[str, Any], keys: frozenset[str]) -> None:
    if unknown := set(row) - keys:
        raise ValueError(f"没有这样的键：{sorted(unknown)}")
