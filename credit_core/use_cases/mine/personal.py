"""One's own personal data (个人信息): handed out whole, and erased where nothing open stands on it any more.

个人信息保护法 第四十五条 and 第四十七条 give these rights; they are not in the corpus, and no regulation of it orders how long a
case file is kept. So what an open case or a record that still counts rests on stays, and the answer says so.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from credit_core.messages import erasure as reasons
from credit_core.messages import mine as messages
from credit_core.model.cases import Case, CaseType, Notice
from credit_core.model.people import Actor, Role
from credit_core.storage.own_cases import filed_unknown
from credit_core.storage.personal import Holdings, not_blank, personal_rows
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases.case_view import holder_view
from credit_core.use_cases.erasure import Erasure, erase_personal, erase_unheld, may_erase
from credit_core.use_cases.mine.person import own_subject
from credit_core.use_cases.office import Office
from credit_core.use_cases.query_register import Identified

EXPORT_ACT = "mine.export"
_MADE = (2000, 1, 1, 0, 0, 0)
_OTHERS: Mapping[str, tuple[str, ...]] = {"authorisation": ("requester_number",)}
"""Columns of one's rows that are somebody else's personal data."""


@dataclass(frozen=True, slots=True)
class Told:
    """A notice (告知) to the subject, with the number of its case."""

    number: str | None
    text: str
    created_at: datetime
    channel: str
    delivered: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """What is held, what could be erased now, what stays and why. `held` is how many rows of each kind."""

    held: tuple[tuple[str, int], ...]
    erasable: tuple[str, ...]
    kept: tuple[str, ...]
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Export:
    """All personal data of a subject, rows by table; empty where nothing is held."""

    name: str
    made_at: datetime
    parts: Mapping[str, list[dict[str, Any]]]


def overview(office: Office, whose: Identified) -> Overview:
    """What the office holds of the person, before anything is exported or erased."""
    parts = _parts(office, whose)
    held = tuple((messages.PARTS.get(name, name), len(rows)) for name, rows in parts.items())
    with office.store.read() as unit:
        subject = own_subject(unit, whose)
        if subject is None:
            return Overview(held, *_of_unheld(_unheld(unit, whose)), ())
        found = may_erase(unit, subject.id)
        told = []
        for notice in unit.notices.where(subject_id=subject.id, order=("-created_at", "id")):
            case = unit.cases.find(notice.case_id) if notice.case_id else None
            if case is None or notice in holder_view(unit, office, case.id).notices:
                told.append(_told(notice, case))
        left = not_blank(unit.connection, found.holdings)
    return Overview(held, tuple(_erasable(left)), found.kept, tuple(told))


def export_own(office: Office, actor: Actor, whose: Identified) -> Export:
    """Everything, without what is others' personal data; that it was handed out is an entry in the audit chain."""
    parts, at = _parts(office, whose), office.clock.now()
    with office.transaction() as unit:
        subject = own_subject(unit, whose)
        if subject is not None:
            counts = {name: len(rows) for name, rows in parts.items()}
            unit.audit(at, actor, EXPORT_ACT, "export", subject.id, after={"rows": counts})
    return Export(whose.name, at, parts)


def as_json(export: Export) -> bytes:
    """The export as one JSON file."""
    parts = [{"name": messages.PARTS.get(table, table), "rows": rows} for table, rows in export.parts.items()]
    return _json({"name": export.name, "made_at": export.made_at, "parts": parts})


def as_zip(export: Export) -> bytes:
    """The export as an archive: a JSON file for each kind, and a note that says what is what."""
    lines, out = [], io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for table, rows in export.parts.items():
            archive.writestr(_entry(f"{table}.json"), _json(rows))
            name = messages.PARTS.get(table, table)
            lines.append(messages.README_LINE.format(file=f"{table}.json", name=name, count=len(rows)))
        at = f"{export.made_at:%Y-%m-%d %H:%M}"
        note = messages.README.format(name=export.name, at=at, files="\n".join(lines))
        archive.writestr(_entry(messages.README_FILE), note)
    return out.getvalue()


def erase_own(office: Office, actor: Actor, whose: Identified) -> Erasure | None:
    """Erase what may be erased now, at the person's own wish; None where nothing is held. The audit keeps the session's id."""
    with office.transaction() as unit:
        subject, unheld = own_subject(unit, whose), _unheld(unit, whose)
        by = Actor(actor.id, Role.SYSTEM)  # no officer decides here: what open work rests on is out of reach anyway
        found = [erase_unheld(unit, office, by, unheld, messages.ERASURE_REASON)] if unheld else []
        if subject is not None:
            found.append(erase_personal(office, by, subject.id, messages.ERASURE_REASON, within=unit))
        return _together(found) if found else None


def _together(found: Sequence[Erasure]) -> Erasure:
    emptied: Counter[str] = Counter()
    for one in found:
        emptied.update(one.emptied)
    return Erasure(found[-1].subject_id, dict(emptied), tuple(word for one in found for word in one.kept))


def _unheld(unit: UnitOfWork, whose: Identified) -> tuple[Case, ...]:
    return filed_unknown(unit.connection, whose.kind.value, whose.number)


def _parts(office: Office, whose: Identified) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    with office.store.read() as unit:
        for table, row in personal_rows(unit.connection, _holdings(unit, whose)):
            for column in _OTHERS.get(table, ()):
                row.pop(column, None)
            found.setdefault(table, []).append(row)
    return found


def _holdings(unit: UnitOfWork, whose: Identified) -> Holdings:
    unheld = tuple(case.id for case in _unheld(unit, whose))
    subject = own_subject(unit, whose)
    if subject is None:
        return Holdings(None, (), (), unheld)
    cases = unit.cases.where(subject_id=subject.id, order=("filed_at", "id"))
    own = tuple(case.id for case in cases if case.type is not CaseType.AUTHORISED_QUERY)  # that is who asked
    records = tuple(record.id for record in unit.records.where(subject_id=subject.id))
    return Holdings(subject.id, own, records, unheld)


def _erasable(holdings: Holdings) -> Iterator[str]:
    if holdings.cases:
        yield messages.ERASE_CLOSED.format(count=len(holdings.cases))
    if holdings.records:
        yield messages.ERASE_DELETED.format(count=len(holdings.records))
    if holdings.subject is not None:
        yield messages.ERASE_SUBJECT


def _of_unheld(cases: Sequence[Case]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What of them could be erased, and what is kept."""
    closed = [case for case in cases if case.closed_on is not None]
    kept = tuple(reasons.OPEN_CASE.format(number=case.number) for case in cases if case.closed_on is None)
    return ((messages.ERASE_CLOSED.format(count=len(closed)),) if closed else ()), kept


def _told(notice: Notice, case: Case | None) -> Told:
    channel = messages.CHANNELS.get(str(notice.channel), notice.channel or "")
    return Told(case.number if case else None, notice.text, notice.created_at, channel, notice.delivered_on is not None)


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=2, default=_plain).encode()


def _plain(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _entry(name: str) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name, _MADE)
    made.compress_type = zipfile.ZIP_DEFLATED
    return made
