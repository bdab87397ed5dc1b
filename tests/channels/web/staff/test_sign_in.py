"""The way into the desks and out, as a browser without scripts takes it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.memory.staff import Account
from channels import messages
from channels.web.access.gate import STAFF_COOKIE
from credit_core.use_cases.vocabulary import Role
from tests.channels.web.staff.desks import OWN_PAGE, PASSWORD, Desks, opened

ADDRESS = "/staff/sign-in"


def enter(desks: Desks, client: TestClient, account: Account, **fields: str) -> Any:
    """What the form of the page sends."""
    sent = {"name": account.name, "password": PASSWORD, "code": desks.code(account), "next": "/staff"}
    return client.post(ADDRESS, data={**sent, **fields})


def test_signing_in_leads_where_one_wanted_to_go(desks: Desks) -> None:
    ann, client = desks.account(Role.ADMINISTRATOR, name="ann"), desks.anybody()
    asked = client.get("/staff/members?done=x").headers["location"]
    page = client.get(asked)
    assert 'value="/staff/members?done=x"' in page.text
    answer = enter(desks, client, ann, next="/staff/members?done=x")
    assert (answer.status_code, answer.headers["location"]) == (303, "/staff/members?done=x")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Max-Age" not in cookie
    assert client.get("/staff/members").status_code == 200


@pytest.mark.parametrize("onward", ["https://evil.example/", "//evil.example", "/\\evil.example", "staff"])
def test_never_elsewhere(desks: Desks, onward: str) -> None:
    answer = enter(desks, desks.anybody(), desks.account(Role.AUDITOR), next=onward)
    assert answer.headers["location"] == "/"


def test_over_tls_the_cookie_stays_there(desks: Desks) -> None:
    client = TestClient(desks.app, base_url="https://testserver", headers=OWN_PAGE, follow_redirects=False)
    assert "Secure" in enter(desks, client, desks.account(Role.AUDITOR)).headers["set-cookie"]


def test_a_token_that_was_there_before_is_worth_nothing_after(desks: Desks) -> None:
    """No fixation: whoever planted a cookie does not share the session, and an older session of this browser ends."""
    client = desks.anybody()
    planted = "p" * 43
    client.cookies.set(STAFF_COOKIE, planted)
    answer = enter(desks, client, desks.account(Role.AUDITOR))
    given = answer.cookies[STAFF_COOKIE]
    assert given != planted
    assert desks.access.member(planted) is None
    client.cookies.clear()
    client.cookies.set(STAFF_COOKIE, given)
    enter(desks, client, desks.account(Role.REVIEWER))
    assert desks.access.member(given) is None


def test_what_is_wrong_is_told_beside_the_form_and_the_name_stays(desks: Desks) -> None:
    ann = desks.account(Role.AUDITOR, name="ann")
    answer = enter(desks, desks.anybody(), ann, password="wrong password 1")
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert "名称、密码或者验证码不对" in answer.text
    assert 'value="ann"' in answer.text
    assert "wrong password 1" not in answer.text
    nobody = desks.anybody().post(ADDRESS, data={"name": "ann", "password": "x", "next": "/staff"})
    assert nobody.text == answer.text


def test_too_many_wrong_ones_are_told_how_long(desks: Desks) -> None:
    ann, client = desks.account(Role.AUDITOR), desks.anybody()
    for _ in range(5):
        enter(desks, client, ann, code="000000")
    answer = enter(desks, client, ann)
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "900")
    assert "先停15分钟" in answer.text


def test_signing_out_ends_the_session_here_and_there(desks: Desks) -> None:
    client = desks.client(Role.AUDITOR)
    token = client.cookies[STAFF_COOKIE]
    answer = client.post("/staff/sign-out")
    assert (answer.status_code, answer.headers["location"]) == (303, ADDRESS)
    assert "Max-Age=0" in answer.headers["set-cookie"]
    assert desks.access.member(token) is None
    assert desks.anybody().post("/staff/sign-out").status_code == 303


@pytest.mark.parametrize("path", [ADDRESS, "/staff/sign-out", "/demo/staff"])
def test_forms_of_other_sites_are_refused(desks: Desks, path: str) -> None:
    answer = desks.anybody().post(path, data={"role": "auditor"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert (answer.status_code, messages.FOREIGN_ORIGIN in answer.text) == (403, True)


def test_the_demonstration_opens_to_every_role(desks: Desks) -> None:
    client = desks.anybody()
    page = client.get("/demo").text
    for role in ("provider_clerk", "case_officer", "reviewer", "supervisor", "auditor", "administrator"):
        assert f'value="{role}"' in page
        assert client.post("/demo/staff", data={"role": role}).headers["location"] == "/staff"
        landed = client.get("/staff")
        assert landed.status_code == 303
        assert client.get(landed.headers["location"]).status_code == 200


def test_but_only_to_roles(desks: Desks) -> None:
    assert desks.anybody().post("/demo/staff", data={"role": "system"}).status_code == 403


def test_outside_the_demonstration_it_is_shut(desks_template: Path, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    with opened(desks_template, tmp_path / "real", demo=False) as real:
        client = real.anybody()
        assert client.get("/demo").status_code == 404
        assert client.post("/demo/staff", data={"role": "administrator"}).status_code == 403
        assert "演示" not in client.get(ADDRESS).text


def test_while_the_program_loads_the_page_says_so(desks: Desks, monkeypatch: pytest.MonkeyPatch) -> None:
    def loading() -> object:
        raise RuntimeError("正在载入程序")

    client = desks.client(Role.AUDITOR)
    monkeypatch.setattr(desks.runtime, "desk", loading)
    answer = client.get("/staff/account")
    assert (answer.status_code, "正在载入程序" in answer.text) == (503, True)
    assert client.get(ADDRESS).status_code == 200
