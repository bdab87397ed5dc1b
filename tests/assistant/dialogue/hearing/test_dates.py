"""Days as people write them, and which day of the matter they are. Today is Friday, 20 November 2026."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.dialogue.acts import Act
from assistant.dialogue.heard import Heard

Ear = Callable[..., Heard]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024年5月6日", "2024-05-06"),
        ("2024年05月06日", "2024-05-06"),
        ("2024 年 5 月 6 号", "2024-05-06"),
        ("2024-5-6", "2024-05-06"),
        ("2024/05/06", "2024-05-06"),
        ("2024.5.6", "2024-05-06"),
        ("２０２４年５月６日", "2024-05-06"),
        ("24.5.6", "2024-05-06"),
        ("24年5月6日", "2024-05-06"),
        ("20240506", "2024-05-06"),
        ("二〇二四年五月六日", "2024-05-06"),
        ("二零二四年五月六号", "2024-05-06"),
        ("二○二四年十二月三十一日", "2024-12-31"),
        ("二四年五月六号", "2024-05-06"),
        ("5月6号", "2026-05-06"),
        ("五月六日", "2026-05-06"),
        ("11月20日", "2026-11-20"),
        ("12月1日", "2025-12-01"),
        ("今年5月6日", "2026-05-06"),
        ("去年5月6日", "2025-05-06"),
        ("前年的十月一号", "2024-10-01"),
        ("上个月三号", "2026-10-03"),
        ("上月15日", "2026-10-15"),
        ("这个月5号", "2026-11-05"),
        ("上上个月二十号", "2026-09-20"),
        ("今天", "2026-11-20"),
        ("今天上午收到的", "2026-11-20"),
        ("昨天", "2026-11-19"),
        ("昨晚", "2026-11-19"),
        ("前天", "2026-11-18"),
        ("大前天", "2026-11-17"),
        ("三天前", "2026-11-17"),
        ("10天以前", "2026-11-10"),
        ("两周前", "2026-11-06"),
        ("5.6", "2026-05-06"),
        ("5-6", "2026-05-06"),
        ("10/20", "2026-10-20"),
        ("元旦那天", "2026-01-01"),
        ("好像是2024年2月29日吧", "2024-02-29"),
    ],
)
def test_a_day_is_heard(ear: Ear, text: str, day: str) -> None:
    heard = ear(text, asked="event_date", act=Act.OBJECTION)
    assert [(m.slot, m.value, m.sure) for m in heard.mentions] == [("event_date", day, True)]
    assert heard.troubles == ()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("上周五", "2026-11-13"),
        ("上个星期三", "2026-11-11"),
        ("上上周一", "2026-11-02"),
        ("6号", "2026-11-06"),
        ("25号", "2026-10-25"),
    ],
)
def test_a_day_that_may_be_meant_otherwise_is_not_sure(ear: Ear, text: str, day: str) -> None:
    heard = ear(text, asked="event_date", act=Act.OBJECTION)
    assert [(m.value, m.sure) for m in heard.mentions] == [(day, False)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("去年底", "relative_date"),
        ("上个月底", "relative_date"),
        ("国庆前", "relative_date"),
        ("国庆节以后", "relative_date"),
        ("前几天", "relative_date"),
        ("上周", "relative_date"),
        ("半年前", "relative_date"),
        ("2024年5月", "relative_date"),
        ("2024年", "relative_date"),
        ("大概去年夏天", "relative_date"),
        ("五月份吧", "relative_date"),
        ("三个月前", "relative_date"),
        ("今年春节", "lunar_date"),
        ("农历三月初五", "lunar_date"),
        ("阴历八月十五", "lunar_date"),
        ("正月十五", "lunar_date"),
        ("腊月二十三", "lunar_date"),
        ("大年初三", "lunar_date"),
        ("中秋节那天", "lunar_date"),
        ("端午", "lunar_date"),
        ("2024年2月30日", "impossible_date"),
        ("4月31号", "impossible_date"),
        ("2024年13月1日", "impossible_date"),
        ("2023-2-29", "impossible_date"),
        ("2027年1月1日", "future_date"),
        ("明天", "future_date"),
        ("今年12月30日", "future_date"),
    ],
)
def test_a_day_that_must_be_asked_for(ear: Ear, text: str, code: str) -> None:
    heard = ear(text, asked="event_date", act=Act.OBJECTION)
    assert heard.value("event_date") is None
    assert [(t.slot, t.code) for t in heard.troubles] == [("event_date", code)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024年5月6日收到的决定书", {"event_date": "2024-05-06"}),
        ("处罚日期是2024年5月6日", {"event_date": "2024-05-06"}),
        ("决定是5月6日作出的", {"event_date": "2026-05-06"}),
        ("判决2024年5月6日生效", {"event_date": "2024-05-06"}),
        ("10月20号递的材料", {"submitted_on": "2026-10-20"}),
        ("我10月20日提交的申请", {"submitted_on": "2026-10-20"}),
        ("10月20日交的材料，过期了没？", {"submitted_on": "2026-10-20"}),
        ("10月20日申请的", {"submitted_on": "2026-10-20"}),
        ("5月6日收到决定，10月20日递的异议", {"event_date": "2026-05-06", "submitted_on": "2026-10-20"}),
        ("2024年5月6日作出的，5月10日收到", {"event_date": "2024-05-06"}),
        ("罚款5月12日交了", {"event_date": None, "submitted_on": None}),
        ("我1990年5月6日出生", {"event_date": None}),
    ],
)
def test_the_words_around_a_day_tell_which_day_it_is(ear: Ear, text: str, expected: dict[str, str | None]) -> None:
    heard = ear(text, act=Act.OBJECTION)
    assert {slot: heard.value(slot) for slot in expected} == expected


def test_a_day_without_a_year_stands_in_the_year_of_the_day_it_corrects(ear: Ear) -> None:
    heard = ear("不对，是5月7号", act=Act.OBJECTION, slots={"event_date": "2024-05-06"})
    assert heard.value("event_date") == "2024-05-07"


@pytest.mark.parametrize("text", ["3号楼", "目前还没有", "以前", "第十二条第五款", "五个工作日内"])
def test_what_is_no_day(ear: Ear, text: str) -> None:
    heard = ear(text, act=Act.OBJECTION)
    assert heard.value("event_date") is None
    assert heard.troubles == ()
