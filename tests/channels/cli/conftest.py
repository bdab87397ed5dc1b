"""The command line over a fake assistant: no models, no index."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from assistant.settings import Settings, get_settings
from channels.cli import loading
from channels.cli.main import app
from tests.fakes import FakeAssistant

Run = Callable[..., Result]


@dataclass
class Loads:
    """How the assistant was loaded."""

    assistant: FakeAssistant = field(default_factory=FakeAssistant)
    settings: list[Settings] = field(default_factory=list)
    remember: list[bool] = field(default_factory=list)

    def __call__(self, settings: Settings, *, remember: bool) -> FakeAssistant:
        self.settings.append(settings)
        self.remember.append(remember)
        return self.assistant


@pytest.fixture
def loads(monkeypatch: pytest.MonkeyPatch) -> Loads:
    made = Loads()
    monkeypatch.setattr(loading, "load_assistant", made)
    return made


@pytest.fixture
def assistant(loads: Loads) -> FakeAssistant:
    return loads.assistant


@pytest.fixture
def set_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Callable[..., None]]:
    """Sets environment settings for this test; ``DATA_DIR`` is a folder of its own."""

    def make(**values: Any) -> None:
        for name, value in values.items():
            monkeypatch.setenv(name, str(value))
        get_settings.cache_clear()

    make(DATA_DIR=tmp_path / "data")
    yield make
    monkeypatch.undo()
    get_settings.cache_clear()


@pytest.fixture
def run() -> Run:
    def invoke(*arguments: str, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(app, list(arguments), input=stdin)

    return invoke
