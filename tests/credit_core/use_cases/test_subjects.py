"""Subjects: one per identifier, one archive per place; who is no subject is refused; who is responsible is found."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from credit_core.errors import BadFiling, Duplicate, Forbidden, NotAllowed, NotFound, Refused, UnknownJurisdiction
from credit_core.model.decisions import Decision, Met, Outcome
from credit_core.model.subjects import Capacity, IdKind, RelationKind
from credit_core.use_cases.office import Office
from credit_core.use_cases.subjects import add_relation, find_responsible, register_subject
from tests.credit_core.drafts import PLACES, firm, person
from tests.credit_core.offices import CITIZEN, CLERK, OFFICER, REVIEWER, add_firm


def young(years: int) -> date:
    """The birth date of who turned so many 周岁 today, 2026-11-20."""
    return date(2026 - years, 11, 20)


@pytest.mark.rule("SYS-02", "SYS-03", "CT-02", "JX-18", "JX-19", "SX-04", "SX-05")
@pytest.mark.parametrize("place", PLACES)
def test_one_subject_and_one_archive_however_often(office: Office, place: str) -> None:
    for identity in (person(), firm()):
        first = register_subject(office, CLERK, place, identity)
        spaced = replace(identity, number=f"{identity.number[:6]} {identity.number[6:].lower()}")
        again = register_subject(office, OFFICER, place, spaced)
        assert (first.again, again.again) == (False, True)
        assert (again.subject.id, again.archive) == (first.subject.id, first.archive)
    with office.store.read() as unit:
        assert (unit.subjects.count(), unit.archives.count(jurisdiction=place)) == (2, 2)


def test_one_subject_has_an_archive_in_each_place(sqlite_office: Office) -> None:
    registered = [register_subject(sqlite_office, CLERK, place, firm()) for place in PLACES]
    assert len({done.subject.id for done in registered}) == 1
    assert len({done.archive.id for done in registered}) == 3


def test_the_birth_date_comes_from_the_number_not_from_what_is_said(sqlite_office: Office) -> None:
    said = replace(person(young(30)), birth_date=young(50))
    assert register_subject(sqlite_office, CLERK, "city", said).subject.birth_date == young(30)


@pytest.mark.rule("CT-01")
@pytest.mark.parametrize(
    ("born", "outcome"),
    [
        (date(2010, 11, 21), Outcome.REFUSED),  # the day before the sixteenth birthday
        (date(2010, 11, 20), Outcome.ASK_OFFICE),  # the birthday
        (date(2010, 11, 19), Outcome.ASK_OFFICE),
        (date(2008, 11, 21), Outcome.ASK_OFFICE),  # the day before the eighteenth
        (date(2008, 11, 20), Outcome.ALLOWED),
        (date(2008, 11, 19), Outcome.ALLOWED),
    ],
)
def test_the_city_under_sixteen_and_under_eighteen(sqlite_office: Office, born: date, outcome: Outcome) -> None:
    if outcome is Outcome.REFUSED:
        with pytest.raises(Refused) as refused:
            register_subject(sqlite_office, CLERK, "city", person(born))
        assert isinstance(refused.value.decision, Decision)
        assert str(refused.value.decision.reasons[-1].clause) == "city-2022#2"
        with sqlite_office.store.read() as unit:
            assert unit.subjects.count() == 0
    else:
        assert register_subject(sqlite_office, CLERK, "city", person(born)).decision.outcome is outcome


@pytest.mark.rule("JX-01")
def test_jiangxi_admits_any_capacity_but_none(sqlite_office: Office) -> None:
    limited = register_subject(sqlite_office, CLERK, "jiangxi", person(young(12), capacity=Capacity.LIMITED))
    assert limited.decision.outcome is Outcome.ALLOWED
    with pytest.raises(Refused, match="无民事行为能力"):
        register_subject(sqlite_office, CLERK, "jiangxi", person(young(40), capacity=Capacity.NONE))


def test_shanxi_says_nothing_of_capacity(sqlite_office: Office) -> None:
    child = register_subject(sqlite_office, CLERK, "shanxi", person(young(5), capacity=Capacity.NONE))
    (reason,) = child.decision.reasons[1:]
    assert (reason.met, reason.clause) == (Met.MET, None)
    assert "没有写明" in reason.text


@pytest.mark.rule("SX-05", "CT-02", "JX-18")
@pytest.mark.parametrize("place", PLACES)
def test_another_document_only_with_the_statement(sqlite_office: Office, place: str) -> None:
    passport = replace(person(capacity=Capacity.FULL), id_kind=IdKind.OTHER, number="E12345678", document_name="护照")
    with pytest.raises(Refused, match="没有居民身份证号"):
        register_subject(sqlite_office, CLERK, place, passport)
    stated = register_subject(sqlite_office, CLERK, place, replace(passport, no_resident_number=True))
    assert (stated.subject.document_name, stated.subject.no_resident_number) == ("护照", True)
    other = replace(passport, no_resident_number=True, document_name="港澳居民来往内地通行证")
    with pytest.raises(Duplicate, match="证件名称却不同"):
        register_subject(sqlite_office, CLERK, place, other)


def test_another_name_is_a_question_first(sqlite_office: Office) -> None:
    before = register_subject(sqlite_office, CLERK, "city", firm()).subject
    renamed = replace(firm(), name="示例市松果建材有限公司")
    with pytest.raises(Duplicate, match="改名"):
        register_subject(sqlite_office, CLERK, "city", renamed)
    after = register_subject(sqlite_office, OFFICER, "city", renamed, same_subject=True).subject
    assert (after.id, after.name) == (before.id, "示例市松果建材有限公司")


def test_capacity_found_later_is_kept(sqlite_office: Office) -> None:
    register_subject(sqlite_office, CLERK, "jiangxi", person())
    later = register_subject(sqlite_office, CLERK, "jiangxi", person(capacity=Capacity.LIMITED))
    assert later.subject.capacity is Capacity.LIMITED
    unchanged = register_subject(sqlite_office, CLERK, "jiangxi", person(capacity=Capacity.FULL))
    assert unchanged.subject.capacity is Capacity.LIMITED


def test_who_registers_and_what_is_needed(sqlite_office: Office) -> None:
    with pytest.raises(Forbidden):
        register_subject(sqlite_office, CITIZEN, "city", person())
    with pytest.raises(BadFiling):
        register_subject(sqlite_office, CLERK, "city", person(name="  "))
    with pytest.raises(UnknownJurisdiction):
        register_subject(sqlite_office, CLERK, "beijing", person())
    warned = register_subject(sqlite_office, CLERK, "city", person()).warnings
    assert warned  # the synthetic area code is not in the table; the number is accepted all the same


def test_registration_leaves_no_number_in_the_audit(sqlite_office: Office) -> None:
    register_subject(sqlite_office, CLERK, "city", person())
    with sqlite_office.store.read() as unit:
        written = [f"{content.before}{content.after}" for content in unit.audit_contents.where()]
    assert written
    assert not any(person().number in text or person().name in text for text in written)


@pytest.mark.parametrize(("place", "clause"), [("shanxi", "#31"), ("city", "#31"), ("jiangxi", "#33")])
def test_nobody_is_responsible_by_office_alone(sqlite_office: Office, place: str, clause: str) -> None:
    with sqlite_office.store.begin() as unit:
        company = add_firm(unit)
    relation = add_relation(
        sqlite_office, CLERK, company.id, RelationKind.LEGAL_REPRESENTATIVE, "赵思齐", since=date(2020, 1, 1)
    )
    assert relation.responsible is None
    with pytest.raises(Forbidden):
        find_responsible(sqlite_office, CLERK, relation.id, True, "处罚决定书写明", place)
    with pytest.raises(BadFiling):
        find_responsible(sqlite_office, OFFICER, relation.id, True, "", place)
    found = find_responsible(sqlite_office, REVIEWER, relation.id, True, "处罚决定书写明（测试）", place)
    assert found.responsible is True
    with sqlite_office.store.read() as unit:
        (entry,) = unit.audit_entries.where(act="subject.responsible")
        assert str(entry.clause).endswith(clause)


def test_agents_are_related_but_never_found_responsible(sqlite_office: Office) -> None:
    with sqlite_office.store.begin() as unit:
        company = add_firm(unit)
    agent = add_relation(
        sqlite_office, OFFICER, company.id, RelationKind.AGENT, "钱文静", since=date(2026, 1, 1), proof="委托书1号"
    )
    with pytest.raises(NotAllowed, match="代理人"):
        find_responsible(sqlite_office, OFFICER, agent.id, True, "测试", "jiangxi")
    with pytest.raises(BadFiling):
        add_relation(sqlite_office, OFFICER, company.id, RelationKind.AGENT, " ", since=date(2026, 1, 1))
    with pytest.raises(BadFiling):
        add_relation(
            sqlite_office, OFFICER, company.id, RelationKind.AGENT, "钱文静",
            since=date(2026, 1, 2), until=date(2026, 1, 1),
        )  # fmt: skip
    with pytest.raises(NotFound):
        add_relation(sqlite_office, OFFICER, "nobody", RelationKind.AGENT, "钱文静", since=date(2026, 1, 1))
    with pytest.raises(Forbidden):
        add_relation(sqlite_office, CITIZEN, company.id, RelationKind.AGENT, "钱文静", since=date(2026, 1, 1))
