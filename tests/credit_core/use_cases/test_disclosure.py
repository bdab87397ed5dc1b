"""Reads without a case, and the register: every one of them is an entry, refused ones too, and none is ever changed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import credit_core
from credit_core.errors import BadFiling, NotFound, NotInForce
from credit_core.messages import disclosure as messages
from credit_core.model.decisions import Outcome
from credit_core.model.disclosure import Mode
from credit_core.model.people import Actor, Role
from credit_core.model.records import Publicity, Validity
from credit_core.model.subjects import Body, IdKind, Subject
from credit_core.use_cases.disclosure import PUBLIC, Reading, look_as_staff, read_for_duty, search_public
from credit_core.use_cases.office import Office
from credit_core.use_cases.query_register import Identified, entries_of, prove_query, who_looked
from credit_core.use_cases.query_rules import query_service_rules
from tests.credit_core.offices import CITIZEN, OFFICER, SetClock, add_firm, add_person, add_record
from tests.credit_core.query_examples import FIRM, PLACES

BUREAU = "示例县市场监督管理局"
CLERK = Actor("clerk-9", Role.PROVIDER_CLERK, BUREAU)
TODAY = date(2026, 11, 20)


def whose(subject: Subject) -> Identified:
    return Identified(subject.id_kind, subject.id_number)


def reading(subject: Subject, place: str = "shanxi", mode: Mode = Mode.EX_OFFICIO, **changes: Any) -> Reading:
    made = Reading(place, mode, whose(subject), "核查许可条件", "行政许可", findings={"within_duty": True})
    return replace(made, **changes)


def firm_with_record(office: Office, place: str = "shanxi", **changes: Any) -> Subject:
    with office.store.begin() as unit:
        subject = add_firm(unit)
        add_record(unit, subject, place, **changes)
        unit.bodies.add(Body("bureau", place, BUREAU, ("provider",)))
    return subject


@pytest.mark.rule("CT-22", "CT-23", "SYS-20")
@pytest.mark.parametrize("place", PLACES)
def test_the_public_finds_what_is_public_with_persons_partly_hidden(office: Office, place: str) -> None:
    with office.store.begin() as unit:
        person, firm = add_person(unit), add_firm(unit)
        for subject in (person, firm):
            add_record(unit, subject, place)
            add_record(unit, subject, place, publicity=Publicity.STOPPED)
    hidden, whole = search_public(office, place, person.name)[0], search_public(office, place, f" {firm.name} ")[0]
    assert len(hidden.records) == len(whole.records) == 1
    assert "*" in hidden.name
    assert hidden.number.count("*") >= 9
    assert (whole.name, whole.number) == (firm.name, firm.id_number)
    assert search_public(office, place, firm.id_number.lower()) == (whole,)


@pytest.mark.rule("SX-14", "SYS-20", "SYS-21")
def test_an_open_read_is_an_entry_without_any_reader(sqlite_office: Office) -> None:
    subject = firm_with_record(sqlite_office)
    search_public(sqlite_office, "shanxi", subject.name)
    entry = who_looked(sqlite_office, subject)[0]
    assert (entry.requester, entry.actor_id, entry.mode) == (messages.PUBLIC_READER, PUBLIC.id, Mode.OPEN)
    assert (entry.basis, entry.granted, len(entry.record_ids)) == ("shanxi-2022#18.1", True, 1)


@pytest.mark.rule("SYS-20")
def test_who_has_nothing_public_is_not_told_from_who_is_unknown(sqlite_office: Office) -> None:
    subject = firm_with_record(sqlite_office, validity=Validity.HELD)
    assert (
        search_public(sqlite_office, "shanxi", subject.name) == search_public(sqlite_office, "shanxi", "没有这家") == ()
    )
    assert search_public(sqlite_office, "shanxi", "  ") == ()
    assert search_public(sqlite_office, "jiangxi", subject.name) == ()  # another place's records are another's


@pytest.mark.rule("SX-09", "SYS-24", "SYS-27")
def test_a_mandatory_query_is_proven_by_its_entry(office: Office, clock: SetClock) -> None:
    subject = firm_with_record(office)
    before = prove_query(office, "shanxi", BUREAU, 1, whose(subject), TODAY)
    assert (before.required, before.entry, str(before.clause)) == (True, None, "shanxi-2022#19.1.1")
    read = read_for_duty(office, CLERK, reading(subject, activity=1))
    assert (read.entry.requester, read.entry.basis) == (BUREAU, "shanxi-2022#19.1.1")
    assert len(read.disclosure.shown) == 1
    other = read_for_duty(office, CLERK, reading(subject, activity=6, basis="国家有关规定"))
    assert other.entry.basis == "shanxi-2022#19.1.6；国家有关规定"
    found = {
        day: prove_query(office, "shanxi", BUREAU, 1, whose(subject), day).entry
        for day in (date(2026, 11, 19), TODAY, date(2026, 11, 21))
    }
    assert found == {date(2026, 11, 19): None, TODAY: read.entry, date(2026, 11, 21): read.entry}
    assert prove_query(office, "shanxi", BUREAU, 2, whose(subject), TODAY).entry is None
    assert prove_query(office, "shanxi", "别的单位", 1, whose(subject), TODAY).entry is None


@pytest.mark.rule("SX-09")
def test_a_refused_read_proves_nothing(sqlite_office: Office) -> None:
    subject = firm_with_record(sqlite_office)
    refused = read_for_duty(sqlite_office, CLERK, reading(subject, activity=1, findings={"within_duty": False}))
    assert refused.disclosure.decision.outcome is Outcome.REFUSED
    assert prove_query(sqlite_office, "shanxi", BUREAU, 1, whose(subject), TODAY).entry is None


@pytest.mark.rule("SX-09")
def test_a_mandatory_query_about_somebody_unknown_is_proven_too(sqlite_office: Office) -> None:
    firm_with_record(sqlite_office)
    unknown = Identified(IdKind.USCC, "91000000MA0000000X")
    read = read_for_duty(sqlite_office, CLERK, replace(reading(FIRM), whose=unknown, activity=3))
    assert read.disclosure.shown == ()
    assert prove_query(sqlite_office, "shanxi", BUREAU, 3, unknown, TODAY).entry == read.entry
    assert unknown.number not in read.entry.subject_id


@pytest.mark.rule("SX-09", "JX-66")
@pytest.mark.parametrize(("place", "nearest"), [("city", "city-2022#27.1"), ("jiangxi", "jiangxi-2022#55")])
def test_where_no_text_makes_it_a_duty_none_is_made_up(sqlite_office: Office, place: str, nearest: str) -> None:
    proof = prove_query(sqlite_office, place, BUREAU, 1, whose(FIRM), TODAY)
    assert (proof.required, proof.entry, str(proof.clause)) == (False, None, nearest)
    assert proof.text
    with pytest.raises(NotInForce):
        prove_query(sqlite_office, place, BUREAU, 1, whose(FIRM), date(2021, 1, 1))


@pytest.mark.rule("SX-09")
def test_there_are_six_classes(sqlite_office: Office) -> None:
    required = [prove_query(sqlite_office, "shanxi", BUREAU, n, whose(FIRM), TODAY).required for n in range(8)]
    assert required == [False, True, True, True, True, True, True, False]


@pytest.mark.rule("CT-25", "SYS-24")
@pytest.mark.parametrize(
    "actor",
    [
        Actor("a", Role.PROVIDER_CLERK, "没有登记的单位"),
        Actor("a", Role.PROVIDER_CLERK),
        Actor("a", Role.CITIZEN, BUREAU),
    ],
    ids=["unregistered", "no body", "a citizen in its name"],
)
def test_only_a_registered_bodys_own_officer_reads_for_its_duty(sqlite_office: Office, actor: Actor) -> None:
    subject = firm_with_record(sqlite_office, "city")
    read = read_for_duty(sqlite_office, actor, reading(subject, "city", Mode.SHARED))
    assert (read.disclosure.decision.outcome, read.disclosure.shown) == (Outcome.REFUSED, ())
    assert [entry.granted for entry in who_looked(sqlite_office, subject)] == [False]
    assert read_for_duty(sqlite_office, CLERK, reading(subject, "city", Mode.SHARED)).disclosure.shown


@pytest.mark.parametrize("mode", [Mode.OPEN, Mode.REAL_NAME, Mode.AUTHORISED])
def test_duty_opens_no_other_mode(sqlite_office: Office, mode: Mode) -> None:
    with pytest.raises(BadFiling):
        read_for_duty(sqlite_office, CLERK, reading(FIRM, mode=mode))


@pytest.mark.rule("SX-07", "JX-20")
def test_a_mode_that_is_not_listed_rests_on_the_officers_stated_basis(sqlite_office: Office) -> None:
    subject = firm_with_record(sqlite_office)
    shared = reading(subject, mode=Mode.SHARED)
    assert read_for_duty(sqlite_office, CLERK, shared).disclosure.decision.outcome is Outcome.ASK_OFFICE
    stated = replace(shared, basis="国家有关规定", findings={"within_duty": True, "mode_has_basis": True})
    read = read_for_duty(sqlite_office, CLERK, stated)
    assert (read.entry.granted, read.entry.basis, read.entry.actor_id) == (True, "国家有关规定", CLERK.id)


@pytest.mark.rule("JX-21", "SX-14", "SYS-21", "SYS-29")
@pytest.mark.parametrize(
    ("place", "basis"),
    [("shanxi", "shanxi-2022#23.2"), ("city", messages.STAFF_PRACTICE), ("jiangxi", "jiangxi-2022#21.1.2")],
)
def test_staff_look_for_a_purpose_and_the_subject_reads_of_it(office: Office, place: str, basis: str) -> None:
    subject = firm_with_record(office, place, masked=True)
    seen = look_as_staff(office, OFFICER, place, subject.id, "核查异议", case_id="case-1")
    assert len(seen.records) == 1
    none = look_as_staff(office, OFFICER, place, subject.id, " ")
    outsider = look_as_staff(office, CITIZEN, place, subject.id, "好奇")
    assert none.records == outsider.records == ()
    entries = who_looked(office, subject)
    assert [entry.granted for entry in entries] == [False, False, True]
    assert (entries[-1].purpose, entries[-1].basis, entries[-1].case_id) == ("核查异议", basis, "case-1")
    with pytest.raises(NotFound):
        look_as_staff(office, OFFICER, place, "nobody", "核查异议")


@pytest.mark.rule("SYS-28")
def test_the_register_is_read_newest_first(sqlite_office: Office) -> None:
    subject = firm_with_record(sqlite_office)
    search_public(sqlite_office, "shanxi", subject.name)
    read_for_duty(sqlite_office, CLERK, reading(subject))
    look_as_staff(sqlite_office, OFFICER, "shanxi", subject.id, "核查异议")
    assert [entry.channel for entry in who_looked(sqlite_office, subject)] == ["internal", "internal", "website"]
    assert who_looked(sqlite_office, whose(subject)) == who_looked(sqlite_office, subject)


@pytest.mark.rule("SYS-21")
def test_each_entry_is_chained_and_names_no_person(sqlite_office: Office) -> None:
    subject = firm_with_record(sqlite_office)
    read_for_duty(sqlite_office, CLERK, reading(subject))
    with sqlite_office.store.read() as unit:
        audited = unit.audit_entries.where(entity="query")
        contents = [content for content in unit.audit_contents.where() if content.seq == audited[0].seq]
    assert [(entry.act, entry.entity_id) for entry in audited] == [
        ("query.granted", who_looked(sqlite_office, subject)[0].id)
    ]
    assert subject.name not in str(contents)


@pytest.mark.rule("SYS-21")
def test_nothing_changes_or_removes_an_entry() -> None:
    root = Path(str(credit_core.__file__)).parent
    changed = [
        file.name
        for file in root.rglob("*.py")
        if re.search(r"\bqueries\.(replace|remove)\b", file.read_text(encoding="utf-8"))
    ]
    assert changed == []


def test_a_read_that_is_rolled_back_leaves_no_entry(sqlite_office: Office) -> None:
    """The entry and the read are one transaction."""
    subject = firm_with_record(sqlite_office)
    with sqlite_office.store.read() as unit:  # ends in a rollback
        assert search_public(sqlite_office, "shanxi", subject.name, within=unit)
        assert len(entries_of(unit, subject)) == 1
    assert who_looked(sqlite_office, subject) == ()


@pytest.mark.rule("CT-26", "SX-14", "JX-20", "SYS-25")
@pytest.mark.parametrize(
    ("place", "modes", "channels"),
    [
        ("shanxi", "依法公开、依职权查询、授权查询、实名认证查询等", "平台网站、移动终端、服务窗口等"),
        ("city", "依法公开、政务共享、依职权查询、实名认证查询、授权查询", "平台网站、移动终端、服务窗口等"),
        ("jiangxi", "依法公开、政务共享、实名认证使用、授权使用等", "门户网站、移动客户端、线下查询等"),
    ],
)
def test_the_rules_of_querying_are_the_places_own(sqlite_office: Office, place: str, modes: str, channels: str) -> None:
    rules = {rule.about: rule for rule in query_service_rules(sqlite_office, place, TODAY)}
    assert rules[messages.ABOUT_MODES].text == modes
    assert rules[messages.ABOUT_CHANNELS].text == channels
    assert {str(rule.clause).partition("-")[0] for rule in rules.values()} == {place}


@pytest.mark.rule("JX-48", "SX-13")
def test_free_is_promised_only_where_it_is_written(sqlite_office: Office) -> None:
    """F-27: 免费 stands in 江西 第三十八条第二款 alone."""
    fees = {place: rules_of(sqlite_office, place)[messages.ABOUT_FEE] for place in PLACES}
    assert {place: fee.silent for place, fee in fees.items()} == {"shanxi": True, "city": True, "jiangxi": False}
    assert "免费" in fees["jiangxi"].text
    assert not any("免费" in fees[place].text for place in ("shanxi", "city"))


def rules_of(office: Office, place: str) -> dict[str, Any]:
    return {rule.about: rule for rule in query_service_rules(office, place, TODAY)}
