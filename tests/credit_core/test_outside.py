"""Outside data: determined with its basis for one place and day, otherwise undetermined with the law's own reason."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import yaml

from credit_core.errors import LawDataError, NotInForce, UnknownJurisdiction
from credit_core.law.outside import OutsideFile, parse_outside
from credit_core.law.outside_fields import Kind, MeasureKind, Period, Permanent, StartEvent
from credit_core.law.schema import Parameter
from credit_core.outside import CatalogueItem, Determined, OutsideData, Undetermined
from credit_core.parameters import load_law
from credit_core.vocabulary import Unit
from knowledge.citations.reference import ClauseRef

LAW = load_law()
ON = date(2026, 3, 2)
PLACES = sorted(LAW.jurisdictions)
OPEN_POINTS = [
    (place, Kind(name), parameter)
    for place in PLACES
    for name, parameter in LAW.regulation(place, ON).parameters.items()
    if parameter.undetermined
]
MONTHS = {"count": 7, "unit": "月", "start": "event_date"}
ENTRY = {
    "code": "M-1",
    "name": "测试条目",
    "record_class": "dishonest",
    "provider": "测试单位",
    "open": True,
    "shared": True,
    "share_scope": "测试范围",
    "publicity": MONTHS,
    "retention": "permanent",
    "basis": "测试办法第一条",
}
REPAIR = {"applies_to": ["M-1"], "conditions": [{"id": "done", "text": "已经履行", "kind": "fact"}], "excluded": False}
CRITERIA = {"code": "L-1", "name": "测试名单", "criteria": ["测试标准"], "body": "测试单位"}
PENALTY = {"code": "P-1", "kind": "penalty", "name": "甲", "target": "乙", "body": "丙", "basis": "丁"}
INCENTIVE = PENALTY | {"kind": "incentive"}
LIMIT = {"parameter": "listing_feedback_period", "count": 5, "unit": "工作日"}


def a_file(
    place: str, name: str = "甲.yaml", start: str = "2025-01-01", to: str | None = None, **said: Any
) -> OutsideFile:
    raw = {
        "basis": {"title": f"测试依据{name[0]}", "number": None, "issuer": "测试机关", "date": "2024-12-01"},
        "jurisdiction": place,
        "valid_from": start,
        "valid_to": to,
        **said,
    }
    return parse_outside(yaml.safe_dump(raw, allow_unicode=True), name)


def everything(place: str) -> OutsideFile:
    return a_file(
        place,
        catalogue=[ENTRY],
        repair_conditions=[REPAIR],
        listing_criteria=[CRITERIA],
        measures=[PENALTY, INCENTIVE],
        limits=[LIMIT, LIMIT | {"parameter": "evaluation_check_period", "unit": "日"}],
    )


KEYS = {
    Kind.CATALOGUE_ENTRIES: "M-1",
    Kind.PUBLICITY_PERIOD: "M-1",
    Kind.RETENTION_PERIOD: "M-1",
    Kind.REPAIR_CONDITIONS: "M-1",
    Kind.LISTING_CRITERIA: "L-1",
    Kind.PENALTY_LIST_ENTRIES: "P-1",
    Kind.INCENTIVE_LIST_ENTRIES: "P-1",
    Kind.LISTING_FEEDBACK_PERIOD: "",
    Kind.EVALUATION_CHECK_PERIOD: "",
}


def data(*files: OutsideFile) -> OutsideData:
    return OutsideData(files, LAW)


def with_entry(place: str, **changes: Any) -> CatalogueItem:
    entry = {key: value for key, value in (ENTRY | changes).items() if value is not None}
    found = data(a_file(place, catalogue=[entry])).catalogue_entry(place, "M-1", ON)
    assert isinstance(found, Determined)
    return found.value


@pytest.mark.rule("SX-08", "SX-20", "CT-31", "JX-36", "CT-33", "JX-38", "CT-53", "CT-57")
@pytest.mark.parametrize(
    ("place", "kind", "parameter"), OPEN_POINTS, ids=[f"{place}:{kind}" for place, kind, _ in OPEN_POINTS]
)
def test_an_open_point_is_undetermined_for_the_laws_own_reason(place: str, kind: Kind, parameter: Parameter) -> None:
    found = data().look_up(place, kind, KEYS.get(kind, ""), ON)
    assert isinstance(found, Undetermined)
    assert (found.reason, found.parameter, found.clause) == (parameter.undetermined, parameter, parameter.source)
    assert (found.detail, found.loaded) == (None, ())


@pytest.mark.rule("SX-08", "SX-20", "CT-31", "JX-36")
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("kind", KEYS)
def test_a_place_is_filled_by_its_own_files_only(place: str, kind: Kind) -> None:
    others = tuple(everything(other) for other in PLACES if other != place)
    assert isinstance(data(*others).look_up(place, kind, KEYS[kind], ON), Undetermined)
    found = data(*others, everything(place)).look_up(place, kind, KEYS[kind], ON)
    assert isinstance(found, Determined)
    assert (found.basis.title, found.since, found.until) == ("测试依据甲", date(2025, 1, 1), None)


@pytest.mark.rule("GEN-02")
def test_before_commencement_and_of_unknown_places_nothing_is_said() -> None:
    loaded = data(a_file("jiangxi", start="2020-01-01", catalogue=[ENTRY]))
    assert isinstance(loaded.catalogue_entry("jiangxi", "M-1", date(2022, 3, 1)), Determined)
    with pytest.raises(NotInForce, match="2022-03-01起施行"):
        loaded.catalogue_entry("jiangxi", "M-1", date(2022, 2, 28))
    with pytest.raises(UnknownJurisdiction):
        loaded.catalogue_entry("nowhere", "M-1", ON)


@pytest.mark.rule("SX-02", "CT-05", "JX-04")
@pytest.mark.parametrize("place", PLACES)
def test_the_catalogue_of_the_event_date_applies(place: str) -> None:
    old = a_file(place, "旧.yaml", "2025-01-01", "2025-06-30", catalogue=[ENTRY | {"name": "旧名"}])
    new = a_file(place, "新.yaml", "2025-07-01", None, catalogue=[ENTRY | {"name": "新名"}])
    loaded = data(new, old)

    def named(on: date) -> str | None:
        found = loaded.catalogue_entry(place, "M-1", on)
        return found.value.entry.name if isinstance(found, Determined) else None

    assert [named(date(2024, 12, 31)), named(date(2025, 1, 1))] == [None, "旧名"]
    assert [named(date(2025, 6, 30)), named(date(2025, 7, 1))] == ["旧名", "新名"]


@pytest.mark.rule("SX-02", "CT-05", "JX-04")
@pytest.mark.parametrize("place", PLACES)
def test_a_code_that_no_loaded_catalogue_lists_is_told_apart_from_no_catalogue(place: str) -> None:
    loaded = data(a_file(place, catalogue=[ENTRY]))
    missing = loaded.catalogue_entry(place, "M-2", ON)
    assert isinstance(missing, Undetermined)
    assert missing.detail == "已载入测试依据甲（甲.yaml），其中没有“M-2”。"
    assert [basis.title for basis in missing.loaded] == ["测试依据甲"]
    early = loaded.catalogue_entry(place, "M-1", date(2024, 12, 31))
    assert isinstance(early, Undetermined)
    assert early.detail == "已载入测试依据甲（甲.yaml），适用期间不包括2024-12-31。"
    assert early.loaded == ()


@pytest.mark.rule("CT-07")
@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("open", "是否公开"),
        ("shared", "是否共享"),
        ("share_scope", "共享范围"),
        ("publicity", "公示期限"),
        ("retention", "保存期限"),
    ],
)
def test_an_entry_that_leaves_a_field_open_is_not_used_for_publication(field: str, name: str) -> None:
    item = with_entry("city", **{field: None})
    assert not item.usable_for_publication
    assert item.clause == ClauseRef.parse("city-2022#13.2")
    assert (
        "《社会信用条例（某市）》第十三条第二款要求目录写明是否公开、是否共享、共享范围、公示、保存的期限"
        in item.obstacles[0]
    )
    assert item.obstacles[0].endswith(f"这一条目没有写明{name}，补齐以前不能公示。")


@pytest.mark.rule("CT-07")
def test_an_entry_that_says_everything_is_used_for_publication() -> None:
    item = with_entry("city")
    assert item.usable_for_publication
    assert item.obstacles == ()
    assert with_entry("city", shared=False, share_scope=None).usable_for_publication


@pytest.mark.parametrize("place", [place for place in PLACES if not LAW.parameter("catalogue_fields", place, ON)])
def test_where_the_law_demands_no_fields_only_openness_counts(place: str) -> None:
    bare = with_entry(place, shared=None, share_scope=None, publicity=None, retention=None)
    assert bare.usable_for_publication
    assert bare.clause is None
    assert with_entry(place, open=None).obstacles == ("目录没有写明这一条目是否公开，不能公示；请编制目录的单位确认。",)


@pytest.mark.rule("CT-22")
@pytest.mark.parametrize("place", PLACES)
def test_an_entry_that_is_not_open_is_not_published(place: str) -> None:
    item = with_entry(place, open=False, publicity=None)
    assert item.obstacles == ("目录写明这一条目不公开，不能公示。",)


@pytest.mark.rule("SX-08")
def test_periods_come_from_the_catalogue_or_from_a_document_on_periods() -> None:
    bare = {key: value for key, value in ENTRY.items() if key not in ("publicity", "retention")}
    periods = {"applies_to": ["M-1"], "publicity": "permanent", "retention": MONTHS}
    loaded = data(
        a_file("shanxi", catalogue=[bare, ENTRY | {"code": "M-2"}]),
        a_file("shanxi", "乙.yaml", periods=[periods]),
    )
    months = Period(count=7, unit=Unit.MONTH, start=StartEvent.EVENT_DATE)
    own, other = loaded.publicity_period("shanxi", "M-2", ON), loaded.publicity_period("shanxi", "M-1", ON)
    assert isinstance(own, Determined)
    assert isinstance(other, Determined)
    assert (own.value, own.basis.title) == (months, "测试依据甲")
    assert (other.value, other.basis.title) == (Permanent.PERMANENT, "测试依据乙")
    kept = loaded.retention_period("shanxi", "M-1", ON)
    assert isinstance(kept, Determined)
    assert kept.value == months
    assert isinstance(loaded.publicity_period("shanxi", "M-3", ON), Undetermined)


def test_typed_look_ups_give_the_rows_of_the_file() -> None:
    file = everything("jiangxi")
    loaded, rules = data(file), file.rules
    assert [
        loaded.repair_conditions("jiangxi", "M-1", ON),
        loaded.listing_criteria("jiangxi", "L-1", ON),
        loaded.measure("jiangxi", MeasureKind.PENALTY, "P-1", ON),
        loaded.measure("jiangxi", MeasureKind.INCENTIVE, "P-1", ON),
        loaded.limit("jiangxi", Kind.LISTING_FEEDBACK_PERIOD, ON),
    ] == [
        Determined(row, rules.basis, rules.valid_from, None)
        for row in (rules.repair_conditions[0], rules.listing_criteria[0], *rules.measures, rules.limits[0])
    ]


@pytest.mark.rule("CT-33", "CT-53", "JX-38")
def test_office_limits_keep_the_unit_that_their_basis_writes() -> None:
    loaded = data(everything("city"))
    feedback = loaded.limit("city", Kind.LISTING_FEEDBACK_PERIOD, ON)
    check = loaded.limit("city", Kind.EVALUATION_CHECK_PERIOD, ON)
    assert isinstance(feedback, Determined)
    assert isinstance(check, Determined)
    assert (feedback.value.count, feedback.value.unit) == (5, Unit.WORKING_DAY)
    assert (check.value.count, check.value.unit) == (5, Unit.DAY)
    other = data(a_file("jiangxi", limits=[LIMIT])).limit("jiangxi", Kind.EVALUATION_CHECK_PERIOD, ON)
    assert isinstance(other, Undetermined)


def test_a_point_that_the_regulation_does_not_have_is_told_without_borrowing() -> None:
    found = data(everything("city")).limit("shanxi", Kind.EVALUATION_CHECK_PERIOD, ON)
    assert isinstance(found, Undetermined)
    assert found.reason == "没有载入信用评价异议的核查时限的依据，不能下结论；本系统不引用其他地区的规定代替。"
    assert (found.parameter, found.clause) == (None, None)


def test_what_the_regulation_itself_states_is_left_to_the_regulation() -> None:
    regulation = LAW.regulation("jiangxi", ON)
    open_point = regulation.parameters["publicity_period"]
    stated = open_point.model_copy(update={"undetermined": None, "values": ("期限",)})
    documents = tuple(
        source.model_copy(update={"parameters": {**source.parameters, "publicity_period": stated}})
        if source is regulation
        else source
        for source in LAW.documents
    )
    law = type(LAW)(LAW.topics, LAW.assumptions, documents)
    found = OutsideData((), law).publicity_period("jiangxi", "M-1", ON)
    assert isinstance(found, Undetermined)
    assert found.reason == "《江西省社会信用条例》第四十条写明了公示期限，请按条例办理。"


def test_two_bases_for_one_day_are_a_persons_to_choose_between() -> None:
    one = a_file("jiangxi", "甲.yaml", "2025-01-01", "2025-06-30", catalogue=[ENTRY])
    two = a_file("jiangxi", "乙.yaml", "2025-06-30", catalogue=[ENTRY])
    loaded = data(one, two)
    assert isinstance(loaded.catalogue_entry("jiangxi", "M-1", date(2025, 6, 29)), Determined)
    assert isinstance(loaded.catalogue_entry("jiangxi", "M-1", date(2025, 7, 1)), Determined)
    for look_up in (loaded.catalogue_entry, loaded.publicity_period, loaded.retention_period):
        with pytest.raises(LawDataError, match=r"“M-1”在2025-06-30有不止一个依据：测试依据甲（甲\.yaml）、测试依据乙"):
            look_up("jiangxi", "M-1", date(2025, 6, 30))


def test_every_code_in_one_file_and_a_code_in_another_are_two_bases() -> None:
    every = a_file("jiangxi", "甲.yaml", repair_conditions=[REPAIR | {"applies_to": "*"}])
    own = a_file("jiangxi", "乙.yaml", repair_conditions=[REPAIR])
    loaded = data(every, own)
    assert isinstance(loaded.repair_conditions("jiangxi", "M-2", ON), Determined)
    with pytest.raises(LawDataError, match="“M-1”在2026-03-02有不止一个依据"):
        loaded.repair_conditions("jiangxi", "M-1", ON)
    assert data(every).problems(own) == (
        "信用修复的具体条件“M-1”与已载入的测试依据甲（甲.yaml）适用期间重叠，请先给其中不再适用的文件填写 valid_to。",
    )
    assert len(data(own).problems(every)) == 1


def test_a_file_is_checked_against_those_loaded() -> None:
    loaded = data(a_file("jiangxi", "甲.yaml", "2025-01-01", "2025-06-30", catalogue=[ENTRY]))
    again = a_file("jiangxi", "甲.yaml", "2025-01-01", "2025-06-30", catalogue=[ENTRY])
    overlapping = a_file("jiangxi", "乙.yaml", "2025-06-30", catalogue=[ENTRY])
    following = a_file("jiangxi", "乙.yaml", "2025-07-01", catalogue=[ENTRY])
    elsewhere = a_file("city", "乙.yaml", catalogue=[ENTRY])
    assert loaded.problems(again) == ("同样内容的文件已经载入：测试依据甲（甲.yaml）。",)
    assert [said[:4] for said in loaded.problems(overlapping)] == ["公共信用", "公示期限", "保存期限"]
    assert loaded.problems(following) == loaded.problems(elsewhere) == ()
    [unknown] = loaded.problems(a_file("nowhere", "乙.yaml", catalogue=[ENTRY]))
    assert "没有收录“nowhere”的条例" in unknown


@pytest.mark.parametrize(
    ("said", "fits"),
    [
        ({"catalogue": [ENTRY | {"category": "jiangxi-2022#12.1.2"}]}, True),
        ({"catalogue": [ENTRY | {"category": "shanxi-2022#15.2.2"}]}, False),
        ({"catalogue": [ENTRY | {"category": "jiangxi-2022#12.1"}]}, False),
        ({"listing_criteria": [CRITERIA | {"category": "jiangxi-2022#29.2.1"}]}, True),
        ({"listing_criteria": [CRITERIA | {"category": "jiangxi-2022#30"}]}, False),
        ({"measures": [PENALTY | {"type": "jiangxi-2022#28.1.7"}]}, True),
        ({"measures": [PENALTY | {"type": "jiangxi-2022#24.1.1"}]}, False),
        ({"measures": [INCENTIVE | {"type": "jiangxi-2022#24.1.1"}]}, True),
    ],
)
def test_a_category_is_an_item_of_the_places_own_list(said: dict[str, Any], fits: bool) -> None:
    found = data().problems(a_file("jiangxi", **said))
    assert (found == ()) is fits
    assert all("不是江西省条例规定的“" in problem for problem in found)


def test_the_version_tells_what_is_loaded() -> None:
    one, two = a_file("jiangxi", "甲.yaml", catalogue=[ENTRY]), a_file("city", "乙.yaml", catalogue=[ENTRY])
    versions = [data(), data(one), data(two), data(one, two)]
    assert len({loaded.version for loaded in versions}) == len(versions)
    assert data(one, two).version == data(two, one).version
    assert all(len(loaded.version) == 12 for loaded in versions)
