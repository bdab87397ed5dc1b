"""Only what can be shown is called a mistake."""

from __future__ import annotations

import pytest

from assistant.answering.premise import amounts, contradicted, load_sayings, says_the_contrary
from knowledge.citations.reference import ClauseRef
from knowledge.index.phrasings import load_phrasings
from knowledge.regulations.corpus import load_corpus


@pytest.mark.parametrize(
    ("question", "clause", "wrong"),
    [
        ("听说异议要15个工作日，对吧", "jiangxi-2022#39", True),
        ("听说异议要三个工作日，对吧", "jiangxi-2022#39", False),
        ("听说异议要三天，对吧", "jiangxi-2022#39", False),
        ("异议是15个工作日以内给结果吗", "shanxi-2022#39", False),
        ("不是要收20块钱吗", "jiangxi-2022#38", True),
        ("查自己的记录免费是吧", "jiangxi-2022#38", False),
        ("听说五个工作日内更正，对吗", "shanxi-2022#42", True),
        ("听说五日内更正，对吗", "shanxi-2022#42", False),
        ("异议几天给结果", "jiangxi-2022#39", False),
        ("修复十个工作日，周末也算吧", "jiangxi-2022#40", True),
        ("更正是五日，周末不算对吧", "shanxi-2022#42", True),
        ("五日更正，周末也算对吧", "shanxi-2022#42", False),
        ("受理后第二天没标异议，对不对", "jiangxi-2022#39", False),
        ("听说罚款是20万元对吧", "jiangxi-2022#58", True),
        ("听说单位罚5万元起对吧", "jiangxi-2022#58", False),
    ],
)
def test_contradicted(question: str, clause: str, wrong: bool) -> None:
    assert contradicted(question, load_corpus().provision(ClauseRef.parse(clause)).text) is wrong


def test_amounts() -> None:
    assert amounts("五个工作日内，三日内，10万元以下") == {(5, "工作日"), (3, "日"), (10, "万元")}
    assert amounts("三天") == {(3, "日")}
    assert amounts("第三十九条") == set()
    assert amounts("第二天，一天都不能拖") == set()


@pytest.mark.parametrize(
    ("question", "clause", "wrong"),
    [
        ("列入名单前不用告知我，对吧", "jiangxi-2022#31", True),
        ("条例没说不用告知我吧", "jiangxi-2022#31", False),
        ("列入名单前要告知我，对吧", "jiangxi-2022#31", False),
        ("如果不用告知我，那怎么异议，对吧", "jiangxi-2022#31", False),
        ("鉴定的时间也算在三个工作日里，对吧", "jiangxi-2022#39.2", True),
        ("鉴定的时间不算在里面，对吧", "jiangxi-2022#39.2", False),
        ("公示期满了才能申请修复，是这样吧", "shanxi-2022#43.1", True),
        ("提异议打个电话就行，对不对", "shanxi-2022#39.1", True),
        ("核查期间必须屏蔽，是吧", "shanxi-2022#39.2", True),
        ("孩子也要跟着受惩戒，是吧", "city-2022#36.2", True),
        ("孩子不会跟着受惩戒，是吧", "city-2022#36.2", False),
        ("捐款的信息不能删，是吧", "city-2022#48", True),
        ("捐款的信息怎么删", "city-2022#48", False),
    ],
)
def test_says_the_contrary(question: str, clause: str, wrong: bool) -> None:
    assert says_the_contrary(question, ClauseRef.parse(clause)) is wrong


def test_every_saying_stands_beside_the_clause_s_own_words() -> None:
    corpus = load_corpus()
    sayings = load_sayings()
    assert sayings
    for ref, found in sayings.items():
        for saying in found:
            assert saying.against in corpus.provision(ref).text, (str(ref), saying.against)


def test_no_law_s_own_words_are_taken_for_the_contrary() -> None:
    corpus = load_corpus()
    for ref in load_sayings():
        assert not says_the_contrary(f"条例规定：{corpus.provision(ref).text}对吧", ref), str(ref)


def test_hardly_any_question_that_is_right_is_called_wrong() -> None:
    held = [p for p in load_phrasings() if p.held and not p.refuted]
    wrong = sum(says_the_contrary(p.text, p.clause) for p in held)
    assert wrong / len(held) <= 0.005
