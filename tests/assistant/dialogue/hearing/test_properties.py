"""What holds for any text."""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.dialogue import hearing
from assistant.dialogue.acts import Act, Command
from assistant.dialogue.heard import Heard
from assistant.dialogue.slots import SLOTS
from credit_core.identity.synthetic import birth_date, resident_number, unified_code

Ear = Callable[..., Heard]
GAPS = ("", " ", "-", ".", " - ", "·", "\u3000", "\u200b", "—")
PREFIXES = ("", "身份证", "号码是", "我的身份证号：", "哦，是", "代码 ", "（", "就是这个，")
SUFFIXES = ("", "。", "，对吧", " 谢谢", "）", "，电话15400001111", "\n")
WORDS = "我爸的身份证是公司叫张三李四赣州太原法人代理2024年5月6日13812345678晋市监罚字〔2024〕12号提异议修复不对改成 ，。？x-X0"
RELAXED = settings(
    deadline=None, max_examples=150, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def _wide(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c.isalnum() else c for c in text)


@RELAXED
@given(
    seed=st.integers(0, 10**6),
    firm=st.booleans(),
    cuts=st.sets(st.integers(1, 17), max_size=4),
    gap=st.sampled_from(GAPS),
    prefix=st.sampled_from(PREFIXES),
    suffix=st.sampled_from(SUFFIXES),
    lower=st.booleans(),
    wide=st.booleans(),
)
def test_any_valid_number_in_any_decoration_is_heard(
    ear: Ear, seed: int, firm: bool, cuts: set[int], gap: str, prefix: str, suffix: str, lower: bool, wide: bool
) -> None:
    random = Random(seed)
    number = (
        unified_code(random)
        if firm
        else resident_number(random, birth_date(random, date(1940, 1, 1), date(2020, 1, 1)))
    )
    typed = gap.join(number[a:b] for a, b in zip([0, *sorted(cuts)], [*sorted(cuts), 18], strict=True))
    typed = typed.lower() if lower else typed
    typed = _wide(typed) if wide else typed
    heard = ear(prefix + typed + suffix, asked="subject_id", act=Act.OBJECTION)
    assert heard.value("subject_id") == number
    assert heard.troubles == ()


@RELAXED
@given(days=st.integers(0, 3000), form=st.integers(0, 5))
def test_any_day_written_in_full_is_heard(ear: Ear, days: int, form: int) -> None:
    day = date(2026, 11, 20) - timedelta(days=days)
    forms = (
        "{0}年{1}月{2}日",
        "{0}-{1:02}-{2:02}",
        "{0}/{1}/{2}",
        "{0}.{1}.{2}",
        "{0} 年 {1} 月 {2} 号",
        "{0}{1:02}{2:02}",
    )
    heard = ear(forms[form].format(day.year, day.month, day.day), asked="event_date", act=Act.OBJECTION)
    assert [(m.slot, m.value, m.sure) for m in heard.mentions] == [("event_date", day.isoformat(), True)]


@RELAXED
@given(
    text=st.one_of(st.text(max_size=2000), st.text(alphabet=WORDS, max_size=300)),
    asked=st.sampled_from([None, *SLOTS]),
    act=st.sampled_from([None, *Act]),
    confirming=st.booleans(),
)
def test_hearing_never_fails_and_never_files_by_mistake(
    ear: Ear, text: str, asked: str | None, act: Act | None, confirming: bool
) -> None:
    heard = ear(text, asked=asked, act=act, confirming=confirming, slots={"event_date": "2024-05-06"})
    assert len({m.slot for m in heard.mentions}) == len(heard.mentions)
    assert all(t.slot in SLOTS for t in heard.troubles)
    assert not (heard.corrects and Command.YES in heard.commands)
    assert ear(text, asked=asked, act=act, confirming=confirming, slots={"event_date": "2024-05-06"}) == heard


def _patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    for module in pkgutil.iter_modules(hearing.__path__):
        loaded = importlib.import_module(f"{hearing.__name__}.{module.name}")
        for name, value in vars(loaded).items():
            if not name.startswith("__"):
                yield from ((f"{module.name}.{name}", found) for found in _inside(value))


def _inside(value: Any) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, tuple | list):
        for item in value:
            yield from _inside(item)


@pytest.mark.parametrize(
    "unit",
    ["a", "1", "我", " ", "1 ", "1-", "帮我爸的朋友", "记录处罚我要查信用", "（", "张三·", "二〇二四年", "公司叫远溪"],
)
def test_every_pattern_is_quick_on_a_hundred_thousand_characters(unit: str) -> None:
    text = (unit * 100_000)[:100_000]
    slow = []
    for name, pattern in _patterns():
        spent = []
        for _ in range(3):
            began = time.thread_time()
            pattern.search(text)
            spent.append(time.thread_time() - began)
            if spent[-1] < 0.1:
                break
        if min(spent) >= 0.1:
            slow.append((name, min(spent)))
    assert slow == []


def test_a_message_is_heard_in_five_milliseconds(ear: Ear) -> None:
    messages = [
        "我叫张三，电话15400001111，在赣州，要对晋市监罚字〔2024〕12号这条处罚提异议，2024年5月6日收到的",
        "提交吧",
        "要几天",
    ] * 30
    ear(messages[0])
    spent = []
    for message in messages:
        began = time.thread_time()
        ear(message)
        spent.append(time.thread_time() - began)
    assert sorted(spent)[int(len(spent) * 0.95)] < 0.005
