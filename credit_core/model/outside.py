"""Data loaded from outside the corpus, as it was handed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class LoadedFile:
    """One file of outside data or working days: its text, hash, loader and time. `retired_at` ends its use."""

    id: str
    kind: str  # outside | calendar
    name: str
    text: str
    sha256: str
    loaded_by: str
    loaded_at: datetime
    retired_at: datetime | None
    version: int = 1
