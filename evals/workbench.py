"""What a run works with: settings, the day it is played on, and the assistant, each made when a suite first needs it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Protocol, TypeVar

from assistant.answering.turn import Tools
from assistant.bootstrap import build_tools
from assistant.clock import Clock
from assistant.service import Assistant
from assistant.settings import Settings
from evals.cases import DATASETS, sample
from evals.suite import Result
from knowledge.regulations.corpus import Corpus, load_corpus

_Row = TypeVar("_Row")

TODAY = date(2026, 11, 20)
"""The day on which every dataset is asked, so that a question about 今天 has one right answer for ever."""
FAST = 60
"""Rows of each dataset that a fast run tries."""
_WARM_UP = "您好"


@dataclass(frozen=True, slots=True)
class DatasetFile:
    """A dataset on disk. `sealed`: its questions measure only, and no report shows them."""

    path: Path
    sealed: bool = False

    @property
    def name(self) -> str:
        """What results call it."""
        return f"sealed/{self.path.stem}" if self.sealed else self.path.stem

    @property
    def version(self) -> str:
        """Hash of its bytes."""
        return hashlib.sha256(self.path.read_bytes()).hexdigest()[:12]


@dataclass(frozen=True)
class Workbench:
    """The means of one run.

    Attributes:
        given: settings of the process; `settings` plays them on `TODAY`.
        files: datasets named on the command line, empty for those that come with each suite.
        limit: rows to try of each dataset, evenly spread; None for all.
        data: a folder of external question sets, None where there is none.
    """

    given: Settings
    files: tuple[Path, ...] = ()
    limit: int | None = None
    data: Path | None = None

    @cached_property
    def settings(self) -> Settings:
        """The settings, with the clock at `TODAY`."""
        return self.given.model_copy(update={"demo_mode": True, "clock": TODAY})

    @cached_property
    def corpus(self) -> Corpus:
        """The corpus in use."""
        return load_corpus(self.settings.data_dir / "corpus")

    @cached_property
    def assistant(self) -> Assistant:
        """The real assistant, warm, without a database."""
        made = Assistant(self.tools, Clock(TODAY))
        made.ask(_WARM_UP)
        return made

    @cached_property
    def tools(self) -> Tools:
        """What the assistant's steps use: the very objects, so that a suite can look at one step alone."""
        return build_tools(self.settings)

    def datasets(self, suite: str, suffix: str = ".jsonl") -> list[DatasetFile]:
        """The files that a suite runs: those named, else its own folder and its sealed one."""
        if self.files:
            return [DatasetFile(path) for path in self.files]
        own = [DatasetFile(path) for path in sorted((DATASETS / suite).glob(f"*{suffix}"))]
        sealed = sorted((DATASETS / "sealed" / suite).glob(f"*{suffix}"))
        return own + [DatasetFile(path, sealed=True) for path in sealed]

    def take(self, rows: Sequence[_Row]) -> list[_Row]:
        """The rows to try."""
        return sample(rows, self.limit)

    def sampled(self, rows: Sequence[object]) -> int | None:
        """How many of `rows` are tried, None if all."""
        return self.limit if self.limit is not None and self.limit < len(rows) else None

    def command(self, suite: str, file: DatasetFile | None = None) -> str:
        """The command that repeats one suite, over one file where it was named."""
        words = ["credit-assistant evals run", f"--suite {suite}"]
        if file and self.files:
            words.append(f"--dataset {file.path.name}")
        if self.limit:
            words.append(f"--limit {self.limit}")
        if self.data:
            words.append("--data …")
        return " ".join(words)


class Suite(Protocol):
    """One kind of measurement. `name` is how the command line calls it, `label` what reports say."""

    name: str
    label: str

    def run(self, bench: Workbench) -> Iterator[Result]:
        """One result for each dataset; raises `DatasetError` where a file is not in the schema."""
        ...
