"""The scripted conversations of tests/cases/dialogues, over every channel, and again with a new process at every message."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.regulations.corpus import Corpus
from tests.assistant.dialogue.adapters import CHANNELS
from tests.assistant.dialogue.playing import DIRECT, Outcome, play
from tests.assistant.dialogue.script import Script, load

AtTheDoor = Callable[[Script], Outcome]

each_script = pytest.mark.parametrize("script", load(), ids=lambda script: script.id)


@each_script
def test_the_conversation_goes_as_written(script: Script, at_the_door: AtTheDoor) -> None:
    played = at_the_door(script).played
    assert not played.problems, f"\n{played}"


@pytest.mark.parametrize("channel", sorted(set(CHANNELS) - {DIRECT}))
@each_script
def test_every_channel_files_the_same(
    script: Script, channel: str, at_the_door: AtTheDoor, prepared_file: Path, tmp_path: Path, corpus: Corpus
) -> None:
    _same(play(script, prepared_file, tmp_path, corpus, channel), at_the_door(script))


@each_script
def test_a_new_process_at_every_message_changes_nothing(
    script: Script, at_the_door: AtTheDoor, prepared_file: Path, tmp_path: Path, corpus: Corpus
) -> None:
    _same(play(script, prepared_file, tmp_path, corpus, restarts=True), at_the_door(script))


def _same(found: Outcome, expected: Outcome) -> None:
    assert found.played.problems == expected.played.problems
    assert found.played.asked == expected.played.asked
    assert found.filed == expected.filed
