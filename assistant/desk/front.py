"""The front doors for staff work on what the assistant keeps, together."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.desk.access import Access
from assistant.desk.answer_figures import Figures
from assistant.desk.answers import CitationDesk
from assistant.desk.clauses import Clauses
from assistant.desk.counter import CounterDesk
from assistant.desk.evidence import Evidence
from assistant.desk.handoffs import HandOffDesk
from assistant.desk.switches import SwitchDesk


@dataclass(frozen=True, slots=True)
class Desk:
    """One door for each area."""

    access: Access
    answers: CitationDesk
    clauses: Clauses
    counter: CounterDesk
    evidence: Evidence
    handoffs: HandOffDesk
    switches: SwitchDesk
    figures: Figures
