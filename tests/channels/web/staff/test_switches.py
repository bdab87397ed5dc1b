"""The page of the switches: who may, what is recorded, what comes of it."""

from __future__ import annotations

import pytest

from assistant.memory.switches import Switches
from channels.web.staff import words
from credit_core.model.people import Role
from tests.channels.web.staff.desks import Desks

PATH = "/staff/switches"


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.ADMINISTRATOR])
def test_answers_are_stopped_and_lifted_with_a_reason(desks: Desks, role: Role) -> None:
    client, stops = desks.client(role), Switches(desks.engine, lambda: 0.0)
    sent = client.post(f"{PATH}/answers/stop", data={"why": "引用出错，核查中"})
    assert (sent.status_code, sent.headers["location"]) == (303, f"{PATH}?done=stopped")
    assert stops.stopped() == {"answers"}
    page = client.get(sent.headers["location"]).text
    assert words.SWITCH_DONE["stopped"] in page
    assert "引用出错，核查中" in page
    assert client.post(f"{PATH}/answers/lift", data={"why": "已经改好"}).status_code == 303
    assert Switches(desks.engine).stopped() == frozenset()
    history = client.get(PATH).text
    assert "引用出错，核查中" in history
    assert "已经改好" in history
    with desks.office.store.read() as unit:
        noted = [(one.act, one.actor_id) for one in unit.audit_entries.where(order=("seq",))]
    by = client.member.id  # type: ignore[attr-defined]
    assert noted == [("switch.stopped", by), ("switch.lifted", by)]


def test_a_reason_is_needed_and_nothing_is_stopped_twice(desks: Desks) -> None:
    client = desks.client(Role.SUPERVISOR)
    refused = client.post(f"{PATH}/web/stop", data={"why": "  "})
    assert refused.status_code == 422
    assert "请写明原因" in refused.text
    assert client.post(f"{PATH}/web/stop", data={"why": "检修"}).status_code == 303
    again = client.post(f"{PATH}/web/stop", data={"why": "检修"})
    assert again.status_code == 409
    assert "已经停着" in again.text
    assert client.post(f"{PATH}/api/lift", data={"why": "好了"}).status_code == 409
    assert client.post(f"{PATH}/fax/stop", data={"why": "没有"}).status_code == 404


def test_an_auditor_looks_and_does_not_touch(desks: Desks) -> None:
    auditor = desks.client(Role.AUDITOR)
    page = auditor.get(PATH)
    assert page.status_code == 200
    assert '<form method="post" action="/staff/switches' not in page.text
    assert auditor.post(f"{PATH}/answers/stop", data={"why": "试试"}).status_code == 403
    assert desks.client(Role.CASE_OFFICER).get(PATH).status_code == 403


def test_what_was_typed_is_shown_as_text(desks: Desks) -> None:
    client = desks.client(Role.SUPERVISOR)
    client.post(f"{PATH}/cli/stop", data={"why": "<script>alert(1)</script>"})
    assert "<script>alert" not in client.get(PATH).text
