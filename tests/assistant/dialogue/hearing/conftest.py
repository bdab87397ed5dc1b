"""An ear for the tests: `ear(text, asked=…, act=…)` hears as the conversation does on 20 November 2026."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from assistant.dialogue.heard import Expectation, Heard
from assistant.dialogue.hearing.hear import hear
from knowledge.regulations.places import load_gazetteer

TODAY = date(2026, 11, 20)
Ear = Callable[..., Heard]


@pytest.fixture(scope="session")
def ear() -> Ear:
    gazetteer = load_gazetteer()

    def listen(text: str, **expected: Any) -> Heard:
        return hear(text, Expectation(today=TODAY, **expected), gazetteer)

    return listen
