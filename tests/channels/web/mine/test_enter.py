"""Signing in for one's own pages: by a counter's code, by the provider, as a demonstration's person; and out again."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr

from assistant.bootstrap import open_citizens
from assistant.citizens import COUNTER
from assistant.clock import Clock
from channels import messages
from channels.web.access.gate import CITIZEN_COOKIE
from channels.web.app import create_app
from channels.web.mine import words
from tests.assistant.dialogue.identity.issuer import CLIENT, SECRET, Issuer, serving
from tests.channels.web.house import House, opened
from tests.channels.web.staff.desks import OWN_PAGE, Desks
from tests.channels.web.staff.desks import opened as open_desks
from tests.fakes import TODAY

HERE = "http://127.0.0.1:8000"
NAME, NUMBER = "欧阳测试", "110101199003070177"


def test_a_code_from_the_counter_opens_the_page_that_was_asked_for(desks: Desks) -> None:
    code = desks.citizens.codes.issue(COUNTER, "王工", NAME, NUMBER, 30, desks.citizens.clock.now())
    client = desks.anybody()
    form = client.get("/mine/records").headers["location"]
    assert form == "/sign-in?next=%2Fmine%2Frecords"
    assert 'value="/mine/records"' in client.get(form).text
    assert client.post("/sign-in/code", data={"code": " ", "next": "/mine"}).status_code == 422
    wrong = client.post("/sign-in/code", data={"code": "AAAA-AAAA", "next": "/mine"})
    assert wrong.status_code == 422
    assert CITIZEN_COOKIE not in wrong.cookies
    back = client.post("/sign-in/code", data={"code": code.lower(), "next": "/mine/records"})
    assert back.headers["location"] == "/mine/records"
    assert NAME in client.get("/mine/records").text
    assert desks.anybody().post("/sign-in/code", data={"code": code}).status_code == 422


@pytest.mark.parametrize("onward", ["https://example.org/", "//example.org", "/\\example.org", ""])
def test_nobody_is_led_away(desks: Desks, onward: str) -> None:
    code = desks.citizens.demo_code(NAME, NUMBER)
    back = desks.anybody().post("/sign-in/code", data={"code": code, "next": onward})
    assert back.headers["location"] == "/mine"


def test_a_demonstrations_code_is_filled_in_and_opens_a_session(desks: Desks) -> None:
    client = desks.anybody()
    page = client.post("/sign-in/demo", data={"name": NAME, "number": NUMBER, "next": "/mine/cases"}).text
    code = re.search(r'name="code" required value="([^"]+)"', page)
    assert code
    client.post("/sign-in/code", data={"code": code[1], "next": "/mine/cases"})
    assert words.METHODS["demo"] in client.get("/mine").text
    assert client.post("/sign-in/demo", data={"name": " "}).status_code == 422


def test_outside_a_demonstration_nobody_is_who_they_say_they_are(mine_template: Path, tmp_path: Path) -> None:
    with open_desks(mine_template, tmp_path, demo=False) as desks:
        client = desks.anybody()
        assert "演示" not in client.get("/sign-in").text
        assert client.post("/sign-in/demo", data={"name": NAME, "number": NUMBER}).status_code == 422
        assert client.get("/mine").status_code == 303


@pytest.mark.parametrize("path", ["/sign-in/code", "/sign-in/demo", "/sign-in/provider"])
def test_no_form_of_another_site(desks: Desks, path: str) -> None:
    foreign = desks.anybody().post(path, headers={"Sec-Fetch-Site": "cross-site"})
    assert foreign.status_code == 403
    assert messages.FOREIGN_ORIGIN in foreign.text


def test_signing_out_ends_the_session_everywhere(desks: Desks) -> None:
    client = desks.citizen(NAME, NUMBER)
    token = client.cookies[CITIZEN_COOKIE]
    assert client.post("/sign-out").status_code == 200
    assert desks.citizens.citizen(token) is None
    assert client.get("/mine").status_code == 303


@pytest.fixture
def issuer() -> Iterator[Issuer]:
    with serving(Clock(TODAY).now().timestamp()) as made:
        yield made


@pytest.fixture
def house(tmp_path: Path, issuer: Issuer, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    configured: dict[str, Any] = {
        "oidc_issuer": issuer.url,
        "oidc_client_id": CLIENT,
        "oidc_client_secret": SecretStr(SECRET),
        "public_url": f"{HERE}/",
    }
    with opened(tmp_path, **configured) as made:
        made.citizens = lambda: open_citizens(made.settings)  # type: ignore[method-assign]
        yield made


def signed_in(house: House, issuer: Issuer, onward: str) -> tuple[TestClient, str]:
    client = TestClient(create_app(house, house.settings), base_url=HERE, headers=OWN_PAGE, follow_redirects=False)
    page = client.post("/sign-in/provider", data={"next": onward}).text
    found = re.search(r'<a class="button primary" href="([^"]+)"', page)
    assert found, page
    return client, issuer.sign_in(html.unescape(found[1]))


def test_who_signs_in_at_the_provider_comes_back_to_the_page(house: House, issuer: Issuer) -> None:
    issuer.claims = {"name": NAME, "id_number": NUMBER}
    client, query = signed_in(house, issuer, "/mine/authorisations")
    back = client.get(f"/sign-in/callback?{query}")
    assert back.headers["location"] == "/mine/authorisations"
    page = client.get("/mine/authorisations").text
    assert NAME in page
    assert words.METHODS["oidc"] in page
    assert client.get(f"/sign-in/callback?{query}").status_code == 422


def test_who_turns_back_or_comes_from_elsewhere_is_nobody(house: House, issuer: Issuer) -> None:
    client, _ = signed_in(house, issuer, "/mine")
    assert client.get("/sign-in/callback?error=access_denied").status_code == 422
    other = TestClient(client.app, base_url=HERE, headers=OWN_PAGE, follow_redirects=False)
    _, query = signed_in(house, issuer, "/mine")
    other.cookies.set("sign_in", client.cookies["sign_in"])
    assert other.get(f"/sign-in/callback?{query}").status_code == 422
    assert other.get("/mine").status_code == 303
