"""What a question about credit repair (信用修复) is asked of: the application, the record and what officers found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from credit_core.model.decisions import Met
from credit_core.model.records import LegalDocument, Record


@dataclass(frozen=True)
class RepairFacts:
    """What is asked about. `facts` holds what was handed in by slot, `documents`, `ways` and the officers' `findings`.

    `received_on` is the day of the application: the period condition looks at it, not at the day of the check.
    """

    jurisdiction: str
    received_on: date
    facts: Mapping[str, Any]
    recipient: str
    record: Record | None = None
    document: LegalDocument | None = None

    def found(self, question: str) -> Met:
        """What an officer found on the question; UNKNOWN while nobody has."""
        found = self.facts.get("findings", {}).get(question)
        return Met.UNKNOWN if found is None else Met.MET if found else Met.NOT_MET
