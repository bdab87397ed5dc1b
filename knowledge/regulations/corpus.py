"""The corpus: every citable document, found by id, by title, by place and day."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, cached_property
from pathlib import Path

from knowledge import messages
from knowledge.citations.reference import ClauseRef
from knowledge.regulations import store
from knowledge.regulations.document import PARSER_VERSION, CorpusError, build_document
from knowledge.regulations.manifest import Jurisdiction, package_corpus, read_manifest
from knowledge.regulations.model import Document, Provision

_NAME_NOISE = re.compile(r"[\s《》〈〉（）()〔〕\[\]【】—–―\-~～]")


class NoSuchClause(LookupError):
    """The corpus has no such document or clause. The message is for a person."""


def name_key(name: str) -> str:
    """A title, alias or document number without the marks in which spellings of it differ."""
    return _NAME_NOISE.sub("", name).removeprefix("中华人民共和国")


@dataclass(frozen=True)
class Corpus:
    """Every document that may be cited, each for its own dates.

    `version` changes whenever a text, its dates or the parser changes.
    """

    documents: Mapping[str, Document]
    jurisdictions: Mapping[str, Jurisdiction]
    version: str

    def document(self, document_id: str) -> Document:
        """The document with this id.

        Raises:
            NoSuchClause: there is none.
        """
        try:
            return self.documents[document_id]
        except KeyError:
            raise NoSuchClause(messages.NO_SUCH_DOCUMENT.format(id=document_id)) from None

    def find(self, ref: ClauseRef) -> Provision | None:
        """The provision that `ref` names, or None."""
        document = self.documents.get(ref.document)
        return document.get(ref) if document else None

    def provision(self, ref: ClauseRef) -> Provision:
        """The provision that `ref` names.

        Raises:
            NoSuchClause: there is none.
        """
        found = self.find(ref)
        if found is None:
            raise NoSuchClause(messages.NO_SUCH_CLAUSE.format(clause=ref))
        return found

    def in_force(self, jurisdiction: str, on: date) -> tuple[Document, ...]:
        """The place's own documents in force on the day `on`, strongest source first; empty if none is."""
        found = [d for d in self.documents.values() if d.meta.jurisdiction == jurisdiction and d.meta.in_force(on)]
        return tuple(sorted(found, key=lambda d: (d.meta.kind.rank, d.id)))

    def named(self, name: str) -> tuple[Document, ...]:
        """All versions of the document with this title, alias or number, oldest first."""
        return tuple(self.documents[i] for i in self.names.get(name_key(name), ()))

    @cached_property
    def names(self) -> Mapping[str, tuple[str, ...]]:
        """`name_key` of every title, alias and number, with the ids of the versions it names, oldest first."""
        found: dict[str, list[str]] = {}
        for document in sorted(self.documents.values(), key=lambda d: d.meta.in_force_from):
            meta = document.meta
            names = {name_key(n) for n in (meta.title, meta.title_in_source, meta.number, *meta.aliases) if n}
            for name in names:
                found.setdefault(name, []).append(meta.id)
        return {name: tuple(ids) for name, ids in found.items()}


def load_corpus(extra: Path | None = None) -> Corpus:
    """The shipped documents and, below `extra` (DATA_DIR/corpus), the approved ones of this installation.

    Raises:
        CorpusError: a text is missing or differs from its recorded hash, or an id stands twice.
    """
    places, shipped = _shipped()
    documents = list(shipped)
    if extra is not None and extra.is_dir():
        added = store.read(extra)
        documents += [build_document(source) for source in added.approved]
        places = {**places, **added.places}
        documents = [_retired(document, added.retired.get(document.id)) for document in documents]
    return assemble(documents, places)


@cache
def _shipped() -> tuple[dict[str, Jurisdiction], tuple[Document, ...]]:
    places, sources = read_manifest(package_corpus())
    return places, tuple(build_document(source) for source in sources)


def assemble(documents: Iterable[Document], places: Mapping[str, Jurisdiction]) -> Corpus:
    """One corpus out of documents: ids are unique, and a superseded version ends where the next begins."""
    by_id: dict[str, Document] = {}
    for document in documents:
        if document.id in by_id:
            raise CorpusError(messages.MANIFEST_BROKEN.format(id=document.id, reason="编号重复"))
        by_id[document.id] = document
    for document in list(by_id.values()):
        if (old := document.meta.supersedes) and old in by_id:
            by_id[old] = _ended(by_id[old], document.meta.in_force_from - timedelta(days=1))
    digest = hashlib.sha256(f"parser {PARSER_VERSION}".encode())
    for document in sorted(by_id.values(), key=lambda d: d.id):
        meta = document.meta
        digest.update(f"\n{meta.id} {meta.sha256} {meta.in_force_from} {meta.in_force_to} {meta.title}".encode())
    return Corpus(by_id, places, digest.hexdigest()[:16])


def _retired(document: Document, since: date | None) -> Document:
    return _ended(document, since - timedelta(days=1)) if since else document


def _ended(document: Document, last_day: date) -> Document:
    meta = document.meta
    if meta.in_force_to and meta.in_force_to <= last_day:
        return document
    return replace(document, meta=replace(meta, in_force_to=last_day))
