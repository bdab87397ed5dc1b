"""Every row of the table of rights × everybody who may come, on the real application (docs/access.md).

The rows come from the table, and the table is checked against the application's routes, so nothing is written twice: a
new route is in here as soon as it has its row, and without one the application does not come up.
"""

from __future__ import annotations

import pytest
from fastapi import APIRouter, FastAPI
from starlette.requests import Request

from channels.web.access.gate import Gate
from channels.web.access.table import Row, Table, Thing, UnknownRoute, Who, load_table
from channels.web.app import create_app
from tests.channels.web.staff.desks import NO_LIMITS
from tests.security.asking import CHOSEN, NOT_OURS, Outcome, ask, blanks, declared, outcome
from tests.security.world import WEBHOOK_SECRET, World

TABLE = load_table()
ROWS = sorted(TABLE, key=lambda row: row.route)
SHUT = [row for row in ROWS if row.who is not Who.EVERYONE]


def _ids(row: Row) -> str:
    return row.route


@pytest.mark.parametrize("row", ROWS, ids=_ids)
def test_everybody_gets_what_the_table_says_and_who_is_turned_away_changes_nothing(world: World, row: Row) -> None:
    app = world.desks.app
    for who in world.visitors:
        expected = declared(row, who)
        with world.watched() as wrote:
            found = outcome(ask(app, row, who, world.own))
        assert found is expected, who.name
        if wrote[0]:
            world.restore()
            assert expected is Outcome.IN, f"{who.name} was turned away and something was written"


@pytest.mark.parametrize("row", [row for row in SHUT if row.method not in ("GET", "HEAD")], ids=_ids)
def test_no_form_of_another_site_gets_through(world: World, row: Row) -> None:
    who = world.visitor("citizen" if row.who is Who.CITIZEN else min(row.roles).value)
    foreign = {"Sec-Fetch-Site": "cross-site"}
    with world.watched() as wrote:
        assert outcome(ask(world.desks.app, row, who, world.own, headers=foreign)) is Outcome.FORBIDDEN
    assert wrote == [False]


@pytest.mark.parametrize("row", SHUT, ids=_ids)
def test_another_method_is_no_way_round(world: World, row: Row) -> None:
    """HEAD as GET; a method that has no row has no route either."""
    app, has = world.desks.app, {one.method for one in ROWS if one.path == row.path}
    nobody = world.visitor("anonymous")
    for method in {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"} - has:
        other = Row(method, row.path, row.who, row.roles, row.object)
        answer = ask(app, other, nobody, world.own)
        assert answer.status_code in (404, 405) or outcome(answer) is not Outcome.IN, method


def test_the_webhook_takes_nothing_but_what_has_its_secret(world: World) -> None:
    (row,) = (row for row in ROWS if row.route in NOT_OURS)
    for secret in ("", "wrong", WEBHOOK_SECRET[:-1]):
        who = world.visitor("telegram")
        answer = ask(world.desks.app, row, who, {}, headers={"X-Telegram-Bot-Api-Secret-Token": secret}, json={})
        assert answer.status_code == 401


def test_every_blank_of_a_path_has_a_thing_of_either_side(world: World) -> None:
    """Else its rows would only be asked with an id of nobody's: add the thing to tests/security/world.py."""
    used = {blank for row in ROWS for blank in blanks(row)}
    assert used - CHOSEN.keys() - world.own.keys() == set()
    assert world.own.keys() == world.foreign.keys()


def _past_the_gate(app: FastAPI) -> list[str]:
    """What the application answers without asking the gate."""
    found = []
    for route in app.routes:
        context = getattr(route, "include_context", None)
        asked = [one.dependency for one in context.dependencies] if context else []
        if not any(isinstance(one, Gate) for one in asked):
            found.append(getattr(route, "path", ""))
    return found


def test_only_files_of_ours_and_the_description_of_the_interface_come_past_the_gate(world: World) -> None:
    assert _past_the_gate(world.desks.app) == ["/openapi.json", "/static"]


def test_a_router_that_came_past_it_would_be_seen(world: World) -> None:
    app, late = _application(world), APIRouter()
    late.add_api_route("/late", lambda: {"open": True})
    app.include_router(late)
    assert len(_past_the_gate(app)) == 3


def _application(world: World) -> FastAPI:
    return create_app(world.desks.runtime, world.desks.settings, NO_LIMITS)


def _unruly(app: FastAPI, world: World) -> set[str]:
    """Rows where somebody gets what the table does not say."""
    found = set()
    for row in SHUT:
        if row.method == "GET":
            for name in ("anonymous", "citizen", "administrator", "key revoked", "session idle"):
                who = world.visitor(name)
                try:
                    right = outcome(ask(app, row, who, world.own)) is declared(row, who)
                except AttributeError:  # a page that nobody is there to speak to
                    right = False
                if not right:
                    found.add(row.route)
    return found


def test_the_matrix_sees_that_a_gate_is_missing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    async def open_gate(_: Gate, request: Request) -> None:
        request.state.member = world.desks.member("administrator")

    monkeypatch.setattr(Gate, "__call__", open_gate)
    assert {"GET /staff", "GET /staff/members", "GET /staff/switches"} <= _unruly(_application(world), world)


def test_the_matrix_sees_that_roles_are_not_looked_at(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    every = frozenset(role for row in SHUT for role in row.roles)
    rows = [Row(row.method, row.path, row.who, every, row.object) if row.roles else row for row in ROWS]
    monkeypatch.setattr("channels.web.app.load_table", lambda: Table(rows))
    found = _unruly(_application(world), world)
    assert "GET /staff/records" in found
    assert _unruly(world.desks.app, world) == set()


@pytest.mark.parametrize("route", ["GET /staff/queue", "POST /mine/data/erase"])
def test_without_its_row_a_route_keeps_the_application_from_coming_up(
    world: World, monkeypatch: pytest.MonkeyPatch, route: str
) -> None:
    monkeypatch.setattr("channels.web.app.load_table", lambda: Table(row for row in ROWS if row.route != route))
    with pytest.raises(UnknownRoute, match=route.split()[1]):
        _application(world)


def test_a_row_too_many_does_so_too(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    more = Row("GET", "/staff/nothing", Who.EVERYONE, frozenset(), Thing.NONE)
    monkeypatch.setattr("channels.web.app.load_table", lambda: Table([*ROWS, more]))
    with pytest.raises(UnknownRoute, match="/staff/nothing"):
        _application(world)
