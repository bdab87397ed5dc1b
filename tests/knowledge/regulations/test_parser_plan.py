"""The plan against rules.md E4 and E5: 390 sentences in the file, 291 in order, 55 headed items."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
import yaml

from knowledge.citations.reference import ClauseRef
from knowledge.regulations.corpus import Corpus
from knowledge.regulations.manifest import package_corpus
from knowledge.regulations.model import Flag
from knowledge.regulations.parser_plan import PlanOrder, PlanOrderError, parse_plan

ID = "shanxi-plan-2014"


@pytest.fixture(scope="module")
def raw() -> str:
    return (package_corpus() / f"{ID}.txt").read_bytes().decode()


@pytest.fixture(scope="module")
def order() -> PlanOrder:
    return PlanOrder.from_data(yaml.safe_load((package_corpus() / f"{ID}.order.yaml").read_text("utf-8")))


def test_the_file(raw: str) -> None:
    sentences = raw.replace("\n", "").split("。")[:-1]
    assert len(sentences) == 390
    assert len(set(sentences)) == 291
    assert sum(sentences.count(s) == 2 for s in set(sentences)) == 99
    assert raw.count("\n") == 46


def test_each_distinct_sentence_once_and_in_order(raw: str, corpus: Corpus) -> None:
    plan = corpus.documents[ID]
    assert len(plan.plan_sentences) == len(set(plan.plan_sentences)) == 291
    assert plan.plan_sentences[2].startswith("它以法律、法规、标准和契约为依据")
    assert plan.plan_sentences[11].startswith("存在的主要问题是")
    assert len(re.split("、|和", plan.plan_sentences[215])) == 7  # the seven subsystems
    assert plan.text.replace("\n", "") == "".join(plan.plan_sentences)


def test_headed_items(corpus: Corpus) -> None:
    plan = corpus.documents[ID]
    assert len(plan.plan_items) == len({item.heading for item in plan.plan_items}) == 55
    by_heading = {item.heading: item for item in plan.plan_items}
    tax = by_heading["税务领域信用建设"]
    assert tax.sentences == (82, 83, 84)
    assert tax.path == ("三、推进四大领域诚信建设", "（二）深入推进商务诚信建设")
    assert not tax.inferred
    assert by_heading["法院公信建设"].inferred  # the heading （四）司法公信 is lost
    assert by_heading["完善信用信息平台业务应用"].path[1] == "（四）加快信用信息共享平台建设"
    provision = corpus.provision(ClauseRef(ID, heading="税务领域信用建设"))
    assert provision.text == "".join(plan.plan_sentences[82:85])
    assert provision.label == "“税务领域信用建设”部分"


def test_sentences_under_a_lost_heading_belong_to_no_item(corpus: Corpus) -> None:
    plan = corpus.documents[ID]
    headed = {n for item in plan.plan_items for n in item.sentences}
    assert headed.isdisjoint({155, 156, 162, 166, 170, 177, 180, 189, 190, 194, 205, 220, 225, 248, 260, 277, 280})
    wages = corpus.provision(ClauseRef(ID, sentence=155))
    assert Flag.INFERRED_PLACE in wages.flags
    assert "原文缺标题" in wages.path[-1]
    assert Flag.INFERRED_PLACE not in corpus.provision(ClauseRef(ID, sentence=154)).flags


def test_an_item_whose_body_is_lost_is_its_heading(corpus: Corpus) -> None:
    assert corpus.provision(ClauseRef(ID, heading="建立信用信息分类管理制度")).text == "——建立信用信息分类管理制度。"


def test_period_and_glued_headings(corpus: Corpus) -> None:
    assert corpus.provision(ClauseRef(ID, heading="规划期")).text == "规划期为2014-2020年。"
    assert corpus.provision(ClauseRef(ID, sentence=5)).text.startswith("党的十六大提出")
    assert corpus.documents[ID].plan_sentences[5].startswith("一、发展现状党的十六大")
    assert corpus.provision(ClauseRef(ID, sentence=1)).text.startswith("社会信用体系是")


def test_slips_stay(corpus: Corpus) -> None:
    for number in (9, 29, 47, 231):
        assert Flag.SOURCE_TYPO in corpus.provision(ClauseRef(ID, sentence=number)).flags
    assert Flag.SOURCE_TYPO in corpus.provision(ClauseRef(ID, heading="统筹规划，有序发展")).flags


def test_passages_end_where_something_is_lost(corpus: Corpus) -> None:
    plan = corpus.documents[ID]
    together = {(a, a + 1) for a in range(290) if _in_one_passage(corpus, a, a + 1)}
    assert (82, 83) in together
    assert (154, 155) not in together
    assert (230, 231) not in together
    assert sum(end - start for start, end in plan.passages) + len(plan.passages) - 1 == len(plan.text)


def _in_one_passage(corpus: Corpus, first: int, second: int) -> bool:
    a, b = (corpus.provision(ClauseRef(ID, sentence=n)) for n in (first, second))
    return any(start <= a.start and b.end <= end for start, end in corpus.documents[ID].passages)


def test_order_data_that_does_not_fit_is_refused(raw: str, order: PlanOrder) -> None:
    parse_plan(raw, order)
    swapped = (order.firsts[1], *order.firsts[1:])
    with pytest.raises(PlanOrderError, match="遗漏"):
        parse_plan(raw, replace(order, firsts=swapped))
    with pytest.raises(PlanOrderError, match="390句"):
        parse_plan(raw + "多一句。", order)
    with pytest.raises(PlanOrderError, match="没有"):
        parse_plan(raw, replace(order, glued={7: "一、发展现状"}))
    moved = tuple(replace(h, at=h.at + 1) if h.words == "税务领域信用建设" else h for h in order.outline)
    with pytest.raises(PlanOrderError):
        parse_plan(raw, replace(order, outline=moved))
