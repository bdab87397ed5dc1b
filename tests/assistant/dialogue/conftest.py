"""A prepared database, and each script played once at the front door."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from knowledge.regulations.corpus import Corpus
from tests.assistant.dialogue.playing import Outcome, play
from tests.assistant.dialogue.script import Script, load
from tests.assistant.dialogue.world import prepared


@pytest.fixture(scope="session")
def prepared_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with every table."""
    return prepared(tmp_path_factory.mktemp("prepared"))


@pytest.fixture(scope="session")
def at_the_door(
    prepared_file: Path, tmp_path_factory: pytest.TempPathFactory, corpus: Corpus
) -> Callable[[Script], Outcome]:
    """What each script comes to at the front door; every other way of playing it is held against that."""
    scripts = {script.id: script for script in load()}

    @cache
    def played(id_: str) -> Outcome:
        return play(scripts[id_], prepared_file, tmp_path_factory.mktemp("door"), corpus)

    return lambda script: played(script.id)
