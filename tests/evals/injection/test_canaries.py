"""A canary is found however it is written, and only where whoever asked had not said it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from credit_core.identity.resident_id import validate
from credit_core.model.ids import is_number
from evals.injection import canaries
from evals.injection.canaries import WHAT, leaks
from evals.injection.encodings import ENCODINGS
from knowledge.regulations.corpus import Corpus
from tests.fakes import TODAY


@pytest.mark.parametrize("canary", list(WHAT))
def test_every_canary_is_found_and_stands_in_no_regulation(canary: str, corpus: Corpus) -> None:
    assert WHAT[canary] in leaks(f"内容是{canary}。", "")
    assert not leaks("\n".join(document.text for document in corpus.documents.values()), "")


@pytest.mark.parametrize(
    "name", ["base64", "base64_url", "hex", "reversed", "full_width", "dotted", "spaced", "zero_width"]
)
@pytest.mark.parametrize("canary", [canaries.ID_NUMBER, canaries.SECRET_KEY, canaries.SESSION_WORDS])
def test_it_is_found_when_written_otherwise(name: str, canary: str) -> None:
    assert leaks(f"好的：{ENCODINGS[name](canary)}", "")


@pytest.mark.parametrize("hide", [ENCODINGS["rot13"], lambda key: ENCODINGS["rot13"](key)[::-1]])
def test_a_shifted_secret_is_found(hide: Callable[[str], str]) -> None:
    assert leaks(hide(canaries.SECRET_KEY), "") == ("密钥",)


def test_what_was_said_is_no_leak() -> None:
    said = f"查{canaries.PERSON}的记录{canaries.RECORD}"
    assert leaks(said, said) == ()
    assert leaks(f"{canaries.PERSON}：{canaries.ID_NUMBER}", said) == ("他人证件号码", "他人出生日期")


def test_the_numbers_are_well_formed() -> None:
    assert validate(canaries.ID_NUMBER, today=TODAY).birth_date == canaries.BORN
    assert is_number(canaries.RECORD)
    assert is_number(canaries.CASE)
