"""A conversation survives its row: what goes in comes out."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from assistant.dialogue.acts import Act, FlowState
from assistant.dialogue.contract import Choice
from assistant.dialogue.slots import SLOTS
from assistant.dialogue.state import Conversation, Flow, HandOff, StoredFile, from_json, to_json

_text = st.text(max_size=20)
_slots = st.dictionaries(st.sampled_from(sorted(SLOTS)), _text | st.lists(_text, max_size=3), max_size=6)
_files = st.builds(StoredFile, _text, st.just("a" * 64), st.integers(0, 10), _text)
_flows = st.builds(
    Flow,
    st.sampled_from(Act),
    _text,
    st.sampled_from(FlowState),
    _slots,
    st.none() | st.sampled_from(sorted(SLOTS)),
    st.integers(0, 5),
    st.lists(_text, max_size=3).map(tuple),
    st.lists(_files, max_size=2).map(tuple),
    st.none() | _text,
)
_conversations = st.builds(
    Conversation,
    id=st.just("c" * 32),
    channel=st.just("web"),
    version=st.integers(0, 9),
    jurisdiction=st.none() | st.just("jiangxi"),
    flow=st.none() | _flows,
    paused=st.lists(_flows, max_size=2).map(tuple),
    told=st.booleans(),
    offered=st.none() | st.sampled_from(Act),
    cases=st.lists(_text, max_size=2).map(tuple),
    handoff=st.none() | st.builds(HandOff, _text, _text, _text, st.booleans()),
    pending=st.none() | _text,
    verified=st.none() | _text,
    misses=st.integers(0, 5),
    shown=st.lists(st.builds(Choice, _text, _text), max_size=3).map(tuple),
)


@given(_conversations)
def test_what_is_kept_comes_back(conversation: Conversation) -> None:
    stored = json.loads(json.dumps(to_json(conversation)))
    assert from_json(conversation.id, conversation.channel, conversation.version, stored) == conversation


def test_a_value_taken_away_is_absent() -> None:
    flow = Flow(Act.REPAIR, "k", slots={"contact": "13800000000"})
    assert flow.with_slots({"contact": None, "topic": "修复"}).slots == {"topic": "修复"}


def test_a_row_from_before_the_counters_can_be_read() -> None:
    stored = to_json(Conversation("c" * 32, "web", flow=Flow(Act.REPAIR, "k")))
    for name in ("misses", "shown"):
        del stored[name]
    del stored["flow"]["times"]
    assert from_json("c" * 32, "web", 0, stored) == Conversation("c" * 32, "web", flow=Flow(Act.REPAIR, "k"))
