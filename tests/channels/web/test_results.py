"""A query's result on the web: identity first, one report for one entry of the register, nothing kept on the way."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from pypdf import PdfReader

from assistant.settings import Settings
from channels import messages
from channels.web.app import create_app
from channels.web.throttle import Limits
from credit_core.audit.canonical import canonical
from credit_core.model.cases import CaseType
from credit_core.model.subjects import Subject
from credit_core.use_cases.query import file_query
from credit_core.use_cases.report import verify_report
from tests.channels.web.conftest import OWN_PAGE
from tests.channels.web.house import House, opened
from tests.credit_core.offices import CITIZEN, add_person
from tests.credit_core.query_examples import BANK, BANK_CODE
from tests.credit_core.query_filings import third_slots

Key = dict[str, str]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with opened(tmp_path) as made:
        yield made


@pytest.fixture
def subject(house: House) -> Subject:
    return house.subject(objection_marks=1)


@pytest.fixture
def key(house: House, subject: Subject) -> Key:
    return house.query(subject)


@pytest.fixture
def client(house: House) -> TestClient:
    return client_of(house)


def client_of(house: House, limits: Limits | None = None) -> TestClient:
    return TestClient(create_app(house, house.settings, limits), headers=OWN_PAGE)


def identify(client: TestClient, house: House, key: Key, subject: Subject) -> None:
    page = client.post("/cases/identity", data={**key, "identity_code": house.counter_code(subject)})
    assert messages.IDENTIFIED in page.text


def links(page: str) -> dict[str, bytes]:
    """The files that a result page carries, by name."""
    found = re.findall(r'href="data:[a-z/]+;base64,([^"]+)" download="([^"]+)"', page)
    return {name: base64.b64decode(data) for data, name in found}


def test_from_the_case_page_to_the_report_with_one_entry(
    client: TestClient, house: House, subject: Subject, key: Key
) -> None:
    page = client.post("/cases", data=key).text
    assert "核对身份" in page
    assert "查看信用报告" not in page
    identify(client, house, key, subject)
    ready = client.post("/cases", data=key).text
    assert "查看信用报告" in ready
    assert "窗口核验" not in ready
    assert house.register() == ()
    response = client.post("/cases/result", data={**key, "format": "page"})
    assert response.status_code == 200
    assert response.headers["cache-control"] == "no-store"
    for words in (subject.name, subject.id_number, "异议标注", "未按规定公示年度报告", "测市监罚字", "不对任何人评分"):
        assert words in response.text, words
    (entry,) = house.register()
    assert (entry.granted, entry.channel) == (True, "web")
    files = links(response.text)
    pdf, machine = sorted(files)[1], sorted(files)[0]
    assert (pdf[-4:], machine[-5:]) == (".pdf", ".json")
    report = json.loads(files[machine])
    told = verify_report(house.office(), report["number"], report["verification_code"])
    assert hashlib.sha256(canonical(report)).hexdigest() == told.content_sha256
    assert report["number"] in "".join(one.extract_text() for one in PdfReader(io.BytesIO(files[pdf])).pages)


def test_it_is_given_once(client: TestClient, house: House, subject: Subject, key: Key) -> None:
    identify(client, house, key, subject)
    assert client.post("/cases/result", data={**key, "format": "page"}).status_code == 200
    for form in ("page", "pdf", "json"):
        again = client.post("/cases/result", data={**key, "format": form})
        assert again.status_code == 409
        assert messages.RESULT_GIVEN in again.text
        assert subject.id_number not in again.text
    assert messages.RESULT_GIVEN in client.post("/cases", data=key).text
    assert len(house.register()) == 1


def test_nothing_before_the_identity(client: TestClient, house: House, subject: Subject, key: Key) -> None:
    for form in ("page", "pdf", "json"):
        refused = client.post("/cases/result", data={**key, "format": form})
        assert refused.status_code == 409
        assert "核对身份" in refused.text
    told = client.post(f"/api/v1/cases/{key['number']}/result", headers={"X-Access-Code": key["code"]})
    assert (told.status_code, told.json()["detail"]) == (409, messages.RESULT_AWAITS)
    assert "未按规定公示年度报告" not in refused.text
    assert house.register() == ()


@pytest.mark.parametrize("path", ["/cases/identity", "/cases/result", "/sign-in", "/sign-out"])
def test_no_form_of_another_site_and_no_address(client: TestClient, key: Key, path: str) -> None:
    assert client.post(path, data=key, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    page = client.get(path, params=key)
    assert page.status_code in (404, 405) or "<h1>核对身份</h1>" in page.text


def test_the_code_of_another_person_identifies_nobody(
    client: TestClient, house: House, subject: Subject, key: Key
) -> None:
    with house.office().store.begin() as unit:
        other = add_person(unit, seed=2)
    page = client.post("/cases/identity", data={**key, "identity_code": house.counter_code(other)})
    assert page.status_code == 422
    assert "核对身份" in page.text
    assert other.id_number not in page.text
    identify(client, house, key, subject)


def test_wrong_identity_codes_lock_the_case_for_this_client(house: House, subject: Subject, key: Key) -> None:
    client = client_of(house, Limits(codes="3/hour"))
    told = [client.post("/cases/identity", data={**key, "identity_code": f"WRNG{n}WRN"}) for n in range(2, 6)]
    assert [one.status_code for one in told] == [422, 422, 422, 429]
    assert "核验码不对" in told[0].text
    assert client.post("/cases/identity", data={**key, "identity_code": house.counter_code(subject)}).status_code == 429
    assert client.post("/cases/result", data=key).status_code == 429


def test_a_wrong_access_code_opens_neither(client: TestClient, house: House, subject: Subject, key: Key) -> None:
    wrong = {**key, "code": "AAAAAAAAAA"}
    code = house.counter_code(subject)
    assert client.post("/cases/identity", data={**wrong, "identity_code": code}).status_code == 404
    identify(client, house, key, subject)
    assert client.post("/cases/result", data=wrong).status_code == 404
    told = client.post(f"/api/v1/cases/{key['number']}/result", headers={"X-Access-Code": "AAAAAAAAAA"})
    assert told.status_code == 404
    assert house.register() == ()


@pytest.mark.parametrize("form", ["pdf", "json"])
def test_the_pages_and_the_api_give_files(
    client: TestClient, house: House, subject: Subject, key: Key, form: str
) -> None:
    other = house.query(subject, key="another")
    identify(client, house, key, subject)
    identify(client, house, other, subject)
    from_page = client.post("/cases/result", data={**key, "format": form})
    path = f"/api/v1/cases/{other['number']}/result?format={form}"
    from_api = client.post(path, headers={"X-Access-Code": other["code"]})
    for response in (from_page, from_api):
        assert response.status_code == 200
        assert response.headers["content-type"] == f"application/{form}"
        assert response.headers["cache-control"] == "no-store"
        assert re.search(rf'filename="credit-report-BG-\d{{8}}-\w+\.{form}"', response.headers["content-disposition"])
        assert response.content.startswith(b"%PDF" if form == "pdf" else b"{")
    assert client.post(path, headers={"X-Access-Code": other["code"]}).json()["detail"] == messages.RESULT_GIVEN
    assert len(house.register()) == 2


def test_the_api_takes_its_code_from_the_header_alone(
    client: TestClient, house: House, subject: Subject, key: Key
) -> None:
    identify(client, house, key, subject)
    path = f"/api/v1/cases/{key['number']}/result"
    assert client.post(path, params={"code": key["code"]}).status_code == 404
    unknown = client.post(path, params={"format": "docx"}, headers={"X-Access-Code": key["code"]})
    assert (unknown.status_code, unknown.json()["detail"]) == (422, messages.BAD_RESULT_FORMAT)
    assert house.register() == ()


def test_what_cannot_be_printed_is_not_given_as_paper_and_still_there_as_a_page(
    client: TestClient, house: House, tmp_path: Path
) -> None:
    subject = house.subject(content={"处罚事由": "不能印的字：\U000e0041"})
    key = house.query(subject)
    identify(client, house, key, subject)
    assert client.post("/cases/result", data={**key, "format": "pdf"}).status_code == 409
    assert house.register() == ()
    page = client.post("/cases/result", data={**key, "format": "page"}).text
    assert [name[-5:] for name in links(page)] == [".json"]
    assert len(house.register()) == 1


def test_where_the_check_fails_nothing_is_given_and_the_look_is_registered(client: TestClient, house: House) -> None:
    """A bank without the subject's authorisation, identified as itself."""
    subject = house.subject("city")
    slots = third_slots(subject, representation_proof="介绍信")
    made = file_query(house.office(), CITIZEN, CaseType.AUTHORISED_QUERY, "city", slots, key="b", channel="web")
    from credit_core.use_cases.query import identity_verified
    from tests.credit_core.offices import OFFICER

    identity_verified(house.office(), OFFICER, made.case.id, "counter", "营业执照", name=BANK, number=BANK_CODE,
                      representation_proof="介绍信")  # fmt: skip
    key = {"number": made.case.number, "code": made.access_code or ""}
    refused = client.post("/cases/result", data={**key, "format": "page"})
    assert refused.status_code == 409
    assert "现在不能提供" in refused.text
    assert "授权" in refused.text
    assert subject.id_number not in refused.text
    assert [entry.granted for entry in house.register()] == [False]


def test_an_objection_has_no_result(client: TestClient, house: House) -> None:
    from tests.channels.web.test_cases import file

    key = file(house.office(), "jiangxi", "江西省公共信用信息平台")
    page = client.post("/cases", data=key).text
    assert "核对身份" not in page
    assert client.post("/cases/identity", data={**key, "identity_code": "AAAABBBB"}).status_code == 200
    refused = client.post("/cases/result", data={**key, "format": "page"})
    assert refused.status_code == 409
    assert messages.RESULT_NONE in refused.text


def test_the_demonstration_fills_its_code_in(client: TestClient, house: House, subject: Subject, key: Key) -> None:
    page = client.post("/cases/identity", data={**key, "then": "demo"}).text
    code = re.search(r'name="identity_code" required value="([A-Z0-9]{8})"', page)
    assert code
    assert messages.IDENTIFIED in client.post("/cases/identity", data={**key, "identity_code": code[1]}).text


def test_there_is_no_demonstration_code_in_production(tmp_path: Path) -> None:
    with opened(tmp_path, demo=False) as house:
        subject = house.subject()
        key, client = house.query(subject), client_of(house)
        assert "演示" not in client.post("/cases", data=key).text
        page = client.post("/cases/identity", data={**key, "then": "demo"})
        assert page.status_code == 422
        assert 'name="identity_code" required value=""' in page.text
        identify(client, house, key, subject)


def test_a_conversation_that_knows_the_case_offers_the_result(
    client: TestClient, house: House, subject: Subject, key: Key
) -> None:
    conversation = client.post("/cases", data={**key, "then": "talk"}, follow_redirects=False).headers["location"]
    assert "还差一步：核对身份" in client.get(conversation).text
    identify(client, house, key, subject)
    page = client.get(conversation).text
    assert "信用报告可以取了" in page
    assert key["code"] not in page
    assert client.get("/", follow_redirects=False).text.count("conversation") > 0


@pytest.mark.parametrize("path", ["/cases/identity", "/cases/result", "/sign-in"])
def test_the_limits_of_pages_hold_and_loading_is_said(house: House, key: Key, path: str) -> None:
    assert client_of(house, Limits(pages="0/minute")).post(path, data=key).status_code == 429
    house.ready = False
    waiting = TestClient(create_app(house, Settings(data_dir=house.settings.data_dir)), headers=OWN_PAGE)
    assert waiting.post(path, data=key).status_code == 503
