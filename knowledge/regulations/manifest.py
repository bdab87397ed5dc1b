"""The texts that the package ships: knowledge/corpus/manifest.yaml and the files beside it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

import yaml

from knowledge import messages
from knowledge.citations.reference import ClauseRef
from knowledge.regulations.document import CorpusError, Source
from knowledge.regulations.model import Flag, Kind, Meta, Slip
from knowledge.regulations.parser_plan import PlanOrder

_PLAIN = ("id", "title", "title_in_source", "issuer", "number", "jurisdiction")
_SOURCE = ("in_force_from_basis", "source_file", "sha256")


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """A place whose law the corpus holds. `nationwide` law is no other place's law anywhere."""

    id: str
    name: str
    nationwide: bool = False


def package_corpus() -> Traversable:
    """The folder knowledge/corpus as installed."""
    return resources.files("knowledge") / "corpus"


def read_manifest(folder: Traversable) -> tuple[dict[str, Jurisdiction], list[Source]]:
    """The jurisdictions and the checked source texts of a corpus folder.

    Raises:
        CorpusError: a file is missing, differs from its sha256, or an entry is malformed.
    """
    manifest = yaml.safe_load((folder / "manifest.yaml").read_text("utf-8"))
    places = {name: Jurisdiction(name, **fields) for name, fields in manifest["jurisdictions"].items()}
    return places, [_source(folder, entry) for entry in manifest["documents"]]


def _source(folder: Traversable, entry: Mapping[str, Any]) -> Source:
    try:
        meta = meta_from(entry)
        slips = tuple(_slips(entry))
    except (KeyError, ValueError, TypeError) as error:
        raise CorpusError(messages.MANIFEST_BROKEN.format(id=entry.get("id", "?"), reason=error)) from error
    raw = checked_text(folder, f"{meta.id}.txt", meta)
    order = entry.get("order")
    data = yaml.safe_load((folder / order).read_text("utf-8")) if order else None
    return Source(meta, raw, slips, PlanOrder.from_data(data) if data else None)


def checked_text(folder: Traversable, name: str, meta: Meta) -> str:
    """The text of a file, if its bytes have the sha256 of `meta`."""
    try:
        content = (folder / name).read_bytes()
    except OSError as error:
        raise CorpusError(messages.FILE_MISSING.format(id=meta.id, file=name)) from error
    if hashlib.sha256(content).hexdigest() != meta.sha256:
        raise CorpusError(messages.HASH_MISMATCH.format(id=meta.id))
    return content.decode("utf-8")


def meta_from(entry: Mapping[str, Any]) -> Meta:
    """Read one entry of a manifest. Dates may be dates (YAML) or ISO strings (JSON).

    Raises:
        KeyError, ValueError: a field is missing or malformed.
    """
    return Meta(
        **{name: entry[name] for name in _PLAIN + _SOURCE},
        adopted=_date(entry["adopted"]),
        in_force_from=date.fromisoformat(str(entry["in_force_from"])),
        in_force_to=_date(entry["in_force_to"]),
        kind=Kind(entry["kind"]),
        identification=entry.get("identification"),
        supersedes=entry.get("supersedes"),
        aliases=tuple(entry.get("aliases", ())),
    )


def _date(value: date | str | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _slips(entry: Mapping[str, Any]) -> Iterator[Slip]:
    for slip in entry.get("slips", ()):
        yield Slip(ClauseRef.parse(slip["clause"]), slip["words"], Flag(slip["flag"]), slip["note"])
