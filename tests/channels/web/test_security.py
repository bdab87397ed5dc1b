"""Headers, origins, sizes, cookies, and hostile text."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from assistant.outcome import Reason
from channels import messages
from channels.web.security import CONTENT_SECURITY_POLICY, HEADERS
from channels.web.throttle import MAX_BODY, MAX_UPLOAD
from tests.channels.web.conversing import OBJECT, SUBMIT, TalkingRuntime
from tests.fakes import FakeRuntime, cite, reply

PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "</textarea><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "javascript:alert(1)",
    "[点我](javascript:alert(1))",
    "![图](https://evil.example/?q=1)",
    "{{ 7*7 }}{% raw %}",
    "> <b onmouseover=alert(1)>引文</b>[1]",
    "| <i>a</i> | b |\n| --- | --- |\n| <script>1</script> | [1]</td><script> |",
    '[1]" onclick="alert(1)',
    "'-alert(1)-'",
    "\u202e\u0000<a href='//evil.example'>x</a>",
]
OUR_TAGS = frozenset(
    re.findall(
        r"\S+",
        """
        a article aside blockquote body br button code dd details div dl dt figcaption figure footer form h1 h2 h3 h4
        head header html img input label li link main mark meta nav noscript ol optgroup option p pre script section select
        small span strong summary table tbody td textarea th thead time title tr ul em
        """,
    )
)


class Page(HTMLParser):
    """What a browser would build from a page, so far as it could do harm."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def check(self) -> None:
        """Only our tags; no inline script, style or handler; addresses only of this site."""
        for tag, attributes in self.tags:
            assert tag in OUR_TAGS, tag
            assert not [name for name in attributes if name.startswith("on") or name in ("style", "srcdoc")]
            for name in ("href", "src", "action", "formaction"):
                value = attributes.get(name)
                assert value is None or (value.startswith(("/", "#")) and not value.startswith("//")), value
            if tag == "script":
                assert str(attributes["src"]).startswith(("/static/chat.js?v=", "/static/reading.js?v="))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_in_question_and_answer_stays_text(client: TestClient, runtime: FakeRuntime, payload: str) -> None:
    citation = cite(1, "jiangxi-2022#39.2")
    runtime.assistant.script = {"": lambda: reply(Reason.FOUND, f"{payload}\n{payload}[1]", citation)}
    client.get("/")
    page = client.post("/turn", data={"text": payload}).text
    parsed = Page(page)
    parsed.check()
    assert sum(tag == "script" for tag, _ in parsed.tags) == 1
    streamed = client.post("/turn/stream", data={"text": payload}).text
    assert "<script" not in streamed.replace("\\u003c", "<").split("event: turn")[1].replace("&lt;script", "")
    Page(client.post("/ask", data={"question": payload, "place": "jiangxi"}).text).check()


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_text_in_forms_files_and_messages_stays_text(
    client: TestClient, runtime: TalkingRuntime, payload: str
) -> None:
    client.get("/")
    conversation = sent = ""
    for words in (OBJECT, payload, payload, payload, payload):
        sent = client.post("/turn", data={"text": words, "conversation": conversation}).text
        (conversation,) = runtime.conversing.talks
    named = [("files", (payload, b"%PDF-1.4", "application/pdf"))]
    Page(client.post("/turn", data={"text": payload, "conversation": conversation}, files=named).text).check()
    runtime.conversing.staff_says(conversation, f"{payload}\n{payload}")
    filed = client.post("/turn", data={"choice": SUBMIT, "conversation": conversation}).text
    assert "请收好这两个号码" in filed
    for page in (
        sent,
        filed,
        client.get("/").text,
        client.post("/cases", data={"number": payload, "code": payload}).text,
    ):
        Page(page).check()
    news = client.get(f"/c/{conversation}/news").json()
    for part in (news["notes"], news["panel"], news["cases"]):
        Page(part).check()


def test_an_error_in_a_form_that_names_a_file_stays_text(client: TestClient) -> None:
    client.get("/")
    named = [("files", ("<script>1</script>.exe", b"MZ", "application/pdf"))]
    response = client.post("/turn", data={"text": "x"}, files=named)
    assert response.status_code == 422
    Page(response.text).check()


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/cases",
        "/ask",
        "/demo",
        "/privacy",
        "/l/x",
        "/regulations",
        "/regulations/jiangxi-2022",
        "/docs",
        "/nothing",
    ],
)
def test_every_page_is_clean(client: TestClient, path: str) -> None:
    Page(client.get(path).text).check()


@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_addresses_stay_text(client: TestClient, payload: str) -> None:
    for response in (
        client.get("/regulations/jiangxi-2022", params={"clause": payload}),
        client.get("/regulations/jiangxi-2022", params={"clause": "39.2", "quote": payload}),
        client.get("/regulations/jiangxi-2022", params={"as_of": payload}),
        client.get("/regulations", params={"q": payload, "as_of": payload}),
        client.get("/regulations/compare", params={"topic": payload, "a": payload, "b": payload}),
        client.get(f"/regulations/{quote(payload, safe='')}"),
    ):
        assert response.status_code in (200, 404, 422)
        Page(response.text).check()


@pytest.mark.parametrize("path", ["/", "/regulations", "/docs", "/nothing", "/healthz", "/openapi.json"])
def test_every_response_carries_the_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    for name, value in HEADERS.items():
        assert headers[name] == value
    assert headers["cache-control"] == "no-store"


def test_the_policy_allows_nothing_inline() -> None:
    assert "default-src 'self'" in CONTENT_SECURITY_POLICY
    assert "frame-ancestors 'none'" in CONTENT_SECURITY_POLICY
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert "*" not in CONTENT_SECURITY_POLICY


def test_a_crash_shows_neither_its_words_nor_less_protection(runtime: FakeRuntime, client_of: Any) -> None:
    def crash() -> Any:
        raise RuntimeError("内部秘密")

    runtime.assistant.script = {"": crash}
    client = client_of(runtime, raises=False)
    response = client.post("/api/v1/ask", json={"question": "问"})
    assert response.status_code == 500
    assert response.json()["detail"] == messages.PROBLEM_DETAIL[500]
    assert response.headers["content-security-policy"] == CONTENT_SECURITY_POLICY
    assert "内部秘密" not in client.post("/turn", data={"text": "问"}).text


@pytest.mark.parametrize(
    "path",
    ["/ask", "/turn", "/turn/stream", "/new", "/forget", "/view", "/cases", "/receipt", "/l/token", "/demo"],
)
@pytest.mark.parametrize(
    ("headers", "allowed"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Sec-Fetch-Site": "none"}, False),
        ({"Origin": "http://testserver"}, True),
        ({"Origin": "https://testserver"}, True),
        ({"Origin": "https://evil.example"}, False),
        ({"Origin": "null"}, False),
        ({}, False),
        ({"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"}, False),
    ],
)
def test_forms_only_from_our_own_pages(
    runtime: FakeRuntime, client_of: Any, path: str, headers: dict[str, str], allowed: bool
) -> None:
    client = client_of(runtime)
    del client.headers["Sec-Fetch-Site"]
    data = {"question": "问", "text": "问"}
    response = client.post(path, data=data, headers=headers, follow_redirects=False)
    assert (response.status_code != 403) is allowed
    assert bool(runtime.assistant.asked) is (allowed and path.startswith(("/ask", "/turn")))


def test_large_bodies_are_refused_whatever_they_declare(client: TestClient, runtime: FakeRuntime) -> None:
    def chunks() -> Any:
        yield from [b"x" * 8192] * (MAX_BODY // 8192 + 1)

    json_type = {"Content-Type": "application/json"}
    for body in (b"x" * (MAX_BODY + 1), chunks()):
        response = client.post("/api/v1/ask", content=body, headers=json_type)
        assert (response.status_code, response.json()["detail"]) == (413, messages.TOO_LARGE.format(limit="64 KB"))
    odd = client.post("/api/v1/ask", content=b"{}", headers={**json_type, "Content-Length": "-1"})
    assert odd.status_code == 413
    form = client.post("/turn", content=b"", headers={"Content-Length": str(MAX_UPLOAD + 1)})
    assert form.status_code == 413
    assert f"<p>{messages.TOO_LARGE.format(limit='32 MB')}</p>" in form.text  # a page, for a person
    assert client.post("/cases", content=b"x" * (MAX_BODY + 1)).status_code == 413
    assert not runtime.assistant.asked


def test_cookies_are_out_of_reach_for_scripts_and_other_sites(client: TestClient) -> None:
    for response in (client.get("/"), client.post("/view", data={"senior": "1"}, follow_redirects=False)):
        cookie = response.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=lax" in cookie
        assert "Secure" not in cookie
    secure = client.get("https://testserver/").headers["set-cookie"]
    assert "Secure" in secure


def test_static_files_are_kept_by_their_digest(client: TestClient) -> None:
    assert "immutable" in client.get("/static/style.css").headers["cache-control"]
    missing = client.get("/static/../app.py")
    assert missing.status_code == 404
