"""A duty as channels show it: the contract's keys, words for what has no number, caveats."""

from __future__ import annotations

from datetime import date

import pytest

from credit_core.duties.views import view
from credit_core.model.cases import CasePause
from tests.credit_core.duty_examples import CALENDAR, LAW, make_duty

TODAY = date(2026, 11, 20)


def test_the_contract_of_a_deadline() -> None:
    pause = CasePause("p", "case", "鉴定", date(2026, 11, 23), None, "委托书", None)
    shown = view(make_duty("JX-51", TODAY), LAW, TODAY, CALENDAR, (pause,))
    assert shown.as_contract() == {
        "duty": "完成处理并将结果告知异议申请人",
        "rule": "JX-51",
        "clause": "jiangxi-2022#39.2",
        "unit": "工作日",
        "days": 3,
        "start": "2026-11-20",
        "due": "2026-11-25",
        "status": "due",
        "body": "公共信用信息平台或者公共信用信息提供单位",
        "condition": "own_scope",
        "provisional": False,
        "assumptions": ["A-6", "A-7", "A-8"],
        "pauses": [{"first": "2026-11-23", "last": None, "reason": "鉴定"}],
        "caveats": [],
        "word": "三个工作日内",
    }
    assert (shown.citation, shown.status_name) == ("《江西省社会信用条例》第三十九条第二款", "未到期")


@pytest.mark.rule("GEN-05")
def test_a_duty_without_a_number_shows_its_word_and_a_target_apart() -> None:
    shown = view(make_duty("SX-33", TODAY), LAW, TODAY, CALENDAR, targets={"SX-33": 5})
    told = shown.as_contract()
    assert (told["days"], told["unit"], told["due"], told["word"]) == (None, None, None, "及时")
    assert shown.internal_target == date(2026, 11, 25)
    assert "2026-11-25" not in str(told)


def test_pauses_belong_to_limits_whose_clause_allows_them() -> None:
    pause = CasePause("p", "case", "鉴定", date(2026, 11, 23), date(2026, 11, 24), "委托书", "意见书")
    assert view(make_duty("JX-50", TODAY), LAW, TODAY, CALENDAR, (pause,)).pauses == ()


def test_caveats_are_the_codes_of_the_answer_contract() -> None:
    assert view(make_duty("JX-57", TODAY), LAW, TODAY, CALENDAR).caveats == ("other_rules_prevail",)
    late = view(make_duty("JX-57", date(2026, 12, 25)), LAW, TODAY, CALENDAR)
    assert late.caveats == ("other_rules_prevail", "provisional")


@pytest.mark.rule("GEN-06")
def test_the_later_reading_of_a_last_day_of_rest_is_kept_beside_the_earlier_day() -> None:
    shown = view(make_duty("SX-37", date(2026, 11, 26)), LAW, TODAY, CALENDAR)
    assert (shown.due, shown.alternative_due) == (date(2026, 11, 29), date(2026, 11, 30))
    assert "GEN-06" in shown.assumptions
