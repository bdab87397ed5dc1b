"""The desks' application with a person in it, signed in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.channels.web.staff.desks import Desks, opened, prepared


@pytest.fixture(scope="session")
def mine_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database, made once."""
    return prepared(tmp_path_factory.mktemp("mine"))


@pytest.fixture
def desks(mine_template: Path, tmp_path: Path) -> Iterator[Desks]:
    """In demo mode."""
    with opened(mine_template, tmp_path) as made:
        yield made
