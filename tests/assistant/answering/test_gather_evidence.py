"""Where a place has no law on the day asked for: not yet begun, or over, and never the one for the other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from assistant.answering.gather_evidence import gather_evidence
from assistant.answering.turn import Tools, Turn
from assistant.outcome import Reason
from knowledge.regulations.corpus import assemble
from knowledge.retrieval.retriever import ClauseRetriever
from tests.assistant.real import TODAY, real_tools


@pytest.fixture
def ended() -> Tools:
    """The real tools, but the regulation of Jiangxi ended with the year 2024."""
    tools = real_tools()
    documents = [
        replace(d, meta=replace(d.meta, in_force_to=date(2024, 12, 31))) if d.id == "jiangxi-2022" else d
        for d in tools.corpus.documents.values()
    ]
    corpus = assemble(documents, tools.corpus.jurisdictions)
    retriever = ClauseRetriever(corpus, tools.retriever.index, tools.retriever._embedder)
    return replace(tools, corpus=corpus, retriever=retriever)


@pytest.mark.parametrize(
    ("as_of", "says"),
    [
        (date(2022, 2, 28), "还没有施行（自2022年3月1日起施行）"),
        (date(2025, 1, 1), "已经不再施行（施行到2024年12月31日为止）"),
    ],
)
def test_outside_its_dates_a_regulation_is_not_cited(ended: Tools, as_of: date, says: str) -> None:
    turn = Turn("异议几天给结果", "jiangxi", as_of, TODAY, text="异议几天给结果", place="jiangxi")
    reply = gather_evidence(turn, ended)
    assert reply is not None
    assert reply.reason is Reason.NOT_IN_FORCE
    assert says in reply.text
    assert reply.citations == ()


@pytest.mark.parametrize("as_of", [date(2022, 3, 1), date(2024, 12, 31)])
def test_on_its_first_and_last_day_it_is(ended: Tools, as_of: date) -> None:
    turn = Turn("异议几天给结果", "jiangxi", as_of, TODAY, text="异议几天给结果", place="jiangxi")
    assert gather_evidence(turn, ended) is None
    assert str(turn.parts[0].hits[0].ref.top) == "jiangxi-2022#39"
