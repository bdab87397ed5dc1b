"""A progress bar on standard error, where that is a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

_Item = TypeVar("_Item")


def track(items: Iterable[_Item], what: str, total: int | None = None) -> Iterator[_Item]:
    """`items`, with a bar that says `what` is being done. `total` where `items` has no length."""
    count = len(items) if isinstance(items, Sequence) else total
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        yield from progress.track(items, total=count, description=what)
