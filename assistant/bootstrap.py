"""The one place where everything is put together."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from assistant.answering.turn import Tools
from assistant.citizens import Citizens
from assistant.clock import Clock
from assistant.conversing import open_codes, open_outbox, open_reception
from assistant.desk.front import Desk
from assistant.desk.opening import assemble as assemble_desk
from assistant.dialogue.identity.counter import CounterVerifier
from assistant.memory import database as memory
from assistant.memory.conversations import Conversations
from assistant.memory.handoffs import HandOffs
from assistant.memory.held_pairs import HeldPairs
from assistant.memory.secret_key import secret_key
from assistant.memory.switches import Switches
from assistant.memory.tables import Base
from assistant.outbox import Outbox
from assistant.reception import Reception
from assistant.routing.classifier import shipped
from assistant.service import Assistant
from assistant.settings import Settings, get_settings
from assistant.stops import NO_STOPS, Stops
from assistant.wording import load_wording
from credit_core.storage.checks import State, durability
from credit_core.storage.engine import open_engine
from credit_core.storage.schema import CORE, Database, History
from credit_core.storage.unit_of_work import Store
from credit_core.use_cases.administration import Trail
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
    "Service",
    "Settings",
    "build",
    "build_index",
    "build_outbox",
    "build_service",
    "build_tools",
    "get_settings",
    "open_citizens",
    "open_counter",
    "open_database",
    "open_desk",
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
    """An assistant for this process. `remember=False` keeps nothing (one question on the command line)."""
    if not remember:
        return Assistant(build_tools(settings, progress), Clock(settings.clock), stops=open_stops(settings))
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
    pairs = HeldPairs(database.engine, tools.retriever.index.version)
    stops = Switches(database.engine)
    assistant = Assistant(tools, Clock(settings.clock), Conversations(database.engine), pairs, stops)
    reception = open_reception(settings, assistant, office, database.engine, tools.corpus, stops)
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


def open_stops(settings: Settings) -> Stops:
    """What is stopped, where there is a database to look in; none is made for that."""
    if not settings.database_url and not settings.database_file.exists():
        return NO_STOPS
    try:
        database = open_database(settings)
        return NO_STOPS if database.behind() else Switches(database.engine)
    except SQLAlchemyError as error:
        log.warning("the switches cannot be read: %s", type(error).__name__)
        return NO_STOPS


def open_desk(settings: Settings, database: Database | None = None) -> Desk:
    """The front doors for staff work; of the core they need its audit trail only."""
    database = database or open_database(settings)
    prepare(database)
    trail = Trail(Store(database.engine), Clock(settings.clock))
    return assemble_desk(settings, database.engine, trail, open_law(settings).jurisdictions)


def open_citizens(settings: Settings, database: Database | None = None) -> Citizens:
    """The front door of citizens who were identified."""
    database = database or open_database(settings)
    prepare(database)
    key = secret_key(settings.secret_key.get_secret_value(), settings.data_dir)
    codes, today = open_codes(settings, database.engine), Clock(settings.clock)
    return Citizens(database.engine, codes, key, today, Clock().now, settings.demo_mode)


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
