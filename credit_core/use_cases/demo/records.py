"""Records of the demonstration, taken in through the same intake as all others."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from credit_core.model.decisions import Outcome
from credit_core.model.ids import new_id
from credit_core.model.records import (
    DocumentKind,
    DocumentState,
    Gravity,
    LegalDocument,
    Recipient,
    Record,
    RecordClass,
    Source,
    Validity,
)
from credit_core.rules.draft import Declared, Draft
from credit_core.use_cases.demo.data import Place
from credit_core.use_cases.demo.people import Figure
from credit_core.use_cases.demo.world import World
from credit_core.use_cases.intake import Settled, receive_record, reject_held, release_held
from credit_core.use_cases.merging import merge_double
from credit_core.use_cases.publicity import check_publication, publish
from knowledge.citations.reference import ClauseRef

SINCE_EVENT = 12
"""日 from the event to the record's receipt; its document takes effect half way."""


def a_record(world: World, place: Place, figure: Figure, kind: str, **changes: Any) -> Record:
    """Taken in today, and published where the loaded catalogue opens it.

    Raises:
        LookupError: it could not be identified, which no demonstration record should come to.
    """
    draft = replace(draft_of(world, place, figure, kind), **changes)
    market = draft.source is Source.MARKET
    clerk = replace(place.actor("market_clerk" if market else "clerk"), body=draft.provider)
    received = receive_record(world.office, clerk, draft, world.key())
    if received.record is None:
        raise LookupError(received.decision)
    record = received.record
    if record.validity is Validity.EFFECTIVE:
        record = _published(world, place, record)
        if record.record_class is RecordClass.DISHONEST:
            with world.office.store.begin() as unit:
                unit.recipients.add(
                    Recipient(new_id(), record.id, place.body("credit"), world.clock.now(), None, None, None)
                )
    return record


def draft_of(world: World, place: Place, figure: Figure, kind: str) -> Draft:
    """One record of a kind, of an event some days ago. A dishonest public record rests on a document."""
    said = world.data.records[kind]
    source, record_class = Source(said.get("source", "public")), RecordClass(said["record_class"])
    dishonest = record_class is RecordClass.DISHONEST and source is Source.PUBLIC
    event = world.clock.today() - timedelta(days=SINCE_EVENT)
    declared = Declared(reviewed_by="示例审查人员")
    if source is Source.MARKET:
        declared = Declared(agreement="示例服务协议", conformance="示例技术规范核对表")
    elif dishonest:
        declared = replace(declared, **place.declared)
    if kind in place.categories:
        declared = replace(declared, category=ClauseRef.parse(place.categories[kind]))
    return Draft(
        jurisdiction=place.jurisdiction,
        identity=figure.identity,
        source=source,
        record_class=record_class,
        title=f"{world.random.choice(said['titles'])}（示例）",
        content=dict(said["content"]),
        provider=place.body("market" if source is Source.MARKET else "provider"),
        basis="示例办法第一条",
        event_date=event,
        item=said["item"],
        document_id=_document(world, place, event).id if dishonest else None,
        gravity=Gravity(place.gravity) if dishonest and place.gravity else None,
        declared=declared,
    )


def a_serious_one(world: World, place: Place, figure: Figure) -> None:
    """严重失信信息, in the places whose text has such a grade."""
    if place.serious is None:
        return
    declared = replace(
        draft_of(world, place, figure, "penalty").declared,
        serious_category=ClauseRef.parse(place.serious),
        graded_by="示例认定人员",
    )
    a_record(world, place, figure, "penalty", gravity=Gravity.SERIOUS, declared=declared)


def a_held_one(world: World, place: Place, figure: Figure) -> Record:
    """Waits for an officer: its provider is not registered."""
    return a_record(world, place, figure, "penalty", provider=f"{place.body('provider')}未登记分局")


def odd_ones(world: World, place: Place, figure: Figure) -> None:
    """A record held, one released, one refused, one rejected at once, and a double that was merged."""
    office, officer = world.office, place.actor("officer")
    settled = Settled({"provider_known": True}, "已经核实提供单位（示例）")
    a_held_one(world, place, figure)
    release_held(office, officer, a_held_one(world, place, figure).id, settled)
    reject_held(office, officer, a_held_one(world, place, figure).id, "不属于目录范围（示例）")
    soon = world.clock.today() + timedelta(days=30)
    a_record(world, place, figure, "penalty", document_id=_document(world, place, soon).id)
    first = draft_of(world, place, figure, "penalty")
    one = a_record(world, place, figure, "penalty", document_id=first.document_id, title=first.title)
    double = a_record(world, place, figure, "penalty", document_id=first.document_id, title=first.title)
    if double.validity is Validity.HELD:
        release_held(office, officer, double.id, Settled({"not_double": True}, "暂按两条收录，待核对（示例）"))
    merge_double(office, officer, double.id, one.id, "经核对是同一条信息（示例）")


def _published(world: World, place: Place, record: Record) -> Record:
    if check_publication(world.office, record.id).outcome is not Outcome.ALLOWED:
        return record
    return publish(world.office, place.actor("officer"), record.id)


def _document(world: World, place: Place, issued: date) -> LegalDocument:
    number = f"示市监罚字〔{issued.year}〕{world.next_number()}号"
    effective = issued + timedelta(days=SINCE_EVENT // 2)
    made = LegalDocument(
        new_id(), DocumentKind.PENALTY, number, place.body("provider"), issued, effective, None, False,
        DocumentState.IN_FORCE, None, None,
    )  # fmt: skip
    with world.office.store.begin() as unit:
        return unit.documents.add(made)
