"""The real assistant for the tests of this package."""

from __future__ import annotations

import pytest

from assistant.answering.turn import Tools
from assistant.service import Assistant
from knowledge.regulations.corpus import Corpus
from tests.assistant.real import real_assistant, real_tools


@pytest.fixture(scope="session")
def assistant() -> Assistant:
    return real_assistant()


@pytest.fixture(scope="session")
def tools() -> Tools:
    return real_tools()


@pytest.fixture(scope="session")
def corpus(tools: Tools) -> Corpus:
    return tools.corpus
