"""A number in an answer stands in a quote, in a computed result or in the question, or it is named as loose."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.answer import Answer, Computed
from assistant.outcome import Reason
from evals.answers.numbers import unbacked
from knowledge.regulations.corpus import Corpus
from tests.evals.examples import cited

DUE = Computed("r", "jiangxi-2022#39.2", "2026-11-20", "2026-11-25", "工作日", 3, False, "11月23、24、25日")


def _answer(corpus: Corpus, text: str, *clauses: str, computed: tuple[Computed, ...] = ()) -> Answer:
    citations = tuple(cited(corpus, clause) for clause in clauses)
    return Answer(
        Reason.FOUND, text, "a" * 16, date(2026, 11, 20), corpus.version, citations=citations, computed=computed
    )


@pytest.mark.parametrize(
    ("text", "loose"),
    [
        ("三个工作日内办完。[1]", ()),
        ("3个工作日内办完。[1]", ()),
        ("三日内办完。[1]", ("3日",)),
        ("五个工作日内办完。[1]", ("5工作日",)),
        ("罚二十万元。[1]", ("200000元",)),
        ("自2024年5月1日起。[1]", ("2024-5-1",)),
        ("2024年就定了。[1]", ("2024年",)),
        ("以2026年11月20日为准。[1]", ()),
        ("第三十九条第二款说得清楚。[1]", ()),
    ],
)
def test_amounts_and_dates_need_backing(corpus: Corpus, text: str, loose: tuple[str, ...]) -> None:
    found = unbacked(_answer(corpus, text, "jiangxi-2022#39.2"), "异议几天", corpus)
    assert found == loose


def test_what_credit_core_computed_and_what_was_asked_is_backing(corpus: Corpus) -> None:
    text = "您说的10日不对，到2026年11月25日为止。[1]"
    assert unbacked(_answer(corpus, text, "jiangxi-2022#39.2", computed=(DUE,)), "不是10日吗", corpus) == ()
    assert unbacked(_answer(corpus, text, "jiangxi-2022#39.2"), "异议几天", corpus) == ("2026-11-25", "10日")


def test_the_head_of_a_list_backs_only_as_written(corpus: Corpus) -> None:
    head = "并对单位处五万元以上十万元以下罚款"
    assert unbacked(_answer(corpus, f"> {head}", "jiangxi-2022#58"), "", corpus) == ()
    forged = head.replace("五万", "六万")
    assert unbacked(_answer(corpus, f"> {forged}", "jiangxi-2022#59"), "", corpus) != ()
