"""One turn, to be read aloud: who must be heard first, what the form says, what the cases say, and else a question.

Each step looks at the scene and decides, or leaves it to the next.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from assistant.dialogue.alarms import alarms, silent_while_staff_answer
from assistant.dialogue.asking import answer_question
from assistant.dialogue.beginning import begin_or_resume
from assistant.dialogue.confirming import confirm
from assistant.dialogue.filling import fill_in
from assistant.dialogue.following import follow_cases
from assistant.dialogue.identifying import identify
from assistant.dialogue.idle import without_a_form
from assistant.dialogue.patience import count
from assistant.dialogue.plan import Plan, Scene

Deciding = Callable[[Scene], Plan | None]

STEPS: tuple[Deciding, ...] = (
    silent_while_staff_answer,
    alarms,
    identify,
    follow_cases,
    begin_or_resume,
    without_a_form,
    confirm,
    fill_in,
    answer_question,
)


def decide(scene: Scene) -> Plan:
    """What this turn comes to. Changes nothing outside the plan it returns."""
    settled = replace(scene, conversation=replace(scene.conversation, pending=None))
    for step in STEPS:
        plan = step(scene if step is follow_cases else settled)
        if plan is not None:
            return count(scene, plan)
    raise AssertionError("a question is always answered")  # pragma: no cover
