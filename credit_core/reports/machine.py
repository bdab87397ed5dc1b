"""The credit report for machines: plain JSON values.

The shape is that of the dataclasses in `report.py`, key for field, in their order, with `schema_version` in front:

- a clause is `{"ref": "<document>#<place>", "words": "《…》第…条"}`;
- a date is `YYYY-MM-DD`, the moment of issue ISO 8601 with its offset;
- `kind` of a section, `mode`, `state` and `sharing` are the codes of RecordClass, Mode, Publicity and Sharing;
- what is absent is null, a list without members `[]`: every key is always there.

A field that is added, renamed or dropped is a new `SCHEMA_VERSION`; a test holds the shape.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum

from credit_core.reports.report import CreditReport
from knowledge.citations.reference import ClauseRef

SCHEMA_VERSION = "1"

Json = str | bool | None | list["Json"] | dict[str, "Json"]


def as_json(report: CreditReport) -> dict[str, Json]:
    """The report as values that `json.dumps` takes (with `ensure_ascii=False` it stays readable)."""
    return {"schema_version": SCHEMA_VERSION, **_object(report)}


def _object(value: object) -> dict[str, Json]:
    assert is_dataclass(value)
    return {field.name: _value(getattr(value, field.name)) for field in fields(value)}


def _value(value: object) -> Json:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, ClauseRef | str):
        return str(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_value(member) for member in value]
    return _object(value)
