"""A script played over a channel, with the assistant of this test run."""

from __future__ import annotations

from pathlib import Path

from assistant.settings import Settings
from evals.filings import playing
from evals.filings.playing import Outcome
from evals.filings.script import Script
from knowledge.regulations.corpus import Corpus
from tests.assistant.dialogue.adapters import CHANNELS
from tests.assistant.real import real_tools

__all__ = ["DIRECT", "Outcome", "play"]

DIRECT = "direct"


def play(
    script: Script, prepared: Path, folder: Path, corpus: Corpus, channel: str = DIRECT, *, restarts: bool = False
) -> Outcome:
    """The script over a channel, in an office of its own."""
    begin = CHANNELS[channel]
    return playing.play(script, prepared, folder, Settings(), real_tools(), begin, restarts=restarts)
