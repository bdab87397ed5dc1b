"""Scripted conversations: what the citizen says turn by turn, and what a right reply must be (datasets/README.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from evals import messages
from evals.cases import DatasetError
from evals.dialogues.expectations import EXPECTATIONS, FILING

_SAID = "question"


@dataclass(frozen=True, slots=True)
class ScriptedTurn:
    """One message, and by the keys of `EXPECTATIONS` what its reply must be, already read."""

    question: str
    expected: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Script:
    """A conversation. `place` is the one chosen in the session, None where none is; `topic` groups the figures."""

    id: str
    name: str
    place: str | None
    turns: tuple[ScriptedTurn, ...]
    topic: str = ""
    note: str = ""

    @property
    def files(self) -> bool:
        """True if it is about more than questions: it is said at the front door, where things can be filed."""
        return any(key in turn.expected for turn in self.turns for key in FILING)


def load_scripts(path: Path) -> list[Script]:
    """The conversations of a YAML file.

    Raises:
        DatasetError: no such file, no conversations in it, or one that does not follow the schema; says which.
    """
    try:
        rows = yaml.safe_load(path.read_text("utf-8"))
    except FileNotFoundError:
        raise DatasetError(messages.NO_FILE.format(path=path)) from None
    except yaml.YAMLError as error:
        raise DatasetError(messages.NOT_YAML.format(name=path.name, error=error)) from error
    if not isinstance(rows, list) or not rows:
        raise DatasetError(messages.EMPTY_DATASET.format(name=path.name))
    scripts = []
    for number, row in enumerate(rows, 1):
        try:
            scripts.append(_script(row))
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise DatasetError(messages.BAD_SCRIPT.format(name=path.name, number=number, error=error)) from error
    return scripts


def _script(row: Mapping[str, Any]) -> Script:
    turns = tuple(_turn(turn) for turn in row["turns"])
    if not turns:
        raise ValueError("turns 是空的")
    return Script(str(row["id"]), row["name"], row.get("place"), turns, row.get("topic", ""), row.get("note", ""))


def _turn(row: Mapping[str, Any]) -> ScriptedTurn:
    unknown = [key for key in row if key != _SAID and key not in EXPECTATIONS]
    if unknown:
        raise ValueError(f"没有这样的要求：{'、'.join(unknown)}；可用：{'、'.join(EXPECTATIONS)}")
    return ScriptedTurn(row[_SAID], {key: EXPECTATIONS[key].read(row[key]) for key in row if key != _SAID})
