"""Kills a process that files cases, at random moments, and looks at what it left: `python -m … --kills 1000` for more.

SIGKILL says nothing of a power cut: what the kernel has taken, it writes. That the database asks for more than that
(fsync, synchronous=FULL) is a check of its own.
"""

from __future__ import annotations

import argparse
import itertools
import multiprocessing
import os
import random
import signal
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection as Pipe
from pathlib import Path

from credit_core.storage.engine import open_engine
from credit_core.storage.unit_of_work import Store
from credit_core.use_cases.filing import Filing
from tests.credit_core.databases import build
from tests.credit_core.offices import SetClock
from tests.credit_core.storage.filings import half_cases, is_sound, open_short_office, post, someone

Post = Callable[..., object]
LONGEST_LIFE = 0.06
"""Seconds a writer lives, at most, after its first case."""


@dataclass(frozen=True)
class Aftermath:
    """What was found after all kills."""

    acknowledged: int
    lost: frozenset[str]
    half: tuple[str, ...]
    sound: bool


def kill_writers(url: str, kills: int, *, seed: int = 0, filing_way: Post = post) -> Aftermath:
    """Let one writer after another file cases until it is killed; the database is prepared and empty."""
    chance = random.Random(seed)
    engine = open_engine(url)
    office = open_short_office(Store(engine), SetClock())
    filing = someone(office)
    engine.dispose()
    acknowledged: set[str] = set()
    context = multiprocessing.get_context("fork")  # the child has the law loaded already
    for round_ in range(kills):
        reading, writing = context.Pipe(duplex=False)
        child = context.Process(target=_file_for_ever, args=(url, filing, round_, writing, filing_way))
        child.start()
        writing.close()
        reading.poll(10)
        time.sleep(chance.uniform(0, LONGEST_LIFE))
        os.kill(child.pid or 0, signal.SIGKILL)
        child.join()
        while True:  # what it said before it died
            try:
                acknowledged.add(reading.recv())
            except EOFError:
                break
    with office.store.read() as unit:
        there = {case.id for case in unit.cases.where()}
        found = Aftermath(
            len(acknowledged), frozenset(acknowledged - there), half_cases(unit.connection), is_sound(unit.connection)
        )
    engine.dispose()
    return found


def _file_for_ever(url: str, filing: Filing, round_: int, tell: Pipe, filing_way: Post) -> None:
    office = open_short_office(Store(open_engine(url)), SetClock())
    for number in itertools.count():
        filed = filing_way(office, filing, f"round-{round_}-{number}")
        tell.send(filed.case.id)  # type: ignore[attr-defined]


def main() -> None:
    """Kill as often as asked on a fresh SQLite file, and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'kills.db'}"
        engine = open_engine(url)
        build(engine)
        engine.dispose()
        print(kill_writers(url, asked.kills, seed=asked.seed))


if __name__ == "__main__":
    main()
