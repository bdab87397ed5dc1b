"""Steps on the page of a case: the forms of those that are possible, why others are not, and what becomes of a form."""

from __future__ import annotations

from html import unescape

from credit_core.model.people import Role
from credit_core.use_cases.office import HouseRules
from tests.channels.web.staff.case_work import case, go_on, step_form
from tests.channels.web.staff.desks import Desks

DECISION = {"f.finding": "not_upheld", "f.reasons": "原处罚决定没有变动", "f.remedy": "", "f.content": "", "f.on": ""}


def state(desks: Desks, case_id: str) -> str:
    with desks.office.store.read() as unit:
        return unit.cases.get(case_id).state


def test_a_step_is_taken_by_its_form_once(desks: Desks) -> None:
    one = case(desks, "accept", "?mark", "check_own")
    client = desks.client(Role.CASE_OFFICER)
    form = step_form(client, one, "decide") | DECISION
    address = f"/staff/cases/{one.id}/steps/decide"
    sent = client.post(address, data=form)
    assert (sent.status_code, sent.headers["location"]) == (303, f"/staff/cases/{one.id}?done=step")
    assert state(desks, one.id) == "decided_not_upheld"
    assert "已经办理" in client.get(sent.headers["location"]).text
    again = client.post(address, data=form)
    assert again.status_code == 303
    with desks.office.store.read() as unit:
        assert [event.event for event in unit.events.where(case_id=one.id)].count("decide") == 1


def test_what_is_missing_is_told_beside_its_field_and_the_rest_is_kept(desks: Desks) -> None:
    one = case(desks, "accept", "?mark", "check_own")
    client = desks.client(Role.CASE_OFFICER)
    form = step_form(client, one, "decide") | DECISION | {"f.reasons": "", "f.on": "昨天", "f.finding": "partly"}
    answer = client.post(f"/staff/cases/{one.id}/steps/decide", data=form)
    assert answer.status_code == 422
    page = unescape(answer.text)
    assert 'id="decide-reasons-error">请填写理由。' in page
    assert '<a href="#decide-reasons">请填写理由。</a>' in page
    assert "应当写成 2026-11-20 这样的日期" in page
    assert '<option value="partly" selected>' in page
    assert 'value="昨天"' in page
    assert state(desks, one.id) == "checking_own"


def test_after_somebody_elses_step_the_page_shows_what_changed_and_keeps_what_was_typed(desks: Desks) -> None:
    one = case(desks, "accept", "?mark", "check_own")
    client, other = desks.client(Role.CASE_OFFICER), desks.client(Role.CASE_OFFICER)
    form = step_form(client, one, "decide") | DECISION
    suspend = {"f.pause_kind": "鉴定", "f.started_on": "2026-11-20", "f.start_proof": "鉴定委托书"}
    taken = other.post(f"/staff/cases/{one.id}/steps/suspend", data=step_form(other, one, "suspend") | suspend)
    assert taken.status_code == 303
    answer = client.post(f"/staff/cases/{one.id}/steps/decide", data=form)
    assert answer.status_code == 409
    assert "您打开页面以后，别人办了" in answer.text
    assert "登记专家程序开始" in answer.text
    assert "原处罚决定没有变动" in answer.text
    assert "鉴定委托书" in answer.text
    resumed = {"f.ended_on": "2026-11-20", "f.end_proof": "鉴定意见书"}
    other.post(f"/staff/cases/{one.id}/steps/resume", data=step_form(other, one, "resume") | resumed)
    stale = client.post(f"/staff/cases/{one.id}/steps/decide", data=form)
    assert stale.status_code == 409
    kept = stale.text.split('id="step-decide" open', 1)[1].split("</details>", 1)[0]
    assert "原处罚决定没有变动" in kept
    fresh = form | step_form(client, one, "decide")
    assert client.post(f"/staff/cases/{one.id}/steps/decide", data=fresh).status_code == 303


def test_a_key_that_comes_with_another_content_is_refused(desks: Desks) -> None:
    one = case(desks, "accept", "?mark", "check_own")
    client = desks.client(Role.CASE_OFFICER)
    form = step_form(client, one, "decide") | DECISION
    address = f"/staff/cases/{one.id}/steps/decide"
    client.post(address, data=form)
    assert client.post(address, data=form | {"f.reasons": "别的理由"}).status_code == 409


def test_a_step_that_is_not_possible_says_why_with_its_clause(desks: Desks) -> None:
    one = case(desks)
    officer, clerk = desks.client(Role.CASE_OFFICER), desks.client(Role.PROVIDER_CLERK, body=one.recipient)
    page = officer.get(f"/staff/cases/{one.id}").text
    assert "现在不能办的" in page
    waiting = page.split('class="waiting"', 1)[1].split("</details>", 1)[0]
    assert "第三十九条" in waiting
    answer = officer.post(f"/staff/cases/{one.id}/steps/decide", data={"version": "1", "key": "k"} | DECISION)
    assert answer.status_code == 409
    assert clerk.get(f"/staff/cases/{one.id}").status_code == 200


def test_a_role_that_may_not_take_the_step_is_told_who_may(desks: Desks) -> None:
    one = case(desks)
    supervisor = desks.client(Role.SUPERVISOR)
    answer = supervisor.post(
        f"/staff/cases/{one.id}/steps/accept", data={"version": str(one.version), "key": "k", "f.on": ""}
    )
    assert answer.status_code == 403
    assert "受理单位经办人" in answer.text
    auditor = desks.client(Role.AUDITOR)
    assert auditor.post(f"/staff/cases/{one.id}/steps/accept", data={"key": "k"}).status_code == 403
    assert state(desks, one.id) == one.state


def test_who_has_several_roles_takes_each_step_in_the_one_that_may(desks: Desks) -> None:
    one = case(desks)
    client = desks.client(Role.SUPERVISOR, Role.CASE_OFFICER, Role.AUDITOR)
    sent = client.post(f"/staff/cases/{one.id}/steps/accept", data=step_form(client, one, "accept") | {"f.on": ""})
    assert sent.status_code == 303
    with desks.office.store.read() as unit:
        assert unit.events.where(case_id=one.id, event="accept")[0].role is Role.CASE_OFFICER


def test_a_second_person_is_told_and_the_first_is_held_back(desks: Desks) -> None:
    one = case(desks)
    rules = HouseRules(two_persons=frozenset({f"{one.procedure}.decide"}))
    object.__setattr__(desks.office, "rules", rules)
    first = desks.client(Role.CASE_OFFICER, Role.REVIEWER)
    accepted = first.post(f"/staff/cases/{one.id}/steps/accept", data=step_form(first, one, "accept") | {"f.on": ""})
    assert accepted.status_code == 303
    go_on(desks, one, "?mark", "check_own")
    page = first.get(f"/staff/cases/{one.id}").text
    assert "这一步应当由另一人办理" in page
    assert "/steps/decide" not in page
    assert first.post(f"/staff/cases/{one.id}/steps/decide", data={"key": "k"} | DECISION).status_code == 403
    second = desks.client(Role.REVIEWER)
    form = step_form(second, one, "decide") | DECISION
    assert second.post(f"/staff/cases/{one.id}/steps/decide", data=form).status_code == 303


def test_a_form_from_another_site_is_refused(desks: Desks) -> None:
    one = case(desks)
    client = desks.client(Role.CASE_OFFICER)
    form = step_form(client, one, "accept")
    client.headers["Sec-Fetch-Site"] = "cross-site"
    assert client.post(f"/staff/cases/{one.id}/steps/accept", data=form).status_code == 403
    assert state(desks, one.id) == one.state
