"""``/public``: what the law opens, of organisations only, registered and limited."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from fastapi.testclient import TestClient

from channels import messages
from channels.web.app import create_app
from channels.web.throttle import Limits
from credit_core.messages import public_search as words
from credit_core.model.disclosure import Mode
from credit_core.model.records import Publicity
from credit_core.model.subjects import Subject
from tests.channels.web.conftest import OWN_PAGE
from tests.channels.web.house import House, opened
from tests.credit_core.offices import add_firm, add_person, add_record


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with opened(tmp_path_factory.mktemp("public")) as made:
        yield made


@pytest.fixture(scope="module")
def firm(house: House) -> Subject:
    with house.office().store.begin() as unit:
        made = add_firm(unit, 7)
        add_record(unit, made, "jiangxi", objection_marks=1, content={"负责人姓名": "王小明", "处罚结果": "警告"})
        add_record(unit, made, "jiangxi", publicity=Publicity.STOPPED, title="停止公示的")
    return made


@pytest.fixture
def client(house: House) -> Iterator[TestClient]:
    with TestClient(create_app(house, house.settings, Limits(searches="12/hour")), headers=OWN_PAGE) as made:
        yield made


def search(client: TestClient, text: str, place: str = "jiangxi") -> str:
    return client.post("/public", data={"place": place, "text": text}).text


def test_the_page_says_basis_and_limits_and_is_not_indexed(client: TestClient) -> None:
    answer = client.get("/public")
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    for text in ("第二十条", "第十八条第一款", "第二十二条第一款", "第二十三条第三款", words.NO_PERSONS, words.PERIOD):
        assert text in answer.text


@pytest.mark.rule("SYS-20")
def test_an_organisation_is_found_with_marks_and_masked(client: TestClient, house: House, firm: Subject) -> None:
    for text in (firm.name, firm.id_number.lower()):
        page = search(client, text)
        assert firm.id_number in page
        assert "异议标注" in page
        assert "警告" in page
        assert "王小明" not in page
        assert "停止公示的" not in page
    entry = house.register()[-1]
    assert (entry.mode, entry.subject_id) == (Mode.OPEN, firm.id)


def test_another_place_is_another(client: TestClient, firm: Subject) -> None:
    page = search(client, firm.name, "shanxi")
    assert "没有正在公示的信息" in page
    assert firm.id_number not in page


def test_natural_persons_are_not_found_in_any_place(client: TestClient, house: House) -> None:
    with house.office().store.begin() as unit:
        person = add_person(unit, 3, name="欧阳测试")
        for place in house.office().law.jurisdictions:
            add_record(unit, person, place, event_date=date(2026, 3, 2))
    before = len(house.register())
    for place in house.office().law.jurisdictions:
        for text in (person.name, person.id_number):
            assert "没有正在公示的信息" in search(client, text, place)
    assert len(house.register()) == before


def test_what_cannot_be_looked_up_is_said(client: TestClient) -> None:
    assert words.TOO_SHORT in search(client, "测试")
    assert messages.CHOOSE_PLACE in search(client, "测试商行七号", "beijing")
    assert client.post("/public", data={}, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403


def test_many_looks_have_to_wait(client: TestClient) -> None:
    for _ in range(12):
        search(client, "没有这家商行")
    answer = client.post("/public", data={"place": "jiangxi", "text": "没有这家商行"})
    assert answer.status_code == 429
    assert "查得太多" in answer.text
