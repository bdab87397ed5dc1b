"""The gate, tested by seeded faults: a good reply passes, and each way of spoiling it is caught."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from assistant.answer import Citation
from assistant.answering.turn import Reply, Tools, Turn
from assistant.answering.verify_citations import verify_citations
from assistant.outcome import Reason
from knowledge.citations.reference import ClauseRef

ON = date(2026, 11, 20)
CLAUSES = ("jiangxi-2022#39.2", "jiangxi-2022#40", "jiangxi-2022#15.2")


def turn(place: str = "jiangxi", places: tuple[str, ...] = ()) -> Turn:
    made = Turn("江西异议几天", place, ON, ON)
    made.place, made.places = place, places
    return made


def citation(tools: Tools, clause: str, marker: int) -> Citation:
    ref = ClauseRef.parse(clause)
    provision = tools.corpus.provision(ref)
    title = tools.corpus.document(ref.document).meta.title
    return Citation(
        marker, clause, ref.document, ref.article, ref.paragraph, ref.item, title, provision.label, provision.text, True
    )


def reply(tools: Tools, *clauses: str, reason: Reason = Reason.FOUND) -> Reply:
    cited = tuple(citation(tools, clause, n) for n, clause in enumerate(clauses or CLAUSES, 1))
    return Reply(reason, "".join(f"一句话。[{c.marker}]" for c in cited), cited)


def spoilt(good: Reply, at: int, **fields: object) -> Reply:
    cited = list(good.citations)
    cited[at] = replace(cited[at], **fields)  # type: ignore[arg-type]
    return replace(good, citations=tuple(cited))


def _letter_changed(good: Reply, dice: random.Random) -> Reply:
    at = dice.randrange(len(good.citations))
    quote = good.citations[at].quote
    i = dice.randrange(len(quote))
    return spoilt(good, at, quote=f"{quote[:i]}{'甲' if quote[i] != '甲' else '乙'}{quote[i + 1 :]}")


def _letter_dropped(good: Reply, dice: random.Random) -> Reply:
    at = dice.randrange(len(good.citations))
    quote = good.citations[at].quote
    i = dice.randrange(1, len(quote) - 1)
    return spoilt(good, at, quote=quote[:i] + quote[i + 1 :])


def _two_runs_joined(good: Reply, dice: random.Random) -> Reply:
    at = dice.randrange(len(good.citations))
    quote = good.citations[at].quote
    i = dice.randrange(5, len(quote) // 2)
    return spoilt(good, at, quote=f"{quote[:i]}……{quote[-i:]}")


def _quotes_exchanged(good: Reply, dice: random.Random) -> Reply:
    one, other = dice.sample(range(len(good.citations)), 2)
    return spoilt(good, one, quote=good.citations[other].quote)


def _quote_emptied(good: Reply, dice: random.Random) -> Reply:
    return spoilt(good, dice.randrange(len(good.citations)), quote="")


def _clause_invented(good: Reply, dice: random.Random) -> Reply:
    return spoilt(good, dice.randrange(len(good.citations)), clause=f"jiangxi-2022#{dice.randint(64, 99)}")


def _document_invented(good: Reply, dice: random.Random) -> Reply:
    return spoilt(good, dice.randrange(len(good.citations)), clause=f"hunan-2022#{dice.randint(1, 9)}")


def _marker_left_out(good: Reply, dice: random.Random) -> Reply:
    return replace(good, text=good.text.replace(f"[{dice.randint(1, len(good.citations))}]", ""))


def _marker_made_up(good: Reply, dice: random.Random) -> Reply:
    return replace(good, text=f"{good.text}又一句。[{dice.randint(4, 20)}]")


def _citation_taken_away(good: Reply, dice: random.Random) -> Reply:
    cited = list(good.citations)
    del cited[dice.randrange(len(cited))]
    return replace(good, citations=tuple(cited))


def _all_citations_taken_away(good: Reply, _: random.Random) -> Reply:
    return replace(good, citations=(), text="没有依据的话。")


FAULTS = (
    _letter_changed,
    _letter_dropped,
    _two_runs_joined,
    _quotes_exchanged,
    _quote_emptied,
    _clause_invented,
    _document_invented,
    _marker_left_out,
    _marker_made_up,
    _citation_taken_away,
    _all_citations_taken_away,
)


def test_a_good_reply_passes_unchanged(tools: Tools) -> None:
    good = reply(tools)
    assert verify_citations(turn(), good, tools) is good


def test_a_part_of_a_clause_may_be_quoted(tools: Tools) -> None:
    good = reply(tools)
    part = spoilt(good, 0, quote="应当在一个工作日内作出异议标注")
    assert verify_citations(turn(), part, tools) is part


@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("spoil", FAULTS)
def test_every_fault_is_caught(spoil: Callable[[Reply, random.Random], Reply], seed: int, tools: Tools) -> None:
    good = reply(tools)
    bad = spoil(good, random.Random(seed))
    assert bad != good
    passed = verify_citations(turn(), bad, tools)
    assert (passed.reason, passed.citations) == (Reason.LOW_EVIDENCE, ())
    assert "[" not in passed.text


def test_one_marker_for_two_citations_is_caught(tools: Tools) -> None:
    bad = spoilt(reply(tools, *CLAUSES[:2]), 1, marker=1)
    bad = replace(bad, text=bad.text.replace("[2]", "[1]"))
    assert verify_citations(turn(), bad, tools).reason is Reason.LOW_EVIDENCE


@pytest.mark.parametrize("foreign", ["shanxi-2022#42", "city-2022#45", "shanxi-opinion-2020#9", "shanxi-plan-2014#s1"])
def test_another_place_s_clause_does_not_leave_the_house(foreign: str, tools: Tools) -> None:
    bad = reply(tools, "jiangxi-2022#40", foreign)
    assert verify_citations(turn("jiangxi"), bad, tools).reason is Reason.LOW_EVIDENCE


def test_a_comparison_may_cite_the_places_compared_and_no_other(tools: Tools) -> None:
    two = reply(tools, "jiangxi-2022#40", "shanxi-2022#43.1", reason=Reason.COMPARISON)
    asked = turn("jiangxi", ("jiangxi", "shanxi"))
    assert verify_citations(asked, two, tools) is two
    three = reply(tools, "jiangxi-2022#40", "shanxi-2022#43.1", "city-2022#46.1", reason=Reason.COMPARISON)
    assert verify_citations(asked, three, tools).reason is Reason.LOW_EVIDENCE


@pytest.mark.parametrize("reason", [Reason.PLACE, Reason.EVASION, Reason.DISTRESS, Reason.OUTSIDE_CORPUS])
def test_what_is_no_answer_carries_no_citations(reason: Reason, tools: Tools) -> None:
    assert verify_citations(turn(), replace(reply(tools), reason=reason), tools).citations == ()
