"""What a place's law says of an act, for guiding: its own words and clauses, whom it goes to, and the days ahead."""

from __future__ import annotations

from datetime import date

import pytest

from credit_core.errors import NotInForce, UnknownJurisdiction
from credit_core.model.cases import CaseType, InfoKind
from credit_core.procedures.book import load_procedures
from credit_core.use_cases import objection, repair
from credit_core.use_cases.guidance import Guidance, guidance, information_kinds, papers
from credit_core.use_cases.guidance_days import Basis, duties_ahead
from credit_core.use_cases.objection import ObjectionFiling, check_objection
from credit_core.use_cases.office import Office
from credit_core.use_cases.repair import RepairFiling
from tests.credit_core.deadline_oracle import due
from tests.credit_core.loaded_limits import load_check_period
from tests.credit_core.offices import CITIZEN

TODAY = date(2026, 11, 20)
PLACES = ("shanxi", "jiangxi", "city")


def _guidance(office: Office, type: CaseType, place: str, kind: InfoKind | None = None) -> Guidance:  # noqa: A002
    return guidance(office, type, place, TODAY, kind)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("type", list(CaseType))
def test_it_is_the_places_procedure_and_nothing_else(type: CaseType, place: str, sqlite_office: Office) -> None:  # noqa: A002
    for kind in InfoKind if type is CaseType.OBJECTION else (None,):
        found = _guidance(sqlite_office, type, place, kind)
        file = load_procedures().places[f"{place}-2022", found.procedure.key]
        assert (found.title, found.regulated, found.silence, found.clause) == (
            file.name, file.regulated, file.silence, file.clause
        )  # fmt: skip
        assert (found.requires, found.recipients, dict(found.grounds), dict(found.terms), found.assumptions) == (
            file.requires, file.recipients, file.grounds, file.terms, file.assumptions
        )  # fmt: skip
        clauses = [found.clause, found.identity_clause, *(one.clause for one in found.requires)]
        assert {clause.document for clause in clauses if clause} == {f"{place}-2022"}


@pytest.mark.parametrize("kind", list(InfoKind))
def test_an_objections_procedure_is_that_of_what_is_objected_to(kind: InfoKind, sqlite_office: Office) -> None:
    found = _guidance(sqlite_office, CaseType.OBJECTION, "shanxi", kind)
    assert found.procedure.key == objection.PROCEDURES[kind]


def test_kinds_are_named_in_the_places_own_words(sqlite_office: Office) -> None:
    assert information_kinds(sqlite_office, "shanxi", TODAY)[InfoKind.MARKET] == "非公共信用信息异议"
    assert information_kinds(sqlite_office, "jiangxi", TODAY)[InfoKind.MARKET] == "市场信用信息异议"
    assert list(information_kinds(sqlite_office, "city", TODAY)) == list(InfoKind)


def test_no_law_of_another_day_or_place_is_borrowed(sqlite_office: Office) -> None:
    with pytest.raises(NotInForce):
        guidance(sqlite_office, CaseType.REPAIR, "shanxi", date(2022, 9, 30))
    assert guidance(sqlite_office, CaseType.REPAIR, "shanxi", date(2022, 10, 1)).regulated
    with pytest.raises(UnknownJurisdiction):
        guidance(sqlite_office, CaseType.REPAIR, "moshen", TODAY)


@pytest.mark.parametrize(
    ("type", "place", "kind", "named", "unnamed"),
    [
        (CaseType.OBJECTION, "shanxi", InfoKind.PUBLIC, ("某局", "provider"), ("社会信用工作机构", "credit_work_body")),
        (CaseType.OBJECTION, "jiangxi", InfoKind.PUBLIC, ("某局", "provider"), ("公共信用信息平台", "platform_operator")),
        (CaseType.OBJECTION, "city", InfoKind.MARKET, ("某局", "market_provider"), ("市场信用信息提供单位", "market_provider")),
        (CaseType.OBJECTION, "shanxi", InfoKind.EVALUATION, ("某局", None), ("县级以上人民政府发展改革部门", None)),
        (CaseType.REPAIR, "jiangxi", None, ("某局", "recogniser"), ("公共信用信息平台运行管理单位", "platform_operator")),
        (CaseType.REPAIR, "city", None, ("某局", None), ("行业领域信用管理部门", None)),
        (CaseType.DELETE_HONOUR, "city", None, ("公共信用信息工作机构", "platform_operator"),
         ("公共信用信息工作机构", "platform_operator")),
        (CaseType.COMPLAINT, "city", None, ("社会信用综合管理部门", None), ("社会信用综合管理部门", None)),
    ],
)  # fmt: skip
def test_whom_it_goes_to(
    type: CaseType,  # noqa: A002
    place: str,
    kind: InfoKind | None,
    named: tuple[str, str | None],
    unnamed: tuple[str, str | None],
    sqlite_office: Office,
) -> None:
    found = _guidance(sqlite_office, type, place, kind)
    told, untold = found.addressee("某局"), found.addressee(None)
    assert ((told.name, told.role), (untold.name, untold.role)) == (named, unnamed)
    if found.recipients:  # a body that the text lets be applied to: credit_core takes its role
        assert {told.role, untold.role} <= {one.role for one in found.recipients}


def test_words_name_the_places_grounds(sqlite_office: Office) -> None:
    found = _guidance(sqlite_office, CaseType.DELETE_HONOUR, "city")
    assert found.named_grounds(["表彰", "志愿服务"]) == ("award", "volunteering")
    assert found.named_grounds(["献血"]) == ("blood_donation",)
    assert found.named_grounds(["三好学生", "到", ""]) == ()


def test_points_are_told_by_their_note_or_their_values(sqlite_office: Office) -> None:
    own = _guidance(sqlite_office, CaseType.QUERY_OWN_RECORD, "jiangxi").point("fee")
    assert own is not None
    assert (own.text, str(own.clause), own.stated) == ("免费", "jiangxi-2022#38.2", True)
    silent = _guidance(sqlite_office, CaseType.QUERY_OWN_RECORD, "shanxi").point("fee")
    assert silent is not None
    assert (silent.text, silent.clause, silent.stated) == ("条例没有写明查询自身信用信息是否收费", None, False)
    assert _guidance(sqlite_office, CaseType.COMPLAINT, "shanxi").point("fee") is None


@pytest.mark.parametrize("place", PLACES)
def test_identity_is_asked_where_something_is_given_or_deleted(place: str, sqlite_office: Office) -> None:
    asking = {one for one in CaseType if _guidance(sqlite_office, one, place).asks_identity}
    assert asking == {CaseType.QUERY_OWN_RECORD, CaseType.AUTHORISED_QUERY, CaseType.DELETE_HONOUR}


def test_papers_are_the_offices_rule() -> None:
    assert [papers(role) for role in ("agent", "guardian", "self")] == ["书面委托书", "监护关系证明", None]


@pytest.mark.rule("JX-50", "JX-51", "JX-52")
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("kind", list(InfoKind))
def test_the_days_ahead_are_those_of_the_pre_check_and_of_the_filing(
    place: str, kind: InfoKind, sqlite_office: Office
) -> None:
    found = _guidance(sqlite_office, CaseType.OBJECTION, place, kind)
    ahead = duties_ahead(sqlite_office, found, TODAY)
    body = found.addressee(None)
    filing = ObjectionFiling(place, kind, body.name, body.role, ground="error", reason="不对", evidence=("照片",))
    told = {(day.rule, day.due) for day in check_objection(sqlite_office, filing).due}
    assert {(duty.limit.rule, duty.deadline.due) for duty in ahead if duty.deadline} == told
    case = objection.file_objection(sqlite_office, CITIZEN, filing, key=f"{place}-{kind}").case
    with sqlite_office.store.read() as unit:
        duties = {(duty.rule, duty.due) for duty in unit.duties.where(case_id=case.id) if duty.due}
    assert duties == {(d.limit.rule, d.deadline.due) for d in ahead if d.deadline and d.basis is Basis.FILING}


@pytest.mark.rule("JX-57")
@pytest.mark.parametrize("complete", [True, False])
def test_the_repair_clock_starts_with_the_complete_application(complete: bool, sqlite_office: Office) -> None:
    found = _guidance(sqlite_office, CaseType.REPAIR, "jiangxi")
    (duty,) = duties_ahead(sqlite_office, found, TODAY, complete=complete)
    assert duty.basis is (Basis.FILING if complete else Basis.WAITING)
    assert (duty.deadline.due if duty.deadline else None) == (due(TODAY, 10, "工作日") if complete else None)
    done = {required.slot: ["已经做到"] for required in found.requires} if complete else {}
    filing = RepairFiling("jiangxi", "平台", "platform_operator", done)
    case = repair.file_repair(sqlite_office, CITIZEN, filing, key="k").case
    with sqlite_office.store.read() as unit:
        assert [d.due for d in unit.duties.where(case_id=case.id)] == [d.due for d in (duty.deadline,) if d]


@pytest.mark.rule("SX-35", "CT-55", "JX-58")
@pytest.mark.parametrize(
    ("place", "rule", "days", "unit"), [("shanxi", "SX-35", 5, "日"), ("city", "CT-55", 3, "工作日"), ("jiangxi", "JX-58", 3, "工作日")]
)  # fmt: skip
def test_a_day_that_the_citizen_names_starts_the_first_hop_only(
    place: str, rule: str, days: int, unit: str, sqlite_office: Office
) -> None:
    found, start = _guidance(sqlite_office, CaseType.REVOCATION, place), date(2026, 11, 16)
    assert [duty for duty in duties_ahead(sqlite_office, found, TODAY) if duty.deadline] == []
    ahead = duties_ahead(sqlite_office, found, TODAY, event_on=start)
    dated = [(d.limit.rule, d.basis, d.deadline.start, d.deadline.due) for d in ahead if d.deadline]
    assert dated == [(rule, Basis.TOLD, start, due(start, days, unit))]


def test_a_named_day_before_the_law_or_the_calendar_gives_no_day(sqlite_office: Office) -> None:
    found = _guidance(sqlite_office, CaseType.REVOCATION, "shanxi")
    ahead = duties_ahead(sqlite_office, found, TODAY, event_on=date(2022, 9, 30))
    assert {duty.basis for duty in ahead if duty.limit.countable} == {Basis.BEFORE_LAW, Basis.WAITING}
    assert all(duty.deadline is None for duty in ahead)


@pytest.mark.rule("JX-54")
def test_days_to_compare_with_bind_nobody(sqlite_office: Office) -> None:
    ahead = duties_ahead(sqlite_office, _guidance(sqlite_office, CaseType.OBJECTION, "jiangxi", InfoKind.MARKET), TODAY)
    assert [(d.limit.rule, d.basis) for d in ahead if d.deadline] == [
        (rule, Basis.REFERENCE) for rule in ("JX-50", "JX-51", "JX-52")
    ]


@pytest.mark.rule("CT-53")
def test_a_limit_left_to_other_rules_has_a_day_once_they_are_loaded(sqlite_office: Office) -> None:
    found = _guidance(sqlite_office, CaseType.OBJECTION, "city", InfoKind.EVALUATION)
    (before,) = duties_ahead(sqlite_office, found, TODAY)
    assert (before.basis, before.deadline) == (Basis.WAITING, None)
    load_check_period(sqlite_office)
    (after,) = duties_ahead(sqlite_office, found, TODAY)
    assert after.basis is Basis.OUTSIDE
    assert after.deadline is not None
    assert after.deadline.due == due(TODAY, 15, "工作日")


@pytest.mark.rule("GEN-06")
def test_other_readings_and_interpretations_come_as_whole_sentences(sqlite_office: Office) -> None:
    found = _guidance(sqlite_office, CaseType.REVOCATION, "shanxi")
    ahead = duties_ahead(sqlite_office, found, TODAY, event_on=date(2026, 11, 16))
    dated = next(duty for duty in ahead if duty.deadline)
    assert dated.readings == ("如果最后一天是休息日可以顺延，则到2026-11-23；条例没有写明能否顺延。",)
    assert all(note.startswith("解释 ") and "未经律师审核" in note for note in dated.notes)


@pytest.mark.rule("GEN-04")
def test_a_year_without_a_notice_gives_a_day_that_says_so(sqlite_office: Office) -> None:
    found = _guidance(sqlite_office, CaseType.OBJECTION, "jiangxi")
    ahead = duties_ahead(sqlite_office, found, date(2026, 12, 28))
    last = next(duty for duty in ahead if duty.limit.rule == "JX-52")
    assert last.deadline is not None
    assert last.deadline.provisional
    assert "放假安排尚未收录" in last.notes[-1]
