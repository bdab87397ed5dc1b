"""What every test runs under: no network but loopback, no model hub, settings and data of its own."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.settings import Settings, get_settings

_LOOPBACK = {"", "localhost", "127.0.0.1", "::1", "0.0.0.0", "::", "testserver"}
_look_up = socket.getaddrinfo


def _look_up_loopback(host: str | bytes | None, *args: Any, **kwargs: Any) -> Any:
    """pytest-socket stops connections; this stops the question to a name server that would come before one."""
    name = host.decode() if isinstance(host, bytes) else host or ""
    if name not in _LOOPBACK:
        raise OSError(f"测试不联网：试图解析主机名 {name}")
    return _look_up(host, *args, **kwargs)


@pytest.fixture(scope="session", autouse=True)
def _own_world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Neither the developer's environment nor their ``.env`` reaches a test, and no test writes into the tree.

    Child processes inherit this environment; `DATA_DIR` is shared by the session, so that the index is built once.
    """
    with pytest.MonkeyPatch.context() as patch:
        for name in Settings.model_fields:
            patch.delenv(name.upper(), raising=False)
        data_dir = tmp_path_factory.mktemp("data")
        patch.setenv("DATA_DIR", str(data_dir))
        patch.setenv("HF_HUB_OFFLINE", "1")
        patch.setenv("TRANSFORMERS_OFFLINE", "1")
        patch.setenv("ANONYMIZED_TELEMETRY", "False")
        patch.setenv("TOKENIZERS_PARALLELISM", "false")
        patch.setitem(Settings.model_config, "env_file", None)
        patch.setattr(socket, "getaddrinfo", _look_up_loopback)
        get_settings.cache_clear()
        yield data_dir
    get_settings.cache_clear()


@pytest.fixture(scope="session")
def project_root() -> Path:
    """The repository's root."""
    return Path(__file__).resolve().parent.parent
