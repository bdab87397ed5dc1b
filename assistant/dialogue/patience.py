"""Nobody is left alone with a form: how often something was asked or not understood, and when a person is offered."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection

from assistant.dialogue.acts import FlowState
from assistant.dialogue.contract import Choice
from assistant.dialogue.plan import Done, Plan, Scene
from assistant.dialogue.said import Said, together
from assistant.dialogue.state import Conversation, Flow

_ENOUGH = 3
"""Turns in a row that were not understood, after which a person is offered."""


def count(scene: Scene, plan: Plan) -> Plan:
    """The plan, with what the next turn must know: how often its question was put, how many turns went wrong in a row."""
    misses = scene.conversation.misses + 1 if plan.missed else 0
    plan = replace(plan, conversation=_counted(scene.conversation, plan.conversation, misses))
    if misses >= _ENOUGH and scene.conversation.handoff is None:
        plan = replace(plan, said=_with_a_person(scene, plan.said))
    if (effect := plan.effect) is None:
        return plan

    def counted(connection: Connection) -> Done:
        done = effect(connection)
        return replace(done, conversation=replace(done.conversation, misses=misses))

    return replace(plan, effect=counted)


def _counted(before: Conversation, after: Conversation, misses: int) -> Conversation:
    flow = after.flow
    if flow is not None and flow.state is FlowState.COLLECTING:
        flow = replace(flow, times=_times(before.flow, flow))
    return replace(after, flow=flow, misses=misses)


def _times(before: Flow | None, flow: Flow) -> int:
    same = before is not None and (before.key, before.asked) == (flow.key, flow.asked)
    return before.times + 1 if before is not None and same else 1


def _with_a_person(scene: Scene, said: Said) -> Said:
    words = scene.tools.wording.say("dialogue.choices.person")
    offered = scene.say("handoff.offer", said.reason)
    others = tuple(choice for choice in said.choices if choice.send != words)
    return replace(together(said, offered), choices=(*others, Choice(words, words)))
