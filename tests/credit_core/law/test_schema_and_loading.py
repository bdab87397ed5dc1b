"""The law files are read strictly, and a further place is data only."""

from __future__ import annotations

import copy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from credit_core.errors import LawDataError, NotInForce
from credit_core.law.files import read_law_files
from credit_core.law.reader import read_yaml
from credit_core.law.schema import LawFile, Limit, Parameter
from credit_core.parameters import load_law
from knowledge.citations.reference import ClauseRef

LIMIT = {
    "rule": "TL-01",
    "act": "objection",
    "duty": "答复",
    "actor": None,
    "word": "四个工作日内",
    "value": 4,
    "unit": "工作日",
    "start": {"event": "objection_received", "text": "收到异议申请", "written": True},
    "clause": "testland-2025#3.1",
    "since": "2025-01-01",
}


def a_place(document: str = "testland-2025", start: str = "2025-01-01", to: str | None = None) -> dict[str, Any]:
    answer = {
        "status": "silent",
        "answer": "本条例未规定；本系统不引用其他地区的规定代替。",
        "clauses": [f"{document}#1"],
    }
    limit = {key: value for key, value in LIMIT.items() if key != "since"} | {"clause": f"{document}#3.1"}
    return {
        "document": document,
        "jurisdiction": "testland",
        "place": "测试省",
        "title": "测试省社会信用条例",
        "authority": "regulation",
        "in_force": {"from": start, "to": to, "clause": f"{document}#9"},
        "ask_body": None,
        "topics": dict.fromkeys(load_law().topics, answer),
        "limits": [limit],
        "parameters": {},
    }


def write(folder: Path, *places: dict[str, Any]) -> Path:
    for place in places:
        (folder / f"{place['document']}.yaml").write_text(yaml.safe_dump(place, allow_unicode=True), encoding="utf-8")
    return folder


def test_a_new_place_is_a_file(tmp_path: Path) -> None:
    law = load_law(write(tmp_path, a_place()))
    assert law.jurisdictions["testland"] == "测试省"
    found = law.topic("query_fee", "testland", date(2025, 6, 1))
    assert found.silent
    assert (found.document, found.since) == ("testland-2025", date(2025, 1, 1))
    assert law.limit("TL-01", "testland", date(2025, 6, 1)).value == 4
    assert "testland" not in load_law().jurisdictions


def test_versions_of_one_place_follow_each_other(tmp_path: Path) -> None:
    law = load_law(write(tmp_path, a_place(), a_place("testland-2026", "2026-05-01")))
    assert law.regulation("testland", date(2026, 4, 30)).document == "testland-2025"
    assert law.regulation("testland", date(2026, 5, 1)).document == "testland-2026"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"colour": "red"}, "colour"),
        ({"limits": [LIMIT | {"deadline": 3}]}, "deadline"),
        ({"limits": [LIMIT | {"value": "4"}]}, "value"),
        ({"limits": [LIMIT | {"unit": None}]}, "value 和 unit"),
        ({"limits": [LIMIT | {"start": None}]}, "start"),
        ({"limits": [LIMIT | {"clause": "jiangxi-2022#39.2"}]}, "只能引用本文件的条款"),
        ({"limits": [LIMIT | {"clause": "testland-2025"}]}, "clause"),
        ({"limits": [LIMIT, LIMIT]}, "重复"),
        ({"limits": [LIMIT | {"after": "TL-99"}]}, "TL-99"),
        ({"limits": [LIMIT | {"assumptions": ["A-99"]}]}, "A-99"),
        ({"limits": [LIMIT | {"topic": "no_such_topic"}]}, "no_such_topic"),
        ({"topics": {}}, "没有作答的问题"),
    ],
)
def test_a_faulty_file_is_refused(tmp_path: Path, change: dict[str, Any], said: str) -> None:
    with pytest.raises(LawDataError, match=said):
        load_law(write(tmp_path, copy.deepcopy(a_place()) | change))


def test_an_unknown_topic_is_refused(tmp_path: Path) -> None:
    place = a_place()
    place["topics"]["weather"] = place["topics"]["query_fee"]
    with pytest.raises(LawDataError, match="weather"):
        load_law(write(tmp_path, place))


def test_the_same_document_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LawDataError, match="文件编号有重复"):
        load_law(write(tmp_path, a_place("shanxi-2022")))


def test_repeated_keys_and_broken_yaml_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_text("a: 1\na: 2\n", encoding="utf-8")
    with pytest.raises(LawDataError, match="重复的键"):
        read_yaml(file)
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(LawDataError, match=r"x\.yaml"):
        read_yaml(file)


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "空"},
        {"name": "两个来源", "clause": "a-2020#1", "items_of": "a-2020#1", "values": ["甲"]},
        {"name": "值和待定", "clause": "a-2020#1", "values": ["甲"], "undetermined": "没有载入"},
        {"name": "什么也没有", "clause": "a-2020#1"},
    ],
)
def test_a_parameter_has_exactly_one_source(fields: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Parameter.model_validate(fields | {"since": "2020-01-01"})


def test_a_clause_is_an_id_or_a_reference() -> None:
    ref = ClauseRef.parse("testland-2025#3.1")
    assert Limit.model_validate(LIMIT | {"clause": ref}).clause is ref
    with pytest.raises(ValidationError, match="条款编号应当是文字"):
        Limit.model_validate(LIMIT | {"clause": 39.2})


@pytest.mark.parametrize("field", ["topics", "limits", "parameters", "in_force"])
def test_a_section_of_the_wrong_shape_is_refused(field: str) -> None:
    with pytest.raises(ValidationError, match=field):
        LawFile.model_validate(a_place() | {field: "nothing"})


def test_a_topic_given_twice_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    topic = load_law().topics["interview"].model_dump(mode="json")
    (tmp_path / "topics.yaml").write_text(yaml.safe_dump({"topics": [topic, topic]}), encoding="utf-8")
    monkeypatch.setattr("credit_core.law.files.files", lambda _: tmp_path)
    with pytest.raises(LawDataError, match="问题编号有重复"):
        read_law_files()


def test_a_regulation_that_has_ended_is_not_applied(tmp_path: Path) -> None:
    law = load_law(write(tmp_path, a_place(to="2025-12-31")))
    assert law.regulation("testland", date(2025, 12, 31)).document == "testland-2025"
    with pytest.raises(NotInForce, match="适用到2025-12-31为止"):
        law.regulation("testland", date(2026, 1, 1))


def test_entries_are_immutable() -> None:
    limit = Limit.model_validate(LIMIT)
    with pytest.raises(ValidationError):
        limit.value = 5  # type: ignore[misc]


def test_a_file_that_is_not_a_mapping_is_refused() -> None:
    with pytest.raises(ValidationError):
        LawFile.model_validate(["nothing"])
