"""The worker's pass: everything that falls due without anybody's doing, each thing once.

A pass may come at any time, twice, from several processes or after days of standstill; what it finds to do follows from
the day and from what was done before. A job that fails does not keep the others from their work.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType

from credit_core.messages import duties as messages
from credit_core.model.duties import AlertKind
from credit_core.model.people import SYSTEM
from credit_core.storage.reminders import Cursor, Reminders
from credit_core.use_cases.office import Office
from credit_core.use_cases.recount import DueChange, Recount, cursor
from credit_core.use_cases.reminders import raise_reminders

BATCH = 500


@dataclass(frozen=True, slots=True)
class WorkReport:
    """What a pass did on `today`. `faults` are sentences about jobs that failed; they are tried again next time."""

    today: date
    alerts: Mapping[AlertKind, int] = field(default_factory=lambda: MappingProxyType({}))
    recounted: tuple[DueChange, ...] = ()
    jobs: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    faults: tuple[str, ...] = ()


Job = Callable[[Office, int], int]
"""Does its work in transactions of its own and says how many things it did."""
