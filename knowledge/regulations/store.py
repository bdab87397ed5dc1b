"""The texts added to one installation, below DATA_DIR/corpus; nothing is ever written into the source tree.

Layout::

    <id>/meta.json     what the manifest would say        <id>/text.txt    the extracted text, sha256 in meta.json
    <id>/original.*    the file as it was handed in       log.jsonl        every change: when, what, who, why

A document's state is what the log says last: without an entry it is a draft, and only an approved one may be cited.
The log is only ever appended to.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from knowledge import messages
from knowledge.regulations.document import CorpusError, Source
from knowledge.regulations.manifest import Jurisdiction, checked_text, meta_from
from knowledge.regulations.model import Meta

LOG = "log.jsonl"
META = "meta.json"
TEXT = "text.txt"


@dataclass(frozen=True, slots=True)
class Added:
    """What an installation added: approved and draft sources, retirements (id -> first day out of force), places."""

    approved: tuple[Source, ...] = ()
    drafts: tuple[Source, ...] = ()
    retired: Mapping[str, date] = field(default_factory=dict)
    places: Mapping[str, Jurisdiction] = field(default_factory=dict)


def read(folder: Path) -> Added:
    """Everything below an installation's corpus folder.

    Raises:
        CorpusError: a text is missing or differs from its hash, or an entry is malformed.
    """
    if not folder.is_dir():
        return Added()
    approved_ids: set[str] = set()
    retired: dict[str, date] = {}
    for entry in log(folder):
        if entry["action"] == "approve":
            approved_ids.add(entry["id"])
        elif entry["action"] == "retire":
            retired[entry["id"]] = date.fromisoformat(entry["on"])
    approved: list[Source] = []
    drafts: list[Source] = []
    places: dict[str, Jurisdiction] = {}
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or not (path / META).is_file():
            continue
        source, place = _source(path)
        (approved if source.meta.id in approved_ids else drafts).append(source)
        if place and source.meta.id in approved_ids:
            places[place.id] = place
    return Added(tuple(approved), tuple(drafts), retired, places)


def log(folder: Path) -> Iterator[Mapping[str, Any]]:
    """The log's entries, oldest first. A last line cut off by a crash was never acknowledged and is left out."""
    try:
        lines = (folder / LOG).read_text("utf-8").split("\n")
    except FileNotFoundError:
        return
    for line in lines[:-1]:
        try:
            yield json.loads(line)
        except json.JSONDecodeError as error:
            raise CorpusError(messages.MANIFEST_BROKEN.format(id=LOG, reason=error)) from error


def append(folder: Path, at: datetime, by: str, action: str, document_id: str, reason: str, **more: str) -> None:
    """Write one change to the log and see it onto the disk.

    A line cut off by a crash was never acknowledged: it goes, so that the new one stands alone.
    """
    entry = {"at": at.isoformat(), "by": by, "action": action, "id": document_id, "reason": reason, **more}
    path = folder / LOG
    before = path.read_bytes() if path.exists() else b""
    with path.open("ab") as file:
        file.truncate(before.rfind(b"\n") + 1)
        file.write(json.dumps(entry, ensure_ascii=False).encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())


def _source(path: Path) -> tuple[Source, Jurisdiction | None]:
    try:
        entry = json.loads((path / META).read_text("utf-8"))
        meta: Meta = meta_from(entry)
        place = Jurisdiction(meta.jurisdiction, entry["place"]) if entry.get("place") else None
    except (OSError, KeyError, ValueError, TypeError) as error:
        raise CorpusError(messages.MANIFEST_BROKEN.format(id=path.name, reason=error)) from error
    return Source(meta, checked_text(path, TEXT, meta)), place
