"""Reads `records/<document id>.yaml` of the package, and of a further folder."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from pydantic import ValidationError

from credit_core.errors import LawDataError
from credit_core.law.reader import read_yaml
from credit_core.law.record_schema import RecordRules
from credit_core.messages import law as messages

_FIELD_WORDS = "field_words.yaml"


def read_record_files(extra: Path | None = None) -> dict[str, RecordRules]:
    """The record rules by document id.

    Raises:
        LawDataError: a file breaks the schema, or is named after another document than its own.
    """
    package = files("credit_core.law")
    words = read_yaml(package / "records" / _FIELD_WORDS)
    found: dict[str, RecordRules] = {}
    for root in (package, *([extra] if extra is not None else [])):
        folder = root / "records"
        for file in folder.iterdir() if folder.is_dir() else ():
            if not file.name.endswith(".yaml") or file.name == _FIELD_WORDS:
                continue
            try:
                made = RecordRules.model_validate(read_yaml(file) | {"field_words": words})
            except (ValidationError, TypeError) as error:
                raise LawDataError(messages.BAD_LAW_FILE.format(name=file.name, detail=error)) from error
            if file.name != f"{made.document}.yaml":
                detail = f"文件名与 document（{made.document}）不一致"
                raise LawDataError(messages.BAD_LAW_FILE.format(name=file.name, detail=detail))
            found[made.document] = made
    return found
