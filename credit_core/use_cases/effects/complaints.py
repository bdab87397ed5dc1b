"""What the steps of a complaint (投诉举报) write beside the case."""

from __future__ import annotations

from dataclasses import replace

from credit_core.model.cases import Case
from credit_core.use_cases.effects.step import Effect, Step


def transfer_complaint(step: Step) -> Case:
    """Another body handles it from now on."""
    return replace(step.case, recipient=str(step.facts["transfer_to"]))


EFFECTS: dict[str, Effect] = {"transfer_complaint": transfer_complaint}
