"""A client over the fake runtime; forms are posted as our own pages would."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.settings import Settings
from channels.web.app import create_app
from channels.web.throttle import Limits
from tests.fakes import TODAY, FakeRuntime

OWN_PAGE = {"Sec-Fetch-Site": "same-origin"}
ClientOf = Callable[..., TestClient]


@pytest.fixture
def runtime() -> FakeRuntime:
    return FakeRuntime()


@pytest.fixture
def client_of(tmp_path: Path) -> Iterator[ClientOf]:
    """Makes clients; `raises=False` shows what a browser sees of a crash."""
    opened: list[TestClient] = []

    def make(runtime: FakeRuntime, limits: Limits | None = None, raises: bool = True) -> TestClient:
        settings = Settings(data_dir=tmp_path, demo_mode=True, clock=TODAY)
        app = create_app(runtime, settings, limits)
        client = TestClient(app, headers=OWN_PAGE, raise_server_exceptions=raises)
        client.__enter__()
        opened.append(client)
        return client

    yield make
    for client in opened:
        client.__exit__(None, None, None)


@pytest.fixture
def client(runtime: FakeRuntime, client_of: ClientOf) -> TestClient:
    return client_of(runtime)
