"""Objections filed per second, beside the same rows inserted bare: one commit each, the same tables, the same durability.

Rows inserted bare are what any program must at least write. What filing adds to them: the law looked up, conditions,
the duties computed, the audit chain (one entry after the other, whoever writes), and that one key files once.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from statistics import median
from typing import Any

from sqlalchemy import func, select

from credit_core.storage import chain, tables
from credit_core.storage.engine import open_engine
from credit_core.storage.tables import metadata
from evals import messages
from evals.bench.core import population
from evals.bench.core.databases import Databases
from evals.bench.core.loading import bulk, load
from evals.bench.core.population import Sizes
from evals.bench.core.writer import PLACE, file_one, open_office
from evals.cases import DatasetError
from evals.progress import track

WRITERS = (1, 8)
SEED = 20261120
_WRITER = (sys.executable, "-m", "evals.bench.core.writer")
_RECORDS_EACH = 4
"""Records loaded for each one that is objected to: a third of them lies in the place."""


@dataclass(frozen=True, slots=True)
class Rates:
    """Per second, the median of the rounds: filings whole, and the same rows bare."""

    writers: int
    filed: float
    bare: float

    @property
    def ratio(self) -> float:
        """How much of the bare rate filing reaches."""
        return self.filed / self.bare


@dataclass(frozen=True, slots=True)
class Bench:
    """Three databases of one kind: for filing, for bare rows, and a model with the rows of one filing."""

    filing: str
    bare: str
    model: str
    about: tuple[tuple[str, str], ...]
    """(subject id, record id) of the records to object to, each once; the first is the model's."""
    written: dict[str, int]
    """How many rows of each table one filing writes."""


def measure(databases: Databases, filings: int, rounds: int) -> tuple[Bench, list[Rates]]:
    """Rates with 1 and with 8 writers, about `filings` filings in each round; bare and whole take turns.

    Raises:
        DatasetError: a writer failed, or afterwards cases are missing or the audit chain does not hold.
    """
    shares = {writers: 1 + max(1, filings // writers) for writers in WRITERS}  # the first of each is not timed
    needed = rounds * sum(writers * share for writers, share in shares.items())
    bench = prepare(databases, needed)
    number = 1
    rates = []
    for writers, share in shares.items():
        filed, bare = [], []
        for _ in track(range(rounds), f"{databases.kind}，{writers} 个写入者"):
            parts = [range(number + share * writer, number + share * (writer + 1)) for writer in range(writers)]
            number += writers * share
            bare.append(_rate([_job(bench, part, bare=True) for part in parts]))
            filed.append(_rate([_job(bench, part, bare=False) for part in parts]))
        rates.append(Rates(writers, median(filed), median(bare)))
    check(bench.filing, needed)
    return bench, rates


def prepare(databases: Databases, filings: int) -> Bench:
    """The three databases, with the same records."""
    filing, bare, model = (databases.new(name) for name in ("filing", "bare", "model"))
    for url in (filing, bare, model):
        _fill(url, Sizes(_RECORDS_EACH * (filings + 1), 0))
    engine = open_engine(model)
    with engine.connect() as connection:
        record = tables.record.c
        query = select(record.subject_id, record.id).where(record.jurisdiction == PLACE).order_by(record.number)
        about = tuple((row[0], row[1]) for row in connection.execute(query.limit(filings + 1)))
    before = _counts(model)
    file_one(open_office(engine), *about[0], "model")
    after = _counts(model)
    engine.dispose()
    return Bench(filing, bare, model, about, {name: after[name] for name in after if after[name] and not before[name]})


def _fill(url: str, sizes: Sizes) -> None:
    engine = open_engine(url)
    with bulk(engine) as connection:
        load(connection, tables.subject, population.subjects(sizes, SEED))
        load(connection, tables.archive, population.archives(sizes))
        load(connection, tables.legal_document, population.documents(sizes, SEED))
        load(connection, tables.record, population.records(sizes, SEED))
    engine.dispose()


def _job(bench: Bench, numbers: range, *, bare: bool) -> dict[str, Any]:
    return {
        "url": bench.bare if bare else bench.filing,
        "about": bench.about[numbers.start : numbers.stop],
        "first": numbers.start,
        "model": bench.model if bare else None,
        "tables": list(bench.written),
    }


def _rate(jobs: Sequence[dict[str, Any]]) -> float:
    """Filings per second of all writers together, from the first that begins to the last that ends."""
    with ExitStack() as started:
        writers = [started.enter_context(_writer(job)) for job in jobs]
        for writer in writers:
            _line(writer, "ready")
        for writer in writers:
            _say(writer, "go")
        spans: list[tuple[float, float]] = [json.loads(_line(writer)) for writer in writers]
    seconds: float = max(end for _, end in spans) - min(began for began, _ in spans)
    return sum(len(job["about"]) - 1 for job in jobs) / seconds


@contextmanager
def _writer(job: dict[str, Any]) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(_WRITER, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)  # noqa: S603 - ours
    try:
        _say(process, json.dumps(job))
        yield process
    finally:
        process.kill()
        process.communicate()


def _say(process: subprocess.Popen[str], line: str) -> None:
    assert process.stdin is not None
    process.stdin.write(line + "\n")
    process.stdin.flush()


def _line(process: subprocess.Popen[str], expected: str | None = None) -> str:
    assert process.stdout is not None
    line = process.stdout.readline().strip()
    if not line or expected not in (None, line):
        raise DatasetError(messages.WRITER_FAILED)
    return line


def _counts(url: str) -> dict[str, int]:
    engine = open_engine(url)
    with engine.connect() as connection:
        found = {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in metadata.sorted_tables
        }
    engine.dispose()
    return found


def check(url: str, filings: int) -> None:
    """What was timed must really have been done."""
    engine = open_engine(url)
    with engine.connect() as connection:
        report = chain.verify(connection)
    engine.dispose()
    if _counts(url)[tables.case.name] != filings or not report.sound:
        raise DatasetError(messages.FILINGS_MISSING)
