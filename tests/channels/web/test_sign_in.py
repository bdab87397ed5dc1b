"""Signing in at a provider on loopback, over real HTTP, for the case that asks for it and no other."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr

from assistant.clock import Clock
from assistant.settings import Settings
from channels import messages
from channels.web.app import create_app
from credit_core.model.subjects import Subject
from tests.assistant.dialogue.identity.issuer import CLIENT, SECRET, Issuer, serving
from tests.channels.web.conftest import OWN_PAGE
from tests.channels.web.house import House, opened
from tests.fakes import TODAY

HERE = "http://127.0.0.1:8000"
Key = dict[str, str]


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
        yield made


@pytest.fixture
def subject(house: House, issuer: Issuer) -> Subject:
    """Who will have signed in."""
    made = house.subject()
    issuer.claims = {"name": made.name, "id_number": made.id_number}
    return made


@pytest.fixture
def key(house: House, subject: Subject) -> Key:
    return house.query(subject)


@pytest.fixture
def client(house: House) -> TestClient:
    return browser(house)


def browser(house: House) -> TestClient:
    return TestClient(create_app(house, house.settings), base_url=HERE, headers=OWN_PAGE)


def begin(client: TestClient, key: Key) -> str:
    """The provider's page that the link leads to."""
    page = client.post("/sign-in", data=key).text
    found = re.search(r'<a class="button primary" href="([^"]+)"', page)
    assert found, page
    return html.unescape(found[1])


def test_who_signs_in_takes_the_result(client: TestClient, house: House, issuer: Issuer, key: Key) -> None:
    assert "统一身份认证登录" in client.post("/cases", data=key).text
    url = begin(client, key)
    assert url.startswith(f"{issuer.url}/authorize?")
    asked = parse_qs(urlsplit(url).query)
    assert {"state", "nonce", "code_challenge"} <= asked.keys()
    assert key["number"] not in url
    assert key["code"] not in url
    back = client.get(f"/sign-in/callback?{issuer.sign_in(url)}", follow_redirects=False)
    assert (back.status_code, back.headers["location"]) == (303, "/sign-in/done")
    done = client.get("/sign-in/done").text
    assert "身份已经核对" in done
    assert key["number"] in done
    assert key["code"] not in done
    assert client.post("/cases/result", data={**key, "format": "page"}).status_code == 200
    (entry,) = house.register()
    assert entry.granted


def test_the_way_back_is_gone_once_however_often_it_is_opened(client: TestClient, issuer: Issuer, key: Key) -> None:
    query = issuer.sign_in(begin(client, key))
    assert client.get(f"/sign-in/callback?{query}", follow_redirects=False).status_code == 303
    asked = len(issuer.asked)
    again = client.get(f"/sign-in/callback?{query}", follow_redirects=False)
    assert (again.status_code, again.headers["location"]) == (303, "/sign-in/done")
    assert len(issuer.asked) == asked


def test_the_answer_of_one_browser_means_nothing_in_another(
    client: TestClient, house: House, issuer: Issuer, key: Key
) -> None:
    query = issuer.sign_in(begin(client, key))
    stranger = browser(house)
    refused = stranger.get(f"/sign-in/callback?{query}")
    assert refused.status_code == 422
    assert messages.SIGN_IN_ELSEWHERE in refused.text
    stranger.cookies.set("sign_in", client.cookies["sign_in"])
    assert messages.SIGN_IN_ELSEWHERE in stranger.get(f"/sign-in/callback?{query}").text
    assert house.reception.identity.awaits(client.cookies["sign_in"].partition(".")[2])


def test_a_sign_in_for_one_case_verifies_no_other(
    client: TestClient, house: House, issuer: Issuer, subject: Subject, key: Key
) -> None:
    other = house.query(subject, key="another")
    url = begin(client, key)
    mine = client.cookies["sign_in"]
    begin(client, other)  # another tab: the cookie now names the other case and its conversation
    assert client.cookies["sign_in"] != mine
    refused = client.get(f"/sign-in/callback?{issuer.sign_in(url)}")
    assert refused.status_code == 422
    for one in (key, other):
        assert client.post("/cases/result", data={**one, "format": "page"}).status_code == 409


def test_somebody_else_who_signs_in_is_not_the_applicant(
    client: TestClient, house: House, issuer: Issuer, key: Key
) -> None:
    issuer.claims = {"name": "欧阳测试", "id_number": "110101199003070177"}
    refused = client.get(f"/sign-in/callback?{issuer.sign_in(begin(client, key))}")
    assert refused.status_code == 422
    assert "110101199003070177" not in refused.text
    assert client.post("/cases/result", data={**key, "format": "page"}).status_code == 409
    assert house.register() == ()


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("state={state}&error=access_denied", "没有完成登录"),
        ("state={state}", "没有完成登录"),
        ("", "这次登录已经过期"),
    ],
)
def test_who_turns_back_is_told_calmly(client: TestClient, key: Key, query: str, words: str) -> None:
    state = parse_qs(urlsplit(begin(client, key)).query)["state"][0]
    refused = client.get(f"/sign-in/callback?{query.format(state=state)}")
    assert refused.status_code == 422
    assert words in refused.text


def test_a_provider_that_is_away_or_lies_is_told(client: TestClient, issuer: Issuer, key: Key) -> None:
    url = begin(client, key)
    issuer.header = {"alg": "none"}
    assert "没有通过检查" in client.get(f"/sign-in/callback?{issuer.sign_in(url)}").text
    url = begin(client, key)
    issuer.status = 500
    assert "连不上" in client.get(f"/sign-in/callback?{issuer.sign_in(url)}").text


def test_a_provider_that_is_away_at_the_start_leaves_the_counter(house: House, issuer: Issuer, key: Key) -> None:
    issuer.status = 500
    page = browser(house).post("/sign-in", data=key)
    assert page.status_code == 422
    assert "连不上" in page.text
    assert "窗口核验" in page.text


def test_signing_out_forgets_this_browser(client: TestClient, issuer: Issuer, key: Key) -> None:
    client.get(f"/sign-in/callback?{issuer.sign_in(begin(client, key))}")
    conversation = client.cookies["sign_in"].partition(".")[0]
    assert client.get(f"/c/{conversation}").status_code == 200
    assert "已经退出" in client.post("/sign-out").text
    assert not {"session", "sign_in"} & set(client.cookies)
    assert client.get(f"/c/{conversation}").status_code == 404
    assert client.get("/sign-in/done", follow_redirects=False).headers["location"] == "/cases"


def test_the_page_itself_begins_nothing(client: TestClient, issuer: Issuer) -> None:
    page = client.get("/sign-in")
    assert page.status_code == 200
    assert "统一身份认证登录" in page.text
    assert issuer.asked == []


def test_without_a_provider_nobody_is_sent_to_one(tmp_path: Path) -> None:
    with opened(tmp_path / "other") as plain:
        assert "统一身份认证" not in browser(plain).get("/sign-in").text
        key = plain.query(plain.subject())
        assert "统一身份认证" not in browser(plain).post("/cases", data=key).text
        assert "没有接通" in browser(plain).post("/sign-in", data=key).text


@pytest.mark.parametrize(
    "wrong",
    [
        {"oidc_issuer": ""},
        {"oidc_client_id": ""},
        {"oidc_issuer": "http://login.example"},
        {"public_url": ""},
        {"public_url": "http://credit.example"},
    ],
)
def test_half_a_configuration_is_refused_at_the_start(tmp_path: Path, wrong: dict[str, str]) -> None:
    whole: dict[str, Any] = {
        "oidc_issuer": "https://login.example",
        "oidc_client_id": CLIENT,
        "public_url": "https://credit.example",
    }
    with pytest.raises(ValueError, match="OIDC"), opened(tmp_path, **{**whole, **wrong}):
        pass
    assert Settings(data_dir=tmp_path).oidc_issuer == ""
