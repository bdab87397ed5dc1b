"""Regulations and what is public, for programs: nobody has to sign in."""

from __future__ import annotations

import pytest

from knowledge.citations.reference import ClauseRef
from knowledge.regulations.corpus import load_corpus
from tests.channels.web.staff.desks import Desks
from tests.credit_core.offices import add_firm, add_record

PATH = "/api/v1/regulations"


def test_texts_by_date(desks: Desks) -> None:
    client = desks.anybody()
    listed = {one["id"]: one for one in client.get(PATH).json()["items"]}
    assert listed.keys() == load_corpus().documents.keys()
    assert listed["jiangxi-2022"]["force"] == "现行有效" or listed["jiangxi-2022"]["force"] == "未载明失效日期"
    before = client.get(PATH, params={"as_of": "2020-01-01"}).json()["items"]
    assert {one["id"]: one for one in before}["jiangxi-2022"]["force"] == "尚未施行"
    assert client.get(PATH, params={"as_of": "2020-02-30"}).status_code == 422


@pytest.mark.parametrize("clause", ["jiangxi-2022#39.2", "jiangxi-2022#39", "shanxi-2022#15.2.9"])
def test_a_clause_is_verbatim(desks: Desks, clause: str) -> None:
    document, place = clause.split("#")
    found = desks.anybody().get(f"{PATH}/{document}/clauses/{place}").json()
    assert found["clause"] == clause
    words = load_corpus().provision(ClauseRef.parse(clause)).text
    assert "".join(words.split()) in "".join(found["text"].split())


def test_a_whole_text_and_what_is_not_there(desks: Desks) -> None:
    client = desks.anybody()
    text = client.get(f"{PATH}/jiangxi-2022").json()
    pieces = [piece for article in text["articles"] for piece in article["pieces"]]
    assert "jiangxi-2022#39.2" in {piece["clause"] for piece in pieces}
    assert client.get(f"{PATH}/atlantis-2022").status_code == 404
    assert client.get(f"{PATH}/jiangxi-2022/clauses/999").status_code == 404
    hits = client.get(f"{PATH}/search", params={"q": "异议 标注"}).json()["items"]
    assert {"jiangxi-2022"} <= {hit["document"] for hit in hits}


def test_two_places_on_a_topic(desks: Desks) -> None:
    client = desks.anybody()
    topics = {one["id"] for one in client.get(f"{PATH}/topics").json()["items"]}
    chosen = {"topic": "objection_decision_deadline", "a": "shanxi", "b": "jiangxi"}
    assert chosen["topic"] in topics
    found = client.get(f"{PATH}/compare", params=chosen).json()
    assert [side["id"] for side in found["sides"]] == ["shanxi", "jiangxi"]
    assert all(side["clauses"] for side in found["sides"])
    assert client.get(f"{PATH}/compare", params=chosen | {"b": "shanxi"}).status_code == 422


def test_what_is_public_is_of_organisations_only(desks: Desks) -> None:
    with desks.office.store.begin() as unit:
        firm = add_firm(unit)
        add_record(unit, firm, "jiangxi")
    client = desks.anybody()
    found = client.post("/api/v1/public/search", json={"place": "jiangxi", "text": firm.name})
    assert found.status_code == 200, found.text
    assert found.json()["basis"][0]["clause"].startswith("jiangxi-2022#")
    assert client.post("/api/v1/public/search", json={"place": "jiangxi", "text": "短"}).status_code == 400
    assert client.post("/api/v1/public/search", json={"place": "atlantis", "text": firm.name}).status_code == 422
