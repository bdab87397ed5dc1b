"""Doing a step by its form: read, refused field by field, once per key, never over somebody else's change."""

from __future__ import annotations

from dataclasses import replace

import pytest

from credit_core.errors import BadFiling, Forbidden, KeyReused, NotAllowed, NotFound, Refused, StaleVersion
from credit_core.model.cases import Case
from credit_core.model.people import Actor, Role
from credit_core.procedures.book import load_procedures
from credit_core.use_cases.desk.doing import FormError, perform_step, read_values
from credit_core.use_cases.desk.forms.fields import Choice, FieldKind, StepField
from credit_core.use_cases.desk.scope import Reach
from credit_core.use_cases.desk.steps import possible
from credit_core.use_cases.office import HouseRules, Office
from tests.credit_core.desk.routes import OBJECTION, QUERY, TODAY, file
from tests.credit_core.offices import CLERK, OFFICER, OTHER_OFFICER, SetClock

BOOK = load_procedures()
ALL = Reach()


def _procedure(name: str, place: str) -> str:
    return next(document for document, key in BOOK.places if key == name and document.startswith(place))


@pytest.fixture
def case(sqlite_office: Office, clock: SetClock) -> Case:
    """An objection as it comes in."""
    clock.day = TODAY
    return file(sqlite_office, BOOK.of_document("objection", _procedure("objection", "jiangxi")), OBJECTION[0], "k")


def _do(office: Office, case: Case, event: str, values: dict[str, str], key: str, actor: Actor = OFFICER) -> Case:
    return perform_step(office, actor, ALL, case.id, event, values, version=case.version, key=key).case


def test_the_same_key_takes_a_step_once(sqlite_office: Office, case: Case) -> None:
    first = perform_step(sqlite_office, OFFICER, ALL, case.id, "accept", {}, version=case.version, key="a")
    again = perform_step(sqlite_office, OFFICER, ALL, case.id, "accept", {}, version=case.version, key="a")
    assert (first.again, again.again) == (False, True)
    assert again.case == first.case
    with pytest.raises(KeyReused):
        perform_step(sqlite_office, OFFICER, ALL, case.id, "mark", {}, version=case.version, key="a")
    with pytest.raises(BadFiling, match="提交编号"):
        perform_step(sqlite_office, OFFICER, ALL, case.id, "mark", {}, version=case.version, key=" ")


def test_a_refused_step_leaves_its_key_free(sqlite_office: Office, case: Case) -> None:
    with pytest.raises(Refused):
        _do(sqlite_office, case, "find_incomplete", {}, "a")
    assert _do(sqlite_office, case, "accept", {}, "a").state == "accepted"


def test_nobody_acts_on_what_has_changed_since(sqlite_office: Office, case: Case) -> None:
    _do(sqlite_office, case, "accept", {}, "a")
    with pytest.raises(StaleVersion, match="重新打开"):
        _do(sqlite_office, case, "mark", {}, "b")


def test_a_form_says_what_is_wrong_of_each_field(sqlite_office: Office, case: Case) -> None:
    marked = _do(sqlite_office, _do(sqlite_office, case, "accept", {}, "a"), "mark", {}, "b")
    checking = _do(sqlite_office, marked, "check_own", {"on": TODAY.isoformat()}, "c")
    with pytest.raises(FormError) as wrong:
        _do(sqlite_office, checking, "decide", {"finding": "vielleicht", "on": "gestern", "content": "ohne Punkt"}, "d")
    assert set(wrong.value.fields) == {"finding", "on", "content", "reasons"}
    with pytest.raises(BadFiling, match="没有这样的项目"):
        _do(sqlite_office, checking, "decide", {"surprise": "x"}, "d")
    with pytest.raises(NotAllowed, match="没有"):
        _do(sqlite_office, checking, "close", {}, "d")
    with pytest.raises(Forbidden, match="办理"):
        _do(sqlite_office, checking, "decide", {}, "d", Actor("a", Role.AUDITOR))


def test_out_of_reach_is_not_found(sqlite_office: Office, case: Case) -> None:
    for actor, reach in ((OFFICER, Reach(frozenset({"city"}))), (CLERK, ALL)):
        stranger = replace(actor, body="别的单位") if actor is CLERK else actor
        with pytest.raises(NotFound):
            perform_step(sqlite_office, stranger, reach, case.id, "accept", {}, version=None, key="x")
        with pytest.raises(NotFound):
            possible(sqlite_office, stranger, reach, case.id)


def test_why_not_is_told_with_its_clause_and_the_second_person_too(sqlite_office: Office, case: Case) -> None:
    office = replace(sqlite_office, rules=HouseRules(two_persons=frozenset({"objection.decide"})))
    views = {view.event: view for view in possible(office, OFFICER, ALL, case.id)}
    refused = views["find_incomplete"]
    assert not refused.allowed
    assert [str(reason.clause).partition("#")[0] for reason in refused.against] == ["jiangxi-2022"]
    assert refused.role_allowed
    checking = case
    for number, event in enumerate(("accept", "mark", "check_own")):
        checking = _do(office, checking, event, {}, f"k{number}")
    own = {view.event: view for view in possible(office, OFFICER, ALL, case.id)}["decide"]
    other = {view.event: view for view in possible(office, OTHER_OFFICER, ALL, case.id)}["decide"]
    assert (own.allowed, other.allowed) == (False, True)
    assert own.second_person == other.second_person
    assert own.second_person is not None
    assert [field.name for field in other.fields] == ["finding", "reasons", "remedy", "content", "on"]
    auditor = possible(office, Actor("a", Role.AUDITOR), ALL, case.id)
    assert not [view for view in auditor if view.allowed or view.role_allowed]


def test_a_query_that_may_not_be_released_says_so_and_stays(sqlite_office: Office, clock: SetClock) -> None:
    clock.day = TODAY
    procedure = BOOK.of_document("authorised_query", _procedure("authorised_query", "city"))
    case = file(sqlite_office, procedure, QUERY[0], "k")
    with sqlite_office.store.begin() as unit:
        unit.cases.replace(replace(unit.cases.get(case.id), authorisation_id=None))
        case = unit.cases.get(case.id)
    case = _do(sqlite_office, case, "ask_identity", {}, "a")
    identity = {"name": case.applicant["applicant_name"], "number": case.applicant["applicant_id"], "proof": "执照"}
    case = _do(sqlite_office, case, "verify_identity", {**identity, "representation_proof": "介绍信"}, "b")
    done = perform_step(sqlite_office, OFFICER, ALL, case.id, "release", {}, version=case.version, key="c")
    assert done.case.state == "ready"
    assert done.note is not None
    with sqlite_office.store.read() as unit:
        assert [entry.granted for entry in unit.queries.where(case_id=case.id)] == [False]


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (FieldKind.TEXT, " 甲 ", "甲"),
        (FieldKind.DATE, "2026-11-20", TODAY),
        (FieldKind.YES_NO, "no", False),
        (FieldKind.LIST, "一\n\n 二 ", ["一", "二"]),
        (FieldKind.NUMBER, "7", 7),
        (FieldKind.TEXT, "", None),
    ],
)
def test_each_kind_is_read_as_it_is_written(kind: FieldKind, text: str, value: object) -> None:
    assert read_values([StepField("a", "甲", kind)], {"a": text}) == {"a": value}


@pytest.mark.parametrize(
    ("kind", "text"),
    [(FieldKind.NUMBER, "七"), (FieldKind.YES_NO, "ja"), (FieldKind.LIST, "x\nz"), (FieldKind.TEXT, "长" * 501)],
)
def test_what_cannot_be_read_is_refused(kind: FieldKind, text: str) -> None:
    field = StepField("a", "甲", kind, choices=(Choice("x", "X"),) if kind is FieldKind.LIST else ())
    with pytest.raises(FormError):
        read_values([field], {"a": text})
