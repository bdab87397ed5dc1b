"""What the objection verbs promise beyond the cases: keys, links, two persons, delivery of the notice, loaded limits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from credit_core.errors import BadFiling, Forbidden, KeyReused, NotAllowed, Refused, StaleVersion
from credit_core.model.cases import Case, InfoKind
from credit_core.model.decisions import Outcome
from credit_core.model.ids import new_id
from credit_core.model.outside import LoadedFile
from credit_core.model.records import Axis, Record, Validity
from credit_core.outside import Determined, Undetermined
from credit_core.parameters import load_law
from credit_core.use_cases import objection_steps as steps
from credit_core.use_cases.notices import Delivery, record_delivery
from credit_core.use_cases.objection import ObjectionFiling, check_objection, file_objection, listing_feedback
from credit_core.use_cases.office import OUTSIDE, HouseRules, Office
from tests.credit_core.offices import CITIZEN, OFFICER, OTHER_OFFICER, SetClock, add_person, add_record

DAY = date(2026, 11, 20)
RECIPIENTS = {"jiangxi": "platform_operator", "shanxi": "provider", "city": "provider"}


@pytest.fixture(autouse=True)
def _day(clock: SetClock) -> None:
    clock.day = DAY


def a_record(office: Office, place: str = "jiangxi", **changes: Any) -> Record:
    with office.store.begin() as unit:
        return add_record(unit, add_person(unit), place, **changes)


def filing(record: Record, **changes: Any) -> ObjectionFiling:
    made = ObjectionFiling(
        jurisdiction=record.jurisdiction,
        kind=InfoKind.PUBLIC,
        recipient="受理单位（测试）",
        recipient_role=RECIPIENTS[record.jurisdiction],
        ground="error",
        reason="与事实不符",
        evidence=("材料",),
        record_id=record.id,
        subject_id=record.subject_id,
    )
    return replace(made, **changes)


def checking(office: Office, record: Record) -> Case:
    """An objection that is being checked."""
    case = file_objection(office, CITIZEN, filing(record), key=new_id()).case
    steps.accept(office, OFFICER, case.id)
    steps.mark(office, OFFICER, case.id)
    return steps.start_check(office, OFFICER, case.id, "own")


def stored(office: Office, record: Record) -> Record:
    with office.store.read() as unit:
        return unit.records.get(record.id)


@pytest.mark.rule("JX-50", "JX-51")
def test_the_whole_way_on_both_databases(office: Office) -> None:
    record = a_record(office)
    case = checking(office, record)
    assert stored(office, record).objection_marks == 1
    steps.decide(office, OFFICER, case.id, "upheld", "有误", remedy="correct", corrected_content={"处罚结果": "无"})
    steps.carry_out(office, OFFICER, case.id)
    steps.notify(office, OFFICER, case.id, DAY, "签收单")
    closed = steps.close(office, OFFICER, case.id)
    assert (closed.state, closed.closed_on) == ("closed", DAY)
    after = stored(office, record)
    assert (after.validity, after.objection_marks, after.content) == (Validity.CORRECTED, 0, {"处罚结果": "无"})
    with office.store.read() as unit:
        duties = {duty.rule: (duty.done_on, duty.void) for duty in unit.duties.where(case_id=case.id)}
        kept = unit.versions.where(record_id=record.id)
    assert duties == {"JX-50": (DAY, False), "JX-51": (DAY, False), "JX-52": (None, True)}
    assert [version.content for version in kept] == [record.content]  # for audit, never for disclosure


@pytest.mark.rule("SX-34")
def test_every_change_keeps_its_source_and_reason(sqlite_office: Office) -> None:
    """「有权知晓自身信用报告载明的信息来源和变动理由」."""
    record = a_record(sqlite_office, "shanxi")
    case = checking(sqlite_office, record)
    steps.decide(
        sqlite_office, OFFICER, case.id, "upheld", "有误", remedy="correct", corrected_content={"处罚结果": "无"}
    )
    steps.carry_out(sqlite_office, OFFICER, case.id)
    steps.notify(sqlite_office, OFFICER, case.id, DAY, "签收单")
    steps.close(sqlite_office, OFFICER, case.id)
    with sqlite_office.store.read() as unit:
        changes = unit.changes.where(record_id=record.id, order=("at",))
    told = [(change.axis, change.rule, str(change.clause)) for change in changes]
    assert told == [
        (Axis.OBJECTION_MARK, "D2-04", "shanxi-2022#39.2"),
        (Axis.CONTENT, "D2-09", "shanxi-2022#39.3"),
        (Axis.OBJECTION_MARK, "D2-11", "shanxi-2022#39.2"),
    ]
    assert all(change.source == OFFICER.body and case.number in change.reason for change in changes)


def test_the_same_key_files_once(office: Office) -> None:
    record = a_record(office)
    first = file_objection(office, CITIZEN, filing(record), key="k")
    again = file_objection(office, CITIZEN, filing(record), key="k")
    assert (again.case.id, again.again, again.access_code) == (first.case.id, True, None)
    with pytest.raises(KeyReused):
        file_objection(office, CITIZEN, filing(record, reason="别的理由"), key="k")


def test_a_linked_filing_repeated_after_the_first_was_closed_is_the_same(sqlite_office: Office) -> None:
    """What it was linked to when it was filed is part of it; a repeated request does not look again."""
    record = a_record(sqlite_office)
    first = file_objection(sqlite_office, CITIZEN, filing(record), key="a").case
    second = file_objection(sqlite_office, CITIZEN, filing(record, recipient_role="provider"), key="b").case
    assert second.linked_to == first.id
    steps.withdraw(sqlite_office, CITIZEN, first.id)
    again = file_objection(sqlite_office, CITIZEN, filing(record, recipient_role="provider"), key="b")
    assert (again.again, again.case.linked_to) == (True, first.id)
    third = file_objection(sqlite_office, CITIZEN, filing(record), key="c").case
    assert third.linked_to == second.id


def test_a_second_filing_is_told_of_before_it_is_made(sqlite_office: Office) -> None:
    record = a_record(sqlite_office)
    before = {reason.rule for reason in check_objection(sqlite_office, filing(record)).reasons}
    case = file_objection(sqlite_office, CITIZEN, filing(record), key="a").case
    (told,) = [r for r in check_objection(sqlite_office, filing(record)).reasons if r.rule == "linked"]
    assert "linked" not in before
    assert case.number in told.text


def test_a_check_files_nothing(sqlite_office: Office) -> None:
    record = a_record(sqlite_office)
    check_objection(sqlite_office, filing(record))
    with sqlite_office.store.read() as unit:
        assert unit.cases.count() == 0


@pytest.mark.rule("GEN-01")
def test_without_a_place_it_is_asked_for_and_not_guessed(sqlite_office: Office) -> None:
    decision = check_objection(sqlite_office, ObjectionFiling("", InfoKind.PUBLIC, "某单位（测试）", "provider"))
    assert decision.outcome is Outcome.INCOMPLETE
    assert decision.missing == ("信用信息所在的地区",)
    assert not decision.due


@pytest.mark.rule("GEN-01")
def test_a_record_of_another_place_is_not_objected_to_here(sqlite_office: Office) -> None:
    record = a_record(sqlite_office, "shanxi")
    wrong = filing(record, jurisdiction="jiangxi", recipient_role="provider")
    with pytest.raises(BadFiling, match="属于另一个地区"):
        file_objection(sqlite_office, CITIZEN, wrong, key="k")
    with pytest.raises(BadFiling, match="属于另一个地区"):
        check_objection(sqlite_office, wrong)


def test_knowing_a_record_does_not_make_anybody_its_subject(sqlite_office: Office) -> None:
    """Who files without being identified is the office's to find out."""
    stranger = filing(a_record(sqlite_office), subject_id=None)
    assert check_objection(sqlite_office, stranger).outcome is Outcome.ASK_OFFICE
    case = file_objection(sqlite_office, CITIZEN, stranger, key="k").case
    assert case.subject_id is None
    with pytest.raises(Refused, match="由受理单位核对"):
        steps.accept(sqlite_office, OFFICER, case.id)
    assert steps.accept(sqlite_office, OFFICER, case.id, findings={"applicant": True}).state == "accepted"


def test_two_persons_where_the_office_wants_them(sqlite_office: Office) -> None:
    careful = replace(sqlite_office, rules=HouseRules(two_persons=frozenset({"objection.decide"})))
    case = checking(careful, a_record(careful))
    with pytest.raises(Forbidden, match="另一人"):
        steps.decide(careful, OFFICER, case.id, "not_upheld", "属实")
    decided = steps.decide(careful, OTHER_OFFICER, case.id, "not_upheld", "属实")
    assert decided.state == "decided_not_upheld"


def test_who_saw_an_older_version_takes_no_step(sqlite_office: Office) -> None:
    case = checking(sqlite_office, a_record(sqlite_office))
    with pytest.raises(StaleVersion):
        steps.decide(sqlite_office, OFFICER, case.id, "not_upheld", "属实", version=case.version - 1)


@pytest.mark.rule("JX-51")
def test_recording_the_delivery_of_the_notice_ends_the_duty_on_that_day(sqlite_office: Office, clock: SetClock) -> None:
    case = checking(sqlite_office, a_record(sqlite_office))
    steps.decide(sqlite_office, OFFICER, case.id, "not_upheld", "属实")
    with sqlite_office.store.read() as unit:
        (notice,) = unit.notices.where(case_id=case.id, kind="result")
    clock.day = date(2026, 11, 24)
    told = record_delivery(sqlite_office, OFFICER, notice.id, Delivery("信函", date(2026, 11, 23), "回执"))
    assert told.delivered_on == date(2026, 11, 23)
    with sqlite_office.store.read() as unit:
        assert unit.cases.get(case.id).state == "notified"
        (duty,) = unit.duties.where(case_id=case.id, rule="JX-51")
    assert duty.done_on == date(2026, 11, 23)
    with pytest.raises(NotAllowed):
        steps.notify(sqlite_office, OFFICER, case.id, DAY, "签收单")


def test_the_notice_tells_no_identity_number(sqlite_office: Office) -> None:
    record = a_record(sqlite_office)
    case = checking(sqlite_office, record)
    with sqlite_office.store.read() as unit:
        number = unit.subjects.get(record.subject_id).id_number
    steps.decide(sqlite_office, OFFICER, case.id, "not_upheld", f"身份证号{number}核对属实")
    with sqlite_office.store.read() as unit:
        (notice,) = unit.notices.where(case_id=case.id, kind="result")
    assert number not in notice.text
    assert "原信息维持" in notice.text


@pytest.mark.rule("JX-53")
def test_the_day_of_the_check_notice_is_kept_for_the_internal_alert(sqlite_office: Office) -> None:
    """F-47: sent too late, the unit's three 工作日 do not fit into the seven."""
    case = file_objection(sqlite_office, CITIZEN, filing(a_record(sqlite_office)), key="k").case
    steps.accept(sqlite_office, OFFICER, case.id)
    steps.mark(sqlite_office, OFFICER, case.id)
    case = steps.start_check(sqlite_office, OFFICER, case.id, "cross", unit_name="某局（测试）")
    assert case.facts["check_notice_sent_on"] == DAY.isoformat()
    with pytest.raises(BadFiling):
        steps.start_check(sqlite_office, OFFICER, case.id, "elsewhere")


@pytest.mark.rule("JX-55")
@pytest.mark.parametrize("kind", load_law().document("jiangxi-2022").parameters["pause_kinds"].values)
def test_each_kind_of_procedure_that_the_clause_names_stops_the_clock(sqlite_office: Office, kind: str) -> None:
    case = checking(sqlite_office, a_record(sqlite_office))
    steps.suspend(sqlite_office, OFFICER, case.id, kind, DAY, "委托书")
    with sqlite_office.store.read() as unit:
        paused = {duty.rule: duty.paused for duty in unit.duties.where(case_id=case.id, void=False)}
        (pause,) = unit.pauses.where(case_id=case.id)
    assert paused == {"JX-50": False, "JX-51": True}  # marking is never stopped (F-19)
    assert (pause.kind, pause.first, pause.last, pause.start_proof) == (kind, DAY, None, "委托书")


@pytest.mark.parametrize(
    ("place", "parameter", "kind"),
    [
        pytest.param("jiangxi", "listing_feedback_period", InfoKind.LISTING, marks=pytest.mark.rule("JX-38")),
        pytest.param("city", "listing_feedback_period", InfoKind.LISTING, marks=pytest.mark.rule("CT-33")),
        pytest.param("city", "evaluation_check_period", InfoKind.EVALUATION, marks=pytest.mark.rule("CT-53")),
    ],
)
def test_a_limit_left_to_other_rules_is_known_once_they_are_loaded(
    sqlite_office: Office, place: str, parameter: str, kind: InfoKind
) -> None:
    asked = ObjectionFiling(place, kind, "某单位（测试）", None, before_listing=kind is InfoKind.LISTING)
    assert isinstance(listing_feedback(sqlite_office, asked), Undetermined)
    text = yaml.safe_dump(
        {
            "basis": {"title": "测试规定", "number": None, "issuer": "测试机关", "date": date(2026, 1, 1)},
            "jurisdiction": place,
            "valid_from": date(2026, 1, 1),
            "valid_to": None,
            "limits": [{"parameter": parameter, "count": 15, "unit": "工作日"}],
        },
        allow_unicode=True,
    )
    with sqlite_office.store.begin() as unit:
        at = sqlite_office.clock.now()
        unit.loaded.add(LoadedFile(new_id(), OUTSIDE, "测试", text, new_id(), "测试", at, None))
    assert isinstance(listing_feedback(sqlite_office, asked), Determined)
    (told,) = [r for r in check_objection(sqlite_office, asked).reasons if r.rule == "response_limit"]
    assert "15个工作日" in told.text


def test_where_the_text_leaves_no_limit_to_others_there_is_none_to_look_up(sqlite_office: Office) -> None:
    assert listing_feedback(sqlite_office, filing(a_record(sqlite_office))) is None


def test_the_verbs_do_not_ask_which_place_it_is() -> None:
    folder = Path(steps.__file__).parent
    for name in ("objection.py", "objection_steps.py", "effects/objections.py"):
        text = (folder / name).read_text(encoding="utf-8")
        assert not any(f'"{place}"' in text for place in RECIPIENTS)
