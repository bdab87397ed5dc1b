"""Conversations that nothing was made to fit. Only the totals are told; which went wrong, and where, is not looked at."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.regulations.corpus import Corpus
from tests.assistant.dialogue.playing import play
from tests.assistant.dialogue.script import SEALED, load
from tests.assistant.dialogue.totals import Totals, totals


@pytest.fixture(scope="module")
def found(prepared_file: Path, tmp_path_factory: pytest.TempPathFactory, corpus: Corpus) -> Totals:
    scripts = load(SEALED)
    return totals((one, play(one, prepared_file, tmp_path_factory.mktemp("sealed"), corpus)) for one in scripts)


def test_nothing_is_filed_that_was_not_confirmed(found: Totals) -> None:
    assert found.unconfirmed == 0


@pytest.mark.xfail(strict=True, reason="53 段里 47 段的日期全对；还没有达到")
def test_every_date_is_right(found: Totals) -> None:
    right, of = found.dates
    assert right == of


@pytest.mark.xfail(strict=True, reason="100 段里 90 段办成了该办的事，目标 95 %；还没有达到")
def test_the_right_case_is_filed(found: Totals) -> None:
    assert found.cases >= 0.95 * found.conversations


@pytest.mark.xfail(strict=True, reason="70 段里 58 段的内容全对，目标 90 %；还没有达到")
def test_the_slots_are_right(found: Totals) -> None:
    right, of = found.slots
    assert right >= 0.90 * of
