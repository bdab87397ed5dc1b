"""Personal numbers do not get through, however they are written; the law's own words do."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.redaction import mask
from knowledge.index.phrasings import load_phrasings
from knowledge.regulations.corpus import load_corpus

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_FULL_WIDTH = str.maketrans({chr(c): chr(c + 0xFEE0) for c in range(0x21, 0x7F)})


def resident_id(region: str, born: str, order: int) -> str:
    """A made-up 公民身份号码 with its check character (GB 11643)."""
    head = f"{region}{born}{order:03d}"
    return head + "10X98765432"[sum(w * int(d) for w, d in zip(_WEIGHTS, head, strict=True)) % 11]


def credit_code(head: str) -> str:
    """A made-up 统一社会信用代码 with its check character (GB 32100)."""
    letters = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    return head + letters[-sum(letters.index(c) * pow(3, i, 31) for i, c in enumerate(head)) % 31]


IDS = [
    resident_id(r, b, o) for r, b, o in itertools.product(("110105", "360702", "321322"), ("19900307",), range(1, 12))
]
CODES = [credit_code(head) for head in ("91360700MA35K8C2X", "12140000405700123", "92321322MA1XY3T56")]


def _leaks(text: str) -> bool:
    """True if a run of five digits is left."""
    digits = "".join(c if c.isdigit() else " " for c in text)
    return any(len(run) >= 5 for run in digits.split())


@pytest.mark.parametrize("number", IDS)
@pytest.mark.parametrize(
    "written",
    [
        lambda n: n,
        lambda n: n.lower(),
        lambda n: f"{n[:6]} {n[6:14]} {n[14:]}",
        lambda n: f"{n[:6]}-{n[6:14]}-{n[14:]}",
        lambda n: n.translate(_FULL_WIDTH),
        lambda n: n[:6] + n[8:17],
    ],
    ids=["plain", "small x", "spaces", "hyphens", "full width", "fifteen digits"],
)
def test_resident_ids(number: str, written: object) -> None:
    assert callable(written)
    masked = mask(f"我的身份证号是{written(number)}，记录不对")
    assert masked == "我的身份证号是〔身份证号〕，记录不对"


def test_the_sample_has_an_x() -> None:
    assert any(n.endswith("X") for n in IDS)


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("spaced", [False, True])
def test_unified_social_credit_codes(code: str, spaced: bool) -> None:
    written = " ".join((code[:8], code[8:17], code[17:])) if spaced else code
    assert mask(f"代码{written}的店") == f"代码〔{'身份证号' if code.isdigit() else '信用代码'}〕的店"


@pytest.mark.parametrize("code", [c for c in CODES if "M" in c])
def test_unified_social_credit_codes_in_small_letters(code: str) -> None:
    assert code.lower() not in mask(f"代码{code.lower()}的店")


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("13812345678", "电话"),
        ("138 1234 5678", "电话"),
        ("+86 138-1234-5678", "电话"),
        ("１３８１２３４５６７８", "电话"),
        ("0797-8123456", "电话"),
        ("6222021234567890123", "号码"),
        ("6222 0212 3456 7890", "号码"),
    ],
)
def test_other_numbers_and_addresses(said: str, name: str) -> None:
    assert mask(f"联系{said}，谢谢") == f"联系〔{name}〕，谢谢"


def test_an_e_mail_address() -> None:
    assert mask("邮箱：zhang.san+1@example.com.cn，谢谢") == "邮箱：〔邮箱〕，谢谢"


def test_the_words_before_an_e_mail_address_stay() -> None:
    assert mask("在江西怎么提异议我的邮箱是a@b.cn") == "在江西怎么提异议我的邮箱是〔邮箱〕"


def test_the_law_is_left_as_it_is() -> None:
    for document in load_corpus().documents.values():
        assert mask(document.text) == document.text.translate(
            {c: c - 0xFEE0 for c in range(0xFF10, 0xFF5B) if chr(c - 0xFEE0).isalnum()}
        )


def test_questions_without_numbers_are_left_as_they_are() -> None:
    plain = [p.text for p in load_phrasings() if not any(c.isdigit() or c.isascii() for c in p.text)]
    assert len(plain) > 5000
    assert [t for t in plain if "〔" not in t and "〔" in mask(t)] == []


@pytest.mark.parametrize(
    "text", ["2026年11月20日", "第39条第2款", "5个工作日", "晋政办发〔2020〕10号", "12345", "10000元"]
)
def test_dates_clauses_and_amounts_stay(text: str) -> None:
    assert mask(text) == text


def test_two_dates_side_by_side_stay() -> None:
    assert mask("2022-03-01 2022-10-01") == "2022-03-01 2022-10-01"


@given(st.text(max_size=60), st.sampled_from(IDS))
def test_an_id_between_any_words_is_gone(words: str, number: str) -> None:
    assert number not in mask(f"{words}，{number}，{words}")


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=120))
def test_masking_twice_changes_nothing_more(text: str) -> None:
    once = mask(text)
    assert mask(once) == once
    assert not _leaks(mask("13812345678"))
