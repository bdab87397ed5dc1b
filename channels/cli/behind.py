"""A runtime whose very import happens behind the server: `assistant.runtime` brings two seconds of libraries along."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from assistant.settings import get_settings
from channels.web.ports import Assistant, Conversing, Runtime

if TYPE_CHECKING:
    from assistant.citizens import Citizens
    from assistant.desk.front import Desk
    from credit_core.use_cases.office import Office

log = logging.getLogger(__name__)

STAGE = "正在载入程序"
FAILED = "加载失败：{error}"


def import_runtime() -> Runtime:
    """The runtime of this process's settings. Slow: imports the libraries."""
    from assistant.runtime import Runtime as Loaded

    return Loaded(get_settings())


class Behind:
    """Is a runtime at once, and has one when its thread got it."""

    def __init__(self, load: Callable[[], Runtime] = import_runtime) -> None:
        self._load = load
        self._loaded: Runtime | None = None
        self._failure: str | None = None
        self._arrived = threading.Event()
        self._thread = threading.Thread(target=self._run, name="import-assistant", daemon=True)

    @property
    def ready(self) -> bool:
        """True when questions can be answered."""
        return self._loaded is not None and self._loaded.ready

    @property
    def failure(self) -> str | None:
        """Why loading failed, in Chinese."""
        return self._loaded.failure if self._loaded else self._failure

    @property
    def stage(self) -> str:
        """What is being loaded."""
        return self._loaded.stage if self._loaded else STAGE

    def start(self) -> None:
        """Begin; a second call does nothing."""
        if not self._thread.is_alive() and not self._arrived.is_set():
            self._thread.start()

    def wait(self, timeout: float | None = None) -> Assistant:
        """The assistant, waiting for the import and then up to `timeout` seconds for the loading.

        Raises:
            RuntimeError: it is not there; the message is for a person.
        """
        self.start()
        self._arrived.wait(timeout)
        return self._there().wait(timeout)

    def converser(self) -> Conversing:
        """The front door of conversations.

        Raises:
            RuntimeError: it is not there yet; the message is for a person.
        """
        return self._there().converser()

    def office(self) -> Office:
        """The office, for receipts and the view of a case.

        Raises:
            RuntimeError: as `converser`.
        """
        return self._there().office()

    def desk(self) -> Desk:
        """The front doors for staff work.

        Raises:
            RuntimeError: as `converser`.
        """
        return self._there().desk()

    def citizens(self) -> Citizens:
        """The front door of citizens who were identified.

        Raises:
            RuntimeError: as `converser`.
        """
        return self._there().citizens()

    def _there(self) -> Runtime:
        if self._loaded is None:
            raise RuntimeError(self._failure or STAGE)
        return self._loaded

    def checks(self) -> dict[str, bool | str]:
        """What /readyz reports."""
        return self._loaded.checks() if self._loaded else {"assistant": self._failure or STAGE}

    def _run(self) -> None:
        try:
            loaded = self._load()
            loaded.start()
            self._loaded = loaded
        except Exception as error:
            log.exception("importing the assistant failed")
            self._failure = FAILED.format(error=error)
        finally:
            self._arrived.set()
