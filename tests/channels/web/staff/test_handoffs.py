"""The pages of hand-offs: taken, answered inside the conversation, closed with what came of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from assistant.clock import Clock
from assistant.memory.dialogues import Dialogues
from assistant.memory.handoffs import HandOffs
from assistant.memory.messages import Inbox
from channels.web.staff import words
from credit_core.model.people import Role
from tests.assistant.memory.turns import take
from tests.channels.web.staff.desks import Desks
from tests.fakes import TODAY

PATH = "/staff/handoffs"
NOW = Clock(TODAY).now()
PHONE = "13800138000"


def waiting(desks: Desks, place: str | None = None, priority: str = "normal") -> tuple[str, str]:
    """A conversation that wants a person: its id, and the hand-off's."""
    dialogues = Dialogues(desks.engine)
    made = dialogues.begin("web", "session", NOW, place)
    take(dialogues, dialogues.load(made), f"我要找人，电话{PHONE}")
    with dialogues.writing() as connection:
        at = NOW - timedelta(minutes=95)
        return made, HandOffs(desks.engine).open(connection, made, "human", priority, f"异议；{PHONE}", at)


@pytest.fixture
def officer(desks: Desks) -> TestClient:
    return desks.client(Role.CASE_OFFICER)


def test_the_list_tells_who_waits_how_long_and_hides_numbers(desks: Desks, officer: TestClient) -> None:
    waiting(desks, priority="urgent")
    page = officer.get(PATH).text
    assert "异议；〔电话〕" in page
    assert "紧急" in page
    assert "1小时" in page
    assert PHONE not in page


def test_a_handoff_is_taken_answered_once_and_closed(desks: Desks, officer: TestClient) -> None:
    conversation, handoff = waiting(desks)
    taken = officer.post(f"{PATH}/{handoff}/take")
    assert (taken.status_code, taken.headers["location"]) == (303, f"{PATH}/{handoff}?done=taken")
    page = officer.get(taken.headers["location"]).text
    assert words.HANDOFF_DONE["taken"] in page
    assert "我要找人，电话〔电话〕" in page
    for _ in range(2):
        sent = officer.post(f"{PATH}/{handoff}/answer", data={"text": "您好，请带身份证来。", "key": "k1"})
        assert sent.status_code == 303
    (message,) = Inbox(desks.engine).inbox(conversation)
    assert (message.author, message.text) == ("staff", "您好，请带身份证来。")
    assert "您好，请带身份证来。" in officer.get(f"{PATH}/{handoff}").text
    assert handoff in officer.get(f"{PATH}?part=mine").text
    closed = officer.post(f"{PATH}/{handoff}/close", data={"outcome": "counter", "note": f"电话{PHONE}"})
    assert closed.status_code == 303
    over = officer.get(f"{PATH}?part=closed").text
    assert words.OUTCOMES["counter"] in over
    detail = officer.get(f"{PATH}/{handoff}").text
    assert "电话〔电话〕" in detail
    assert "我来接" not in detail
    assert Dialogues(desks.engine).load(conversation).handoff is None


def test_a_colleague_s_is_not_answered_and_only_a_supervisor_closes_it(desks: Desks, officer: TestClient) -> None:
    _, handoff = waiting(desks)
    officer.post(f"{PATH}/{handoff}/take")
    other = desks.client(Role.REVIEWER)
    assert other.post(f"{PATH}/{handoff}/take").status_code == 409
    kept = other.post(f"{PATH}/{handoff}/answer", data={"text": "我来说"})
    assert kept.status_code == 409
    assert other.post(f"{PATH}/{handoff}/close", data={"outcome": "answered"}).status_code == 409
    assert (
        desks.client(Role.SUPERVISOR).post(f"{PATH}/{handoff}/close", data={"outcome": "referred"}).status_code == 303
    )


def test_nothing_said_and_no_outcome_are_told_beside_the_form(desks: Desks, officer: TestClient) -> None:
    _, handoff = waiting(desks)
    officer.post(f"{PATH}/{handoff}/take")
    assert officer.post(f"{PATH}/{handoff}/answer", data={"text": " "}).status_code == 422
    refused = officer.post(f"{PATH}/{handoff}/close", data={"outcome": "done", "note": "留着"})
    assert refused.status_code == 422
    assert "留着" in refused.text


def test_another_place_s_is_as_if_it_were_not_there(desks: Desks) -> None:
    _, there = waiting(desks, "shanxi")
    _, nowhere = waiting(desks)
    client = desks.client(Role.CASE_OFFICER, places=("jiangxi",))
    page = client.get(PATH).text
    assert nowhere in page
    assert there not in page
    for path in (f"{PATH}/{there}", f"{PATH}/nothing"):
        assert client.get(path).status_code == 404
    assert client.post(f"{PATH}/{there}/take").status_code == 404


def test_an_auditor_reads_and_a_clerk_does_not(desks: Desks) -> None:
    _, handoff = waiting(desks)
    auditor = desks.client(Role.AUDITOR)
    assert "我来接" not in auditor.get(f"{PATH}/{handoff}").text
    assert auditor.post(f"{PATH}/{handoff}/take").status_code == 403
    assert desks.client(Role.PROVIDER_CLERK, body="某单位").get(PATH).status_code == 403


def test_a_forgotten_conversation_leaves_the_bare_facts(desks: Desks, officer: TestClient) -> None:
    conversation, handoff = waiting(desks)
    officer.post(f"{PATH}/{handoff}/take")
    Dialogues(desks.engine).forget(conversation, NOW)
    page = officer.get(f"{PATH}/{handoff}")
    assert page.status_code == 200
    assert "内容不再保存" in page.text
    assert officer.post(f"{PATH}/{handoff}/answer", data={"text": "在吗"}).status_code == 409
