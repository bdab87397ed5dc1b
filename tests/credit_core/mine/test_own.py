"""What an identified person reads and does: their own, all of it, and nothing of anybody else."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from datetime import timedelta

import pytest

from credit_core.errors import NotAllowed, NotFound
from credit_core.model.cases import CaseType
from credit_core.model.disclosure import AuthorisationState, Mode, RequesterKind
from credit_core.model.duties import DutyStatus
from credit_core.model.ids import new_id
from credit_core.model.people import Actor
from credit_core.model.records import Record, Validity
from credit_core.model.subjects import IdKind, Relation, RelationKind, Subject
from credit_core.reports.fonts import standard_font
from credit_core.reports.report import CreditReport
from credit_core.use_cases.authorisation import Wanted, request_authorisation
from credit_core.use_cases.disclosure import look_as_staff
from credit_core.use_cases.mine import authorisations, cases, letters, looks, person, personal, records, report
from credit_core.use_cases.mine.demo import demo_people
from credit_core.use_cases.office import Office
from credit_core.use_cases.query import file_query
from credit_core.use_cases.query_register import Identified
from tests.credit_core.offices import CITIZEN, OFFICER, SetClock, add_firm, add_person, add_record
from tests.credit_core.query_examples import BANK, BANK_CODE
from tests.credit_core.query_filings import granted, own_slots, third_party_case

NOBODY = Identified(IdKind.RESIDENT_ID, "110101199003070177", "欧阳测试")


def of(subject: Subject) -> Identified:
    return person.person_of(subject.id_kind.value, subject.id_number, subject.name)


def made(office: Office, seed: int = 1, place: str = "jiangxi") -> tuple[Subject, Record]:
    with office.store.begin() as unit:
        subject = add_person(unit, seed)
        return subject, add_record(unit, subject, place)


def register(office: Office, subject_id: str) -> int:
    with office.store.read() as unit:
        return unit.queries.count(subject_id=subject_id)


def test_own_records_tell_source_axes_and_each_change_and_are_a_look(lived: Office, me: Actor) -> None:
    with lived.store.read() as unit:
        changed = next(one for one in unit.changes.where(order=("-at",)) if unit.records.get(one.record_id).content)
        subject = unit.subjects.get(unit.records.get(changed.record_id).subject_id)
    before = register(lived, subject.id)
    places = records.own_records(lived, me, of(subject))
    found = [one for place in places for one in place.records]
    assert found
    assert all(
        one.reported.source and one.validity and one.publicity and one.sharing and one.retention for one in found
    )
    assert any(change.reason and change.source for one in found for change in one.reported.changes)
    assert register(lived, subject.id) == before + len(places)
    with lived.store.read() as unit:
        last = unit.queries.where(subject_id=subject.id, order=("-at",), limit=1)[0]
    assert (last.mode, last.granted, last.actor_id) == (Mode.REAL_NAME, True, me.id)


def test_nothing_held_is_told_calmly_and_registered_without_the_number(office: Office, me: Actor) -> None:
    assert records.own_records(office, me, NOBODY) == ()
    with office.store.read() as unit:
        entries = unit.queries.where(actor_id=me.id)
    assert {entry.jurisdiction for entry in entries} == set(office.law.jurisdictions)
    assert NOBODY.number not in repr(entries)
    assert looks.own_looks(office, NOBODY).total == len(entries)
    assert cases.own_cases(office, NOBODY) == ()
    assert authorisations.own_authorisations(office, NOBODY) == ()
    assert personal.overview(office, NOBODY).held == ()
    assert personal.erase_own(office, me, NOBODY) is None


def test_what_is_somebody_elses_is_not_there(office: Office, me: Actor) -> None:
    (subject, _), (other, foreign) = made(office), made(office, 2)
    authorisation = granted(office, other, "jiangxi")
    filed = file_query(
        office, CITIZEN, CaseType.QUERY_OWN_RECORD, "jiangxi", own_slots(other), key="q", channel="counter"
    )
    whose = of(subject)
    for look in (
        lambda: records.own_record(office, me, whose, foreign.id),
        lambda: records.own_record(office, me, whose, "nichts"),
        lambda: records.own_record(office, me, NOBODY, foreign.id),
        lambda: cases.own_case(office, whose, filed.case.id),
        lambda: letters.overdue_letter(office, whose, filed.case.id, "nichts"),
        lambda: authorisations.end_authorisation(office, me, whose, authorisation),
        lambda: authorisations.end_authorisation(office, me, NOBODY, authorisation),
    ):
        with pytest.raises(NotFound):
            look()
    assert register(office, other.id) == 0
    assert other.id_number not in personal.as_json(personal.export_own(office, me, whose)).decode()


def test_one_record_says_who_looked_at_it_and_why(office: Office, me: Actor) -> None:
    subject, record = made(office)
    look_as_staff(office, OFFICER, "jiangxi", subject.id, "核对异议")
    found = records.own_record(office, me, of(subject), record.id)
    mine, theirs = found.looks
    assert (mine.own, theirs.own, theirs.purpose, theirs.requester) == (True, False, "核对异议", OFFICER.body)
    assert theirs.records == (record.number,)
    assert theirs.grounds[0].words
    assert found.record.reported.number == record.number
    only = looks.own_looks(office, of(subject), others_only=True)
    assert (only.total, only.others, len(only.rows)) == (2, 1, 1)
    assert looks.own_looks(office, of(subject), page=99).page == 1


def test_a_case_filed_before_anything_was_held_is_among_ones_own(office: Office) -> None:
    slots = {"applicant_role": "self", "subject_kind": "natural_person", "subject_name": NOBODY.name,
             "subject_id_type": "resident_id", "subject_id": NOBODY.number}  # fmt: skip
    filed = file_query(office, CITIZEN, CaseType.QUERY_OWN_RECORD, "jiangxi", slots, key="q", channel="counter")
    (row,) = cases.own_cases(office, NOBODY)
    assert (row.row.id, row.others) == (filed.case.id, False)
    assert cases.own_case(office, NOBODY, filed.case.id).view.number == filed.case.number


def test_what_another_asked_about_one_shows_its_course_and_not_their_data(office: Office) -> None:
    subject, _ = made(office, place="city")
    case_id = third_party_case(office, subject, granted(office, subject))
    (row,) = cases.own_cases(office, of(subject))
    found = cases.own_case(office, of(subject), case_id)
    assert row.others
    assert found.others
    assert found.view.timeline
    assert (found.view.filed, found.view.attachments, found.view.notices) == ((), (), ())
    assert BANK_CODE not in repr(found)
    assert BANK_CODE not in personal.as_json(personal.export_own(office, CITIZEN, of(subject))).decode()


def test_an_overdue_duty_says_what_can_be_done_and_has_its_letter(lived: Office) -> None:
    with lived.store.read() as unit:
        late = [
            (unit.subjects.get(str(case.subject_id)), case)
            for case in unit.cases.where(closed_on=None, order=("id",))
            if case.subject_id and case.type is not CaseType.AUTHORISED_QUERY
        ]
    found = [
        (of(subject), case, duty)
        for subject, case in late
        for duty in cases.own_case(lived, of(subject), case.id).duties
        if duty.view.status is DutyStatus.OVERDUE
    ]
    assert found
    whose, case, duty = found[0]
    assert duty.counting
    assert duty.missed
    letter = letters.overdue_letter(lived, whose, case.id, duty.view.id)
    text = "".join(paragraph.text for paragraph in letter.paragraphs)
    assert letter.to == case.recipient
    assert duty.view.body in text
    assert duty.view.citation in text
    assert case.number in text
    assert whose.number not in text
    assert letters.letter_pdf(letter, standard_font()).startswith(b"%PDF")
    row = next(one for one in cases.own_cases(lived, whose) if one.row.id == case.id)
    assert row.next is not None
    assert row.next.status is DutyStatus.OVERDUE
    with pytest.raises(NotAllowed):
        letters.overdue_letter(lived, whose, case.id, "nichts")


def test_an_authorisation_is_ended_and_one_asked_for_declined(office: Office, me: Actor) -> None:
    subject, _ = made(office, place="city")
    active = granted(office, subject)
    wanted = Wanted("city", subject.id, BANK, BANK_CODE, RequesterKind.ORGANISATION, "审核贷款申请", ("dishonest",))
    asked = request_authorisation(office, CITIZEN, wanted, key="later").id
    listed = authorisations.own_authorisations(office, of(subject))
    assert {one.id: (one.open, one.asked) for one in listed} == {active: (True, False), asked: (True, True)}
    ended = authorisations.end_authorisation(office, me, of(subject), active, version=2)
    assert (ended.state, ended.revoked_on) == (AuthorisationState.REVOKED, office.clock.today())
    assert authorisations.end_authorisation(office, me, of(subject), asked).state is AuthorisationState.REFUSED
    with pytest.raises(NotAllowed):
        authorisations.end_authorisation(office, me, of(subject), active)
    assert not [one for one in authorisations.own_authorisations(office, of(subject)) if one.open]


@pytest.mark.parametrize("method", ["oidc", "counter", "demo"])
def test_each_copy_of_the_report_is_a_case_and_an_entry(office: Office, me: Actor, method: str) -> None:
    subject, record = made(office)

    def take(key: str) -> CreditReport:
        return report.own_report(office, me, of(subject), "jiangxi", method, lambda one: one, key=key)

    assert record.number in {one.number for one in take("a").records}
    with pytest.raises(NotAllowed):
        take("a")
    take("b")
    assert register(office, subject.id) == 2
    with office.store.read() as unit:
        assert {case.state for case in unit.cases.where(subject_id=subject.id)} == {"closed"}
        facts = unit.cases.where(subject_id=subject.id)[0].facts
    assert me.id in facts["identity"]["proof"]
    assert ("演示" in facts["identity"]["proof"]) is (method == "demo")


def test_a_copy_that_cannot_be_printed_leaves_nothing_behind(office: Office, me: Actor) -> None:
    subject, _ = made(office)

    def fail(_: CreditReport) -> bytes:
        raise ValueError("no font")

    with pytest.raises(ValueError, match="no font"):
        report.own_report(office, me, of(subject), "jiangxi", "oidc", fail, key="a")
    assert register(office, subject.id) == 0
    assert cases.own_cases(office, of(subject)) == ()


def test_who_is_not_known_gets_a_report_that_says_so(office: Office, me: Actor) -> None:
    made_report = report.own_report(office, me, NOBODY, "shanxi", "oidc", lambda one: one, key="a")
    assert made_report.records == ()
    assert made_report.subject.name == NOBODY.name


def test_personal_data_is_exported_whole_and_erased_as_far_as_nothing_stands_on_it(office: Office, me: Actor) -> None:
    subject, record = made(office)
    whose = of(subject)
    report.own_report(office, me, whose, "jiangxi", "oidc", lambda one: one, key="a")
    export = personal.export_own(office, me, whose)
    whole = json.loads(personal.as_json(export))
    assert {"信用信息", "办件", "基本信息"} <= {part["name"] for part in whole["parts"]}
    with zipfile.ZipFile(io.BytesIO(personal.as_zip(export))) as archive:
        assert "record.json" in archive.namelist()
        assert subject.name in archive.read("说明.txt").decode()
    before = personal.overview(office, whose)
    assert any(record.number in why for why in before.kept)
    assert before.erasable
    erased = personal.erase_own(office, me, whose)
    assert erased is not None
    assert erased.kept == before.kept
    with office.store.read() as unit:
        assert unit.subjects.get(subject.id).name == subject.name
        assert {case.applicant == {} for case in unit.cases.where(subject_id=subject.id)} == {True}
        assert unit.records.get(record.id).content
    with office.store.begin() as unit:
        live = unit.records.get(record.id)
        unit.records.replace(replace(live, validity=Validity.DELETED))
    assert personal.overview(office, whose).kept == ()
    done = personal.erase_own(office, me, whose)
    assert done is not None
    assert done.complete
    assert records.own_records(office, me, whose) == ()


def test_a_legal_representative_goes_on_as_the_organisation(office: Office, me: Actor) -> None:
    subject, _ = made(office)
    today = office.clock.today()
    with office.store.begin() as unit:
        firm, former = add_firm(unit), add_firm(unit, 2)
        for one, until in ((firm, None), (former, today - timedelta(days=1))):
            unit.relations.add(
                Relation(new_id(), one.id, RelationKind.LEGAL_REPRESENTATIVE, subject.id, subject.name,
                         subject.id_number, None, None, today - timedelta(days=99), until)
            )  # fmt: skip
        add_record(unit, firm, "jiangxi")
    (found,) = person.represented(office, of(subject))
    assert found.id == firm.id
    assert person.act_for(office, me, of(subject), former.id) is None
    assert person.act_for(office, me, NOBODY, firm.id) is None
    acted = person.act_for(office, me, of(subject), firm.id)
    assert acted is not None
    own = person.person_of("uscc", acted.number, acted.name)
    assert records.own_records(office, me, own)[0].records
    assert report.own_report(office, me, own, "jiangxi", "oidc", lambda one: one, key="f").records
    assert person.represented(office, own) == ()


def test_the_demonstration_offers_people_with_something_to_see(lived: Office, office: Office) -> None:
    people = demo_people(lived)
    assert len(people) == 3
    assert isinstance(lived.clock, SetClock)
    assert all(cases.own_cases(lived, person.person_of("resident_id", one.number, one.name)) for one in people[:2])
    assert demo_people(office) == ()
