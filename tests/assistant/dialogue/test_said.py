"""Pieces of a reply put together: markers counted through, nothing said twice."""

from __future__ import annotations

import re

from assistant.answer import Citation
from assistant.dialogue.contract import Choice
from assistant.dialogue.said import Said, together
from assistant.outcome import Caveat, Reason


def _cited(marker: int, clause: str) -> Citation:
    document, _, article = clause.partition("#")
    return Citation(marker, clause, document, int(article), None, None, "", "", "…", True)


def test_markers_of_later_pieces_are_counted_on() -> None:
    one = Said("甲[1]乙[2]", Reason.TOPIC, (_cited(1, "a#1"), _cited(2, "a#2")))
    two = Said("丙[1]", Reason.FOUND, (_cited(1, "a#3"),))
    both = together(one, two, Said("丁[1][2]", Reason.FOUND, (_cited(1, "a#4"), _cited(2, "a#5"))))
    assert both.text == "甲[1]乙[2]\n\n丙[3]\n\n丁[4][5]"
    assert [(c.marker, c.clause) for c in both.citations] == [(n, f"a#{n}") for n in range(1, 6)]
    assert sorted(int(m) for m in re.findall(r"\[(\d+)\]", both.text)) == [c.marker for c in both.citations]


def test_the_first_gives_the_reason_the_last_gives_the_buttons() -> None:
    yes = Choice("是", "是")
    first = Said("甲", Reason.INJECTION, caveats=(Caveat.PROVISIONAL,), choices=(Choice("旧", "旧"),))
    both = together(first, Said("", Reason.TOPIC), Said("乙", Reason.TOPIC, (), (), (Caveat.PROVISIONAL,), (yes,)))
    assert (both.reason, both.choices, both.caveats) == (Reason.INJECTION, (yes,), (Caveat.PROVISIONAL,))
    assert both.text == "甲\n\n乙"
    assert together(first, reason=Reason.FOUND).reason is Reason.FOUND


def test_a_clause_cited_twice_with_the_same_words_has_one_marker() -> None:
    one = Said("甲[1]", Reason.TOPIC, (_cited(1, "a#1"),))
    two = Said("乙[1]丙[2]", Reason.FOUND, (_cited(1, "a#2"), _cited(2, "a#1")))
    both = together(one, two)
    assert both.text == "甲[1]\n\n乙[2]丙[1]"
    assert [(c.marker, c.clause) for c in both.citations] == [(1, "a#1"), (2, "a#2")]
