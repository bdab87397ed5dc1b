"""The worlds that conversations are held in, with the assistant of this test run."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path

from assistant.settings import Settings
from evals.filings import world
from evals.filings.world import World
from tests.assistant.real import real_tools

__all__ = ["World", "opened", "prepared"]


def prepared(folder: Path) -> Path:
    """A database file with every table, to be copied for each conversation."""
    return world.prepared(folder, Settings())


def opened(template: Path, folder: Path, today: date) -> AbstractContextManager[World]:
    """A world over a copy of the prepared file."""
    return world.opened(template, folder, today, Settings(), real_tools())
