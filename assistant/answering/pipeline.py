"""The pipeline, to be read aloud: guard, understand, route, gather evidence, ask the rules, compose, verify."""

from __future__ import annotations

from collections.abc import Callable

from assistant.answering.ask_rules import ask_rules
from assistant.answering.compose import compose
from assistant.answering.gather_evidence import gather_evidence
from assistant.answering.guard_input import guard_input
from assistant.answering.route import route
from assistant.answering.turn import Reply, Tools, Turn
from assistant.answering.understand import understand
from assistant.answering.verify_citations import verify_citations

Step = Callable[[Turn, Tools], Reply | None]
"""A step fills in the turn, or ends the pipeline by returning a reply."""

STEPS: tuple[Step, ...] = (guard_input, understand, route, gather_evidence, ask_rules, compose)


def answer(turn: Turn, tools: Tools) -> Reply:
    """Run the steps in order; whatever they reply passes the gate."""
    for step in STEPS:
        reply = step(turn, tools)
        if reply is not None:
            return verify_citations(turn, reply, tools)
    raise AssertionError("compose always replies")  # pragma: no cover
