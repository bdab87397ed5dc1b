"""A client over the fake runtime; forms are posted as our own pages would."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.settings import Settings
from channels.web.app import create_app
from channels.web.throttle import Limits
from credit_core.storage.engine import open_engine
from credit_core.storage.unit_of_work import Store
from credit_core.use_cases.office import Office
from tests.channels.web.conversing import TalkingRuntime
from tests.credit_core.databases import build
from tests.credit_core.offices import SetClock, open_test_office
from tests.fakes import TODAY, FakeRuntime

OWN_PAGE = {"Sec-Fetch-Site": "same-origin"}
ClientOf = Callable[..., TestClient]
OpenOffice = Callable[[], Office]


@pytest.fixture(scope="session")
def open_office(tmp_path_factory: pytest.TempPathFactory) -> OpenOffice:
    """An office over a database of its own, made when it is first asked for."""

    @cache
    def opened() -> Office:
        engine = open_engine(f"sqlite:///{tmp_path_factory.mktemp('office') / 'core.db'}")
        build(engine)
        return open_test_office(Store(engine), SetClock())

    return opened


@pytest.fixture
def runtime(open_office: OpenOffice) -> TalkingRuntime:
    return TalkingRuntime(open_office=open_office)


@pytest.fixture
def client_of(tmp_path: Path) -> Iterator[ClientOf]:
    """Makes clients; `raises=False` shows what a browser sees of a crash."""
    opened: list[TestClient] = []

    def make(runtime: FakeRuntime, limits: Limits | None = None, raises: bool = True, demo: bool = True) -> TestClient:
        settings = Settings(data_dir=tmp_path, demo_mode=demo, clock=TODAY if demo else None)
        app = create_app(runtime, settings, limits)
        client = TestClient(app, headers=OWN_PAGE, raise_server_exceptions=raises)
        client.__enter__()
        opened.append(client)
        return client

    yield make
    for client in opened:
        client.__exit__(None, None, None)


@pytest.fixture
def client(runtime: TalkingRuntime, client_of: ClientOf) -> TestClient:
    return client_of(runtime)
