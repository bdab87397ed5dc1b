"""Publicity (公示): whether a record may be published, and until when. Publicity is not sharing, nor disclosure (F-22).

Only what a loaded catalogue calls open is published. A period comes from loaded data with its basis, or the end stays
unknown with the reason; no number of 月 or 年 is ever supplied here (F-23).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from credit_core.law.outside_fields import Period, Permanent, StartEvent
from credit_core.law.record_schema import RecordRules
from credit_core.messages import publicity as messages
from credit_core.model.decisions import Decision, Met
from credit_core.model.records import LegalDocument, Publicity, Record, Source
from credit_core.model.subjects import Subject, SubjectKind
from credit_core.outside import CatalogueItem, Determined, Undetermined
from credit_core.periods import START_NOT_COUNTED, period_end
from credit_core.rules.days import beijing_day
from credit_core.rules.desensitising import desensitised, desensitised_text
from credit_core.rules.disclosed_records import COUNTS, flat
from credit_core.rules.draft import Checked, check, decided
from credit_core.vocabulary import Unit

Term = Determined[Period | Permanent] | Undetermined | None
"""What is loaded of a period; None where no catalogue is asked (市场信用信息)."""


@dataclass(frozen=True, slots=True)
class End:
    """The last day of a period, or None with the `note` why there is none."""

    day: date | None
    note: str | None
    assumptions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Publication:
    """What publication is decided from. `way` and `agreement` matter to market information only."""

    record: Record
    subject: Subject
    place: RecordRules
    on: date
    item: Determined[CatalogueItem] | Undetermined | None
    end: End
    secret: bool = False
    way: str | None = None
    agreement: str | None = None


def end_of(term: Term, record: Record, document: LegalDocument | None) -> End:
    """When the period ends: 「依照法律、行政法规或者国家有关规定执行」 (山西 第十八条第二款), as loaded; else None and why."""
    if term is None:
        return End(None, messages.MARKET)
    if isinstance(term, Undetermined):
        return End(None, messages.UNDETERMINED.format(reason=term.reason))
    period = term.value
    if isinstance(period, Permanent):
        return End(None, messages.PERMANENT)
    start = _start(period.start, record, document)
    if start is None:
        return End(None, messages.NO_START.format(event=messages.START_EVENTS[period.start]))
    if period.unit is Unit.DAY:
        return End(start + timedelta(days=period.count), None, (START_NOT_COUNTED,))
    counted = period_end(start, period.count, period.unit)
    return End(counted.end, None, counted.assumptions)


def may_publish(asked: Publication) -> Decision:
    """Whether the record may be published on that day (D1-05), condition by condition."""
    decision = decided([*_state(asked), *_open(asked), *_way(asked), *_masking(asked), *_running(asked)])
    return Decision(decision.outcome, decision.reasons, assumptions=(*decision.assumptions, *asked.end.assumptions))


def _state(asked: Publication) -> Iterator[Checked]:
    record, point = asked.record, asked.place.publication
    if record.validity not in COUNTS:
        text = messages.NOT_EFFECTIVE
    elif record.masked:
        text = messages.MASKED
    elif record.publicity is Publicity.PUBLIC:
        text = messages.ALREADY_PUBLIC
    elif record.publicity is not Publicity.NOT_PUBLIC:
        text = messages.STOPPED
    else:
        yield check(point, Met.MET, messages.STATE_FIT)
        text = None
    if text is not None:
        yield check(point, Met.NOT_MET, text, cited=False)
    if asked.secret:  # 「不得侵犯国家秘密、商业秘密、个人隐私」
        yield check(asked.place.secrets, Met.NOT_MET, messages.CONFIDENTIAL)


def _open(asked: Publication) -> Iterator[Checked]:
    """「公共信用信息是否公开…应当在目录中予以明确」 (某市 第十三条第二款)."""
    point = asked.place.period
    if asked.record.source is not Source.PUBLIC:
        return
    if asked.item is None:
        yield check(point, Met.NOT_MET, messages.NO_ITEM)
    elif isinstance(asked.item, Undetermined):
        text = messages.ITEM_UNDETERMINED.format(reason=asked.item.reason)
        yield check(point, Met.UNKNOWN, text, undetermined=True)
    elif asked.item.value.usable_for_publication:
        yield check(point, Met.MET, messages.OPEN.format(name=asked.item.value.entry.name))
    else:
        for obstacle in asked.item.value.obstacles:
            yield check(point, Met.NOT_MET, obstacle)


def _way(asked: Publication) -> Iterator[Checked]:
    """「依法公开、信用主体主动公开、信用服务机构依法提供或者按照约定的其他方式」 (山西 第二十条第三款) for non-public information."""
    if asked.record.source is Source.PUBLIC:
        return
    point = asked.place.market_ways
    name = asked.place.sources[asked.record.source].name
    if point.silent:
        yield check(point, Met.UNKNOWN, messages.WAY_SILENT.format(note=point.note))
    elif not (asked.way and asked.agreement):
        yield check(point, Met.NOT_MET, messages.WAY_MISSING.format(name=name), missing=messages.WAY)
    elif asked.way in point.ways:
        yield check(point, Met.MET, messages.WAY_LISTED.format(way=asked.way, agreement=asked.agreement))
    else:
        met = Met.UNKNOWN if point.open else Met.NOT_MET
        yield check(point, met, messages.WAY_UNLISTED.format(ways="、".join(point.ways), way=asked.way))


def _masking(asked: Publication) -> Iterator[Checked]:
    """「依法公开自然人的个人信息，应当进行脱敏处理」 (某市 第二十三条第三款); elsewhere the same without a clause (A-41)."""
    if asked.subject.kind is not SubjectKind.NATURAL_PERSON:
        return
    point = asked.place.masking
    if _still_named(asked.record, asked.subject):
        yield check(point, Met.NOT_MET, messages.NAMED_IN_TEXT, missing=messages.REWRITTEN)
    else:
        yield check(point, Met.MET, messages.DESENSITISED.format(note=point.note or ""))


def _still_named(record: Record, subject: Subject) -> bool:
    """Whether masking would leave the name or the number: written with spaces between, or in another letter case."""
    shown = desensitised(flat(record.content), subject)
    texts = [desensitised_text(record.title, subject), *(text for line in shown for text in line)]
    plain = ["".join(text.split()).upper() for text in texts]
    name = "".join(subject.name.split()).upper()
    return any(subject.id_number.upper() in text or (len(name) > 1 and name in text) for text in plain)


def _running(asked: Publication) -> Iterator[Checked]:
    if asked.end.day is None:
        return
    if asked.end.day < asked.on:
        yield check(asked.place.period, Met.NOT_MET, messages.PERIOD_OVER.format(end=asked.end.day))
    else:
        yield check(asked.place.period, Met.MET, messages.PERIOD_RUNNING.format(end=asked.end.day))


def _start(event: StartEvent, record: Record, document: LegalDocument | None) -> date | None:
    match event:
        case StartEvent.DOCUMENT_EFFECTIVE:
            return document.effective_on if document is not None else None
        case StartEvent.EVENT_DATE:
            return record.event_date
        case StartEvent.RECEIVED:
            return beijing_day(record.received_at)
