"""Telephone numbers and other ways to reach somebody."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.dialogue.acts import Command
from assistant.dialogue.heard import Heard

Ear = Callable[..., Heard]


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("13812345678", "13812345678"),
        ("138 1234 5678", "13812345678"),
        ("138-1234-5678", "13812345678"),
        ("１３８１２３４５６７８", "13812345678"),
        ("+86 13812345678", "13812345678"),
        ("+8613812345678", "13812345678"),
        ("8613812345678", "13812345678"),
        ("0086 138 1234 5678", "13812345678"),
        ("我电话是15400001111", "15400001111"),
        ("打我手机15400001111吧", "15400001111"),
        ("手机号码：154 0000 1111。", "15400001111"),
        ("15400001111，微信同号", "15400001111"),
        ("留个电话15400001111", "15400001111"),
        ("0351-4567890", "03514567890"),
        ("0351 4567890", "03514567890"),
        ("(0797)8123456", "07978123456"),
        ("座机010-62345678", "01062345678"),
        ("07978123456转802", "07978123456"),
        ("abc.d_1@example.com", "abc.d_1@example.com"),
        ("邮箱是zhang-san@mail.example.cn", "zhang-san@mail.example.cn"),
        ("加我微信wxid_abc123", "微信 wxid_abc123"),
        ("微信号：abc_12345", "微信 abc_12345"),
        ("QQ12345678", "QQ 12345678"),
        ("我QQ是 87654321", "QQ 87654321"),
        ("电话15400001111和15400002222", "15400001111"),
    ],
)
def test_a_contact_is_heard(ear: Ear, text: str, contact: str) -> None:
    assert ear(text, asked="contact").value("contact") == contact


@pytest.mark.parametrize("text", ["1381234567", "138123456789", "手机1381234567", "电话是 138 1234 567"])
def test_a_number_with_digits_missing_is_told(ear: Ear, text: str) -> None:
    heard = ear(text, asked="contact")
    assert [(t.slot, t.code) for t in heard.troubles] == [("contact", "phone_length")]


@pytest.mark.parametrize(
    "text", ["不留电话", "不想留电话", "没有电话", "不方便留联系方式", "不留", "不留了", "不用留电话", "先不留手机"]
)
def test_no_contact_is_a_skip(ear: Ear, text: str) -> None:
    heard = ear(text, asked="contact")
    assert Command.SKIP in heard.commands
    assert heard.mentions == ()


@pytest.mark.parametrize("text", ["打12345没人接", "罚了50000元", "晋市监罚字〔2024〕12号", "2024年5月6日"])
def test_other_numbers_are_no_telephone(ear: Ear, text: str) -> None:
    assert ear(text).value("contact") is None
