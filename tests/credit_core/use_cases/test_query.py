"""Query cases from filing to release: nothing leaves without identity, authorisation and an entry in the register."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from credit_core.errors import BadFiling, Forbidden, KeyReused, NotAllowed, NotInForce, Refused, StaleVersion
from credit_core.identity.errors import IdentifierError
from credit_core.messages import query as messages
from credit_core.model.cases import CaseType
from credit_core.model.decisions import Outcome
from credit_core.model.disclosure import AuthorisationState, Mode
from credit_core.model.people import SYSTEM, Role
from credit_core.model.records import Validity
from credit_core.model.subjects import Body, IdKind, Subject
from credit_core.use_cases.authorisation import consent_as_provider
from credit_core.use_cases.case_reading import read_case
from credit_core.use_cases.cases import take_step
from credit_core.use_cases.filing import Filed
from credit_core.use_cases.office import Office
from credit_core.use_cases.query import file_query, identity_failed, identity_verified, release_query
from credit_core.use_cases.query_register import Identified, who_looked
from tests.credit_core.offices import CITIZEN, CLERK, OFFICER, SetClock, add_person, add_record
from tests.credit_core.query_examples import BANK, PLACES
from tests.credit_core.query_filings import granted, own_slots, third_party_case

OWN, OTHERS = CaseType.QUERY_OWN_RECORD, CaseType.AUTHORISED_QUERY


def person_with_records(office: Office, place: str, **changes: Any) -> Subject:
    with office.store.begin() as unit:
        subject = add_person(unit)
        add_record(unit, subject, place, **changes)
    return subject


def filed(office: Office, subject: Subject, place: str = "jiangxi", key: str = "k1") -> Filed:
    return file_query(office, CITIZEN, OWN, place, own_slots(subject), key=key, channel="website")


def verified(office: Office, case_id: str, subject: Subject) -> None:
    identity_verified(office, OFFICER, case_id, "counter", "证件原件", name=subject.name, number=subject.id_number)


@pytest.mark.rule("SX-13", "JX-48", "SYS-22")
@pytest.mark.parametrize("place", PLACES)
def test_own_record_from_filing_to_report(office: Office, place: str) -> None:
    subject = person_with_records(office, place)
    made = filed(office, subject, place)
    assert made.case.state == "identity_pending"
    verified(office, made.case.id, subject)
    released = release_query(office, CITIZEN, made.case.id)
    assert released.case.state == "released"
    assert released.report is not None
    assert len(released.report.records) == 1
    assert (released.entry.mode, released.entry.granted, released.entry.channel) == (Mode.REAL_NAME, True, "website")
    assert released.entry.record_ids == tuple(one.record_id for one in released.disclosure.shown)
    closed = take_step(office, CITIZEN, made.case.id, "close")
    assert closed.closed_on == date(2026, 11, 20)


@pytest.mark.rule("SX-14", "CT-26", "JX-20", "JX-47")
@pytest.mark.parametrize(
    ("place", "rules"), [("shanxi", {"SX-14"}), ("city", {"CT-26"}), ("jiangxi", {"JX-20", "JX-47"})]
)
def test_the_duty_to_answer_has_no_date_and_ends_with_the_answer(sqlite_office: Office, place: str, rules) -> None:
    """No text gives a number of days for a query: the duty is there, without a due day."""
    subject = person_with_records(sqlite_office, place)
    case_id = filed(sqlite_office, subject, place).case.id
    verified(sqlite_office, case_id, subject)

    def duties() -> dict[str, tuple[Any, ...]]:
        with sqlite_office.store.read() as unit:
            return {duty.rule: (duty.due, duty.days, duty.done_on) for duty in unit.duties.where(case_id=case_id)}

    assert duties() == dict.fromkeys(rules, (None, None, None))
    release_query(sqlite_office, CITIZEN, case_id)
    assert duties() == dict.fromkeys(rules, (None, None, date(2026, 11, 20)))


def test_the_same_key_files_once(sqlite_office: Office) -> None:
    subject = person_with_records(sqlite_office, "city")
    first, second = filed(sqlite_office, subject, "city"), filed(sqlite_office, subject, "city")
    assert (second.case.id, second.again, second.access_code) == (first.case.id, True, None)
    with pytest.raises(KeyReused):
        file_query(sqlite_office, CITIZEN, OWN, "city", own_slots(subject, contact="154"), key="k1", channel="website")


def test_numbers_are_read_as_people_type_them(sqlite_office: Office) -> None:
    subject = person_with_records(sqlite_office, "city")
    typed = " ".join(subject.id_number.lower())
    made = file_query(sqlite_office, CITIZEN, OWN, "city", own_slots(subject, subject_id=typed), key="k", channel="web")
    assert (made.case.subject_id, made.case.applicant["subject_id"]) == (subject.id, subject.id_number)
    with pytest.raises(IdentifierError):
        file_query(sqlite_office, CITIZEN, OWN, "city", own_slots(subject, subject_id="123"), key="k2", channel="web")
    with pytest.raises(BadFiling):
        file_query(
            sqlite_office, CITIZEN, OWN, "city", own_slots(subject, subject_id_type="?"), key="k3", channel="web"
        )
    with pytest.raises(BadFiling):
        file_query(sqlite_office, CITIZEN, CaseType.REPAIR, "city", own_slots(subject), key="k4", channel="web")


def test_no_law_no_query(sqlite_office: Office, clock: SetClock) -> None:
    clock.day = date(2022, 2, 28)
    with sqlite_office.store.begin() as unit:
        subject = add_person(unit)
    with pytest.raises(NotInForce):
        filed(sqlite_office, subject, "jiangxi")
    clock.day = date(2022, 3, 1)
    assert filed(sqlite_office, subject, "jiangxi").case.document == "jiangxi-2022"


@pytest.mark.rule("SX-13", "SYS-21")
def test_nothing_before_the_identity_and_nothing_by_another_way(sqlite_office: Office) -> None:
    subject = person_with_records(sqlite_office, "shanxi")
    case_id = filed(sqlite_office, subject, "shanxi").case.id
    with pytest.raises(NotAllowed):
        release_query(sqlite_office, CITIZEN, case_id)
    with pytest.raises(Forbidden):
        take_step(sqlite_office, CITIZEN, case_id, "verify_identity", {"identity": {"number": subject.id_number}})
    with pytest.raises(Refused):
        identity_verified(sqlite_office, OFFICER, case_id, "counter", "证件", name=subject.name, number="0" * 18)
    assert who_looked(sqlite_office, subject) == ()


@pytest.mark.rule("SX-07", "SYS-19")
@pytest.mark.parametrize("way", ["release_query", "take_step"])
def test_facts_smuggled_into_a_step_open_nobody_elses_record(sqlite_office: Office, way: str) -> None:
    """A step may carry any facts. Whose record it is was fixed by the filing and by what the verifier saw."""
    with sqlite_office.store.begin() as unit:
        me, victim = add_person(unit, 1), add_person(unit, 2)
        add_record(unit, victim, "shanxi")
    made = filed(sqlite_office, me, "shanxi")
    verified(sqlite_office, made.case.id, me)
    smuggled = {"subject_id": victim.id_number, "subject_name": victim.name,
                "applicant_role": "agent", "identity": {"method": "counter", "number": victim.id_number}}  # fmt: skip
    with pytest.raises(Forbidden):  # what an officer finds is no applicant's to say
        take_step(sqlite_office, CITIZEN, made.case.id, "release", {"findings": {"represents": True}})
    if way == "take_step":
        take_step(sqlite_office, CITIZEN, made.case.id, "release", smuggled)
    else:
        assert release_query(sqlite_office, CITIZEN, made.case.id).disclosure.shown == ()
    assert who_looked(sqlite_office, victim) == ()
    assert [entry.record_ids for entry in who_looked(sqlite_office, me)] == [()]


@pytest.mark.rule("SX-13", "SYS-22")
def test_before_the_identity_the_case_discloses_nothing_to_who_reads_it(sqlite_office: Office) -> None:
    subject = person_with_records(sqlite_office, "shanxi")
    made = filed(sqlite_office, subject, "shanxi")
    with sqlite_office.store.read() as unit:
        disclosure = read_case(unit, sqlite_office, made.case).disclosure
    assert (disclosure.decision.outcome, disclosure.shown) == (Outcome.INCOMPLETE, ())


@pytest.mark.rule("SX-14", "SYS-21")
def test_a_step_taken_past_the_verb_is_an_entry_too(sqlite_office: Office) -> None:
    subject = person_with_records(sqlite_office, "shanxi")
    case_id = filed(sqlite_office, subject, "shanxi").case.id
    verified(sqlite_office, case_id, subject)
    take_step(sqlite_office, OFFICER, case_id, "release")
    assert [entry.case_id for entry in who_looked(sqlite_office, subject)] == [case_id]


@pytest.mark.rule("SYS-21")
def test_a_failed_identity_gives_nothing_and_the_subject_can_read_of_the_attempt(sqlite_office: Office) -> None:
    subject = person_with_records(sqlite_office, "city")
    made = filed(sqlite_office, subject, "city")
    with pytest.raises(Refused):
        identity_failed(sqlite_office, OFFICER, made.case.id, "")
    case = identity_failed(sqlite_office, OFFICER, made.case.id, "证件与本人不符")
    entry = who_looked(sqlite_office, subject)[0]
    assert case.state == "refused"
    assert (entry.granted, entry.record_ids, entry.reason) == (False, (), "证件与本人不符")
    with sqlite_office.store.read() as unit:
        assert "证件与本人不符" in unit.notices.where(case_id=case.id)[0].text


def test_somebody_unknown_may_ask_and_gets_an_empty_report(sqlite_office: Office) -> None:
    """That nothing is held is an answer; nobody is entered into the books for having asked."""
    with sqlite_office.store.begin() as unit:
        stranger = add_person(unit)
        unit.subjects.remove(id=stranger.id)
    made = filed(sqlite_office, stranger, "jiangxi")
    verified(sqlite_office, made.case.id, stranger)
    released = release_query(sqlite_office, CITIZEN, made.case.id)
    assert released.report is not None
    assert released.report.records == ()
    looks = who_looked(sqlite_office, Identified(IdKind.RESIDENT_ID, stranger.id_number))
    assert [entry.id for entry in looks] == [released.entry.id]
    with sqlite_office.store.read() as unit:
        assert unit.subjects.count() == 0
        assert stranger.id_number not in looks[0].subject_id


@pytest.mark.rule("CT-48", "JX-47", "SX-34")
def test_deleted_records_are_not_even_for_their_subject(sqlite_office: Office) -> None:
    subject = person_with_records(sqlite_office, "city", validity=Validity.DELETED, content={}, title="")
    case_id = filed(sqlite_office, subject, "city").case.id
    verified(sqlite_office, case_id, subject)
    assert release_query(sqlite_office, CITIZEN, case_id).disclosure.shown == ()


def test_an_agent_asks_with_papers_that_the_officer_checked(sqlite_office: Office) -> None:
    subject = person_with_records(sqlite_office, "shanxi")
    with sqlite_office.store.begin() as unit:
        agent = add_person(unit, 9)
    slots = own_slots(subject, applicant_role="agent", agent_name=agent.name, agent_id=agent.id_number.lower())
    made = file_query(sqlite_office, CITIZEN, OWN, "shanxi", slots, key="k", channel="counter")
    with pytest.raises(Refused):
        identity_verified(
            sqlite_office, OFFICER, made.case.id, "counter", "证件", name=agent.name, number=agent.id_number
        )
    identity_verified(sqlite_office, OFFICER, made.case.id, "counter", "证件", name=agent.name, number=agent.id_number,
                      representation_proof="委托书", findings={"represents": True})  # fmt: skip
    released = release_query(sqlite_office, CITIZEN, made.case.id)
    assert released.report is not None
    assert released.report.request.requester == messages.PERSON_WHO_ASKED.format(name=agent.name, subject=subject.name)
    assert any("A-25" in note for note in released.report.notes)
    assert released.entry.requester == agent.name


@pytest.mark.rule("CT-24", "SYS-23")
def test_anothers_record_with_its_written_authorisation(office: Office) -> None:
    subject = person_with_records(office, "city")
    authorisation_id = granted(office, subject, most_uses=1)
    released = release_query(office, OFFICER, third_party_case(office, subject, authorisation_id))
    assert released.report is not None
    assert (released.entry.mode, released.entry.authorisation_id) == (Mode.AUTHORISED, authorisation_id)
    assert (released.entry.requester, released.entry.purpose) == (BANK, "审核贷款申请")
    with office.store.read() as unit:
        used = unit.authorisations.get(authorisation_id)
    assert (used.uses, used.state) == (1, AuthorisationState.EXHAUSTED)
    again = release_query(office, OFFICER, third_party_case(office, subject, authorisation_id, "t2"))
    assert (again.disclosure.decision.outcome, again.report) == (Outcome.REFUSED, None)


@pytest.mark.rule("CT-24", "SX-14", "SYS-21")
def test_without_an_authorisation_nothing_is_given_and_the_read_is_an_entry(office: Office) -> None:
    subject = person_with_records(office, "city")
    case_id = third_party_case(office, subject, None)
    released = release_query(office, OFFICER, case_id)
    assert (released.case.state, released.report, released.disclosure.shown) == ("ready", None, ())
    assert released.disclosure.decision.outcome is Outcome.INCOMPLETE
    entry = who_looked(office, subject)[0]
    assert (entry.granted, entry.record_ids, entry.requester) == (False, (), BANK)
    assert entry.reason
    with pytest.raises(Refused):
        take_step(office, OFFICER, case_id, "release")
    refused = take_step(office, OFFICER, case_id, "refuse", {"result": "没有授权"})
    assert refused.state == "refused"
    assert [entry.granted for entry in who_looked(office, subject)] == [False, False]


@pytest.mark.rule("CT-64")
def test_a_credit_service_organisation_is_known_by_the_register_of_bodies(sqlite_office: Office) -> None:
    """Filing as another kind does not spare it the provider's authorisation."""
    subject = person_with_records(sqlite_office, "city")
    with sqlite_office.store.begin() as unit:
        unit.bodies.add(Body("b", "city", BANK, ("credit_service_org",)))
    case_id = third_party_case(sqlite_office, subject, granted(sqlite_office, subject))
    released = release_query(sqlite_office, OFFICER, case_id)
    assert released.report is None
    unmet = {str(reason.clause) for reason in released.disclosure.decision.reasons if reason.rule == "double"}
    assert unmet == {"city-2022#53"}


@pytest.mark.rule("CT-64")
def test_only_an_officer_finds_that_an_organisation_meets_the_conditions(sqlite_office: Office) -> None:
    subject = person_with_records(sqlite_office, "city")
    with sqlite_office.store.begin() as unit:
        unit.bodies.add(Body("b", "city", BANK, ("credit_service_org",)))
        unit.bodies.add(Body("p", "city", "某县市场监督管理局（测试）", ("provider",)))
    authorisation_id = granted(sqlite_office, subject)
    consent_as_provider(sqlite_office, CLERK, authorisation_id)
    found = {"findings": {"service_organisation_qualified": True}}
    outcomes = []
    for role in (Role.CITIZEN, Role.CASE_OFFICER):
        case_id = third_party_case(sqlite_office, subject, authorisation_id, f"q-{role}")
        with sqlite_office.store.begin() as unit:
            last = unit.events.where(case_id=case_id, order=("-number",), limit=1)[0]
            unit.events.add_all(
                [replace(last, id=f"e-{role}", number=last.number + 1, event="note", role=role, facts=found)]
            )
        outcomes.append(release_query(sqlite_office, OFFICER, case_id).disclosure.decision.outcome)
    assert outcomes == [Outcome.ASK_OFFICE, Outcome.ALLOWED]


def test_steps_follow_their_roles_and_versions(sqlite_office: Office) -> None:
    subject = person_with_records(sqlite_office, "city")
    made = filed(sqlite_office, subject, "city")
    with pytest.raises(StaleVersion):
        identity_failed(sqlite_office, OFFICER, made.case.id, "x", version=1)
    identity_verified(sqlite_office, SYSTEM, made.case.id, "oidc", "票据", name=subject.name, number=subject.id_number,
                      version=made.case.version)  # fmt: skip
    with pytest.raises(Forbidden):
        take_step(sqlite_office, CITIZEN, made.case.id, "refuse", {"result": "x"})
    withdrawn = take_step(sqlite_office, CITIZEN, made.case.id, "withdraw")
    assert (withdrawn.state, withdrawn.closed_on) == ("closed", date(2026, 11, 20))
