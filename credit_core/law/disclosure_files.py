"""Reads `disclosure/<document id>.yaml` of the package, and of a further folder."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from pydantic import ValidationError

from credit_core.errors import LawDataError
from credit_core.law.disclosure_schema import DisclosureFile
from credit_core.law.reader import read_yaml
from credit_core.messages import law as messages


def read_disclosure_files(extra: Path | None = None) -> dict[str, DisclosureFile]:
    """The disclosure files by document id.

    Raises:
        LawDataError: a file breaks the schema, or is named after another document than its own.
    """
    found: dict[str, DisclosureFile] = {}
    for root in (files("credit_core.law"), *([extra] if extra is not None else [])):
        folder = root / "disclosure"
        for file in folder.iterdir() if folder.is_dir() else ():
            if not file.name.endswith(".yaml"):
                continue
            try:
                made = DisclosureFile.model_validate(read_yaml(file))
            except ValidationError as error:
                raise LawDataError(messages.BAD_LAW_FILE.format(name=file.name, detail=error)) from error
            if file.name != f"{made.document}.yaml":
                detail = f"文件名与 document（{made.document}）不一致"
                raise LawDataError(messages.BAD_LAW_FILE.format(name=file.name, detail=detail))
            found[made.document] = made
    return found
