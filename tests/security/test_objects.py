"""What is somebody else's is not there: answered as what nobody has, in the same words, for everybody who gets through."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest
from httpx2 import Response

from channels.web.access.table import Row, Thing, Who, load_table
from channels.web.sessions import COOKIE
from credit_core.use_cases.vocabulary import Role
from tests.security.asking import CHOSEN, ask, blanks
from tests.security.bodies import FORM, body_of
from tests.security.world import BROWSERS, NOBODYS, PLACE, SECRET, Visitor, World

ROWS = sorted(load_table(), key=lambda row: row.route)
ADDRESSED = [row for row in ROWS if row.object is not Thing.NONE and set(blanks(row)) - CHOSEN.keys()]
NO_ADDRESS = re.compile(r"[0-9a-f]{32}|(?<=nonce-)\S+|(?<=value=\")[\w-]{20,}|/[^\s\"<>]*[0-9a-f]{8,}[^\s\"<>]*")
ONE_BY_ONE = frozenset({"POST /api/v1/desk/cases/{case_id}/assign"})
"""Rows that tell of each thing in the answer's body what became of it."""
_NOTHING = (404, 429)
"""Not there; or, where codes are tried, tried too often from one address."""


def _ids(row: Row) -> str:
    return row.route


def _ask(world: World, row: Row, who: Visitor, things: Mapping[str, str]) -> Response:
    more: dict[str, Any] = {}
    if row.method not in ("GET", "HEAD"):
        if row.path.startswith("/api/"):
            more["json"] = body_of(row, world.desks.app.openapi())
            more["headers"] = {"Idempotency-Key": "key-1", "If-Match": '"1"'}
        else:
            more["data"] = FORM
    answer = ask(world.desks.app, row, who, things, **more)
    if row.method not in ("GET", "HEAD"):
        world.restore()
    return answer


def _visitors(world: World, row: Row) -> list[Visitor]:
    if row.who is Who.STAFF:
        return [one for one in world.visitors if one.role in row.roles and not one.headers]
    return [world.visitor("citizen")]


def _nobodys(world: World) -> dict[str, str]:
    return dict.fromkeys(world.own, NOBODYS)


@pytest.mark.parametrize("row", ADDRESSED, ids=_ids)
def test_what_is_anothers_is_answered_as_what_nobody_has(world: World, row: Row) -> None:
    for who in _visitors(world, row):
        foreign, nothing = (_ask(world, row, who, things) for things in (world.foreign, _nobodys(world)))
        assert foreign.status_code == nothing.status_code, who.name
        assert NO_ADDRESS.sub("", foreign.text) == NO_ADDRESS.sub("", nothing.text), who.name
        assert SECRET not in foreign.text
        if row.route in ONE_BY_ONE and foreign.status_code == 200:
            assert [one["done"] for one in foreign.json()["items"]] == [False]
        else:
            assert foreign.status_code in _NOTHING, who.name


@pytest.mark.parametrize("row", [row for row in ADDRESSED if row.object is not Thing.CODE], ids=_ids)
def test_what_is_ones_own_is_there(world: World, row: Row) -> None:
    """Else the test above would pass by answering nothing to anybody."""
    for who in _visitors(world, row):
        answer = _ask(world, row, who, world.own)
        assert answer.status_code not in (401, 403, 404, 405), who.name


@pytest.mark.parametrize("route", ["GET /api/v1/cases/{number}/receipt", "POST /api/v1/cases/{number}/result"])
def test_a_number_without_its_code_opens_nothing(world: World, route: str) -> None:
    (row,) = (row for row in ROWS if row.route == route)
    for name in ("anonymous", "citizen", "auditor"):
        assert _ask(world, row, world.visitor(name), world.own).status_code in _NOTHING


CONVERSING = [row for row in ROWS if row.object is Thing.CONVERSATION and row.method == "POST"]


@pytest.mark.parametrize("row", CONVERSING, ids=_ids)
def test_no_form_reaches_into_anothers_conversation(world: World, row: Row) -> None:
    """Neither its words come out nor does anything go in or go away."""
    foreign = world.foreign["conversation"]
    talks = world.desks.runtime.conversing
    before = talks.transcript(foreign)
    who = Visitor("another browser", {**world.visitor("citizen").cookies, COOKIE: BROWSERS[PLACE]})
    form = {**FORM, "conversation": foreign, "conversation_id": foreign, "answer": "确认提交", "act": "objection"}
    sent: dict[str, Any] = {"json": form} if row.path.startswith("/api/") else {"data": form}
    answer = ask(world.desks.app, row, who, {**world.own, "conversation_id": foreign}, **sent)
    assert answer.status_code < 500
    assert SECRET not in answer.text
    assert len(talks.transcript(foreign)) == len(before)
    world.restore()


def test_a_clerk_sees_the_matters_of_the_own_body_alone(world: World) -> None:
    """A second clerk in the same place, of another body."""
    member = world.desks.member(Role.PROVIDER_CLERK, places=(PLACE,), body="别的单位（测试）")
    client = world.desks.client_of(member)
    assert client.get(f"/staff/cases/{world.own['case_id']}").status_code == 404
    assert client.post(f"/staff/records/{world.own['record_id']}", data=FORM).status_code == 404
    world.restore()


def test_an_administrator_sees_no_personal_data(world: World) -> None:
    """Not by any page that the role may open."""
    with world.desks.office.store.read() as unit:
        subject = unit.subjects.get(world.own["subject_id"])
    who = world.visitor("administrator")
    for row in ROWS:
        if row.method == "GET" and row.who is Who.STAFF and Role.ADMINISTRATOR in row.roles:
            page = ask(world.desks.app, row, who, world.own).text
            assert subject.name not in page, row.route
            assert subject.id_number not in page, row.route
