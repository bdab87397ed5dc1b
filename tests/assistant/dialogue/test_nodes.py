"""Every question of every flow comes in some scripted conversation."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.dialogue.acts import GUIDED, Act
from assistant.dialogue.flows.load import load_flows
from tests.assistant.dialogue.playing import Outcome
from tests.assistant.dialogue.script import Script, load


@pytest.mark.parametrize("act", GUIDED)
def test_every_question_of_the_flow_is_put(act: Act, at_the_door: Callable[[Script], Outcome]) -> None:
    put = {slot for script in load() for of, slot in at_the_door(script).played.asked if of == act.value}
    assert sorted({node.slot for node in load_flows()[act].nodes} - put) == []
