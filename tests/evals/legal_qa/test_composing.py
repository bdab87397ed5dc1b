"""The assistant's own composing, over articles that are not its own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from assistant.answering.turn import Tools
from assistant.outcome import Caveat, Reason
from assistant.wording import load_wording
from evals.legal_qa.composing import composed, quotes
from tests.evals.legal_qa.examples import ARTICLES


@pytest.fixture
def tools() -> Tools:
    """Only the wording: composing uses nothing else."""
    unused: Any = None
    return Tools(unused, unused, unused, load_wording(), unused, unused, unused)


def test_the_best_article_comes_first_and_whole(tools: Tools) -> None:
    reply = composed("谁可以登记", [ARTICLES[3], ARTICLES[0]], tools)
    assert reply.reason is Reason.FOUND
    say = tools.wording.say
    head = say("answer.quote_head", title="个体工商户条例", locator="第二条")
    body = "> 有经营能力的公民可以登记为个体工商户。\n> 个体工商户可以个人经营。"
    assert reply.text.startswith(
        f"{say('answer.direct_fallback')}[1]\n\n{head}[1]\n{body}\n\n{say('answer.related_head')}"
    )
    assert quotes(reply) == f"{ARTICLES[3].text}\n{ARTICLES[0].text}"


def test_no_more_articles_are_shown_than_the_assistant_shows(tools: Tools) -> None:
    for count in (3, 5, 12):
        reply = composed("怎样", [ARTICLES[i % 5] for i in range(count)], tools)
        assert len(reply.citations) == 3


def test_a_long_related_article_is_cut_at_a_sentence(tools: Tools) -> None:
    long = replace(ARTICLES[1], text="应当等待三十日。" * 100)
    reply = composed("怎样", [long, long], tools)
    assert reply.citations[0].quote == long.text
    assert len(reply.citations[1].quote) < 450
    assert reply.citations[1].quote.endswith("。")


def test_what_to_mind_is_said(tools: Tools) -> None:
    reply = composed("怎样", [replace(ARTICLES[0], text="法律另有规定的，从其规定。")], tools)
    assert reply.caveats == (Caveat.OTHER_RULES_PREVAIL,)
