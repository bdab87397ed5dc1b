"""The scripted conversations of tests/cases/dialogues (the keys stand in its README)."""

from __future__ import annotations

from pathlib import Path

from evals.cases import DATASETS
from evals.filings import script
from evals.filings.script import OPEN as SHIPPED
from evals.filings.script import SKIP, Script, load_file
from evals.workbench import TODAY

__all__ = ["SEALED", "SHIPPED", "SKIP", "TODAY", "Script", "load", "load_file"]

SEALED = DATASETS / "sealed" / "filings"


def load(folder: Path = SHIPPED) -> list[Script]:
    """Every script of a folder."""
    return script.load(folder)
