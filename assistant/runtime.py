"""The service of one process. Loading happens behind a server that already listens."""

from __future__ import annotations

import logging
import threading

from assistant import bootstrap
from assistant.bootstrap import Service
from assistant.citizens import Citizens
from assistant.desk.front import Desk
from assistant.reception import Reception
from assistant.service import Assistant
from assistant.settings import Settings, get_settings
from credit_core.use_cases.office import Office

log = logging.getLogger(__name__)


class Runtime:
    """Loads the assistant in a thread and hands it out when it is there."""

    def __init__(self, settings: Settings | None = None) -> None:
        self._settings = settings or get_settings()
        self._done = threading.Event()
        self._service: Service | None = None
        self._failure: str | None = None
        self._stage = "正在启动"
        self._opening = threading.Lock()
        self._doors: tuple[Desk, Citizens] | None = None
        self._thread: threading.Thread | None = None

    @property
    def ready(self) -> bool:
        """True when questions can be answered."""
        return self._service is not None

    @property
    def failure(self) -> str | None:
        """Why loading failed, in Chinese; None while all is well."""
        return self._failure

    @property
    def stage(self) -> str:
        """What is being loaded."""
        return self._stage

    def start(self) -> None:
        """Begin loading; a second call does nothing."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._load, name="load-assistant", daemon=True)
            self._thread.start()

    def wait(self, timeout: float | None = None) -> Assistant:
        """The assistant, waiting up to `timeout` seconds for it.

        Raises:
            RuntimeError: it is not there in time, or loading failed; the message is for a person.
        """
        self.start()
        self._done.wait(timeout)
        return self._ready(self._service).assistant

    def converser(self) -> Reception:
        """The front door of conversations.

        Raises:
            RuntimeError: it is not there yet, or loading failed; the message is for a person.
        """
        return self._ready(self._service).reception

    def office(self) -> Office:
        """The office, for receipts and the view of a case.

        Raises:
            RuntimeError: as `converser`.
        """
        return self._ready(self._service).office

    def desk(self) -> Desk:
        """The front doors for staff work; there before the assistant is."""
        return self._opened()[0]

    def citizens(self) -> Citizens:
        """The front door of citizens who were identified; there before the assistant is."""
        return self._opened()[1]

    def _opened(self) -> tuple[Desk, Citizens]:
        with self._opening:
            if self._doors is None:
                database = bootstrap.open_database(self._settings)
                self._doors = (
                    bootstrap.open_desk(self._settings, database),
                    bootstrap.open_citizens(self._settings, database),
                )
            return self._doors

    def _ready(self, service: Service | None) -> Service:
        if service is None:
            raise RuntimeError(self._failure or self._stage)
        return service

    def checks(self) -> dict[str, bool | str]:
        """What /readyz reports: each check with True, or what is wrong."""
        checks: dict[str, bool | str] = {"assistant": True if self.ready else self._failure or self._stage}
        try:
            database = bootstrap.open_database(self._settings)
            checks["database"] = "数据库结构不是最新版本" if database.behind() else True
            database.engine.dispose()
        except Exception as error:  # noqa: BLE001 - whatever it is, /readyz reports it
            checks["database"] = f"数据库打不开：{type(error).__name__}"
        return checks

    def _load(self) -> None:
        try:
            self._service = bootstrap.build_service(self._settings, self._progress)
            self._stage = "就绪"
        except Exception as error:
            log.exception("loading failed")
            self._failure = f"加载失败：{error}"
        finally:
            self._done.set()

    def _progress(self, what: str, done: int, of: int) -> None:
        self._stage = f"正在建立检索索引（{done}/{of}）：{what}"
