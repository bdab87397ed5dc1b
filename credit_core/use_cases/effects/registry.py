"""Every effect that a transition table may name, by its name."""

from __future__ import annotations

from credit_core.use_cases.effects import (
    complaints,
    honours,
    notices,
    objections,
    queries,
    repairs,
    revocations,
)
from credit_core.use_cases.effects.step import Effect

EFFECTS: dict[str, Effect] = {
    **notices.EFFECTS,
    **objections.EFFECTS,
    **repairs.EFFECTS,
    **revocations.EFFECTS,
    **queries.EFFECTS,
    **honours.EFFECTS,
    **complaints.EFFECTS,
}
