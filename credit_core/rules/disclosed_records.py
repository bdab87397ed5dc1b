"""What of one record a read shows, once the read itself is allowed: which records, which fields, which marks.

公示, 共享 and 披露 are different things (F-22): each mode looks at its own axis. A masked or stopped record goes to nobody
but its subject; one that does not count goes to nobody. The objection mark is always shown while the objection is open.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from credit_core.law.disclosure_schema import DisclosureFile
from credit_core.law.outside_schema import CatalogueEntry
from credit_core.messages import disclosure as messages
from credit_core.model.disclosure import Authorisation, Mode, RequesterKind
from credit_core.model.records import Gravity, Publicity, Record, RecordClass, Sharing, Source, Validity
from credit_core.model.subjects import Subject, SubjectKind
from credit_core.rules.authorisation import consenting, in_scope, needs_both
from credit_core.rules.desensitising import desensitised, desensitised_text
from knowledge.citations.reference import ClauseRef

COUNTS = frozenset({Validity.EFFECTIVE, Validity.CORRECTED})
"""Records that count. Received, held, rejected, merged, deleted and archived ones are disclosed to nobody."""


@dataclass(frozen=True, slots=True)
class Held:
    """A record with its catalogue entry (目录条目) where the catalogue is loaded."""

    record: Record
    entry: CatalogueEntry | None = None


@dataclass(frozen=True, slots=True)
class ShownMark:
    """A mark as it is shown: its name, its words, and the clause that orders it."""

    name: str
    words: str
    clause: ClauseRef


@dataclass(frozen=True, slots=True)
class Shown:
    """A record as this reader may see it. `silences` say what the text leaves open about it."""

    record_id: str
    number: str
    title: str
    record_class: RecordClass
    gravity: Gravity | None
    fields: tuple[tuple[str, str], ...]
    provider: str
    event_date: date | None
    marks: tuple[ShownMark, ...]
    silences: tuple[str, ...]


def withheld_because(
    mode: Mode,
    held: Held,
    subject: Subject,
    authorisation: Authorisation | None,
    kind: RequesterKind,
    in_share_scope: bool,
    place: DisclosureFile,
    on: date,
) -> str | None:
    """Why the record is not shown in this mode, in words for the officer; None if it is shown."""
    record = held.record
    if record.validity not in COUNTS:
        return messages.NOT_EFFECTIVE.format(state=messages.VALIDITY[record.validity])
    if mode is Mode.REAL_NAME:
        return None  # the subject sees everything of its own that counts, masked and stopped too
    if record.masked or record.publicity is Publicity.MASKED:
        return messages.MASKED
    if record.source is Source.MARKET and mode not in place.market.modes:
        return messages.MARKET_MODE.format(name=place.market.name)
    if mode is not Mode.AUTHORISED and _restricted(record, held.entry, subject, place):
        return messages.RESTRICTED.format(words="、".join(place.restricted.words_of))
    if mode is Mode.OPEN:
        return _not_open(record, held.entry, on)
    if record.publicity is Publicity.STOPPED:
        return messages.STOPPED
    if record.sharing is Sharing.STOPPED:
        return messages.SHARING_STOPPED
    if mode is Mode.SHARED:
        return _not_shared(record, held.entry, in_share_scope)
    if mode is Mode.AUTHORISED:
        return _not_authorised(record, authorisation, kind, place)
    return None


def show(mode: Mode, record: Record, subject: Subject, place: DisclosureFile) -> Shown:
    """The record's fields for this mode: personal data masked (脱敏) in open publication, property data left out."""
    fields = flat(record.content)
    if mode not in (Mode.REAL_NAME, Mode.AUTHORISED) and subject.kind is SubjectKind.NATURAL_PERSON:
        fields = tuple((label, value) for label, value in fields if not _named(label, place))
    title = record.title
    if mode is Mode.OPEN:
        title, fields = desensitised_text(title, subject), desensitised(fields, subject)
    marks = tuple(_marks(record, place))
    silences = tuple(filter(None, [place.during_objection.note if record.objection_marks else None]))
    return Shown(record.id, record.number, title, record.record_class, record.gravity, fields, record.provider,
                 record.event_date, marks, silences)  # fmt: skip


def flat(content: Mapping[str, Any], outer: str = "") -> tuple[tuple[str, str], ...]:
    """Content as lines of label and text; what is nested is named by its path, so that no label hides another."""
    lines: list[tuple[str, str]] = []
    for label, value in content.items():
        path = messages.LABEL_PATH.format(outer=outer, inner=label) if outer else label
        if isinstance(value, Mapping):
            lines += flat(value, path)
        else:
            lines.append((path, _text(value)))
    return tuple(lines)


def _not_open(record: Record, entry: CatalogueEntry | None, on: date) -> str | None:
    """某市 第二十三条第一款: only 「依法公开的公共信用信息」, and only while its period runs."""
    if record.publicity is not Publicity.PUBLIC:
        return messages.STOPPED if record.publicity is Publicity.STOPPED else messages.NOT_PUBLIC
    if entry is not None and entry.open is False:
        return messages.CATALOGUE_CLOSED
    if record.publicity_start is None or on < record.publicity_start:
        return messages.NOT_BEGUN
    if record.publicity_end is not None and on > record.publicity_end:
        return messages.PERIOD_OVER
    return None


def _not_shared(record: Record, entry: CatalogueEntry | None, in_share_scope: bool) -> str | None:
    if record.sharing is not Sharing.SHARED:
        return messages.NOT_SHARED
    if entry is not None and entry.shared is False:
        return messages.CATALOGUE_NOT_SHARED
    if entry is not None and entry.share_scope is not None and not in_share_scope:
        return messages.SHARE_SCOPE_OPEN.format(scope=entry.share_scope)
    return None


def _not_authorised(
    record: Record, authorisation: Authorisation | None, kind: RequesterKind, place: DisclosureFile
) -> str | None:
    if authorisation is None or not in_scope(authorisation, record):
        return messages.RECORD_OUT_OF_SCOPE
    if needs_both(authorisation, kind, place) and record.provider not in consenting(authorisation):
        return messages.NOT_CONSENTED
    return None


def _restricted(record: Record, entry: CatalogueEntry | None, subject: Subject, place: DisclosureFile) -> bool:
    """某市 第二十条第三款: a natural person's 不动产、纳税数额等信息「只能提供给本人及获得其授权的主体使用」."""
    if subject.kind is not SubjectKind.NATURAL_PERSON:
        return False
    return _named(record.title, place) or (entry is not None and _named(entry.name, place))


def _named(text: str, place: DisclosureFile) -> bool:
    return any(word in text for word in place.restricted.words_of)


def _marks(record: Record, place: DisclosureFile) -> Iterator[ShownMark]:
    if record.objection_marks > 0:
        words = [messages.OBJECTION_WORDS, place.during_objection.words]
        yield ShownMark(messages.OBJECTION_MARK, "，".join(filter(None, words)), place.objection_mark.source)
    if record.repair_mark:
        yield ShownMark(messages.REPAIR_MARK, messages.REPAIR_WORDS, place.repair_mark.source)
    if record.serious_list:
        words_of_list = messages.SERIOUS_WORDS.format(name=record.serious_list)
        yield ShownMark(messages.SERIOUS_MARK, words_of_list, place.serious_list.source)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return messages.YES if value else messages.NO
    if isinstance(value, (list, tuple)):
        return "、".join(_text(part) for part in value)
    if isinstance(value, Mapping):
        return "；".join(f"{label}：{text}" for label, text in flat(value))
    return "" if value is None else str(value)
