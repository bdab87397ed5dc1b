"""``/acts``: an act as a form page over real conversations, with and without cookies; no browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from channels import messages
from channels.web.app import create_app
from channels.web.throttle import Limits
from tests.channels.web.conftest import OWN_PAGE
from tests.channels.web.house import House, opened

NUMBER = "11010519491231002X"
REPAIR = {
    "jurisdiction": "jiangxi",
    "applicant_role": "self",
    "subject_name": "张伟",
    "subject_id": NUMBER,
    "record_ref": "去年那条罚款",
    "record_source": "",
    "correction_facts": "罚款已经交了",
    "evidence": "缴款凭证",
    "contact": "",
}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with opened(tmp_path_factory.mktemp("acts")) as made:
        yield made


@pytest.fixture
def client(house: House) -> Iterator[TestClient]:
    with TestClient(create_app(house, house.settings, Limits(pages="600/minute")), headers=OWN_PAGE) as made:
        yield made


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    return unescape(found[1]) if found else ""


def sent(page: str, do: str = "next", **typed: str) -> dict[str, str]:
    fields = {f"f.{slot}": words for slot, words in {**REPAIR, **typed}.items()}
    carried = {name: hidden(page, name) for name in ("conversation", "key", "session", "shown", "warned", "seen")}
    return {**carried, **fields, "do": do}


def checked(client: TestClient) -> str:
    page = client.get("/acts/repair?place=jiangxi").text
    return client.post("/acts/repair", data=sent(page)).text


def test_the_list_names_every_act_with_its_clauses(client: TestClient) -> None:
    page = client.get("/acts").text
    for words in ("信用修复", "异议申请", "投诉举报", "第三十九条第一款", "条例没有规定，最接近的是"):
        assert words in page


def test_a_form_shows_reasons_clauses_and_the_notice_and_writes_nothing(client: TestClient, house: House) -> None:
    page = client.get("/acts/repair?place=jiangxi").text
    assert page.index("先告知您") < page.index('name="f.subject_name"')
    assert "《江西省社会信用条例》第四十条" in page
    assert page.count(">必填</span>") == 2  # the explanation and the one field
    assert hidden(page, "conversation") == ""
    assert client.get("/acts/handoff").status_code == 404
    assert client.get("/acts/repair?c=" + "0" * 32).status_code == 404


def test_from_form_to_receipt(client: TestClient) -> None:
    page = checked(client)
    assert "请核对" in page
    assert "110***********002X" in page
    assert "说“确认提交”" not in page
    made = client.post("/acts/repair/check", data=sent(page, "confirm"))
    assert made.status_code == 200
    number, code = re.findall(r"<dd>([^<]+)</dd>", made.text)[:2]
    assert number.startswith("XF-") or "-20261120-" in number
    again = client.post("/acts/repair/check", data=sent(page, "confirm"))
    assert code in again.text  # the same page, sent twice, is one filing
    assert client.post("/cases", data={"number": number, "code": code}).status_code == 200


def test_errors_stand_beside_their_fields_and_what_was_typed_stays(client: TestClient) -> None:
    page = client.get("/acts/repair?place=jiangxi").text
    answer = client.post("/acts/repair", data=sent(page, subject_id="110105194912310021", correction_facts=""))
    assert answer.status_code == 422
    assert 'id="e-subject_id"' in answer.text
    assert 'value="110105194912310021"' in answer.text
    assert 'href="#f-correction_facts"' in answer.text
    assert 'value="张伟"' in answer.text
    after = client.post("/acts/repair", data=sent(answer.text, correction_facts=""))
    assert "请核对" in after.text
    assert "还缺" in after.text


def test_to_the_chat_and_back(client: TestClient) -> None:
    page = client.get("/acts/repair?place=jiangxi").text
    chat = client.post("/acts/repair", data=sent(page, "chat", contact="", correction_facts=""))
    assert chat.url.path.startswith("/c/")
    assert "在表单里填写" in chat.text
    assert NUMBER not in chat.text
    back = client.post("/acts/repair", data={"conversation": chat.url.path[3:], "do": "open"})
    assert NUMBER in back.text
    assert back.url.path == "/acts/repair"


def test_a_file_is_evidence(client: TestClient) -> None:
    page = client.get("/acts/repair?place=jiangxi").text
    files = [("files", ("凭证.txt", "缴款凭证".encode(), "text/plain"))]
    answer = client.post("/acts/repair", data=sent(page, "keep", evidence=""), files=files)
    assert "凭证.txt" in answer.text
    assert 'name="drop"' in answer.text
    bad = [("files", ("x.exe", b"MZ\x90\x00" + b"\0" * 60, "application/octet-stream"))]
    refused = client.post("/acts/repair", data=sent(answer.text, "keep"), files=bad)
    assert refused.status_code == 422
    assert 'id="e-evidence"' in refused.text


def test_a_browser_without_cookies_keeps_its_form(client: TestClient) -> None:
    page = client.get("/acts/repair?place=jiangxi").text
    for step in range(3):
        client.cookies.clear()
        assert hidden(page, "session") or step == 0
        if step == 0:
            page = client.post("/acts/repair", data=sent(page, "keep", contact="13800138000")).text
        elif step == 1:
            page = client.post("/acts/repair", data=sent(page)).text
            assert "请核对" in page
        else:
            assert "查询码" in client.post("/acts/repair/check", data=sent(page, "confirm")).text


def test_anothers_form_is_not_found(client: TestClient, house: House) -> None:
    page = checked(client)
    other = TestClient(client.app, headers=OWN_PAGE)
    conversation = hidden(page, "conversation")
    assert other.get(f"/acts/repair?c={conversation}").status_code == 404
    assert other.get(f"/acts/repair/check?c={conversation}").status_code == 404
    assert other.post("/acts/repair/check", data=sent(page, "confirm")).status_code == 404
    assert house.converser().standing(conversation).cases == ()


def test_only_our_own_pages_can_send_it(client: TestClient) -> None:
    for path in ("/acts/repair", "/acts/repair/check"):
        answer = client.post(path, data={"do": "next"}, headers={"Sec-Fetch-Site": "cross-site"})
        assert answer.status_code == 403
        assert messages.FOREIGN_ORIGIN in answer.text


def test_what_changed_meanwhile_is_shown_again(client: TestClient, house: House) -> None:
    page = checked(client)
    conversation = hidden(page, "conversation")
    house.converser().turn(conversation, "电话13900139000")
    answer = client.post("/acts/repair/check", data=sent(page, "confirm"))
    assert answer.status_code == 409
    assert messages.FORM_CHANGED in answer.text
    assert house.converser().standing(conversation).cases == ()


def test_given_up_from_the_summary(client: TestClient) -> None:
    page = checked(client)
    answer = client.post("/acts/repair/check", data=sent(page, "cancel"))
    assert answer.url.path.startswith("/c/")
    assert "什么也没有提交" in answer.text


def test_strange_fields_change_nothing(client: TestClient) -> None:
    page = client.get("/acts/repair?place=jiangxi").text
    strange: dict[str, Any] = {**sent(page), "shown": "access_code,subject_name,../x,purpose", "f.purpose": "x"}
    answer = client.post("/acts/repair", data=strange)
    assert answer.status_code == 200


@pytest.mark.parametrize("file", ["list", "form", "check", "done"])
def test_pages_hold_nothing_inline(file: str) -> None:
    text = (Path("channels/web/templates/act") / f"{file}.html").read_text("utf-8")
    assert not re.search(r"\sstyle=|\son[a-z]+=|<script>", text)


def test_the_record_that_it_is_about_stands_in_the_form(client: TestClient) -> None:
    page = client.get("/acts/repair?place=jiangxi&record=JL-20261101-PMT7WPE").text
    assert re.search(r'name="f.record_ref"[^>]*>\s*JL-20261101-PMT7WPE', page)
    assert page.count('name="f.record_ref"') == 1


def test_the_record_is_carried_until_its_field_is_shown(client: TestClient) -> None:
    page = client.get("/acts/repair?record=JL-20261101-PMT7WPE").text
    assert hidden(page, "f.record_ref") == "JL-20261101-PMT7WPE"
    carried = {name: hidden(page, name) for name in ("conversation", "key", "session", "shown", "f.record_ref")}
    after = client.post("/acts/repair", data={**carried, "f.jurisdiction": "jiangxi", "do": "next"}).text
    assert re.search(r'name="f.record_ref"[^>]*>\s*JL-20261101-PMT7WPE', after)
    assert client.get("/acts/repair?record=" + "1" * 65).status_code == 422


def test_the_list_says_in_plain_words_what_every_act_is_for(client: TestClient) -> None:
    page = client.get("/acts").text
    assert page.count('<p class="soft">') == page.count('<li class="act">')
