"""The one place where everything is put together. Loading happens behind a server that already listens."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from assistant.answering.turn import Tools
from assistant.clock import Clock
from assistant.conversing import open_codes, open_outbox, open_reception
from assistant.dialogue.identity.counter import CounterVerifier
from assistant.memory import database as memory
from assistant.memory.conversations import Conversations
from assistant.memory.handoffs import HandOffs
from assistant.memory.tables import Base
from assistant.outbox import Outbox
from assistant.reception import Reception
from assistant.routing.classifier import shipped
from assistant.service import Assistant
from assistant.settings import Settings, get_settings
from assistant.wording import load_wording
from credit_core.storage.checks import State, durability
from credit_core.storage.engine import open_engine
from credit_core.storage.schema import CORE, Database, History
from credit_core.storage.unit_of_work import Store
from credit_core.use_cases.law import LawDesk, open_law_desk
from credit_core.use_cases.office import HouseRules, Office
from credit_core.use_cases.office import open_office as assemble
from knowledge.index.build import Index, Progress, open_index, silent
from knowledge.index.embedder import SentenceEmbedder
from knowledge.regulations.corpus import Corpus, load_corpus
from knowledge.regulations.places import load_gazetteer
from knowledge.retrieval.retriever import ClauseRetriever

log = logging.getLogger(__name__)

__all__ = [
    "Clock",
    "HandOffs",
    "Runtime",
    "Service",
    "Settings",
    "build",
    "build_index",
    "build_outbox",
    "build_service",
    "build_tools",
    "get_settings",
    "open_counter",
    "open_database",
    "open_handoffs",
    "open_law",
    "open_office",
    "prepare",
]


def build_index(settings: Settings, progress: Progress = silent) -> tuple[Corpus, Index, SentenceEmbedder]:
    """The corpus with its index, built first if it is not there or damaged."""
    corpus = load_corpus(settings.data_dir / "corpus")
    embedder = SentenceEmbedder(settings.embedding_model)
    return corpus, open_index(settings.data_dir / "index", corpus, embedder, progress=progress), embedder


def build_tools(settings: Settings, progress: Progress = silent) -> Tools:
    """Everything the steps of an answer use, the model warm."""
    corpus, index, embedder = build_index(settings, progress)
    embedder.embed(["预热"])
    return Tools(
        corpus=corpus,
        retriever=ClauseRetriever(corpus, index, embedder),
        law=open_law(settings),
        wording=load_wording(),
        gazetteer=load_gazetteer(settings.data_dir / "places"),
        router=shipped("router"),
        topic_finder=shipped("topics"),
    )


def build(settings: Settings, progress: Progress = silent, *, remember: bool = True) -> Assistant:
    """An assistant for this process. `remember=False` opens no database (one question on the command line)."""
    if not remember:
        return Assistant(build_tools(settings, progress), Clock(settings.clock))
    return build_service(settings, progress).assistant


@dataclass(frozen=True, slots=True)
class Service:
    """Everything that a channel may use, over one database."""

    assistant: Assistant
    reception: Reception
    outbox: Outbox
    office: Office


def build_service(settings: Settings, progress: Progress = silent) -> Service:
    """Questions, conversations and the office for this process, the database brought to its head first."""
    tools = build_tools(settings, progress)
    database = open_database(settings)
    office = open_office(settings, database)
    assistant = Assistant(tools, Clock(settings.clock), Conversations(database.engine))
    reception = open_reception(settings, assistant, office, database.engine, tools.corpus)
    return Service(assistant, reception, open_outbox(settings, office, database.engine), office)


def build_outbox(settings: Settings) -> Outbox:
    """The outbox alone, without models: for the worker."""
    database = open_database(settings)
    return open_outbox(settings, open_office(settings, database), database.engine)


def open_counter(settings: Settings) -> CounterVerifier:
    """Codes for who showed a document at the counter."""
    database = open_database(settings)
    prepare(database)
    return CounterVerifier(open_codes(settings, database.engine))


def open_handoffs(settings: Settings) -> HandOffs:
    """The queue of conversations that want a person."""
    database = open_database(settings)
    prepare(database)
    return HandOffs(database.engine)


def open_law(settings: Settings) -> LawDesk:
    """The law with the places of ``DATA_DIR/law``, and the calendar in use: with the notices of `calendar load`.

    A database that is not there is not made for that, and one that cannot be read only costs the loaded notices.

    Raises:
        LawDataError: a file of ``DATA_DIR`` breaks its schema.
    """
    desk = open_law_desk(_existing(settings.data_dir / "law"), _existing(settings.data_dir / "working_days.yaml"))
    if not settings.database_url and not settings.database_file.exists():
        return desk
    try:
        database = open_database(settings)
        if database.behind():
            return desk
        office = open_office(settings, database)
        with office.store.read() as unit:
            return replace(desk, calendar=office.calendar(unit))
    except SQLAlchemyError as error:  # without the notices a later year is provisional, which is never wrong
        log.warning("the loaded notices cannot be read: %s", type(error).__name__)
        return desk


def open_database(settings: Settings) -> Database:
    """The one database of this installation with both its histories. Nothing is opened or changed yet."""
    remembered = History("assistant", Base.metadata, memory.VERSION_TABLE, memory.migrate, memory.at_head)
    return Database(open_engine(settings.database), (CORE, remembered))


def prepare(database: Database) -> None:
    """Bring every history to its head, and warn where the database may lose what it acknowledged."""
    database.upgrade()
    with database.engine.connect() as connection:
        for check in durability(connection):
            if check.state is not State.GOOD:
                log.warning("%s: %s", check.name, check.sentence)


def open_office(settings: Settings, database: Database | None = None) -> Office:
    """The office over a prepared database: its store, the law with the places of ``DATA_DIR/law``, calendar, clock, rules.

    Raises:
        LawDataError: a file of ``DATA_DIR`` breaks its schema.
    """
    database = database or open_database(settings)
    prepare(database)
    return assemble(
        Store(database.engine),
        Clock(settings.clock),
        HouseRules(two_persons=settings.steps_of_two_persons, soon=settings.due_soon_days),
        extra_law=_existing(settings.data_dir / "law"),
        extra_calendar=_existing(settings.data_dir / "working_days.yaml"),
    )


def _existing(path: Path) -> Path | None:
    return path if path.exists() else None


class Runtime:
    """Loads the assistant in a thread and hands it out when it is there."""

    def __init__(self, settings: Settings | None = None) -> None:
        self._settings = settings or get_settings()
        self._done = threading.Event()
        self._service: Service | None = None
        self._failure: str | None = None
        self._stage = "正在启动"
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

    def _ready(self, service: Service | None) -> Service:
        if service is None:
            raise RuntimeError(self._failure or self._stage)
        return service

    def checks(self) -> dict[str, bool | str]:
        """What /readyz reports: each check with True, or what is wrong."""
        checks: dict[str, bool | str] = {"assistant": True if self.ready else self._failure or self._stage}
        try:
            database = open_database(self._settings)
            checks["database"] = "数据库结构不是最新版本" if database.behind() else True
            database.engine.dispose()
        except Exception as error:  # noqa: BLE001 - whatever it is, /readyz reports it
            checks["database"] = f"数据库打不开：{type(error).__name__}"
        return checks

    def _load(self) -> None:
        try:
            self._service = build_service(self._settings, self._progress)
            self._stage = "就绪"
        except Exception as error:
            log.exception("loading failed")
            self._failure = f"加载失败：{error}"
        finally:
            self._done.set()

    def _progress(self, what: str, done: int, of: int) -> None:
        self._stage = f"正在建立检索索引（{done}/{of}）：{what}"
