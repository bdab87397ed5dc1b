"""Whole texts, as a clerk or a model would write them."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date

import pytest

from knowledge.citations.check import check_text
from knowledge.regulations.corpus import Corpus, assemble

ON = date(2026, 11, 20)
JX, SX = "《江西省社会信用条例》", "《山西省社会信用条例》"


def _outcomes(corpus: Corpus, text: str, jurisdiction: str | None = None, on: date = ON) -> list[str]:
    return [v.verdict.outcome.value for v in check_text(corpus, text, on, jurisdiction)]


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        (f"{JX}第三十九条第二款规定：“接到核查通知的单位应当在三个工作日内处理完毕”。", ["right", "right"]),
        ("“信用主体有权免费查询自身的公共信用信息”（江西条例第三十八条第二款）。", ["right", "right"]),
        (f"{SX}第三十九条：“信用主体有权免费查询自身的公共信用信息”。", ["right", "wrong_clause"]),
        (f"{JX}第三十八条：“信用主体有权每年免费查询自身的公共信用信息”。", ["right", "altered"]),
        (f"{JX}第八十八条规定“信用主体有权免费查询自身的公共信用信息”。", ["no_such_clause", "wrong_clause"]),
        (f"{JX}第八十八条规定“天上下着雨，地上有点滑”。", ["no_such_clause", "no_such_clause"]),
        (f"{JX}第三十九条第九款", ["no_such_clause"]),
        ("《行政处罚法》第八十五条规定“二日”“三日”是工作日。", ["not_found"] * 3),
        (f"{JX}规定：“信用主体有权免费查询自身的公共信用信息”。", ["right"]),
        (f"{SX}规定：“信用主体有权免费查询自身的公共信用信息”。", ["wrong_clause"]),
        ("《未收录条例》规定：“信用主体有权免费查询自身的公共信用信息”。", ["wrong_clause"]),
        ("有人说“信用主体有权免费查询自身的公共信用信息”。", ["right"]),
        ("有人说“信用主体有权免费查询自己的公共信用信息”。", ["altered"]),
        ("有人说“今天的天气真的是非常不错”。", ["not_found"]),
        ("所谓“黑名单”。", []),
        ("晋政办发〔2020〕10号第9项：“7个工作日内上网公开制度”。", ["right", "right"]),
        ("《山西省社会信用体系建设规划（2014—2020年）》“税务领域信用建设”部分", ["not_in_force"]),
        (f"{SX}第十五条第（十三）项", ["right"]),  # the only 款 with 项 is the second
        (f"{SX}第三十九条第（一）项", ["no_such_clause"]),
        (f"{JX}第三项", []),
        ("今天天气不错。", []),
    ],
)
def test_texts(corpus: Corpus, text: str, outcomes: list[str]) -> None:
    assert _outcomes(corpus, text) == outcomes


def test_a_reference_without_a_title_means_the_place_asked_for(corpus: Corpus) -> None:
    assert _outcomes(corpus, "第三十九条第四款", "jiangxi") == ["right"]
    assert _outcomes(corpus, "第三十九条第四款", "shanxi") == ["no_such_clause"]
    assert _outcomes(corpus, "第三十九条第四款") == ["not_found"]


def test_or_the_place_its_words_tell(corpus: Corpus) -> None:
    assert _outcomes(corpus, "第三十八条规定“信用主体有权免费查询自身的公共信用信息”") == ["right", "right"]


def test_another_places_clause_is_called_out(corpus: Corpus) -> None:
    text = f"{JX}第三十八条：“信用主体有权免费查询自身的公共信用信息”"
    assert _outcomes(corpus, text, "shanxi") == ["other_jurisdiction", "other_jurisdiction"]
    assert _outcomes(corpus, "“信用主体有权免费查询自身的公共信用信息”", "shanxi") == ["other_jurisdiction"]


def test_the_day(corpus: Corpus) -> None:
    text = f"{JX}第三十八条：“信用主体有权免费查询自身的公共信用信息”"
    assert _outcomes(corpus, text, on=date(2021, 1, 1)) == ["not_in_force", "not_in_force"]
    (verdict, _) = check_text(corpus, text, date(2021, 1, 1))
    assert "2022-03-01" in verdict.verdict.message


def test_national_law_is_nowhere_anothers(corpus: Corpus) -> None:
    national = replace(corpus.documents["jiangxi-2022"].meta, jurisdiction="national")
    documents = [replace(d, meta=national) if d.id == "jiangxi-2022" else d for d in corpus.documents.values()]
    changed = assemble(documents, corpus.jurisdictions)
    assert _outcomes(changed, f"{JX}第三十八条", "shanxi") == ["right"]


def test_verdicts_come_in_the_order_of_the_text(corpus: Corpus) -> None:
    text = f"{JX}第三十九、四十条；clause jiangxi-2022#41，“天上下着雨，地上有点滑呀”。"
    verdicts = check_text(corpus, text, ON)
    assert [v.text for v in verdicts] == [f"{JX}第三十九", "四十条", "jiangxi-2022#41", "天上下着雨，地上有点滑呀"]
    assert [v.start for v in verdicts] == sorted(v.start for v in verdicts)


def test_every_label_the_corpus_prints_is_read_back(corpus: Corpus) -> None:
    for document in corpus.documents.values():
        for ref, provision in document.provisions.items():
            text = f"《{document.meta.title}》{provision.label}"
            (verdict,) = check_text(corpus, text, document.meta.in_force_from)
            assert verdict.verdict.ref == ref, text
            assert verdict.verdict.outcome.value == "right"


def test_a_long_text(corpus: Corpus) -> None:
    text = f"{JX}第三十九条第二款规定：“接到核查通知的单位应当在三个工作日内处理完毕”，" * 200
    start = time.process_time()
    assert set(_outcomes(corpus, text)) == {"right"}
    assert time.process_time() - start < 5
