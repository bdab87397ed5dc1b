"""Hand-offs, switches, accounts and keys for programs."""

from __future__ import annotations

from fastapi.testclient import TestClient

from assistant.clock import Clock
from assistant.memory.dialogues import Dialogues
from assistant.memory.handoffs import HandOffs
from tests.assistant.memory.turns import take
from tests.channels.web.staff.desks import Desks
from tests.fakes import TODAY

HANDOFFS, SWITCHES, MEMBERS = "/api/v1/desk/handoffs", "/api/v1/desk/switches", "/api/v1/admin/members"
PHONE = "13800138000"


def waiting(desks: Desks) -> str:
    """A conversation that wants a person; the hand-off's id."""
    dialogues, now = Dialogues(desks.engine), Clock(TODAY).now()
    made = dialogues.begin("web", "session", now, None)
    take(dialogues, dialogues.load(made), f"我要找人，电话{PHONE}")
    with dialogues.writing() as connection:
        return HandOffs(desks.engine).open(connection, made, "human", "normal", f"异议；{PHONE}", now)


def test_a_handoff_is_taken_answered_once_and_closed(desks: Desks) -> None:
    handoff, client = waiting(desks), desks.client("case_officer")
    assert [one["id"] for one in client.get(HANDOFFS).json()["items"]] == [handoff]
    path = f"{HANDOFFS}/{handoff}"
    assert PHONE not in client.get(path).text
    assert client.post(f"{path}/take").json()["may_answer"]
    assert desks.client("case_officer").post(f"{path}/take").status_code == 409
    for _ in range(2):
        told = client.post(f"{path}/replies", json={"text": "请带材料来"}, headers={"Idempotency-Key": "k"})
    assert [line["author"] for line in told.json()["lines"]].count("staff") == 1
    assert client.post(f"{path}/replies", json={"text": "请带材料来"}).status_code == 400
    closed = client.post(f"{path}/close", json={"outcome": "answered"})
    assert closed.json()["handoff"]["state"] == "closed"
    assert client.get(HANDOFFS, params={"part": "closed"}).json()["items"][0]["id"] == handoff
    assert client.get(f"{HANDOFFS}/nothing").status_code == 404


def test_answers_are_stopped_and_let_go_on(desks: Desks) -> None:
    client = desks.client("supervisor")
    what = client.get(SWITCHES).json()["items"][0]["what"]
    assert client.post(f"{SWITCHES}/{what}/stop", json={"why": ""}).status_code == 422
    stopped = client.post(f"{SWITCHES}/{what}/stop", json={"why": "法规更新"}).json()
    assert stopped["items"][0]["stop"]["why"] == "法规更新"
    assert client.post(f"{SWITCHES}/{what}/stop", json={"why": "法规更新"}).status_code == 409
    lifted = client.post(f"{SWITCHES}/{what}/lift", json={"why": "更新好了"}).json()
    assert (lifted["items"][0]["stop"], lifted["history"][0]["lifted_why"]) == (None, "更新好了")
    assert client.post(f"{SWITCHES}/no-such/stop", json={"why": "试"}).status_code == 404
    assert desks.client("auditor").post(f"{SWITCHES}/{what}/stop", json={"why": "试"}).status_code == 403


def test_accounts_are_added_changed_against_their_version_and_shut(desks: Desks) -> None:
    client = desks.client("administrator")
    added = client.post(MEMBERS, json={"name": "zhang", "roles": ["case_officer"], "places": ["jiangxi"]})
    assert added.status_code == 201, added.text
    assert added.json()["password"]
    path = f"{MEMBERS}/{added.json()['id']}"
    found = client.get(path)
    assert found.json()["roles"] == ["case_officer"]
    change = {"shown": "张工", "roles": ["reviewer"]}
    assert client.put(path, json=change).status_code == 428
    changed = client.put(path, json=change, headers={"If-Match": found.headers["etag"]})
    assert (changed.json()["shown"], changed.json()["places"]) == ("张工", [])
    assert client.put(path, json=change, headers={"If-Match": found.headers["etag"]}).status_code == 412
    assert client.post(MEMBERS, json={"name": "zhang", "roles": ["auditor"]}).status_code == 400
    assert client.post(f"{path}/disable").json()["active"] is False
    assert client.post(f"{path}/enable").json()["active"] is True
    assert client.post(f"{path}/reset").json()["password"] != added.json()["password"]
    assert len(client.get(MEMBERS).json()["items"]) == 2
    assert desks.client("supervisor").get(MEMBERS).status_code == 403


def test_a_key_is_shown_once_and_ends_when_it_is_revoked(desks: Desks) -> None:
    client, clerk = desks.client("administrator"), desks.member("case_officer")
    path = f"{MEMBERS}/{clerk.id}/keys"
    made = client.post(path, json={"label": "测试系统", "days": 30}).json()
    program = TestClient(desks.app, headers={"Authorization": f"Bearer {made['key']}"})
    assert program.get("/api/v1/desk/queue").status_code == 200
    assert made["key"] not in client.get(path).text
    revoked = client.post(f"{path}/{made['id']}/revoke").json()
    assert revoked["items"][0]["revoked_at"]
    assert program.get("/api/v1/desk/queue").status_code == 401
    assert client.post(f"{path}/{made['id']}/revoke").status_code == 404
