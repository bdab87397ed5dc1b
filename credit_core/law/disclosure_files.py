"""Reads `disclosure/<document id>.yaml` of the package, and of a further folder."""

from __future__ import annotations

from pathlib import Path

from credit_core.law.disclosure_schema import DisclosureFile
from credit_core.law.folders import by_document


def read_disclosure_files(extra: Path | None = None) -> dict[str, DisclosureFile]:
    """The disclosure files by document id.

    Raises:
        LawDataError: a file breaks the schema, or is named after another document than its own.
    """
    return by_document(DisclosureFile, "disclosure", extra)
