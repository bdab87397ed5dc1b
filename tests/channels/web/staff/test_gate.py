"""The gate: every row of the table against everybody, what has no row is shut, and what each refusal looks like."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from fastapi import APIRouter, Depends, FastAPI
from fastapi.testclient import TestClient
from starlette.requests import Request

from channels import messages
from channels.web import errors
from channels.web.access.gate import CITIZEN_COOKIE, STAFF_COOKIE, Gate
from channels.web.access.table import Row, Table, Thing, UnknownRoute, Who, load_table
from channels.web.staff import words
from channels.web.templating import Templates
from credit_core.errors import Busy
from credit_core.use_cases.vocabulary import (
    BadFiling,
    Duplicate,
    Forbidden,
    KeyReused,
    NotAllowed,
    NotFound,
    Role,
    StaleVersion,
)
from tests.channels.web.staff.desks import OWN_PAGE, Desks, opened, prepared

NAME, NUMBER = "张伟", "11010519491231002X"
TABLE = load_table()
STAFF_ROWS = [row for row in TABLE if row.who is Who.STAFF]
ROLES = tuple(words.ROLES)


class House:
    """One database for all cells; for each role the cookies of a browser, and a key."""

    def __init__(self, desks: Desks) -> None:
        self.desks = desks
        self.staff = {role: {STAFF_COOKIE: desks.session(desks.member(role, body="某局"))} for role in ROLES}
        self.keys = {role: desks.key(role, body="某局") for role in ROLES}
        self.citizen = {CITIZEN_COOKIE: desks.citizens.by_claims(NAME, NUMBER, "resident_id", "oidc")}
        self.nobody: dict[str, str] = {}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("gate")
    (folder / "copy").mkdir()
    with opened(prepared(folder), folder / "copy") as desks:
        yield House(desks)


@pytest.fixture(scope="module")
def bare(house: House) -> FastAPI:
    """An application whose routes are the table's rows and do nothing but say that the gate let through."""
    runtime = house.desks.runtime
    gate = Gate(TABLE, lambda: runtime.desk().access, runtime.citizens)
    router = APIRouter()
    for row in sorted(TABLE, key=lambda row: row.path.count("{")):  # as routers have them: a word before a blank
        router.add_api_route(row.path, lambda: {"passed": True}, methods=[row.method])
    app = FastAPI()
    app.include_router(router, dependencies=[Depends(gate)])
    errors.install(app, Templates())
    return app


def ask(app: FastAPI, row: Row, cookies: Mapping[str, str] | None = None, **headers: str) -> tuple[int, str]:
    """Status, and where one is sent."""
    client = TestClient(app, headers=headers or OWN_PAGE, cookies=dict(cookies or {}), follow_redirects=False)
    answer = client.request(row.method, row.path.replace("{", "").replace("}", ""))
    return answer.status_code, answer.headers.get("location", "").split("?")[0]


def _ids(row: Row) -> str:
    return row.route


@pytest.mark.parametrize("row", [row for row in TABLE if row.who is Who.EVERYONE], ids=_ids)
def test_what_is_open_is_open_to_everybody(bare: FastAPI, house: House, row: Row) -> None:
    for who in (house.nobody, house.citizen, house.staff[Role.ADMINISTRATOR]):
        assert ask(bare, row, who) == (200, "")


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("row", STAFF_ROWS, ids=_ids)
def test_every_cell_of_staff(bare: FastAPI, house: House, row: Row, role: Role) -> None:
    """By cookie and by key alike: passes exactly where the table says so."""
    expected = 200 if role in row.roles else 403
    assert ask(bare, row, house.staff[role])[0] == expected
    assert ask(bare, row, None, Authorization=f"Bearer {house.keys[role]}")[0] == expected


@pytest.mark.parametrize("row", STAFF_ROWS, ids=_ids)
def test_whoever_is_no_staff_is_sent_to_sign_in(bare: FastAPI, house: House, row: Row) -> None:
    expected = (401, "") if row.path.startswith("/api/") else (303, "/staff/sign-in")
    for who in (house.nobody, house.citizen):
        assert ask(bare, row, who) == expected
    assert ask(bare, row, None, Authorization="Bearer ck_wrong") == expected
    assert ask(bare, row, None, Authorization="Basic eDp5", **OWN_PAGE) == expected


@pytest.mark.parametrize("row", [row for row in TABLE if row.who is Who.CITIZEN], ids=_ids)
def test_what_is_a_citizens_is_no_staffs(bare: FastAPI, house: House, row: Row) -> None:
    expected = (401, "") if row.path.startswith("/api/") else (303, "/sign-in")
    assert ask(bare, row, house.citizen) == (200, "")
    assert ask(bare, row, house.nobody) == expected
    assert ask(bare, row, house.staff[Role.AUDITOR]) == expected


@pytest.mark.parametrize("row", [row for row in TABLE if row.who is not Who.EVERYONE and row.method != "GET"], ids=_ids)
def test_forms_come_from_our_own_pages(bare: FastAPI, house: House, row: Row) -> None:
    who = house.citizen if row.who is Who.CITIZEN else house.staff[min(row.roles)]
    assert ask(bare, row, who, **{"Sec-Fetch-Site": "cross-site"})[0] == 403
    assert ask(bare, row, who, Origin="https://evil.example")[0] == 403
    assert ask(bare, row, who, Accept="*/*")[0] == 403
    assert ask(bare, row, who, Origin="http://testserver")[0] == 200


def small(desks: Desks, row: Row, *, raises: bool = True) -> TestClient:
    """An application of one route, which answers with who is there."""
    gate = Gate(Table([row]), lambda: desks.access, lambda: desks.citizens)
    router = APIRouter()

    def who(request: Request) -> dict[str, str]:
        if row.who is Who.CITIZEN:
            return {"who": request.state.citizen.number}
        return {"who": request.state.member.id}

    router.add_api_route(row.path, who, methods=[row.method])
    app = FastAPI()
    app.include_router(router, dependencies=[Depends(gate)])
    errors.install(app, Templates())
    return TestClient(app, headers=OWN_PAGE, follow_redirects=False, raise_server_exceptions=raises)


MINE = Row("GET", "/mine", Who.CITIZEN, frozenset(), Thing.OWN)


def test_a_citizen_is_told_to_the_route_and_only_while_identified(desks: Desks) -> None:
    client = small(desks, MINE)
    assert client.get("/mine?x=1").headers["location"] == "/sign-in?next=%2Fmine%3Fx%3D1"
    token = desks.citizens.by_claims(NAME, NUMBER, "resident_id", "oidc")
    client.cookies.set(CITIZEN_COOKIE, token)
    assert client.get("/mine").json() == {"who": NUMBER}
    desks.citizens.end(token)
    assert client.get("/mine").status_code == 303


def test_a_cookie_of_one_kind_is_none_of_the_other(desks: Desks) -> None:
    client = small(desks, MINE)
    client.cookies.set(CITIZEN_COOKIE, desks.session(desks.member(Role.AUDITOR)))
    assert client.get("/mine").status_code == 303
    staff = small(desks, Row("GET", "/staff/x", Who.STAFF, frozenset(Role), Thing.NONE))
    staff.cookies.set(STAFF_COOKIE, desks.citizens.by_claims(NAME, NUMBER, "resident_id", "oidc"))
    assert staff.get("/staff/x").status_code == 303


def test_a_key_counts_for_itself_whatever_cookie_comes_along(desks: Desks) -> None:
    client = small(desks, Row("GET", "/staff/x", Who.STAFF, frozenset({Role.AUDITOR}), Thing.NONE))
    member = desks.member(Role.AUDITOR)
    client.cookies.set(STAFF_COOKIE, desks.session(member))
    assert client.get("/staff/x").json() == {"who": member.id}
    assert client.get("/staff/x", headers={"Authorization": "Bearer ck_wrong"}).status_code == 303
    assert client.get("/staff/x", headers={"Authorization": f"bearer {desks.key('reviewer')}"}).status_code == 403


def test_programs_get_problems(desks: Desks) -> None:
    client = small(desks, Row("GET", "/api/v1/x", Who.STAFF, frozenset({Role.AUDITOR}), Thing.NONE))
    nobody = client.get("/api/v1/x")
    assert (nobody.status_code, nobody.headers["www-authenticate"]) == (401, "Bearer")
    assert nobody.headers["content-type"] == "application/problem+json"
    assert nobody.json()["detail"] == messages.SIGN_IN_STAFF
    other = client.get("/api/v1/x", headers={"Authorization": f"Bearer {desks.key('reviewer')}"})
    assert (other.status_code, other.json()["detail"]) == (403, messages.NOT_YOUR_ROLE)
    unfinished = desks.access.ground.member(desks.account(Role.AUDITOR, one_time=True))
    assert unfinished is not None
    client.cookies.set(STAFF_COOKIE, desks.session(unfinished))
    assert client.get("/api/v1/x").json()["detail"] == messages.UNFINISHED


def test_who_has_something_to_set_up_comes_no_further_than_there(desks: Desks) -> None:
    for account in (desks.account(Role.ADMINISTRATOR, one_time=True), desks.account("administrator", factor_set=False)):
        member = desks.access.ground.member(account)
        assert member is not None
        client = desks.client_of(member)
        for path in ("/staff", "/staff/members"):
            assert client.get(path).headers["location"] == "/staff/account"
        assert client.post("/staff/members", data={"name": "x"}).headers["location"] == "/staff/account"
        assert client.get("/staff/account").status_code == 200
        assert client.post("/staff/sign-out").headers["location"] == "/staff/sign-in"


def test_after_a_form_one_comes_back_to_its_page(desks: Desks) -> None:
    client = desks.anybody()
    told = client.post("/staff/members", headers={"Referer": "http://testserver/staff/members?page=2"})
    assert told.headers["location"] == "/staff/sign-in?next=%2Fstaff%2Fmembers%3Fpage%3D2"
    told = client.post("/staff/members", headers={"Referer": "https://evil.example/x"})
    assert told.headers["location"] == "/staff/sign-in?next=%2F"


def test_a_route_without_a_row_does_not_come_up() -> None:
    router = APIRouter()
    router.add_api_route("/x", lambda: None, methods=["GET", "POST"])
    with pytest.raises(UnknownRoute, match="没有 POST /x"):
        Table([Row("GET", "/x", Who.EVERYONE, frozenset(), Thing.NONE)]).check(router.routes)


def test_nor_does_a_row_without_a_route() -> None:
    row = Row("GET", "/x", Who.EVERYONE, frozenset(), Thing.NONE)
    with pytest.raises(UnknownRoute, match="GET /x 没有对应的网址"):
        Table([row]).check([])
    Table([row]).check([], optional=frozenset({"/x"}))


def test_what_has_no_row_is_shut_even_if_it_came_up(desks: Desks) -> None:
    client = small(desks, MINE, raises=False)
    client.app.dependency_overrides.clear()  # type: ignore[attr-defined]
    router = APIRouter()
    router.add_api_route("/late", lambda: {"open": True})
    gate = Gate(Table([MINE]), lambda: desks.access, lambda: desks.citizens)
    client.app.include_router(router, dependencies=[Depends(gate)])  # type: ignore[attr-defined]
    assert client.get("/late").status_code == 500


@pytest.mark.parametrize(
    "written",
    [
        "- {route: GET /x, who: somebody}",
        "- {route: GET /x, who: staff}",
        "- {route: GET /x, who: everyone, roles: [auditor]}",
        "- {route: GET /x, who: staff, roles: [king]}",
        "- {route: GET /x, who: everyone, object: thing}",
        "- {route: GET /x, who: everyone, speed: fast}",
        "- {who: everyone}",
    ],
)
def test_a_row_that_is_written_wrongly_is_named(tmp_path: Path, written: str) -> None:
    (tmp_path / "area.yaml").write_text(f"- {{route: GET /a, who: everyone}}\n{written}\n", "utf-8")
    with pytest.raises(ValueError, match=r"area\.yaml 第 2 行"):
        load_table(tmp_path)


def test_a_row_twice_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "area.yaml").write_text("- {route: GET /a, who: everyone}\n" * 2, "utf-8")
    with pytest.raises(ValueError, match="写了两次：GET /a"):
        load_table(tmp_path)


@pytest.mark.parametrize(
    ("error", "headers", "status"),
    [
        (BadFiling("看这里"), {}, 400),
        (Forbidden("看这里"), {}, 403),
        (NotFound("看这里"), {}, 404),
        (StaleVersion("看这里"), {}, 409),
        (StaleVersion("看这里"), {"If-Match": '"3"'}, 412),
        (KeyReused("看这里"), {"If-Match": '"3"'}, 409),
        (Duplicate("看这里"), {}, 409),
        (NotAllowed("看这里"), {}, 409),
        (Busy("看这里"), {}, 503),
    ],
)
def test_what_the_core_refuses_has_its_status(error: Exception, headers: dict[str, str], status: int) -> None:
    app = FastAPI()
    errors.install(app, Templates())

    def fails() -> None:
        raise error

    app.add_api_route("/x", fails)
    app.add_api_route("/api/v1/x", fails)
    client = TestClient(app)
    page, problem = client.get("/x", headers=headers), client.get("/api/v1/x", headers=headers)
    assert (page.status_code, "看这里" in page.text) == (status, True)
    assert (problem.status_code, problem.json()["detail"]) == (status, "看这里")
    assert (problem.headers.get("retry-after") is not None) is (status == 503)
