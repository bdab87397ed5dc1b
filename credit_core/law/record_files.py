"""Reads `records/<document id>.yaml` of the package, and of a further folder."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from credit_core.law.folders import by_document
from credit_core.law.reader import read_yaml
from credit_core.law.record_schema import RecordRules

_FOLDER = "records"
_FIELD_WORDS = "field_words.yaml"


def read_record_files(extra: Path | None = None) -> dict[str, RecordRules]:
    """The record rules by document id.

    Raises:
        LawDataError: a file breaks the schema, or is named after another document than its own.
    """
    words = read_yaml(files("credit_core.law") / _FOLDER / _FIELD_WORDS)
    shared = {"field_words": words}
    return by_document(RecordRules, _FOLDER, extra, shared=shared, besides=frozenset({_FIELD_WORDS}))
