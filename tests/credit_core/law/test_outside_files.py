"""Files of outside data are read strictly: every fault is named in Chinese, and nothing is filled in."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from credit_core.errors import LawDataError
from credit_core.law.outside import OutsideFile, parse_outside
from credit_core.law.outside_fields import Kind, MeasureKind, Period, Permanent, StartEvent
from credit_core.law.outside_schema import CatalogueEntry
from credit_core.messages import outside as messages
from credit_core.outside import OutsideData
from credit_core.parameters import load_law
from credit_core.vocabulary import Authority, Unit
from knowledge.citations.reference import ClauseRef
from knowledge.regulations.corpus import load_corpus

GUIDE = Path(__file__).parents[3] / "docs" / "outside-data.md"
MONTHS = {"count": 7, "unit": "月", "start": "document_effective"}


def a_file(**changes: Any) -> dict[str, Any]:
    """A small correct file, with its top-level items replaced by `changes`."""
    entry = {
        "code": "M-1",
        "name": "测试条目",
        "record_class": "dishonest",
        "provider": "测试单位",
        "open": True,
        "shared": False,
        "publicity": MONTHS,
        "retention": "permanent",
        "basis": "测试办法第一条",
    }
    basis = {"title": "测试目录", "number": None, "issuer": "测试机关", "date": "2025-01-01"}
    file: dict[str, Any] = {
        "basis": basis,
        "jurisdiction": "jiangxi",
        "valid_from": "2025-01-01",
        "valid_to": None,
        "catalogue": [entry],
    }
    return file | changes


def read(raw: dict[str, Any], name: str = "测试.yaml") -> OutsideFile:
    return parse_outside(yaml.safe_dump(raw, allow_unicode=True), name)


def entry(**changes: Any) -> dict[str, Any]:
    changed: dict[str, Any] = a_file()["catalogue"][0] | changes
    return {"catalogue": [changed]}


def condition(**changes: Any) -> dict[str, Any]:
    return {"id": "corrected", "text": "已经纠正", "kind": "fact"} | changes


def repair(**changes: Any) -> dict[str, Any]:
    row = {"applies_to": ["M-1"], "conditions": [condition()], "excluded": False} | changes
    return {"repair_conditions": [row]}


def limit(**changes: Any) -> dict[str, Any]:
    return {"limits": [{"parameter": "listing_feedback_period", "count": 5, "unit": "工作日"} | changes]}


def test_a_file_is_read_with_its_basis_hash_and_days() -> None:
    text = yaml.safe_dump(a_file(valid_to="2025-12-31"), allow_unicode=True)
    found = parse_outside(text, "测试.yaml")
    assert (found.name, found.sha256) == ("测试.yaml", hashlib.sha256(text.encode()).hexdigest())
    assert (found.rules.basis.title, found.rules.basis.date) == ("测试目录", date(2025, 1, 1))
    assert found.find(Kind.PUBLICITY_PERIOD, "M-1") == Period(
        count=7, unit=Unit.MONTH, start=StartEvent.DOCUMENT_EFFECTIVE
    )
    assert found.find(Kind.RETENTION_PERIOD, "M-1") is Permanent.PERMANENT
    assert [found.covers(date(2025, 12, 31)), found.covers(date(2026, 1, 1))] == [True, False]
    assert [found.covers(date(2025, 1, 1)), found.covers(date(2024, 12, 31))] == [True, False]


@pytest.mark.parametrize("field", ["basis", "jurisdiction", "valid_from", "valid_to"])
def test_a_file_states_its_basis_place_and_days(field: str) -> None:
    raw = a_file()
    del raw[field]
    with pytest.raises(LawDataError, match=f"测试.yaml 有误：{field}：没有填写"):
        read(raw)


@pytest.mark.parametrize("field", ["title", "number", "issuer", "date"])
def test_a_basis_is_named_in_full(field: str) -> None:
    raw = a_file()
    del raw["basis"][field]
    with pytest.raises(LawDataError, match=f"basis {field}：没有填写"):
        read(raw)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"colour": "red"}, "colour：没有这个项目"),
        ({"name": "x"}, "name：没有这个项目"),
        (entry(colour="red"), "catalogue 第1条 colour：没有这个项目"),
        (entry(publicity=MONTHS | {"unit": "工作日"}), "catalogue 第1条 publicity unit：只能是年、月、日"),
        (entry(publicity=MONTHS | {"count": "7"}), "catalogue 第1条 publicity count：应当是整数"),
        (entry(publicity=MONTHS | {"count": True}), "publicity count：应当是整数"),
        (entry(retention=MONTHS | {"count": 0}), "catalogue 第1条 retention count：应当是1以上的整数"),
        (entry(retention=MONTHS | {"start": "some_day"}), "retention start：只能是document_effective、event_date"),
        (entry(publicity="forever"), "publicity：只能是permanent"),
        (entry(publicity=12), "publicity：应当分项填写"),
        (entry(open="yes"), "open：应当是 true 或者 false"),
        (entry(code=101), "code：应当是文字；全是数字的编号要加引号"),
        (entry(code="M 1"), "code：编号里不能有空格和星号"),
        (entry(code="*"), "code：编号里不能有空格和星号"),
        (entry(name=""), "name：不能为空"),
        (entry(record_class="bad"), "record_class：只能是basic、positive、dishonest"),
        (entry(category="第十二条"), "category：条款编号缺少“#”"),
        ({"catalogue": {"M-1": {}}}, "catalogue：应当是列表"),
        ({"catalogue": []}, "至少要有一项内容"),
        ({"catalogue": a_file()["catalogue"] * 2}, "写了不止一次：公共信用信息目录的条目“M-1”"),
        ({"periods": [{"applies_to": ["M-1"], "publicity": MONTHS}]}, "写了不止一次：公示期限“M-1”"),
        ({"periods": [{"applies_to": ["M-2"]}]}, "periods 第1条：publicity 和 retention 至少填写一项"),
        ({"periods": [{"applies_to": "*", "publicity": MONTHS}]}, "periods 第1条 applies_to：应当是列表"),
        ({"periods": [{"applies_to": ["*"], "publicity": MONTHS}]}, "applies_to 第1条：编号里不能有空格和星号"),
        ({"periods": [{"applies_to": [], "publicity": MONTHS}]}, "applies_to：不能为空"),
        (repair(applies_to="M-1"), "“\\*”表示全部条目"),
        (repair(applies_to=["*", "M-1"]), "“\\*”表示全部条目"),
        (repair(applies_to=["M-1", "M-1"]), "写了不止一次：信用修复的具体条件“M-1”"),
        (repair(excluded=True), "excluded 是 true 的不写"),
        (repair(conditions=[]), "是 false 的至少写一个条件"),
        (repair(conditions=[], excluded=True, ways=["窗口"]), "excluded 是 true 的不写"),
        (repair(conditions=[condition(), condition()]), "写了不止一次：corrected"),
        (repair(conditions=[condition(id="第一")]), "id：应当是小写字母开头"),
        (repair(conditions=[condition(kind="elapsed")]), "kind 是 elapsed 的条件要写 elapsed"),
        (repair(conditions=[condition(elapsed=MONTHS)]), "kind 是 elapsed 的条件要写 elapsed"),
        (repair(conditions=[condition(kind="document")]), "要写明 proof"),
        (repair(conditions=[condition(kind="feeling")]), "conditions 第1条 kind：只能是fact、document"),
        (limit(unit="月"), "limits 第1条 unit：只能是日、工作日"),
        (limit(parameter="repair_conditions"), "parameter：只能是listing_feedback_period、evaluation_check_period"),
        ({"limits": limit()["limits"] * 2}, "写了不止一次：列入前异议的反馈时限"),
        ({"jurisdiction": "江西"}, "jurisdiction：应当是小写字母开头的地区代号"),
        ({"valid_to": "2024-12-31"}, "valid_to 不能早于 valid_from"),
        ({"valid_from": 20250101}, "valid_from：应当是“年-月-日”的日期"),
        ({"valid_from": "2025-02-29"}, "valid_from：应当是“年-月-日”的日期"),
        ({"valid_from": "2025年1月1日"}, "valid_from：应当是“年-月-日”的日期"),
    ],
)
def test_a_faulty_file_is_refused_by_name(change: dict[str, Any], said: str) -> None:
    with pytest.raises(LawDataError, match=said):
        read(a_file(**change))


def test_every_fault_is_told_at_once() -> None:
    with pytest.raises(LawDataError) as caught:
        read(a_file(jurisdiction="江西", **entry(open="yes")))
    assert "jurisdiction：" in str(caught.value)
    assert "catalogue 第1条 open：" in str(caught.value)
    assert not re.search(r"[Ii]nput should", str(caught.value))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: [", "不是正确的 YAML"),
        ("a: 1\na: 2\n", "重复的键：a"),
        ("valid_from: 2025-13-01\n", "不是正确的 YAML"),
        ("- basis\n", "应当由 basis、jurisdiction"),
        ("", "应当由 basis、jurisdiction"),
    ],
)
def test_text_that_is_no_record_is_refused(text: str, said: str) -> None:
    with pytest.raises(LawDataError, match=said):
        parse_outside(text, "测试.yaml")


def test_days_written_without_quotes_are_days() -> None:
    text = yaml.safe_dump(a_file(), allow_unicode=True).replace("'2025-01-01'", "2025-01-01")
    assert parse_outside(text, "测试.yaml").rules.valid_from == date(2025, 1, 1)
    with pytest.raises(LawDataError, match="valid_from：应当是"):
        parse_outside(text.replace("valid_from: 2025-01-01", "valid_from: 2025-01-01 08:00:00"), "测试.yaml")


def test_what_a_catalogue_does_not_say_stays_unsaid() -> None:
    bare = {key: a_file()["catalogue"][0][key] for key in ("code", "name", "record_class", "provider", "basis")}
    found = read(a_file(catalogue=[bare]))
    said = found.find(Kind.CATALOGUE_ENTRIES, "M-1")
    assert isinstance(said, CatalogueEntry)
    assert (said.open, said.shared, said.share_scope, said.publicity, said.retention) == (None,) * 5
    assert found.kinds == {Kind.CATALOGUE_ENTRIES}


def test_a_demand_that_no_field_answers_stays_open() -> None:
    said = read(a_file()).rules.catalogue[0]
    assert said.missing(["是否公开", "公示、保存的期限"]) == []
    assert said.missing(["是否公开", "更新频次"]) == ["更新频次"]


def test_a_code_of_its_own_goes_before_every_code() -> None:
    every = repair(applies_to="*")["repair_conditions"]
    own = repair(applies_to=["M-2"], conditions=[], excluded=True)["repair_conditions"]
    found = read(a_file(repair_conditions=every + own))
    assert found.find(Kind.REPAIR_CONDITIONS, "M-1") == found.rules.repair_conditions[0]
    assert found.find(Kind.REPAIR_CONDITIONS, "M-2") == found.rules.repair_conditions[1]
    assert found.find(Kind.CATALOGUE_ENTRIES, "M-2") is None


def test_every_open_point_of_the_regulations_is_a_kind() -> None:
    law = load_law()
    open_points = {
        name
        for source in law.documents
        if source.authority is Authority.REGULATION
        for name, parameter in source.parameters.items()
        if parameter.undetermined
    }
    assert open_points <= set(Kind)
    assert set(messages.KIND_NAMES) == set(Kind)
    assert {kind.list for kind in MeasureKind} <= set(Kind)


def test_files_are_immutable() -> None:
    found = read(a_file())
    with pytest.raises(ValidationError):
        found.rules.jurisdiction = "elsewhere"  # type: ignore[misc]
    with pytest.raises(TypeError):
        found.values[Kind.CATALOGUE_ENTRIES, "M-9"] = Permanent.PERMANENT  # type: ignore[index]


def test_the_example_of_the_guide_is_a_correct_file_marked_as_an_example() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    [example] = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    assert example.startswith("# 示例，不是现行规定")
    found = parse_outside(example, "示例.yaml")
    assert "不是现行规定" in found.rules.basis.title
    assert found.kinds == set(Kind) - {Kind.EVALUATION_CHECK_PERIOD, Kind.LISTING_PROCEDURE, Kind.PROVINCIAL_RULES}
    assert OutsideData((), load_law()).problems(found) == ()


def test_the_example_names_clauses_that_exist() -> None:
    named = re.findall(r"jiangxi-2022#[\d.]+", GUIDE.read_text(encoding="utf-8"))
    assert named
    assert [ref for ref in named if load_corpus().find(ClauseRef.parse(ref)) is None] == []
