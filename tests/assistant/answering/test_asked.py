"""What quantity is asked for, and whether a clause gives one."""

from __future__ import annotations

import pytest

from assistant.answering.asked import Quantity, gives, quantity_asked

D, F, M, S, A = Quantity.DURATION, Quantity.FREQUENCY, Quantity.MONEY, Quantity.SHARE, Quantity.AGE


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("提了异议几天有结果", D),
        ("处罚公示到底要挂多久", D),
        ("那个标注标到何年何月才消", D),
        ("核实要在多少个工作日以内", D),
        ("几個月能修復好", D),
        ("一年能查自己几回", F),
        ("惩戒清单多久更新一次", F),
        ("补充目录是不是有固定的调整周期", F),
        ("偷看我档案要罚多少", M),
        ("查一次要不要钱", M),
        ("收不收手续费", M),
        ("保证金少交百分之几", S),
        ("投标给加几分", S),
        ("几岁开始记失信", A),
        ("去哪里提异议", None),
        ("我这几天就去交材料，要带什么", None),
        ("都好几年了还挂着，凭什么", None),
        ("能不能少来几趟检查", None),
        ("能少被检查几回不", None),
        ("条例几月几号开始施行", None),
        ("要交哪几样信息", None),
        ("几号窗口在哪", None),
        ("哪几种情况可以提异议", None),
    ],
)
def test_only_explicit_words_ask_for_a_quantity(question: str, asked: Quantity | None) -> None:
    assert quantity_asked(question) is asked


@pytest.mark.parametrize(
    ("text", "quantity", "given"),
    [
        ("应当在三个工作日内完成", D, True),
        ("应当及时核查处理", D, False),
        ("本条例自2022年3月1日起施行", D, False),
        ("一般每年调整一次", F, True),
        ("并定期更新", F, False),
        ("处五万元以上十万元以下罚款", M, True),
        ("可以免费查询", M, True),
        ("依法给予处分", M, False),
        ("十六周岁以上未成年人", A, True),
        ("予以减免保证金", S, False),
    ],
)
def test_a_clause_gives_it_or_does_not(text: str, quantity: Quantity, *, given: bool) -> None:
    assert gives([text], quantity) is given
