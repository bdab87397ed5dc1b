"""Parts of albums (several photos sent at once) on the disk, from when Telegram hears that they arrived until their turn.

A folder for each album. A part is a file named by its update; of the parts that were there when the turn began, `batch`
is the list, and `done-…` when it is over: a part that Telegram hands in again is known by that, and one that comes late
makes a turn of its own. Any process of this installation may add, and one at a time takes.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import secrets
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import Final

from channels.telegram.incoming import Incoming, Kind, SentFile

REMEMBERED: Final = 24 * 60 * 60
"""Seconds for which the updates of an album are known again: Telegram keeps handing in for a day."""
_BATCH = "batch"
_DONE = "done-"
_LOCK = ".lock"
_PART = ".json"
_OWNER_ONLY = 0o600
_FOLDER = 0o700


@contextmanager
def alone(path: Path) -> Iterator[bool]:
    """True for one process at a time; the system takes the right back from a process that dies."""
    path.parent.mkdir(mode=_FOLDER, parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, _OWNER_ONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
    finally:
        os.close(descriptor)


class Spool:
    """Albums below `folder`, each under a name that begins with its chat."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def add(self, part: Incoming) -> str | None:
        """Keep a part; the album's name, or None where the part was dealt with before. It is on the disk on return."""
        name = f"{part.chat}-{hashlib.sha256(part.album.encode()).hexdigest()[:16]}"
        folder = self._folder / name
        folder.mkdir(mode=_FOLDER, parents=True, exist_ok=True)
        if part.id in _done(folder):
            return None
        _write(folder / f"{part.id}{_PART}", {**asdict(part), "kind": part.kind.name})
        return name

    def names(self, chat: int | None = None) -> list[str]:
        """Albums with parts that wait for their turn, of a chat or all."""
        folders = sorted(self._folder.glob("*-*" if chat is None else f"{chat}-*"))
        return [folder.name for folder in folders if _waiting(folder)]

    def quiet(self, name: str) -> float:
        """Seconds since its last part came."""
        newest = max((_moment(path) for path in (self._folder / name).glob(f"*{_PART}")), default=0.0)
        return time.time() - newest

    @contextmanager
    def taken(self, name: str) -> Iterator[tuple[Incoming, ...] | None]:
        """The parts of its turn, in the order in which they were sent; None while another process takes them.

        They are done with when the block ends; where it fails they stay, and the next time are the same.
        """
        folder = self._folder / name
        with alone(folder / _LOCK) as mine:
            parts = _batch(folder) if mine else None
            yield parts
            if parts:
                _finish(folder)

    def tidy(self) -> None:
        """Forget the albums that are over for a day."""
        for folder in self._folder.glob("*-*"):
            old = time.time() - _moment(folder) > REMEMBERED
            if old and not _waiting(folder):
                for path in folder.iterdir():
                    path.unlink(missing_ok=True)
                folder.rmdir()


def _batch(folder: Path) -> tuple[Incoming, ...]:
    """What the turn is made of: settled when it is first asked for."""
    if not (folder / _BATCH).exists():
        if not (waiting := _waiting(folder)):
            return ()
        _write(folder / _BATCH, waiting)
    ids: list[int] = json.loads((folder / _BATCH).read_bytes())
    parts = [_read(folder / f"{id_}{_PART}") for id_ in ids]
    return tuple(sorted(parts, key=lambda part: (part.message, part.id)))


def _finish(folder: Path) -> None:
    ids: list[int] = json.loads((folder / _BATCH).read_bytes())
    (folder / _BATCH).replace(folder / f"{_DONE}{min(ids)}")
    for id_ in ids:
        (folder / f"{id_}{_PART}").unlink(missing_ok=True)


def _waiting(folder: Path) -> list[int]:
    there = {int(path.stem) for path in folder.glob(f"*{_PART}")}
    return sorted(there - _done(folder)) if there else []


def _done(folder: Path) -> set[int]:
    return {id_ for path in folder.glob(f"{_DONE}*") for id_ in json.loads(path.read_bytes())}


def _read(path: Path) -> Incoming:
    kept = json.loads(path.read_bytes())
    file = SentFile(**kept["file"]) if kept["file"] else None
    return replace(Incoming(**kept), kind=Kind[kept["kind"]], file=file)


def _moment(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def _write(path: Path, content: Sequence[int] | dict[str, object]) -> None:
    unfinished = path.with_name(f".{secrets.token_hex(8)}")
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY), "w") as stream:
        json.dump(content, stream)
        stream.flush()
        os.fsync(stream.fileno())
    unfinished.replace(path)
    opened = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
