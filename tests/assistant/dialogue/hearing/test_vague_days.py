"""Days as the answer to the question for one: read where they are certain, told back where they are not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.dialogue.acts import Act
from assistant.dialogue.heard import Heard

Ear = Callable[..., Heard]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("十一那天", "2026-10-01"),
        ("三月五", "2026-03-05"),
        ("大前天", "2026-11-17"),
        ("昨个", "2026-11-19"),
        ("24年3月5号", "2024-03-05"),
        ("上月十五", "2026-10-15"),
        ("一个礼拜前", "2026-11-13"),
        ("3月5号，2024年的", "2024-03-05"),
        ("2024年的3月5号", "2024-03-05"),
        ("2024 3 5", "2024-03-05"),
        ("去年国庆节当天", "2025-10-01"),
    ],
)
def test_a_certain_day(ear: Ear, text: str, day: str) -> None:
    assert ear(text, asked="event_date", act=Act.REVOCATION).value("event_date") == day


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("上个月底", "relative_date"),
        ("前年春天", "relative_date"),
        ("国庆节", "relative_date"),
        ("去年的今天", "relative_date"),
        ("上旬", "relative_date"),
        ("有段时间了", "relative_date"),
        ("去年腊月", "lunar_date"),
        ("八月十五", "lunar_date"),
        ("立春那天", "lunar_date"),
    ],
)
def test_an_uncertain_day_is_not_guessed(ear: Ear, text: str, code: str) -> None:
    heard = ear(text, asked="event_date", act=Act.REVOCATION)
    assert (heard.value("event_date"), [t.code for t in heard.troubles]) == (None, [code])


def test_a_day_that_is_denied_is_not_the_day(ear: Ear) -> None:
    slots = {"jurisdiction": "jiangxi", "event_date": "2026-11-03"}
    heard = ear("不是3号，是5号", act=Act.REVOCATION, confirming=True, slots=slots)
    assert (heard.corrects, heard.value("event_date")) == (True, "2026-11-05")
