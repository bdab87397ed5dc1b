"""The desks over one database, without a web server in front."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.channels.web.staff.desks import Desks, opened, prepared


@pytest.fixture(scope="session")
def desks_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database, made once."""
    return prepared(tmp_path_factory.mktemp("desks"))


@pytest.fixture
def desks(desks_template: Path, tmp_path: Path) -> Iterator[Desks]:
    """The desks, in demo mode."""
    with opened(desks_template, tmp_path) as made:
        yield made


@pytest.fixture
def real(desks_template: Path, tmp_path: Path) -> Iterator[Desks]:
    """The desks outside demo mode."""
    with opened(desks_template, tmp_path, demo=False) as made:
        yield made
