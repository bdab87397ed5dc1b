"""The counter: a code for who showed a document, and a result that is handed to whoever was identified."""

from __future__ import annotations

import re
from html import unescape

import pytest
from starlette.testclient import TestClient

from assistant.dialogue.identity.verifier import Verified
from assistant.memory.identity_codes import IdentityCodes
from assistant.memory.secret_key import secret_key
from credit_core.model.cases import Case
from credit_core.model.people import Role
from tests.channels.web.staff.case_work import OTHER_PLACE, case, step_form
from tests.channels.web.staff.desks import Desks
from tests.credit_core.offices import SetClock

NAME, NUMBER = "张伟", "11010519491231002X"
CHECKED = {"name": NAME, "number": NUMBER, "seen": "1"}
_CODE = re.compile(r'class="counter-code">(\w{4}) (\w{4})<')


def issue(client: TestClient, **instead: str) -> str:
    page = client.post("/staff/counter/code", data=CHECKED | instead)
    assert page.status_code == 200
    assert page.headers["cache-control"] == "no-store"
    return "".join(_CODE.findall(page.text)[0])


@pytest.mark.parametrize("role", [Role.CASE_OFFICER, Role.REVIEWER])
def test_a_code_identifies_the_holder_of_the_document_once(desks: Desks, role: Role) -> None:
    client = desks.client(role)
    code = issue(client, number=NUMBER.lower())
    codes = IdentityCodes(desks.engine, secret_key("", desks.settings.data_dir))
    found = codes.redeem("counter", code, desks.now())
    assert isinstance(found, Verified)
    assert (found.name, found.number) == (NAME, NUMBER)
    assert not isinstance(codes.redeem("counter", code, desks.now()), Verified)


@pytest.mark.parametrize(
    ("instead", "told"),
    [
        ({"seen": ""}, "核对证件原件"),
        ({"name": " "}, "姓名和证件号码都要填写"),
        ({"number": "110105194912310021"}, "校验"),
    ],
)
def test_no_code_without_a_document_that_can_be_one(desks: Desks, instead: dict[str, str], told: str) -> None:
    page = desks.client(Role.CASE_OFFICER).post("/staff/counter/code", data=CHECKED | instead)
    assert page.status_code == 422
    assert told in unescape(page.text)
    assert not _CODE.search(page.text)


def ready(desks: Desks, place: str = "jiangxi") -> Case:
    return case(desks, "ask_identity", "verify_identity", procedure="query_own_record", place=place)


def test_cases_that_wait_for_somebody_are_listed_within_reach(desks: Desks) -> None:
    waits = case(desks, "ask_identity", procedure="query_own_record")
    may_be_given, elsewhere = ready(desks), ready(desks, OTHER_PLACE)
    page = desks.client(Role.CASE_OFFICER, places=("jiangxi",)).get("/staff/counter").text
    assert f"/staff/cases/{waits.id}?step=verify_identity#step-verify_identity" in page
    assert f"/staff/cases/{may_be_given.id}?step=release#step-release" in page
    assert elsewhere.number not in page


def test_a_result_is_handed_out_with_its_files_and_only_once(desks: Desks) -> None:
    one, client = ready(desks), desks.client(Role.CASE_OFFICER)
    form = step_form(client, one, "release")
    address = f"/staff/cases/{one.id}/steps/release"
    given = client.post(address, data=form)
    assert given.status_code == 200
    assert given.headers["cache-control"] == "no-store"
    assert "信用报告" in given.text
    assert "data:application/pdf;base64," in given.text
    assert client.post(address, data=form).status_code == 303
    with desks.office.store.read() as unit:
        assert len(unit.queries.where(case_id=one.id, granted=True)) == 1


def test_who_was_identified_on_another_day_shows_the_document_again(desks: Desks) -> None:
    one, client = ready(desks), desks.client(Role.CASE_OFFICER)
    clock = desks.office.clock
    assert isinstance(clock, SetClock)
    clock.day = clock.day.replace(day=clock.day.day + 1)
    with desks.office.store.read() as unit:
        seen = unit.events.where(case_id=one.id, event="verify_identity")[0].facts["identity"]
    address, form = f"/staff/cases/{one.id}/steps/release", step_form(client, one, "release")
    assert client.post(address, data=form).status_code == 422
    shown = {"f.name": seen["name"], "f.number": seen["number"], "f.proof": "居民身份证原件"}
    other = client.post(address, data=form | shown | {"f.name": "别人"})
    assert other.status_code == 422
    assert "不能把结果交给他" in other.text
    assert "data:application/pdf" in client.post(address, data=form | shown).text
