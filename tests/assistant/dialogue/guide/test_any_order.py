"""Whatever was said in whatever order: there is always a next question or a summary, and it holds."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.dialogue.acts import GUIDED, Act
from assistant.dialogue.guide import Guide
from assistant.dialogue.slots import SLOTS
from assistant.dialogue.state import Flow
from knowledge.regulations.corpus import Corpus
from tests.assistant.dialogue.guide.walks import PLACES, TODAY, answers, faults

TOLD = answers()
_CHOICES = {name: st.sampled_from(slot.choices) for name, slot in SLOTS.items() if slot.choices}
_VALUES: dict[str, st.SearchStrategy[Any]] = {
    **{name: st.just(value) for name, value in TOLD.items()},
    **_CHOICES,
    "jurisdiction": st.sampled_from(PLACES),
}


class _Shared(tuple[Guide, Corpus]):
    """Too large to be printed with a failing example."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "guide, corpus"


@pytest.fixture(scope="module")
def shared(guide: Guide, corpus: Corpus) -> tuple[Guide, Corpus]:
    return _Shared((guide, corpus))


@settings(max_examples=150, deadline=None)
@given(
    act=st.sampled_from(list(GUIDED)),
    slots=st.fixed_dictionaries({}, optional=_VALUES),
    passed=st.lists(st.sampled_from(sorted(SLOTS)), max_size=8, unique=True),
    asked=st.one_of(st.none(), st.sampled_from(sorted(SLOTS))),
)
def test_there_is_no_dead_end(
    act: Act, slots: dict[str, Any], passed: list[str], asked: str | None, shared: tuple[Guide, Corpus]
) -> None:
    guide, corpus = shared
    known = guide.slots(act)
    flow = Flow(act, "k", slots={n: v for n, v in slots.items() if n in known}, asked=asked, passed=tuple(passed))
    place = flow.slots.get("jurisdiction")
    before = guide.previous(flow, TODAY)
    assert before is None or before in flow.slots or before in flow.passed
    for _ in range(len(SLOTS)):
        step = guide.next(flow, TODAY)
        if step.slot is None:
            break
        assert step.slot in known
        assert step.slot not in flow.slots
        assert list(faults(step.said, place, corpus)) == []
        place = place or (PLACES[0] if step.slot == "jurisdiction" else None)
        value = place if step.slot == "jurisdiction" else TOLD[step.slot]
        flow = replace(flow.with_slots({step.slot: value}), asked=step.slot)
    assert guide.next(flow, TODAY).slot is None
    summary = guide.summary(replace(flow, asked=None), TODAY)
    assert list(faults(summary, place, corpus, words=TOLD["event_date"])) == []  # a day of the citizen's own
    assert set(guide.missing(flow, TODAY)) <= set(flow.passed)
