"""Clients that are signed in, quickly."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

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
def member_client(desks: Desks) -> Callable[..., TestClient]:
    """`member_client(role, places=…, body=…)`: a browser in which such a member is signed in."""
    return desks.client
