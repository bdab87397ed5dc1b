"""Time-based codes: RFC 6238's own examples, the steps around now, and what the picture holds."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from assistant.desk import access_factor as factor

SECRET = base64.b32encode(b"12345678901234567890").decode()


@pytest.mark.parametrize(
    ("seconds", "code"), [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (2000000000, "279037")]
)
def test_the_examples_of_the_standard(seconds: int, code: str) -> None:
    assert factor.step_of(SECRET, code, datetime.fromtimestamp(seconds, UTC)) == seconds // 30


@pytest.mark.parametrize(("steps", "taken"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_one_step_before_and_after_is_taken(steps: int, taken: bool) -> None:
    now = datetime(2026, 11, 20, 9, 0, 15, tzinfo=UTC)
    code = pyotp.TOTP(SECRET).at(now + timedelta(seconds=30 * steps))
    assert (factor.step_of(SECRET, f" {code[:3]} {code[3:]}", now) is not None) is taken


@pytest.mark.parametrize("code", ["", "12345", "一二三四五六", "1234567", "abcdef"])
def test_what_is_no_code_is_none(code: str) -> None:
    assert factor.step_of(SECRET, code, datetime(2026, 11, 20, tzinfo=UTC)) is None


def test_the_secret_needs_the_key_the_member_and_the_seed() -> None:
    made = factor.secret_of(b"key", "member", "seed")
    assert len(base64.b32decode(made)) == 20
    others = {factor.secret_of(b"kez", "member", "seed"), factor.secret_of(b"key", "membes", "seed")}
    assert made not in others | {factor.secret_of(b"key", "member", factor.new_seed())}
    assert made == factor.secret_of(b"key", "member", "seed")


def test_the_picture_is_plain_svg_and_the_secret_stays_out_of_logs() -> None:
    enrolment = factor.enrolment(SECRET, "王工")
    assert enrolment.picture.startswith("<svg")
    assert "<script" not in enrolment.picture
    assert "style=" not in enrolment.picture
    assert enrolment.grouped.replace(" ", "") == SECRET
    assert SECRET not in repr(enrolment)
