"""Files that citizens hand in, outside the database and the web root, each under the hash of its content."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from collections.abc import Container
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import IO

from assistant.dialogue.errors import AttachmentRefused
from assistant.dialogue.state import StoredFile
from assistant.memory.file_kinds import Unwanted, kind_of
from assistant.memory.file_names import clean_name, with_suffix
from assistant.memory.scanning import NotScanned, Scanner
from assistant.memory.words import say

LIMIT_MB = 10
LIMIT = LIMIT_MB * 1024 * 1024
"""Largest file, in bytes."""
_OWNER_ONLY = 0o600
_FOLDER = 0o700
_HASH = re.compile(r"[0-9a-f]{64}")
_INCOMING = "incoming"


class Attachments:
    """Stores files below `folder` (``DATA_DIR/attachments``). The same content is there once, whoever handed it in."""

    def __init__(self, folder: Path, scanner: Scanner | None = None) -> None:
        self._folder = folder
        self._scanner = scanner

    def store(self, name: str, content: bytes | IO[bytes]) -> StoredFile:
        """Keep a file; it is on the disk, whole, when this returns. At most `LIMIT` + 1 bytes of a stream are read.

        Raises:
            AttachmentRefused: too large, empty, of a kind that is not taken, or not clean; the message says what to do.
        """
        shown = clean_name(name)
        data = content if isinstance(content, bytes) else content.read(LIMIT + 1)
        if not data.strip():
            raise AttachmentRefused(say("file.empty", name=shown))
        if len(data) > LIMIT:
            raise AttachmentRefused(say("file.too_large", name=shown, limit=LIMIT_MB))
        try:
            kind = kind_of(data)
        except Unwanted as error:
            raise AttachmentRefused(say(f"file.{error}", name=shown)) from error
        sha256 = hashlib.sha256(data).hexdigest()
        self._keep(data, self._path(sha256), shown)
        return StoredFile(with_suffix(shown, kind), sha256, len(data), kind.media_type)

    def path(self, sha256: str) -> Path:
        """Where the file lies.

        Raises:
            FileNotFoundError: there is none with this hash.
        """
        if _HASH.fullmatch(sha256) is None or not self._path(sha256).is_file():
            raise FileNotFoundError(sha256)
        return self._path(sha256)

    def sweep(self, known: Container[str], before: datetime) -> int:
        """Delete the files that nobody names (no conversation, no case) and that were stored before; how many.

        Leave a day or so between storing and sweeping: a file is stored before the turn that names it is taken.
        """
        gone = 0
        for file in self._folder.glob("*/*"):
            stale = file.name not in known and file.stat().st_mtime < before.timestamp()
            if stale and (_HASH.fullmatch(file.name) or file.parent.name == _INCOMING):
                file.unlink(missing_ok=True)
                gone += 1
        return gone

    def _path(self, sha256: str) -> Path:
        return self._folder / sha256[:2] / sha256

    def _keep(self, data: bytes, path: Path, shown: str) -> None:
        incoming = self._folder / _INCOMING
        for folder in (self._folder, incoming, path.parent):
            _make_folder(folder)
        unfinished = incoming / secrets.token_hex(16)
        try:
            with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY), "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            self._scan(unfinished, shown)
            unfinished.replace(path)  # the same content, should it be there already; its age begins anew
            _settle(path.parent)
        finally:
            with suppress(FileNotFoundError):
                unfinished.unlink()

    def _scan(self, file: Path, shown: str) -> None:
        if self._scanner is None:
            return
        try:
            clean = self._scanner(file)
        except NotScanned as error:
            raise AttachmentRefused(say("file.not_scanned")) from error
        if not clean:
            raise AttachmentRefused(say("file.infected", name=shown))


def _make_folder(folder: Path) -> None:
    if not folder.is_dir():
        folder.mkdir(mode=_FOLDER, parents=True, exist_ok=True)
        _settle(folder.parent)


def _settle(folder: Path) -> None:
    """A new name is on the disk only when its folder is."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
