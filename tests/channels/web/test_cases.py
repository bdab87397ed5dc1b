"""A case by number and access code: the API, the pages, the receipt in every form, and the lock after wrong codes."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from fastapi.testclient import TestClient
from pypdf import PdfReader

from channels import messages
from channels.web.case_api import chosen
from channels.web.cases import Format, days_left
from channels.web.conversation_schemas import CaseBody
from channels.web.talking import case_numbers
from channels.web.throttle import Limits
from credit_core.calendar import load_calendar
from credit_core.model.ids import new_number
from credit_core.use_cases.case_view import view_case
from credit_core.use_cases.objection import ObjectionFiling, file_objection
from credit_core.use_cases.office import Office
from credit_core.use_cases.vocabulary import DutyStatus, InfoKind, Unit
from tests.channels.web.conversing import CITIZEN, TalkingRuntime

Key = dict[str, str]
_count = iter(range(1000))


@pytest.fixture
def key(runtime: TalkingRuntime) -> Key:
    """Number and code of a case just filed."""
    return file(runtime.office(), "jiangxi", "江西省公共信用信息平台")


def file(office: Office, place: str, recipient: str) -> Key:
    filing = ObjectionFiling(
        place, InfoKind.PUBLIC, recipient, None, reason="不是我的", slots={"subject_name": "张测试"}, channel="web"
    )
    filed = file_objection(office, CITIZEN, filing, key=f"test-{next(_count)}")
    assert filed.access_code
    return {"number": filed.case.number, "code": filed.access_code}


def look_up(client: TestClient, key: Key) -> Any:
    return client.post("/api/v1/cases/lookup", json=key)


def test_number_and_code_give_the_contract_s_case(client: TestClient, key: Key) -> None:
    body = look_up(client, key).json()
    assert body["number"] == key["number"]
    assert CaseBody.model_validate(body).model_dump(mode="json") == body
    assert look_up(client, {"number": f" {key['number'].lower()} ", "code": key["code"].lower()}).json() == body


def test_a_wrong_one_of_the_two_is_not_told_apart(client: TestClient, key: Key, runtime: TalkingRuntime) -> None:
    other = file(runtime.office(), "jiangxi", "江西省公共信用信息平台")
    answers = [
        look_up(client, {**key, "code": other["code"]}),
        look_up(client, {"number": "YY-20261120-AAAAAAA", "code": key["code"]}),
        look_up(client, {"number": "?", "code": "?"}),
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.text for answer in answers}) == 1


def test_ten_wrong_codes_lock_this_number_for_this_client_only(
    runtime: TalkingRuntime, client_of: Any, key: Key
) -> None:
    client = client_of(runtime)
    for _ in range(10):
        assert look_up(client, {**key, "code": "AAAAAAAAAA"}).status_code == 404
    locked = look_up(client, key)
    assert locked.status_code == 429
    assert 0 < int(locked.headers["retry-after"]) <= 3600
    assert "输错的次数太多" in locked.json()["detail"]
    receipt = f"/api/v1/cases/{key['number']}/receipt"
    assert client.get(receipt, headers={"X-Access-Code": key["code"]}).status_code == 429
    assert client.post("/cases", data=key).status_code == 429
    assert client.post("/receipt", data={**key, "format": "pdf"}).status_code == 429
    other = file(runtime.office(), "jiangxi", "江西省公共信用信息平台")
    assert look_up(client, other).status_code == 200


def test_codes_are_not_tried_by_talking_either(runtime: TalkingRuntime, client_of: Any, key: Key) -> None:
    client = client_of(runtime, Limits(codes="3/hour"))
    conversation = client.post("/api/v1/conversations", json={}).json()["conversation_id"]
    url = f"/api/v1/conversations/{conversation}/turns"
    spelt = key["number"].replace("-", " ").lower()
    tries = [client.post(url, json={"text": f"查 {spelt}，查询码 AAAAAAAA{n}A"}).status_code for n in range(2, 6)]
    assert tries == [200, 200, 200, 429]
    assert look_up(client, key).status_code == 429
    assert client.post(url, json={"text": "那我问点别的"}).status_code == 200


def test_a_case_number_is_read_however_it_is_spaced() -> None:
    number = new_number("YY", date(2026, 11, 20))
    prefix, day, body = number.split("-")
    for text in (
        number,
        f"办件{prefix}{day}{body}。",
        f"{prefix.lower()} － {day}—{body.lower()}",
        f"{prefix}_{day} {body}",
    ):
        assert case_numbers(text) == {number}, text
    assert case_numbers("YY-20261120-AAAAAAA 和 JL-2024-0012") == set()


def test_right_codes_do_not_lock(runtime: TalkingRuntime, client_of: Any, key: Key) -> None:
    client = client_of(runtime, Limits(codes="2/hour"))
    assert {look_up(client, key).status_code for _ in range(5)} == {200}


@pytest.mark.parametrize(
    ("named", "accept", "media_type"),
    [
        ("", "", "text/plain; charset=utf-8"),
        ("", "application/pdf", "application/pdf"),
        ("", "text/calendar, */*;q=0.1", "text/calendar; charset=utf-8"),
        ("text", "application/pdf", "text/plain; charset=utf-8"),
        ("pdf", "", "application/pdf"),
        ("ics", "", "text/calendar; charset=utf-8"),
    ],
)
def test_the_receipt_comes_in_the_form_asked_for(
    client: TestClient, key: Key, named: str, accept: str, media_type: str
) -> None:
    query = {"code": key["code"]} | ({"format": named} if named else {})
    headers = {"Accept": accept} if accept else {}
    response = client.get(f"/api/v1/cases/{key['number']}/receipt", params=query, headers=headers)
    assert (response.status_code, response.headers["content-type"]) == (200, media_type)
    assert f'filename="receipt-{key["number"]}.' in response.headers["content-disposition"]
    if "pdf" in media_type:
        assert key["number"] in "".join(page.extract_text() for page in PdfReader(io.BytesIO(response.content)).pages)
    else:
        assert key["number"] in response.text
        assert key["code"] not in response.text


def test_the_code_may_come_in_a_header_which_no_log_keeps(client: TestClient, key: Key) -> None:
    url = f"/api/v1/cases/{key['number']}/receipt"
    assert client.get(url, headers={"X-Access-Code": key["code"]}).status_code == 200
    assert client.get(url).status_code == 404
    assert client.get(url, params={"code": key["code"]}, headers={"X-Access-Code": "AAAAAAAAAA"}).status_code == 404


def test_a_form_that_is_not_there_is_said(client: TestClient, key: Key) -> None:
    url = f"/api/v1/cases/{key['number']}/receipt"
    secret = {"X-Access-Code": key["code"]}
    assert client.get(url, params={"format": "docx"}, headers=secret).json()["detail"] == messages.BAD_FORMAT
    other = client.get(url, headers={**secret, "Accept": "image/png"})
    assert (other.status_code, other.json()["detail"]) == (406, messages.NOT_ACCEPTABLE)


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("*/*", Format.TEXT),
        ("text/*", Format.TEXT),
        ("application/*", Format.PDF),
        ("text/plain;q=0.2, application/pdf;q=0.9", Format.PDF),
        ("text/plain;q=0, */*", Format.PDF),
        ("text/plain;q=x, text/calendar", Format.ICS),
        ("image/png", None),
        ("*/*;q=0", None),
    ],
)
def test_accept_is_read_as_http_says(accept: str, form: Format | None) -> None:
    assert chosen("", accept) is form


def test_without_a_due_day_there_is_no_calendar_file(client: TestClient, runtime: TalkingRuntime) -> None:
    key = file(runtime.office(), "shanxi", "山西省公共信用信息平台")
    url = f"/api/v1/cases/{key['number']}/receipt?format=ics"
    response = client.get(url, headers={"X-Access-Code": key["code"]})
    assert (response.status_code, response.json()["detail"]) == (409, messages.NO_DUE_DAY)
    page = client.post("/cases", data=key).text
    assert "“及时”" in page
    assert "没有法定期限" in page
    assert 'value="ics"' not in page


def test_the_page_shows_the_case_with_a_countdown_in_the_law_s_unit(client: TestClient, key: Key) -> None:
    assert "办件编号</label>" in client.get("/cases").text
    page = client.post("/cases", data=key).text
    assert key["number"] in page
    for words in ("2026年11月25日", "还有 3 个工作日", "属于本单位处理范围的，", "第三十九条第二款", "已提交"):
        assert words in page
    link = re.search(r'href="(/regulations/jiangxi-2022\?clause=39\.2[^"]*)"', page)
    assert link
    assert client.get(link[1]).status_code == 200


@pytest.mark.parametrize(
    ("sent", "status", "words"),
    [
        ({}, 422, messages.NUMBER_AND_CODE),
        ({"number": "YY-20261120-AAAAAAA"}, 422, messages.NUMBER_AND_CODE),
        ({"number": "YY-20261120-AAAAAAA", "code": "x"}, 404, messages.NO_SUCH_CASE),
    ],
)
@pytest.mark.parametrize("path", ["/cases", "/receipt"])
def test_a_form_that_opens_nothing_says_why_and_keeps_the_number(
    client: TestClient, path: str, sent: Key, status: int, words: str
) -> None:
    response = client.post(path, data=sent)
    assert response.status_code == status
    assert words in response.text
    assert f'value="{sent.get("number", "")}"' in response.text


def test_the_first_copy_carries_the_code_and_later_ones_do_not(client: TestClient, key: Key) -> None:
    for form in ("page", "text"):
        first = client.post("/receipt", data={**key, "format": form, "first": "1"})
        assert f"{key['code']}" in first.text
    later = client.post("/receipt", data={**key, "format": "text"})
    assert key["number"] in later.text
    assert key["code"] not in later.text
    page = client.post("/receipt", data={**key, "format": "page"}).text
    assert "<dt>查询码</dt>" not in page
    for words in ("异议申请回执", "张测试", "审计链校验点", "日期怎样算出来的"):
        assert words in page


def test_no_address_holds_a_code(client: TestClient, key: Key) -> None:
    page = client.post("/cases", data=key).text
    assert not re.findall(rf'(?:href|action|src)="[^"]*{key["code"]}', page)


def test_a_case_is_gone_on_with_in_a_new_conversation(client: TestClient, key: Key, runtime: TalkingRuntime) -> None:
    response = client.post("/cases", data={**key, "then": "talk"}, follow_redirects=False)
    (conversation,) = runtime.conversing.talks
    assert (response.status_code, response.headers["location"]) == (303, f"/c/{conversation}")
    assert key["number"] in client.get(f"/c/{conversation}").text
    refused = client.post("/cases", data={**key, "code": "AAAAAAAAAA", "then": "talk"})
    assert refused.status_code == 404
    assert len(runtime.conversing.talks) == 1


def test_while_loading_the_pages_say_so(runtime: TalkingRuntime, client_of: Any) -> None:
    runtime.ready = False
    client = client_of(runtime)
    for path in ("/cases", "/receipt"):
        response = client.post(path, data={"number": "YY-20261120-AAAAAAA", "code": "x"})
        assert response.status_code == 503
        assert messages.NOT_READY in response.text


def test_days_are_counted_in_their_own_unit(key: Key, runtime: TalkingRuntime) -> None:
    case = view_case(runtime.office(), CITIZEN, number=key["number"], code=key["code"])
    duty = next(duty for duty in case.deadlines if duty.due == date(2026, 12, 1))
    calendar = load_calendar()
    assert days_left(duty, date(2026, 11, 20), calendar) == 7
    assert days_left(replace(duty, unit=Unit.DAY), date(2026, 11, 20), calendar) == 11
    assert days_left(duty, date(2026, 12, 1), calendar) == 0
    for status in (DutyStatus.OVERDUE, DutyStatus.PAUSED, DutyStatus.DONE_ON_TIME):
        assert days_left(replace(duty, status=status), date(2026, 11, 20), calendar) is None
