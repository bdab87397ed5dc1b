"""Every button of the guide sends words that are heard as the value it stands for."""

from __future__ import annotations

import pytest

from assistant.dialogue.acts import GUIDED, Act, Command
from assistant.dialogue.guide import Guide
from assistant.dialogue.heard import Expectation
from assistant.dialogue.hearing.hear import hear
from knowledge.regulations.places import load_gazetteer
from tests.assistant.dialogue.guide.walks import KINDS, PLACES, TODAY, walk

GAZETTEER = load_gazetteer()
WAYS = [
    (act, place, kind)
    for act in GUIDED
    for place in PLACES
    for kind in (KINDS if act is Act.OBJECTION else ("public",))
]


@pytest.mark.parametrize(("act", "place", "kind"), WAYS)
def test_what_a_button_sends_is_heard(act: Act, place: str, kind: str, guide: Guide) -> None:
    way = walk(guide, act, place, {"info_kind": kind})
    for step in way.steps:
        assert step.slot is not None
        known = {"jurisdiction": place, "info_kind": kind} if step.slot != "info_kind" else {"jurisdiction": place}
        flow = way.flow.with_slots(dict.fromkeys(way.flow.slots) | known)
        expected = Expectation(TODAY, asked=step.slot, act=act, slots=known, grounds=guide.grounds(flow, TODAY))
        heard_values = []
        for choice in step.said.choices:
            heard = hear(choice.send, expected, GAZETTEER)
            if step.slot == "record_source":
                assert Command.SKIP in heard.commands
                continue
            assert not heard.asks, choice
            assert heard.value(step.slot) is not None, choice
            heard_values.append(str(heard.value(step.slot)))
        assert len(set(heard_values)) == len(heard_values), f"两个按钮听成同一个值：{step.slot} {heard_values}"
        if step.slot == "info_kind":
            assert heard_values == list(KINDS)
        if step.slot == "jurisdiction":
            assert set(heard_values) == set(PLACES)
        if step.slot == "objection_ground":
            assert heard_values == list(guide.grounds(flow, TODAY))
        if step.slot == "applicant_role":
            assert heard_values == ["self", "legal_representative", "agent", "guardian", "minor_self"]
