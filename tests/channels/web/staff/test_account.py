"""The own account and the accounts of staff, as pages."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from assistant.memory import staff
from assistant.memory.staff import Account
from channels.web.access.gate import STAFF_COOKIE
from credit_core.use_cases.vocabulary import Actor, Role
from tests.channels.web.staff.desks import PASSWORD, Desks

NEW = "quite another phrase 7"
HERE = "/staff/account"
ADMINISTRATOR = Actor("test", Role.ADMINISTRATOR)


def code_of(desks: Desks, member_id: str) -> str:
    """What the app shows that is set up with the secret of now."""
    with desks.engine.connect() as connection:
        account = staff.find(connection, member_id)
    assert account is not None
    return desks.code(account)


def client_of(desks: Desks, account: Account) -> TestClient:
    member = desks.access.ground.member(account)
    assert member is not None
    return desks.client_of(member)


def test_from_the_given_password_to_the_first_page(desks: Desks) -> None:
    """An administrator adds an account; its owner changes the password, sets up the second factor, and begins."""
    administrator, client = desks.client(Role.ADMINISTRATOR), desks.anybody()
    made = administrator.post("/staff/members", data={"name": "eve", "roles": ["administrator"], "shown": "夏"})
    given = re.search(r"一次性密码：<code>(\S+)</code>", made.text)
    assert given is not None
    assert given[1] not in administrator.get("/staff/members").text
    entered = client.post("/staff/sign-in", data={"name": "eve", "password": given[1]})
    assert client.get(entered.headers["location"]).status_code in (200, 303)
    page = client.get(HERE).text
    assert "请先改密码" in page
    assert "<svg" not in page
    sent = {"old": given[1], "new": NEW, "again": NEW}
    assert client.post(f"{HERE}/password", data=sent).headers["location"] == f"{HERE}?done=password"
    page = client.get(HERE).text
    assert "请先设置身份验证器" in page
    assert "<svg" in page
    assert 'href="/staff/members"' not in page
    account = desks.access.accounts.named(ADMINISTRATOR, "eve")
    token = client.cookies[STAFF_COOKIE]
    done = client.post(f"{HERE}/second-factor", data={"code": code_of(desks, account.id)})
    assert len(re.findall(r"<li><code>[2-9A-Z]{5}-[2-9A-Z]{5}</code></li>", done.text)) == 8
    assert desks.access.member(token) is None
    assert client.get("/staff/members").status_code == 200
    assert "在用" in client.get("/staff/members").text


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"old": PASSWORD, "new": NEW, "again": "x"}, "两次填的新密码不一样"),
        ({"old": "wrong password 1", "new": NEW, "again": NEW}, "现在的密码不对"),
        ({"old": PASSWORD, "new": "short", "again": "short"}, "至少要12个字符"),
    ],
)
def test_what_is_wrong_stands_beside_its_form(desks: Desks, sent: dict[str, str], words: str) -> None:
    answer = desks.client(Role.AUDITOR).post(f"{HERE}/password", data=sent)
    assert (answer.status_code, words in answer.text) == (422, True)
    assert NEW not in answer.text


def test_another_phone(desks: Desks) -> None:
    account = desks.account(Role.AUDITOR)
    client = client_of(desks, account)
    assert "现在的密码不对" in client.post(f"{HERE}/second-factor/renew", data={"password": "x"}).text
    assert client.post(f"{HERE}/second-factor/renew", data={"password": PASSWORD}).status_code == 303
    assert "<svg" in client.get(f"{HERE}?done=renewed").text
    wrong = client.post(f"{HERE}/second-factor", data={"code": "000000"})
    assert (wrong.status_code, "验证码不对" in wrong.text) == (422, True)
    assert "身份验证器设置好了" in client.post(f"{HERE}/second-factor", data={"code": code_of(desks, account.id)}).text


def test_other_sessions_are_shown_and_ended(desks: Desks) -> None:
    account = desks.account(Role.AUDITOR)
    client, other = client_of(desks, account), client_of(desks, account)
    page = client.get(HERE).text
    assert page.count("Testbrowser") == 2
    assert page.count("就是这里") == 1
    client.post(f"{HERE}/sessions")
    assert "其他地方的登录都已退出" in client.get(f"{HERE}?done=sessions").text
    assert other.get(HERE).status_code == 303
    assert client.get(HERE).status_code == 200


def test_a_key_is_shown_once_and_revoked(desks: Desks) -> None:
    client = desks.client(Role.PROVIDER_CLERK, body="某局")
    made = client.post(f"{HERE}/keys", data={"label": "推送系统", "days": "30"})
    key = re.search(r"ck_[\w-]{43}", made.text)
    assert key is not None
    page = client.get(HERE).text
    assert key[0] not in page
    assert "推送系统" in page
    assert desks.access.by_key(key[0])
    revoke = re.search(rf'action="({HERE}/keys/\w+/revoke)"', page)
    assert revoke is not None
    assert client.post(revoke[1]).status_code == 303
    assert desks.access.by_key(key[0]) is None
    assert client.post(revoke[1]).status_code == 404


@pytest.mark.parametrize(("label", "days"), [("", "30"), ("x", "0"), ("x", "十")])
def test_a_key_that_will_not_do(desks: Desks, label: str, days: str) -> None:
    answer = desks.client(Role.AUDITOR).post(f"{HERE}/keys", data={"label": label, "days": days})
    assert answer.status_code == 422
    assert "ck_" not in answer.text


def test_a_key_does_not_manage_the_account_it_belongs_to(desks: Desks) -> None:
    bearer = {"Authorization": f"Bearer {desks.key('administrator')}"}
    client = desks.anybody()
    client.cookies.set(STAFF_COOKIE, desks.session(desks.member(Role.AUDITOR)))  # somebody else's session does not help
    for verb, path in (("GET", ""), ("POST", "/keys"), ("POST", "/sessions"), ("POST", "/password")):
        answer = client.request(verb, f"{HERE}{path}", headers=bearer, data={"label": "x", "days": "30"})
        assert (answer.status_code, answer.headers["location"].split("?")[0]) == (303, "/staff/sign-in")


def test_an_account_is_changed_disabled_and_reset(desks: Desks) -> None:
    administrator = desks.client(Role.ADMINISTRATOR)
    account = desks.account(Role.AUDITOR, name="ann")
    page, theirs = f"/staff/members/{account.id}", client_of(desks, account)
    sent = {"shown": "安", "roles": ["reviewer", "auditor"], "places": ["jiangxi"], "body": "", "version": "0"}
    assert administrator.post(page, data=sent).headers["location"] == f"{page}?done=changed"
    shown = administrator.get(f"{page}?done=changed").text
    assert "账号已经修改" in shown
    assert "复核" in shown
    stale = administrator.post(page, data={**sent, "shown": "另一个"})
    assert (stale.status_code, "刚被别人改过" in stale.text, 'value="另一个"' in stale.text) == (409, True, True)
    wrong = administrator.post(page, data={"version": "1", "shown": "安"})
    assert (wrong.status_code, "至少选一个角色" in wrong.text) == (422, True)
    assert administrator.post(f"{page}/disable").status_code == 303
    assert theirs.get(HERE).status_code == 303
    assert "已停用" in administrator.get(page).text
    assert administrator.post(f"{page}/enable").status_code == 303
    reset = administrator.post(f"{page}/reset")
    given = re.search(r"<code>((?:[2-9A-Z]{4}-){4}[2-9A-Z]{4})</code>", reset.text)
    assert given is not None
    assert desks.access.sign_in.by_password("ann", given[1], "", "c").member.pending == "password"


def test_the_last_administrator_stays(desks: Desks) -> None:
    client = desks.client(Role.ADMINISTRATOR)
    answer = client.post(f"/staff/members/{client.member.id}/disable")  # type: ignore[attr-defined]
    assert (answer.status_code, "最后一个" in answer.text) == (422, True)


def test_what_was_typed_for_a_new_account_stays(desks: Desks) -> None:
    answer = desks.client(Role.ADMINISTRATOR).post(
        "/staff/members", data={"name": "li.si", "roles": ["provider_clerk"]}
    )
    assert (answer.status_code, "要写明单位" in answer.text) == (422, True)
    assert 'value="li.si"' in answer.text
    assert 'value="provider_clerk" checked' in answer.text


def test_administrators_revoke_keys_of_others(desks: Desks) -> None:
    administrator, member = desks.client(Role.ADMINISTRATOR), desks.member(Role.AUDITOR)
    made = desks.access.keys.add(member.actor(), member.id, "推送")
    page = f"/staff/members/{member.id}"
    assert "推送" in administrator.get(page).text
    assert administrator.post(f"{page}/keys/{made.id}/revoke").status_code == 303
    assert desks.access.by_key(made.key) is None


def test_auditors_look_and_change_nothing(desks: Desks) -> None:
    auditor, member = desks.client(Role.AUDITOR), desks.member(Role.REVIEWER)
    for path in ("/staff/members", f"/staff/members/{member.id}"):
        page = auditor.get(path)
        assert page.status_code == 200
        main = page.text.partition("<main")[2].partition("</main>")[0]
        assert "<form" not in main


def test_who_is_not_there_is_not_found(desks: Desks) -> None:
    client = desks.client(Role.ADMINISTRATOR)
    assert client.get("/staff/members/x").status_code == 404
    assert client.post("/staff/members/x/reset").status_code == 404


def test_the_navigation_shows_what_one_may_open(desks: Desks) -> None:
    assert 'href="/staff/members"' in desks.client(Role.ADMINISTRATOR).get(HERE).text
    assert 'href="/staff/members"' not in desks.client(Role.CASE_OFFICER).get(HERE).text


def test_pages_of_the_desks_are_not_kept(desks: Desks) -> None:
    assert desks.client(Role.AUDITOR).get(HERE).headers["cache-control"] == "no-store"
