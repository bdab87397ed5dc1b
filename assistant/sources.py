"""Front door to the regulations: what channels may ask of `knowledge` without knowing it.

Listing and showing texts, checking citations, and taking in further regulations. Every function takes the data folder
of the installation (DATA_DIR); the added texts live below it and never in the source tree.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from assistant.clock import Clock
from assistant.settings import Settings, get_settings
from assistant.source_comparing import Comparisons as Comparisons
from assistant.source_comparing import NotComparable as NotComparable
from assistant.source_pages import Library as Library
from knowledge import messages
from knowledge.citations.check import CitationVerdict as CitationVerdict
from knowledge.citations.check import check_text
from knowledge.citations.reference import ClauseRef
from knowledge.citations.verifier import Outcome as Outcome
from knowledge.regulations import intake, store
from knowledge.regulations.comparison import Change as Change
from knowledge.regulations.comparison import ChangeKind as ChangeKind
from knowledge.regulations.comparison import compare
from knowledge.regulations.corpus import Corpus, load_corpus
from knowledge.regulations.corpus import NoSuchClause as NoSuchClause
from knowledge.regulations.document import CorpusError, build_document
from knowledge.regulations.intake import Intake as Intake
from knowledge.regulations.intake import NewDocument as NewDocument
from knowledge.regulations.intake import Trace
from knowledge.regulations.intake_report import ImportReport as ImportReport
from knowledge.regulations.model import Document, Kind
from knowledge.regulations.outline import outline
from knowledge.regulations.readers import IntakeError

SourceError = (IntakeError, CorpusError, NoSuchClause)
"""What these functions raise; each carries a Chinese sentence for the person at the keyboard."""

KINDS = tuple(kind.value for kind in Kind if kind is not Kind.PLAN)
"""The kinds of document that can be added."""


class State(StrEnum):
    """Where a text stands in this installation."""

    SHIPPED = "随附"
    DRAFT = "待批准"
    APPROVED = "已批准"


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the list. `in_force` is None for a draft: it is not law here yet."""

    id: str
    title: str
    kind: str
    jurisdiction: str
    place: str
    number: str | None
    in_force_from: date
    in_force_to: date | None
    in_force: bool | None
    state: State
    supersedes: str | None


def default_data_dir() -> Path:
    """DATA_DIR of this process's settings."""
    return get_settings().data_dir


def default_clock() -> Clock:
    """The clock of this process's settings."""
    return Clock(get_settings().clock)


def added_texts(data_dir: Path) -> Path:
    """The folder of the added texts below a data folder."""
    return data_dir / "corpus"


def corpus_of(data_dir: Path) -> Corpus:
    """Every citable text of an installation."""
    return load_corpus(added_texts(data_dir))


def library(settings: Settings) -> Library:
    """The texts laid out as pages."""
    return Library(added_texts(settings.data_dir), Clock(settings.clock))


def comparisons(settings: Settings) -> Comparisons:
    """The topics on which places can be put side by side."""
    law = settings.data_dir / "law"
    return Comparisons(added_texts(settings.data_dir), law if law.exists() else None)


def list_documents(data_dir: Path, on: date) -> list[Listed]:
    """Every text, drafts included, with its state on the day `on`."""
    corpus, added = corpus_of(data_dir), store.read(added_texts(data_dir))
    approved = {source.meta.id for source in added.approved}
    metas = [(d.meta, State.APPROVED if d.id in approved else State.SHIPPED) for d in corpus.documents.values()]
    metas += [(draft.meta, State.DRAFT) for draft in added.drafts]
    return [
        Listed(
            id=meta.id,
            title=meta.title,
            kind=meta.kind.value,
            jurisdiction=meta.jurisdiction,
            place=place.name if (place := corpus.jurisdictions.get(meta.jurisdiction)) else meta.jurisdiction,
            number=meta.number,
            in_force_from=meta.in_force_from,
            in_force_to=meta.in_force_to,
            in_force=None if state is State.DRAFT else meta.in_force(on),
            state=state,
            supersedes=meta.supersedes,
        )
        for meta, state in metas
    ]


def show_document(data_dir: Path, document_id: str) -> dict[str, Any]:
    """The parse of a text, draft or not, as `corpus show ID --json` prints it (docs/architecture.md)."""
    return outline(_document(data_dir, document_id))


def citable_text(data_dir: Path, document_id: str) -> str:
    """The citable text of a document, draft or not."""
    return _document(data_dir, document_id).text


def _document(data_dir: Path, document_id: str) -> Document:
    for draft in store.read(added_texts(data_dir)).drafts:
        if draft.meta.id == document_id:
            return build_document(draft)
    return corpus_of(data_dir).document(document_id)


def diff_documents(data_dir: Path, old_id: str, new_id: str) -> tuple[Change, ...]:
    """Added, removed and changed articles between two texts, drafts included."""
    if old_id == new_id:
        raise IntakeError(messages.SAME_DOCUMENT)
    return compare(_document(data_dir, old_id), _document(data_dir, new_id))


def clauses_of(data_dir: Path, document_id: str) -> tuple[ClauseRef, ...]:
    """Every article (or item, heading, sentence) of a text, draft or not."""
    return tuple(ref for ref in _document(data_dir, document_id).provisions if ref.parent is None)


def add_document(data_dir: Path, file: Path, new: NewDocument, by: str, reason: str = "") -> Intake:
    """Take a file in as a draft; its report says what to look at before approving it."""
    return intake.add(added_texts(data_dir), file, new, _trace(by, reason))


def approve_document(data_dir: Path, document_id: str, by: str, reason: str = "") -> None:
    """Make a draft citable."""
    intake.approve(added_texts(data_dir), document_id, _trace(by, reason))


def retire_document(data_dir: Path, document_id: str, on: str, by: str, reason: str) -> bool:
    """Record that a text is out of force from the day `on`; False if it was a draft and is discarded."""
    return intake.retire(added_texts(data_dir), document_id, on, _trace(by, reason)) is not None


def parse_day(text: str) -> date:
    """Read YYYY-MM-DD, with a Chinese error."""
    return intake.parse_date(text)


def history(data_dir: Path, document_id: str | None = None) -> list[dict[str, Any]]:
    """The log of changes, oldest first, of one text or of all."""
    entries = (dict(entry) for entry in store.log(added_texts(data_dir)))
    return [entry for entry in entries if document_id is None or entry["id"] == document_id]


def _trace(by: str, reason: str) -> Trace:
    return Trace(by, Clock().now(), reason)


def check_citations(data_dir: Path, text: str, on: date, jurisdiction: str | None = None) -> list[CitationVerdict]:
    """A verdict for every reference and quotation in a text.

    Raises:
        NoSuchClause: `jurisdiction` is not one that the corpus knows.
    """
    corpus = corpus_of(data_dir)
    if jurisdiction is not None and jurisdiction not in corpus.jurisdictions:
        known = "、".join(f"{place.id}（{place.name}）" for place in corpus.jurisdictions.values())
        raise NoSuchClause(messages.UNKNOWN_JURISDICTION.format(id=jurisdiction, known=known))
    return check_text(corpus, text, on, jurisdiction)


def verdict_json(verdict: CitationVerdict) -> dict[str, Any]:
    """A verdict as the command line and the REST interface give it."""
    found = verdict.verdict
    return {
        "type": "quote" if verdict.quote else "citation",
        "start": verdict.start,
        "end": verdict.end,
        "text": verdict.text,
        "verdict": found.outcome.value,
        "message": found.message,
        "clause": str(found.ref) if found.ref else None,
        "found_in": [str(ref) for ref in found.found],
        "difference": [{"kind": kind, "text": words} for kind, words in found.difference.steps]
        if found.difference
        else None,
    }


def report_json(taken: Intake) -> dict[str, Any]:
    """An import report as JSON types."""
    report = asdict(taken.report)
    guessed = {k: v.isoformat() if isinstance(v, date) else v for k, v in report["guessed"].items()}
    chapters = [{"title": title, "articles": count} for title, count in taken.report.chapters]
    return {"id": taken.id, "supersedes": taken.supersedes, **report, "guessed": guessed, "chapters": chapters}


def change_json(changes: tuple[Change, ...]) -> Iterator[dict[str, Any]]:
    """Changes between two texts as JSON types."""
    for change in changes:
        yield {
            "kind": change.kind.name.lower(),
            "old": str(change.old) if change.old else None,
            "new": str(change.new) if change.new else None,
            "difference": [{"kind": kind, "text": words} for kind, words in change.steps],
        }
