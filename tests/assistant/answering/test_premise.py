"""Only what can be shown is called a mistake."""

from __future__ import annotations

import pytest

from assistant.answering.premise import amounts, contradicted
from knowledge.citations.reference import ClauseRef
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
