"""The assistant of this process and its index. Importing them costs seconds, so commands load them here, when needed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from assistant.settings import Settings
from channels.cli import console

if TYPE_CHECKING:
    from assistant.bootstrap import Service
    from assistant.service import Assistant

LOADING = "正在载入法规和检索模型"
INDEXING = "正在建立索引：{what}"


@dataclass(frozen=True, slots=True)
class Indexed:
    """The index of an installation. `built`: it was not there, or damaged; `seconds` is what building or opening took."""

    place: Path
    corpus_version: str
    built: bool
    seconds: float


def index_folder(settings: Settings) -> Path:
    """Where the indexes of an installation lie, one folder for each state of the texts."""
    return settings.data_dir / "index"


def load_assistant(settings: Settings, *, remember: bool) -> Assistant:
    """An assistant, its index built first where it is missing. `remember` keeps conversations in the database."""
    with _progress() as tell:
        from assistant.bootstrap import build

        return build(settings, tell, remember=remember)


def load_service(settings: Settings) -> Service:
    """Questions, conversations and the office over the installation's database, the index built first where it is missing."""
    with _progress() as tell:
        from assistant.bootstrap import build_service

        return build_service(settings, tell)


def load_index(settings: Settings) -> Indexed:
    """The index, built first where it is missing or damaged.

    Raises:
        OSError: the data folder cannot be written.
    """
    steps: list[str] = []
    with _progress() as show:
        from assistant.bootstrap import build_index

        def tell(what: str, done: int, of: int) -> None:
            steps.append(what)
            show(what, done, of)

        started = time.perf_counter()
        corpus, index, _ = build_index(settings, tell)
        seconds = time.perf_counter() - started
    return Indexed(index_folder(settings) / index.version, corpus.version, bool(steps), seconds)


@contextmanager
def _progress() -> Iterator[Callable[[str, int, int], None]]:
    """A bar on standard error that is gone when the work is done; yields the callback that moves it.

    Nothing is shown where standard error is no terminal.
    """
    screen = console.err()
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[steps]}"), TimeElapsedColumn())
    shown = screen.is_terminal
    with Progress(*columns, console=screen, transient=True, refresh_per_second=4, disable=not shown) as progress:
        task = progress.add_task(LOADING, total=None, steps="")

        def tell(what: str, done: int, of: int) -> None:
            progress.update(
                task, description=INDEXING.format(what=what), completed=done, total=of, steps=f"{done}/{of}"
            )

        yield tell
