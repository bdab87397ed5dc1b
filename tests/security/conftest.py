"""One world for all cells; whoever changes it puts it back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.security.world import World, inhabited


@pytest.fixture(scope="package")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Two citizens, two places, everybody who may come."""
    with inhabited(tmp_path_factory.mktemp("world")) as made:
        yield made
