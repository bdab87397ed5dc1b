"""The real assistant, built once for all tests of this run: shipped corpus, index, models and law."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from assistant.answering.turn import Tools
from assistant.bootstrap import build
from assistant.service import Assistant
from assistant.settings import Settings

TODAY = date(2026, 11, 20)
"""A Friday; the law of all five documents is in force or over."""

CASES = Path(__file__).resolve().parent.parent / "cases"


@cache
def real_assistant() -> Assistant:
    """An assistant whose today is `TODAY`; its data lies in the session's DATA_DIR."""
    return build(Settings(clock=TODAY, demo_mode=True))


def real_tools() -> Tools:
    """What the pipeline's steps are given."""
    return real_assistant()._tools


def cases(name: str) -> Iterator[dict[str, Any]]:
    """The cases of a YAML file of tests/cases."""
    yield from yaml.safe_load((CASES / f"{name}.yaml").read_text("utf-8"))
