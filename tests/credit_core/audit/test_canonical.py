"""Canonical JSON: the examples of RFC 8785, what is refused, and what is converted."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import IntEnum, StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credit_core.audit.canonical import canonical, plain, stamp
from credit_core.audit.errors import NotCanonical
from knowledge.citations.reference import ClauseRef
from tests.credit_core.audit.independent_verifier import encode

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
)


class Word(StrEnum):
    REPAIR = "信用修复"


class Level(IntEnum):
    HIGH = 3


def test_keys_are_sorted_as_rfc_8785_3_2_3_shows() -> None:
    example = {"\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\U0001f600": 5, "\u0080": 6, "\u00f6": 7}
    assert list(json.loads(canonical(example)).values()) == [2, 4, 6, 7, 1, 5, 3]


def test_text_is_escaped_as_rfc_8785_3_2_2_shows() -> None:
    assert canonical('\u20ac$\x0f\nA\'B"\\\\"/\x7f') == '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/\x7f"'.encode()
    assert canonical({"b": [True, False, None], "a": -1}) == b'{"a":-1,"b":[true,false,null]}'


@given(VALUES)
def test_reading_back_gives_the_same_and_another_encoder_agrees(value: object) -> None:
    assert json.loads(canonical(value)) == value
    assert canonical(value).decode() == encode(value)


@pytest.mark.parametrize(
    "value",
    [
        1.5,
        1.0,
        float("nan"),
        2**53,
        10**5000,
        -(2**53),
        "\ud800",
        {"\ud800": 1},
        {1: 2},
        (1, 2),
        b"x",
        Level.HIGH,
        Word.REPAIR,
    ],
    ids=lambda value: repr(value) if value != 10**5000 else "10**5000",
)
def test_what_has_no_exact_form_is_refused(value: object) -> None:
    with pytest.raises(NotCanonical, match="审计内容"):
        canonical({"value": [value]})


def test_a_bottomless_value_is_refused() -> None:
    value: list[object] = []
    for _ in range(100_000):
        value = [value]
    with pytest.raises(NotCanonical, match="过深"):
        canonical(value)


def test_plain_converts_what_it_names() -> None:
    beijing = timezone(timedelta(hours=8))
    values = {
        Word.REPAIR: (Word.REPAIR, Level.HIGH),
        "clause": ClauseRef.parse("example-2022#39.2"),
        "on": date(2026, 3, 1),
        "at": datetime(2026, 3, 1, 0, 0, tzinfo=beijing),
        "open": True,
        "none": None,
    }
    assert plain(values) == {
        "信用修复": ["信用修复", "HIGH"],
        "clause": "example-2022#39.2",
        "on": "2026-03-01",
        "at": "2026-02-28T16:00:00.000000Z",
        "open": True,
        "none": None,
    }


@pytest.mark.parametrize("value", [0.5, Decimal(1), {1: "a"}, {None: "a"}, {"a"}, b"x", object()], ids=repr)
def test_plain_converts_nothing_else(value: object) -> None:
    with pytest.raises(NotCanonical, match="审计内容"):
        plain({"value": value})


def test_a_moment_needs_its_zone() -> None:
    assert stamp(datetime(2026, 3, 1, 23, 59, 59, 7, tzinfo=UTC)) == "2026-03-01T23:59:59.000007Z"
    with pytest.raises(NotCanonical, match="时区"):
        plain(datetime(2026, 3, 1))  # noqa: DTZ001 - the mistake under test
