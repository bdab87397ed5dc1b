"""Intake of records: the cases a lawyer can read, and what holds around them — once, traced, by two persons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from credit_core.errors import (
    BadFiling,
    Duplicate,
    Forbidden,
    KeyReused,
    NotAllowed,
    Refused,
    StaleVersion,
    UnknownJurisdiction,
)
from credit_core.model.decisions import Outcome
from credit_core.model.records import Axis, DocumentKind, Gravity, Publicity, RecordClass, Sharing, Source, Validity
from credit_core.model.subjects import Body
from credit_core.rules.draft import Declared, Draft
from credit_core.use_cases.intake import Settled, receive_record, reject_held, release_held
from credit_core.use_cases.merging import merge_double
from credit_core.use_cases.office import Office
from credit_core.use_cases.subjects import code_quality_of
from knowledge.citations.reference import ClauseRef
from tests.credit_core.drafts import draft, firm
from tests.credit_core.offices import CITIZEN, CLERK, OFFICER, REVIEWER, SetClock, add_document, add_firm, add_record
from tests.credit_core.record_intakes import intakes, play


@pytest.mark.parametrize("raw", list(intakes()))
def test_the_cases_a_lawyer_can_read(sqlite_office: Office, clock: SetClock, raw: Mapping[str, Any]) -> None:
    """tests/cases/records"""
    assert play(sqlite_office, clock, raw).decision is not None


def handed_in(office: Office, place: str = "city", **changes: Any) -> Draft:
    """A draft on a penalty decision in force, from a registered provider; no catalogue is loaded."""
    with office.store.begin() as unit:
        document = add_document(unit)
        made = draft(place, document_id=document.id, **changes)
        if unit.bodies.one(jurisdiction=place, name=made.provider) is None:
            unit.bodies.add(Body(made.provider, place, made.provider, ("provider", "state_organ")))
    return made


CHECKED = Settled({"catalogue_entry": True}, "核对了已公布的目录（测试）")


def test_held_released_and_traced(office: Office) -> None:
    received = receive_record(office, CLERK, handed_in(office), "k1")
    assert received.record is not None
    assert received.record.validity is Validity.HELD
    assert received.record.pushed_at is None
    released = release_held(office, OFFICER, received.record.id, CHECKED).record
    assert released is not None
    assert released.validity is Validity.EFFECTIVE
    assert released.pushed_at is not None
    assert (released.publicity, released.serious_list) == (Publicity.NOT_PUBLIC, None)
    with office.store.read() as unit:
        changes = unit.changes.where(record_id=released.id, order=("at", "id"))
        steps = [(c.before, c.after, c.rule) for c in sorted(changes, key=lambda c: c.rule or "")]
        assert steps == [("", "received", "D1-01"), ("received", "held", "D1-03"), ("held", "effective", "D1-04")]
        assert {c.axis for c in changes} == {Axis.VALIDITY}
        assert all(c.source and c.reason for c in changes)
        finding = unit.findings.one(record_id=released.id, question="catalogue_entry")
        assert finding is not None
        assert (finding.met, finding.officer_id) == (True, OFFICER.id)


def test_the_same_key_takes_in_once_and_answers_the_same(office: Office) -> None:
    first_draft = handed_in(office)
    first = receive_record(office, CLERK, first_draft, "k1")
    again = receive_record(office, CLERK, first_draft, "k1")
    assert again.again
    assert (again.record, again.decision) == (first.record, first.decision)
    with office.store.read() as unit:
        assert unit.records.count() == 1
    with pytest.raises(KeyReused):
        receive_record(office, CLERK, replace(first_draft, title="改过的标题"), "k1")


def test_a_refused_identifier_is_answered_the_same_too_and_leaves_no_content(sqlite_office: Office) -> None:
    bad = handed_in(sqlite_office, identity=firm(number="91000000ABCDEFGH11"), title="不应留下的标题")
    first = receive_record(sqlite_office, CLERK, bad, "k1")
    assert receive_record(sqlite_office, CLERK, bad, "k1").decision == first.decision
    with sqlite_office.store.read() as unit:
        assert unit.subjects.count() == unit.records.count() == 0
        kept = [str(content) for content in unit.audit_contents.where()] + [str(s) for s in unit.submissions.where()]
        assert not any("不应留下的标题" in text or "91000000ABCDEFGH11" in text for text in kept)


@pytest.mark.rule("OP-07")
def test_bad_codes_count_in_the_quality_of_codes(sqlite_office: Office) -> None:
    assert code_quality_of(sqlite_office, "shanxi").rate is None
    good = handed_in(sqlite_office, "shanxi", identity=firm())
    receive_record(sqlite_office, CLERK, good, "k1")
    bad = replace(good, identity=firm(number="91000000ABCDEFGH11"))
    receive_record(sqlite_office, CLERK, bad, "k2")
    quality = code_quality_of(sqlite_office, "shanxi")
    assert (quality.total, quality.bad, quality.duplicated, quality.rate) == (2, 1, 0, 0.5)
    assert code_quality_of(sqlite_office, "jiangxi").total == 0


@pytest.mark.rule("GEN-01")
def test_without_a_known_place_nothing_is_taken_in(sqlite_office: Office) -> None:
    for place in ("", "guangdong"):
        with pytest.raises(UnknownJurisdiction, match="江西省"):
            receive_record(sqlite_office, CLERK, draft(place), "k1")
    with sqlite_office.store.read() as unit:
        assert unit.submissions.count() == 0


def test_who_may_hand_in(sqlite_office: Office) -> None:
    made = handed_in(sqlite_office)
    for actor in (CITIZEN, REVIEWER):
        with pytest.raises(Forbidden):
            receive_record(sqlite_office, actor, made, "k1")
    with pytest.raises(Forbidden, match="本单位"):
        receive_record(sqlite_office, replace(CLERK, body="另一个单位（测试）"), made, "k1")
    own = replace(
        made, source=Source.MARKET, record_class=RecordClass.OTHER, document_id=None, item=None, jurisdiction="shanxi",
        declared=Declared(self_declared=True),
    )  # fmt: skip
    assert receive_record(sqlite_office, CITIZEN, own, "k2").decision.outcome is Outcome.ALLOWED


def test_a_likely_double_waits_for_a_person_and_may_be_merged(sqlite_office: Office) -> None:
    made = handed_in(sqlite_office)
    first = receive_record(sqlite_office, CLERK, made, "k1").record
    second = receive_record(sqlite_office, CLERK, made, "k2")
    assert first is not None
    assert second.record is not None
    assert any(first.number in reason.text for reason in second.decision.reasons)
    release_held(sqlite_office, OFFICER, first.id, CHECKED)
    both = Settled({"catalogue_entry": True, "not_double": True}, "先收录再合并（测试）")
    release_held(sqlite_office, OFFICER, second.record.id, both)
    with pytest.raises(NotAllowed):
        merge_double(sqlite_office, OFFICER, first.id, first.id, "同一条")
    with pytest.raises(BadFiling):
        merge_double(sqlite_office, OFFICER, second.record.id, first.id, " ")
    with pytest.raises(Forbidden):
        merge_double(sqlite_office, CLERK, second.record.id, first.id, "同一条")
    merged = merge_double(sqlite_office, OFFICER, second.record.id, first.id, "同一份处罚决定")
    assert merged.validity is Validity.MERGED
    with pytest.raises(NotAllowed):
        merge_double(sqlite_office, OFFICER, second.record.id, first.id, "同一条")
    with sqlite_office.store.read() as unit:
        assert unit.records.get(first.id).validity is Validity.EFFECTIVE


def test_another_document_is_another_record(sqlite_office: Office) -> None:
    for key in ("k1", "k2"):
        received = receive_record(sqlite_office, CLERK, handed_in(sqlite_office), key)
        assert not any("同一条信息" in reason.text for reason in received.decision.reasons)


def test_only_the_same_information_is_merged(sqlite_office: Office) -> None:
    made = handed_in(sqlite_office)
    other = handed_in(sqlite_office)
    ids = []
    for key, item in (("k1", made), ("k2", other)):
        record = receive_record(sqlite_office, CLERK, item, key).record
        assert record is not None
        release_held(sqlite_office, OFFICER, record.id, CHECKED)
        ids.append(record.id)
    with pytest.raises(NotAllowed, match="不能合并"):
        merge_double(sqlite_office, OFFICER, ids[0], ids[1], "看着像")
    with pytest.raises(StaleVersion):
        merge_double(sqlite_office, OFFICER, ids[0], ids[1], "看着像", version=1)


def test_a_number_under_another_name_is_told_and_nothing_written(sqlite_office: Office) -> None:
    made = handed_in(sqlite_office)
    receive_record(sqlite_office, CLERK, made, "k1")
    with pytest.raises(Duplicate, match="核对号码"):
        receive_record(sqlite_office, CLERK, replace(made, identity=replace(made.identity, name="李四海")), "k2")
    with sqlite_office.store.read() as unit:
        assert (unit.records.count(), unit.submissions.count()) == (1, 1)


def test_release_and_rejection_have_their_conditions(sqlite_office: Office) -> None:
    record = receive_record(sqlite_office, OFFICER, handed_in(sqlite_office), "k1").record
    assert record is not None
    with pytest.raises(Forbidden, match="另一人"):
        release_held(sqlite_office, OFFICER, record.id, CHECKED)
    with pytest.raises(BadFiling):
        release_held(sqlite_office, REVIEWER, record.id, Settled({}, " "))
    with pytest.raises(StaleVersion):
        reject_held(sqlite_office, REVIEWER, record.id, "不收录", version=9)
    refused = reject_held(sqlite_office, REVIEWER, record.id, "不收录（测试）")
    assert (refused.validity, refused.content, refused.title) == (Validity.REJECTED, {}, "")
    with pytest.raises(NotAllowed):
        release_held(sqlite_office, REVIEWER, record.id, CHECKED)
    with sqlite_office.store.read() as unit:
        assert unit.tombstones.get(record.id).number == record.number


def test_what_people_cannot_settle_is_looked_at_again_on_the_day_of_release(
    sqlite_office: Office, clock: SetClock
) -> None:
    made = handed_in(sqlite_office)
    record = receive_record(sqlite_office, CLERK, made, "k1").record
    assert record is not None
    assert made.document_id is not None
    with sqlite_office.store.begin() as unit:
        document = unit.documents.get(made.document_id, lock=True)
        unit.documents.replace(replace(document, effective_on=date(2026, 12, 1)))
    with pytest.raises(Refused, match="2026-12-01才发生法律效力"):
        release_held(sqlite_office, OFFICER, record.id, CHECKED)
    clock.day = date(2026, 12, 1)
    released = release_held(sqlite_office, OFFICER, record.id, CHECKED).record
    assert released is not None
    assert released.validity is Validity.EFFECTIVE


@pytest.mark.rule("JX-08")
def test_a_record_proposed_inside_is_released_with_what_the_officer_adds(sqlite_office: Office) -> None:
    """违反信用修复承诺 (第十五条第一款第（一）项): held without any submission, document or catalogue entry."""
    with sqlite_office.store.begin() as unit:
        held = add_record(
            unit, add_firm(unit), "jiangxi", validity=Validity.HELD, publicity=Publicity.NOT_PUBLIC,
            sharing=Sharing.NOT_SHARED, document_id=None,
        )  # fmt: skip
        document = add_document(unit, kind=DocumentKind.OTHER)
    findings = {"catalogue_entry": True, "provider_known": True, "reviewed": True}
    bare = Settled(findings, "核实（测试）", category=ClauseRef.parse("jiangxi-2022#15.1.1"))
    with pytest.raises(Refused, match="没有具有法律效力的文书"):
        release_held(sqlite_office, OFFICER, held.id, bare)
    full = replace(bare, document_id=document.id, gravity=Gravity.GENERAL)
    released = release_held(sqlite_office, OFFICER, held.id, full).record
    assert released is not None
    assert (released.validity, released.document_id, released.gravity) == (
        Validity.EFFECTIVE, document.id, Gravity.GENERAL,
    )  # fmt: skip
    missing = replace(full, findings={**findings, "catalogue_entry": False})
    with pytest.raises(NotAllowed):
        release_held(sqlite_office, OFFICER, held.id, missing)
