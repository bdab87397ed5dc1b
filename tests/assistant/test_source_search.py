"""Words in the regulations, two places side by side, and versions of a text by date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from assistant.clock import Clock
from assistant.source_comparing import ASPECTS, Comparisons, NotComparable
from assistant.source_pages import Force, Library
from assistant.source_search import MOST_WORDS, marked, words_of
from credit_core.use_cases.vocabulary import Aspect
from knowledge.regulations.corpus import assemble, load_corpus

TODAY = date(2026, 11, 20)
NOWHERE = Path("no-such-folder")
LIBRARY = Library(NOWHERE, Clock(TODAY))
COMPARISONS = Comparisons(NOWHERE)


def test_every_word_stands_in_the_passage_and_is_marked() -> None:
    found = LIBRARY.search("异议 信用修复")
    assert found
    for source, hits in found:
        document = load_corpus().document(source.id)
        for hit in hits:
            shown = "".join(part.text for _, _, segments in hit.pieces for part in segments if part.marked)
            assert "异议" in shown
            assert "信用修复" in shown
            assert any(ref.place == hit.anchor for ref in document.provisions)


def test_an_article_is_found_by_its_number() -> None:
    assert [hit.anchor for _, hits in LIBRARY.search("第三十九条") for hit in hits].count("39") == 3


def test_nothing_is_found_for_nothing_and_a_search_has_an_end() -> None:
    assert LIBRARY.search("   ") == ()
    assert LIBRARY.search("没有这样的话") == ()
    assert sum(len(hits) for _, hits in LIBRARY.search("信用", most=7)) == 7
    assert len(words_of("一 二 三 四 五 六 七 八")) == MOST_WORDS


def test_marking_keeps_every_character() -> None:
    text = "公共信用信息平台（收到异议申请后）"
    assert "".join(part.text for part in marked(text, ("异议", "信用"))) == text
    assert marked(text, (".*",)) == marked(text, ())


def test_figures_that_differ_are_told() -> None:
    found = COMPARISONS.compare("correction_after_revocation", "city", "shanxi", TODAY)
    assert found.difference.startswith("数目不同。")
    assert all(figure.differs for side in found.sides for figure in side.figures)
    assert [figure.words for figure in found.sides[0].figures] == ["3个工作日", "2个工作日"]
    assert [figure.words for figure in found.sides[1].figures] == ["5日", "3日"]
    one_only = COMPARISONS.compare("disclosure_modes", "city", "jiangxi", TODAY)
    assert one_only.difference.startswith("一地写了数目，另一地没有写。")


def test_silence_is_silence_and_nobody_fills_it_in() -> None:
    found = COMPARISONS.compare("catalogue_periods", "city", "jiangxi", TODAY)
    assert [side.silent for side in found.sides] == [False, True]
    assert found.difference == "某市（来源文件未载明地名，据公开信息比对为宿迁市）的条例写了，江西省的条例没有规定。"


@pytest.mark.parametrize("topic", sorted(COMPARISONS.desk.topics))
def test_every_topic_can_be_compared_and_cites_its_own_place(topic: str) -> None:
    places = list(COMPARISONS.places)
    for first, second in pairwise(places):
        one, other = COMPARISONS.compare(topic, first, second, TODAY).sides
        for side, rest in ((one, other), (other, one)):
            assert all(clause.clause.startswith(side.id) for clause in side.clauses)
            marks = [part.text for part in side.segments if part.marked]
            assert not any(word in "".join(part.text for part in rest.segments) for word in marks)


def test_what_cannot_be_compared_is_refused() -> None:
    for wrong in (("x", "city", "jiangxi"), ("fee", "city", "x"), ("objection_form", "city", "city")):
        with pytest.raises(NotComparable):
            COMPARISONS.compare(*wrong, TODAY)


def test_before_the_law_there_is_nothing_to_compare() -> None:
    found = COMPARISONS.compare("objection_form", "shanxi", "jiangxi", date(2022, 5, 1))
    assert found.sides[0].unavailable
    assert found.sides[1].clauses
    assert "不能对照" in found.difference


def test_every_aspect_has_its_name() -> None:
    assert set(ASPECTS) == set(Aspect)
    assert sum(len(topics) for _, topics in COMPARISONS.topics) == len(COMPARISONS.desk.topics)


def test_versions_of_a_text_by_day() -> None:
    corpus = load_corpus()
    old = corpus.document("jiangxi-2022")
    new = replace(
        old, meta=replace(old.meta, id="jiangxi-2027", in_force_from=date(2027, 5, 1), supersedes="jiangxi-2022")
    )
    library = Library(NOWHERE, Clock(TODAY))
    vars(library)["corpus"] = assemble([*corpus.documents.values(), new], corpus.jurisdictions)
    for document in ("jiangxi-2022", "jiangxi-2027"):
        assert [source.id for source in library.versions(document)] == ["jiangxi-2022", "jiangxi-2027"]
    assert [one.force for one in library.versions("jiangxi-2022", date(2027, 5, 1))] == [Force.ENDED, Force.IN_FORCE]
    assert [one.applies for one in library.versions("jiangxi-2022", TODAY)] == [True, False]
    assert [one.id for one in library.versions("shanxi-2022")] == ["shanxi-2022"]


def test_a_text_as_it_stood_on_a_day() -> None:
    assert LIBRARY.read("jiangxi-2022", on=date(2021, 1, 1)).source.force is Force.NOT_YET
    assert LIBRARY.read("shanxi-plan-2014", on=date(2018, 1, 1)).source.applies
    assert LIBRARY.read("shanxi-plan-2014").source.force is Force.PERIOD_OVER
