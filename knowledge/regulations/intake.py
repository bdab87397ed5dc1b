"""Taking a further regulation into an installation: add as a draft, approve, retire.

A request either succeeds whole or changes nothing: a text is written beside its place and renamed into it, and every
change is one appended line of the log, written under a lock.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from knowledge import messages
from knowledge.regulations import store
from knowledge.regulations.corpus import Corpus, load_corpus, name_key
from knowledge.regulations.document import build_document, parse_text
from knowledge.regulations.intake_report import Guessed, ImportReport, report
from knowledge.regulations.model import Document, Kind
from knowledge.regulations.readers import IntakeError, SourceText, read_source

_CODE = re.compile(r"[a-z][a-z0-9]{0,20}(?:-[a-z0-9]{1,20}){0,3}")

_VERSIONS: tuple[str, ...] = ("", *"bcdefghijklmnopqrstuvwxyz")
"""What follows the year in the id of a place's first, second, … text of that year."""


@dataclass(frozen=True, slots=True)
class NewDocument:
    """What the person who adds a text says about it. Dates are ISO texts, as typed; None: not given."""

    jurisdiction: str
    title: str
    in_force_from: str
    in_force_to: str | None = None
    kind: str = Kind.REGULATION.value
    number: str | None = None
    issuer: str | None = None
    id: str | None = None
    supersedes: str | None = None
    place: str | None = None
    """The name of the place to show, where the jurisdiction is new."""


@dataclass(frozen=True, slots=True)
class Trace:
    """Who makes a change, when, and why."""

    by: str
    at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Intake:
    """A text taken in as a draft."""

    id: str
    supersedes: str | None
    report: ImportReport


def add(folder: Path, file: Path, new: NewDocument, trace: Trace) -> Intake:
    """Take a text in as a draft below `folder` (DATA_DIR/corpus). It may be cited only once approved.

    Raises:
        IntakeError: the file or a field is unusable, the id is taken, or the text is there already.
    """
    since, until, kind = _checked(new)
    source = read_source(file)
    parsed, scheme = parse_text(source.text, kind)
    if not parsed.chapters:
        raise IntakeError(messages.NO_ARTICLES)
    found = report(source.text, parsed, scheme, source.notes)
    with _locked(folder):
        added = store.read(folder)
        corpus = load_corpus(folder)
        known = [*corpus.documents.values(), *(build_document(draft) for draft in added.drafts)]
        if same := next((d for d in known if d.text == parsed.citable.text), None):
            raise IntakeError(messages.DUPLICATE.format(id=same.id, title=same.meta.title))
        document_id = _free_id(new, since, {document.id for document in known})
        supersedes = _superseded(corpus, new, since)
        entry = _entry(new, since, until, kind, found.guessed, file.name, source)
        entry |= {"id": document_id, "supersedes": supersedes}
        _write(folder, entry, source)
        try:
            store.append(folder, trace.at, trace.by, "add", document_id, trace.reason, file=file.name)
        except OSError:
            shutil.rmtree(folder / document_id, ignore_errors=True)
            raise
    return Intake(document_id, supersedes, _with_differences(found, new, since))


def approve(folder: Path, document_id: str, trace: Trace) -> Document:
    """Make a draft citable from its own dates on; a version it supersedes ends the day before.

    Raises:
        IntakeError: there is no such draft, or numbers in it repeat.
    """
    with _locked(folder):
        added = store.read(folder)
        draft = next((s for s in added.drafts if s.meta.id == document_id), None)
        if draft is None:
            known = any(s.meta.id == document_id for s in added.approved)
            raise IntakeError((messages.ALREADY_APPROVED if known else messages.NO_DRAFT).format(id=document_id))
        parsed, scheme = parse_text(draft.raw, draft.meta.kind)
        if repeats := report(draft.raw, parsed, scheme).repeats:
            raise IntakeError(messages.REPEATED_NUMBERS.format(id=document_id, numbers="；".join(repeats[:5])))
        meta = draft.meta
        if meta.supersedes:
            _check_supersession(load_corpus(folder), meta.supersedes, meta.jurisdiction, meta.in_force_from)
        store.append(folder, trace.at, trace.by, "approve", document_id, trace.reason)
    return load_corpus(folder).document(document_id)


def retire(folder: Path, document_id: str, on: str, trace: Trace) -> Document | None:
    """Record that a text is out of force from the day `on` (ISO); it stays citable for the days before.

    A draft is discarded instead (None is returned): it was never law here.

    Raises:
        IntakeError: no such document, no reason, or a day before the text came into force.
    """
    if not trace.reason.strip():
        raise IntakeError(messages.NO_REASON)
    day = parse_date(on)
    with _locked(folder):
        added = store.read(folder)
        if any(draft.meta.id == document_id for draft in added.drafts):
            (folder / document_id).rename(folder / f".discarded-{document_id}-{trace.at:%Y%m%d%H%M%S%f}")
            store.append(folder, trace.at, trace.by, "discard", document_id, trace.reason)
            return None
        document = load_corpus(folder).documents.get(document_id)
        if document is None:
            raise IntakeError(messages.NOT_RETIRABLE.format(id=document_id))
        if document_id in added.retired:
            raise IntakeError(messages.ALREADY_RETIRED.format(id=document_id, on=added.retired[document_id]))
        if day <= document.meta.in_force_from:
            raise IntakeError(messages.RETIRE_BEFORE_START.format(on=day, start=document.meta.in_force_from))
        store.append(folder, trace.at, trace.by, "retire", document_id, trace.reason, on=day.isoformat())
    return load_corpus(folder).document(document_id)


def parse_date(text: str) -> date:
    """Read YYYY-MM-DD.

    Raises:
        IntakeError: anything else.
    """
    try:
        return date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) else date(0, 0, 0)
    except ValueError:
        raise IntakeError(messages.BAD_DATE.format(text=text)) from None


def _checked(new: NewDocument) -> tuple[date, date | None, Kind]:
    if not _CODE.fullmatch(new.jurisdiction):
        raise IntakeError(messages.BAD_JURISDICTION.format(id=new.jurisdiction))
    if new.id is not None and not _CODE.fullmatch(new.id):
        raise IntakeError(messages.BAD_ID.format(id=new.id))
    if not new.title.strip():
        raise IntakeError(messages.NO_TITLE)
    if new.kind not in list(Kind) or new.kind == Kind.PLAN:
        kinds = "、".join(kind for kind in Kind if kind is not Kind.PLAN)
        raise IntakeError(messages.BAD_KIND.format(kind=new.kind, kinds=kinds))
    since = parse_date(new.in_force_from)
    until = parse_date(new.in_force_to) if new.in_force_to else None
    if until and until < since:
        raise IntakeError(messages.DATE_ORDER.format(start=since, end=until))
    return since, until, Kind(new.kind)


def _superseded(corpus: Corpus, new: NewDocument, since: date) -> str | None:
    """The version that the new text replaces: the one named, else the latest of the same place and title."""
    if new.supersedes:
        _check_supersession(corpus, new.supersedes, new.jurisdiction, since)
        return new.supersedes
    same = [d for d in corpus.named(new.title) if d.meta.jurisdiction == new.jurisdiction]
    same = [d for d in same if name_key(d.meta.title) == name_key(new.title)]
    if not same:
        return None
    latest = max(same, key=lambda d: d.meta.in_force_from)
    _check_supersession(corpus, latest.id, new.jurisdiction, since)
    return latest.id


def _check_supersession(corpus: Corpus, old_id: str, jurisdiction: str, since: date) -> None:
    old = corpus.documents.get(old_id)
    if old is None:
        raise IntakeError(messages.NO_OLD_VERSION.format(id=old_id))
    if old.meta.jurisdiction != jurisdiction:
        raise IntakeError(messages.OTHER_TITLE.format(id=old_id, place=old.meta.jurisdiction))
    if since <= old.meta.in_force_from:
        raise IntakeError(messages.NOT_LATER.format(id=old_id, start=since, old=old.meta.in_force_from))
    if by := next((d.id for d in corpus.documents.values() if d.meta.supersedes == old_id), None):
        raise IntakeError(messages.ALREADY_SUPERSEDED.format(id=old_id, by=by))


def _free_id(new: NewDocument, since: date, taken: set[str]) -> str:
    if new.id is not None:
        if new.id in taken:
            raise IntakeError(messages.ID_TAKEN.format(id=new.id))
        return new.id
    base = f"{new.jurisdiction}-{since.year}"
    free = next((base + suffix for suffix in _VERSIONS if base + suffix not in taken), None)
    if free is None:
        raise IntakeError(messages.ID_TAKEN.format(id=base))
    return free


def _entry(
    new: NewDocument, since: date, until: date | None, kind: Kind, guessed: Guessed, name: str, source: SourceText
) -> dict[str, Any]:
    stated = guessed.in_force_place if guessed.in_force_from == since else None
    return {
        "title": new.title.strip(),
        "title_in_source": guessed.title,
        "issuer": new.issuer or guessed.issuer,
        "number": new.number or guessed.number,
        "jurisdiction": new.jurisdiction,
        "place": new.place,
        "kind": kind.value,
        "adopted": guessed.adopted.isoformat() if guessed.adopted else None,
        "in_force_from": since.isoformat(),
        "in_force_to": until.isoformat() if until else None,
        "in_force_from_basis": stated or messages.STATED_AT_INTAKE,
        "source_file": name,
        "sha256": hashlib.sha256(source.text.encode()).hexdigest(),
    }


def _with_differences(found: ImportReport, new: NewDocument, since: date) -> ImportReport:
    """The report, with what the text says differently from the person who adds it."""
    guessed = found.guessed
    extra: list[str] = []
    if guessed.title and name_key(guessed.title) != name_key(new.title):
        extra.append(messages.TITLE_DIFFERS.format(found=guessed.title, given=new.title))
    if guessed.in_force_from is None:
        extra.append(messages.DATE_UNSTATED.format(given=since))
    elif guessed.in_force_from != since:
        place = guessed.in_force_place
        extra.append(messages.DATE_DIFFERS.format(place=place, found=guessed.in_force_from, given=since))
    return replace(found, warnings=(*extra, *found.warnings))


def _write(folder: Path, entry: dict[str, Any], source: SourceText) -> None:
    target = folder / entry["id"]
    temporary = Path(tempfile.mkdtemp(prefix=".adding-", dir=folder))
    try:
        for name, content in (
            (store.META, json.dumps(entry, ensure_ascii=False, indent=2).encode()),
            (store.TEXT, source.text.encode()),
            (f"original{source.suffix}", source.content),
        ):
            with (temporary / name).open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        temporary.chmod(0o755)
        temporary.rename(target)
    except OSError:
        shutil.rmtree(temporary, ignore_errors=True)
        raise


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """One change at a time in a folder; a disk that refuses is told as an `IntakeError`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / ".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
    except OSError as error:
        raise IntakeError(messages.CANNOT_WRITE.format(path=folder, reason=error.strerror or error)) from error
