"""The pipeline, to be read aloud: guard, understand, route, gather evidence, ask the rules, compose, hold back, verify."""

from __future__ import annotations

from collections.abc import Callable

from assistant.answering.ask_rules import ask_rules
from assistant.answering.compose import compose
from assistant.answering.gather_evidence import gather_evidence
from assistant.answering.guard_input import guard_input
from assistant.answering.hold_back import hold_back
from assistant.answering.pairs import NO_PAIRS, Pairs
from assistant.answering.route import route
from assistant.answering.turn import Reply, Tools, Turn
from assistant.answering.understand import understand
from assistant.answering.verify_citations import verify_citations

Step = Callable[[Turn, Tools], Reply | None]
"""A step fills in the turn, or ends the pipeline by returning a reply."""

STEPS: tuple[Step, ...] = (guard_input, understand, route, gather_evidence, ask_rules, compose)


def answer(turn: Turn, tools: Tools, pairs: Pairs = NO_PAIRS) -> Reply:
    """Run the steps in order; whatever they reply passes the gate. `pairs`: what staff found wrong before."""
    for step in STEPS:
        reply = step(turn, tools)
        if reply is not None:
            return verify_citations(turn, hold_back(turn, reply, tools, pairs), tools)
    raise AssertionError("compose always replies")  # pragma: no cover
