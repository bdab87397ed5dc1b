"""The trend of the evals (评测走势), from the file that `credit-assistant evals trend` writes below DATA_DIR.

This layer cannot read the evals themselves: they stand above it and are not installed everywhere.
"""

from __future__ import annotations

import json
import logging
import math
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

log = logging.getLogger(__name__)

NAME: Final = "eval-trend.json"
FORMAT: Final = 1


@dataclass(frozen=True, slots=True)
class Series:
    """One figure of one question set, in percent, each time that it was accepted; the oldest first."""

    result: str
    label: str
    points: tuple[tuple[datetime, float], ...]


def read_trend(data_dir: Path) -> tuple[Series, ...]:
    """Every series of the file; none where there is no file, or where it is damaged (which the log then tells)."""
    path = data_dir / NAME
    if not path.is_file():
        return ()
    try:
        found = json.loads(path.read_text("utf-8"))
        if found["format"] != FORMAT:
            raise ValueError(f"format {found['format']}")
        return tuple(map(_series, found["series"]))
    except (OSError, ValueError, TypeError, KeyError) as error:
        log.warning("%s cannot be read: %s", path.name, error)
        return ()


def _series(row: Any) -> Series:
    points = tuple((datetime.fromisoformat(point["accepted"]), float(point["value"])) for point in row["points"])
    if not all(math.isfinite(value) and at.tzinfo for at, value in points):
        raise ValueError("a value is no number, or a moment has no zone")
    return Series(str(row["result"]), str(row["label"]), points)
