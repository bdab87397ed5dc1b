"""The pages of an identified citizen: their own, nobody else's, and nothing without an identity."""

from __future__ import annotations

import io
import json
import re
import zipfile

import pytest
from fastapi.testclient import TestClient

from channels.web.access.gate import CITIZEN_COOKIE
from channels.web.access.table import Who, load_table
from channels.web.mine import words
from credit_core.model.cases import CaseType
from credit_core.model.ids import new_id
from credit_core.model.records import Record
from credit_core.model.subjects import Relation, RelationKind, Subject
from credit_core.use_cases.query import file_query
from tests.channels.web.staff.desks import Desks
from tests.credit_core.offices import CITIZEN, add_firm, add_person, add_record
from tests.credit_core.query_filings import granted, own_slots

OWN = [row for row in load_table() if row.who is Who.CITIZEN and row.path.startswith("/mine")]
PAGES = [row.path for row in OWN if row.method == "GET" and "{" not in row.path]


def held(desks: Desks, seed: int = 1, place: str = "jiangxi") -> tuple[Subject, Record]:
    with desks.office.store.begin() as unit:
        subject = add_person(unit, seed)
        return subject, add_record(unit, subject, place)


def browser(desks: Desks, subject: Subject) -> TestClient:
    return desks.citizen(subject.name, subject.id_number, subject.id_kind.value)


def looks(desks: Desks, subject: Subject) -> int:
    with desks.office.store.read() as unit:
        return unit.queries.count(subject_id=subject.id)


@pytest.mark.parametrize("row", OWN, ids=lambda row: row.route)
def test_without_an_identity_no_page_of_anybody(desks: Desks, row: object) -> None:
    path = re.sub(r"\{\w+\}", "x", row.path)  # type: ignore[attr-defined]
    back = desks.anybody().request(row.method, path)  # type: ignore[attr-defined]
    assert (back.status_code, back.headers["location"].split("?")[0]) == (303, "/sign-in")
    staff = desks.client("administrator").request(row.method, path)  # type: ignore[attr-defined]
    assert staff.headers["location"].startswith("/sign-in")


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_there_for_who_has_much_and_for_who_has_nothing(desks: Desks, path: str) -> None:
    subject, _ = held(desks)
    granted(desks.office, subject, "jiangxi")
    for client in (browser(desks, subject), desks.citizen("欧阳测试", "110101199003070177")):
        page = client.get(path)
        assert page.status_code == 200
        assert page.headers["cache-control"] == "no-store"
        title = re.findall("<title>(.*?)</title>", page.text)[0]
        assert subject.name not in title


def test_records_show_source_axes_marks_and_the_look_is_registered(desks: Desks) -> None:
    subject, record = held(desks)
    client = browser(desks, subject)
    page = client.get("/mine/records").text
    assert record.number in page
    assert record.provider in page
    assert looks(desks, subject) == 1
    one = client.get(f"/mine/records/{record.id}").text
    assert f"/acts/objection?place={record.jurisdiction}&amp;record={record.number}" in one
    assert "变动和理由" in one
    assert "您自己查看" in one
    assert looks(desks, subject) == 2
    nobody = desks.citizen("欧阳测试", "110101199003070177").get("/mine/records").text
    assert "没有归集到您的信息" in nobody
    with desks.office.store.read() as unit:
        assert unit.queries.count() > 2


def test_ids_of_others_are_not_there(desks: Desks) -> None:
    (subject, _), (other, foreign) = held(desks), held(desks, 2)
    office = desks.office
    authorisation = granted(office, other, "jiangxi")
    case = file_query(office, CITIZEN, CaseType.QUERY_OWN_RECORD, "jiangxi", own_slots(other), key="q", channel="web")
    client = browser(desks, subject)
    for path in (
        f"/mine/records/{foreign.id}",
        f"/mine/cases/{case.case.id}",
        f"/mine/cases/{case.case.id}/letters/x",
    ):
        assert client.get(path).status_code == 404
    assert client.post(f"/mine/authorisations/{authorisation}/end", data={"version": "2"}).status_code == 404
    assert client.post("/mine/represent", data={"organisation": other.id}).status_code == 404
    assert browser(desks, other).get(f"/mine/cases/{case.case.id}").status_code == 200


def test_an_authorisation_is_ended_from_the_page(desks: Desks) -> None:
    subject, _ = held(desks, place="city")
    granted(desks.office, subject)
    client = browser(desks, subject)
    page = client.get("/mine/authorisations").text
    found = re.search(r'action="(/mine/authorisations/\w+/end)">\s*<input[^>]+name="version" value="(\d+)"', page)
    assert found
    refused = client.post(found[1], data={"version": "1"})
    assert refused.status_code == 409
    assert client.post(found[1], headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    back = client.post(found[1], data={"version": found[2]})
    assert back.headers["location"] == "/mine/authorisations?done=ended"
    after = client.get(back.headers["location"]).text
    assert words.DONE["ended"] in after
    assert "/end" not in after


def test_each_copy_of_the_report_is_registered_and_one_form_gives_one(desks: Desks) -> None:
    subject, record = held(desks)
    client = browser(desks, subject)

    def form() -> dict[str, str]:
        found = re.search(r'name="key" value="([^"]+)"', client.get("/mine/report").text)
        assert found
        return {"key": found[1], "place": "jiangxi"}

    assert client.post("/mine/report", data={**form(), "place": ""}).status_code == 422
    assert looks(desks, subject) == 0
    once = form()
    page = client.post("/mine/report", data={**once, "format": "page"})
    assert record.number in page.text
    assert "data:application/json;base64," in page.text
    assert client.post("/mine/report", data={**once, "format": "page"}).status_code == 409
    file = client.post("/mine/report", data={**form(), "format": "json"})
    assert record.number in file.text
    assert json.loads(file.content)
    paper = client.post("/mine/report", data={**form(), "format": "pdf"})
    assert paper.content.startswith(b"%PDF")
    assert looks(desks, subject) == 3
    assert client.get("/mine/cases").text.count("已办结") == 3


def test_personal_data_goes_along_and_is_erased_only_when_one_is_sure(desks: Desks) -> None:
    subject, record = held(desks)
    client = browser(desks, subject)
    client.post("/mine/report", data={"key": "k", "place": "jiangxi", "format": "json"})
    kept = client.get("/mine/data").text
    assert f"信用记录{record.number}仍然有效" in kept
    assert subject.name in json.loads(client.post("/mine/data/export", data={"format": "json"}).content)["name"]
    archive = client.post("/mine/data/export", data={"format": "zip"})
    assert zipfile.ZipFile(io.BytesIO(archive.content)).testzip() is None
    assert client.post("/mine/data/erase").status_code == 422
    with desks.office.store.read() as unit:
        assert unit.cases.where(subject_id=subject.id)[0].applicant
    back = client.post("/mine/data/erase", data={"sure": "yes"})
    assert back.headers["location"] == "/mine/data?done=erased"
    with desks.office.store.read() as unit:
        assert not unit.cases.where(subject_id=subject.id)[0].applicant
        assert unit.records.get(record.id).content
    assert "删除可以删除的" in kept
    assert "删除可以删除的" not in client.get("/mine/data").text


def test_who_represents_an_organisation_goes_on_as_it(desks: Desks) -> None:
    subject, _ = held(desks)
    with desks.office.store.begin() as unit:
        firm = add_firm(unit)
        record = add_record(unit, firm, "jiangxi")
        unit.relations.add(
            Relation(new_id(), firm.id, RelationKind.LEGAL_REPRESENTATIVE, subject.id, subject.name, subject.id_number,
                     None, None, desks.office.clock.today(), None)
        )  # fmt: skip
    client = browser(desks, subject)
    before = client.cookies[CITIZEN_COOKIE]
    assert firm.name in client.get("/mine").text
    assert client.get(f"/mine/records/{record.id}").status_code == 404
    back = client.post("/mine/represent", data={"organisation": firm.id})
    token = back.cookies[CITIZEN_COOKIE]
    assert token != before
    assert desks.citizens.citizen(before) is None
    own = desks.anybody()
    own.cookies.set(CITIZEN_COOKIE, token)
    assert own.get(f"/mine/records/{record.id}").status_code == 200


def test_the_case_by_number_and_code_has_its_counting_too(desks: Desks) -> None:
    subject, _ = held(desks)
    made = file_query(
        desks.office, CITIZEN, CaseType.QUERY_OWN_RECORD, "city", own_slots(subject), key="q", channel="web"
    )
    case = browser(desks, subject).get(f"/mine/cases/{made.case.id}").text
    assert "办理经过" in case
    with desks.office.store.read() as unit:
        counted = bool(unit.duties.where(case_id=made.case.id))
    assert ("这一天是怎么算的" in case) is counted
