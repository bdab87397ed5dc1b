"""Reads the text of a file of outside data (条例之外的数据); the schema is `outside_schema.py`.

Errors name the field in the words of docs/outside-data.md: the reader is an official with the file open.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from credit_core.errors import LawDataError
from credit_core.law.outside_fields import EVERY_CODE, Kind
from credit_core.law.outside_schema import OutsideRules, Value
from credit_core.law.reader import _StrictLoader  # refuses repeated keys
from credit_core.messages import outside as messages

_FAULTS = {
    "missing": messages.MISSING,
    "extra_forbidden": messages.UNKNOWN_KEY,
    "string_type": messages.NOT_TEXT,
    "string_too_short": messages.EMPTY,
    "too_short": messages.EMPTY,
    "int_type": messages.NOT_A_NUMBER,
    "greater_than_equal": messages.TOO_SMALL,
    "bool_type": messages.NOT_YES_NO,
    "tuple_type": messages.NOT_A_LIST,
    "model_type": messages.NOT_A_RECORD,
}
_PATTERNS = {"jurisdiction": messages.NOT_AN_IDENTIFIER, "id": messages.NOT_AN_IDENTIFIER}
_TAGS = frozenset({"period", "permanent"})
"""Steps that pydantic adds to a path for the two forms of a period; no such field exists."""


@dataclass(frozen=True, slots=True)
class OutsideFile:
    """A file that was read: its name, the SHA-256 of its text (hex), and what it says by kind and key.

    `kinds` are the kinds of data that it has something of.
    """

    name: str
    sha256: str
    rules: OutsideRules
    values: Mapping[tuple[Kind, str], Value]
    kinds: frozenset[Kind]

    def covers(self, on: date) -> bool:
        """True if the file applies on that day."""
        return self.rules.valid_from <= on and (self.rules.valid_to is None or on <= self.rules.valid_to)

    def find(self, kind: Kind, key: str) -> Value | None:
        """What the file says of the key, else what it says of every code (`*`); None if nothing."""
        found = self.values.get((kind, key))
        return found if found is not None else self.values.get((kind, EVERY_CODE))

    def clashes(self, other: OutsideFile) -> list[tuple[Kind, str]]:
        """What both files say something of for one place and day; `*` meets every code of its kind."""
        if self.rules.jurisdiction != other.rules.jurisdiction:
            return []
        if not (self.covers(other.rules.valid_from) or other.covers(self.rules.valid_from)):
            return []
        every = {kind for kind, key in self.values if key == EVERY_CODE}
        return [
            (kind, key)
            for kind, key in other.values
            if (kind, key) in self.values or kind in every or (key == EVERY_CODE and kind in self.kinds)
        ]


def parse_outside(text: str, name: str) -> OutsideFile:
    """Read a file's text; `name` is for messages. Whether its place and clauses exist: `OutsideData.problems`.

    Raises:
        LawDataError: not YAML, a key unknown or repeated, a field missing or badly written, or a thing said twice.
            The message names every such field.
    """
    try:
        raw = yaml.load(text, Loader=_StrictLoader)  # noqa: S506 - a safe loader
    except (yaml.YAMLError, ValueError) as error:  # ValueError: a date such as 2025-13-01
        raise LawDataError(_bad(name, messages.NOT_YAML.format(detail=error))) from error
    if not isinstance(raw, dict):
        raise LawDataError(_bad(name, messages.NOT_A_MAPPING))
    try:
        rules = OutsideRules.model_validate(raw)
    except ValidationError as error:
        faults = "；".join(_fault(detail) for detail in error.errors())
        raise LawDataError(_bad(name, faults)) from error
    values = {(kind, key): value for kind, key, value in rules.statements()}
    kinds = frozenset(kind for kind, _ in values)
    return OutsideFile(name, hashlib.sha256(text.encode()).hexdigest(), rules, MappingProxyType(values), kinds)


def _bad(name: str, detail: str) -> str:
    return messages.BAD_FILE.format(name=name, detail=detail)


def _fault(error: ErrorDetails) -> str:
    steps = [step for step in error["loc"] if step not in _TAGS]
    place = " ".join(messages.ROW.format(number=step + 1) if isinstance(step, int) else step for step in steps)
    said = _say(error, str(steps[-1]) if steps else "")
    return messages.FIELD.format(place=place, fault=said) if place else said


def _say(error: ErrorDetails, field: str) -> str:
    context = error.get("ctx", {})
    if error["type"] == "value_error":
        return str(context["error"])
    if error["type"] == "string_pattern_mismatch":
        return _PATTERNS.get(field, messages.NOT_A_CODE)
    if error["type"] in ("enum", "literal_error"):
        return messages.ONLY.format(allowed="、".join(re.findall(r"'([^']+)'", str(context["expected"]))))
    return _FAULTS.get(error["type"], error["msg"])
