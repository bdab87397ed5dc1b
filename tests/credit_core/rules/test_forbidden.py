"""Personal data: which place forbids what, of whom, as which information — and that nothing is carried over."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credit_core.model.decisions import Met
from credit_core.model.records import Source
from credit_core.rules.draft import Checked, Declared, Intake
from credit_core.rules.forbidden import NO_FORBIDDEN_DATA, PERSONAL_DATA_LAWFUL, held_categories, personal_data
from tests.credit_core.drafts import PLACES, firm, intake

SIX = ("宗教信仰", "基因", "指纹", "血型", "疾病", "病史")
PROPERTY = ("收入", "存款", "有价证券", "商业保险", "不动产", "纳税数额")


def checked(found: Intake) -> list[Checked]:
    return list(personal_data(found))


def with_kind(place: str, kind: str, source: Source, declared: Declared | None = None) -> Intake:
    declared = replace(declared or Declared(), personal_data=(kind,))
    return intake(place, with_draft={"source": source, "declared": declared})


@pytest.mark.rule("CT-17", "JX-46")
@pytest.mark.parametrize("kind", SIX)
def test_the_six_absolute_kinds(kind: str) -> None:
    """The city: all credit information. 江西: market information only. 山西: silent, so a person looks."""
    everything = Declared(written_consent="同意书1号", legal_basis="测试依据")
    expected = {
        ("city", Source.PUBLIC): (Met.NOT_MET, "city-2022#20.1"),
        ("city", Source.MARKET): (Met.NOT_MET, "city-2022#20.1"),
        ("jiangxi", Source.MARKET): (Met.NOT_MET, "jiangxi-2022#37.2"),
        ("jiangxi", Source.PUBLIC): (Met.UNKNOWN, None),
        ("shanxi", Source.PUBLIC): (Met.UNKNOWN, None),
        ("shanxi", Source.MARKET): (Met.UNKNOWN, None),
    }
    for (place, source), (met, clause) in expected.items():
        (only,) = checked(with_kind(place, kind, source, everything))
        assert (only.reason.met, str(only.reason.clause) if only.reason.clause else None) == (met, clause)
        assert only.reason.missing is None  # no paper cures it


@pytest.mark.rule("CT-18", "JX-45")
@pytest.mark.parametrize("kind", PROPERTY)
def test_consent_lifts_it_in_the_city_only(kind: str) -> None:
    consent, basis = Declared(written_consent="同意书1号"), Declared(legal_basis="测试依据")
    for source in Source:
        (city,) = checked(with_kind("city", kind, source, consent))
        assert city.reason.met is Met.MET
        assert checked(with_kind("shanxi", kind, source)) == []
    (market,) = checked(with_kind("jiangxi", kind, Source.MARKET, consent))
    assert market.reason.met is Met.NOT_MET
    assert "同意" not in market.reason.text + str(market.reason.missing)
    (lawful,) = checked(with_kind("jiangxi", kind, Source.MARKET, basis))
    assert lawful.reason.met is Met.MET
    assert checked(with_kind("jiangxi", kind, Source.PUBLIC)) == []


@pytest.mark.rule("CT-18")
def test_a_legal_basis_counts_for_state_organs_only() -> None:
    found = with_kind("city", "存款", Source.PUBLIC, Declared(legal_basis="测试税法第三条"))
    assert found.provider is not None
    assert checked(found)[0].reason.met is Met.MET
    league = replace(found, provider=replace(found.provider, roles=("provider",)))  # 人民团体
    assert checked(league)[0].reason.met is Met.NOT_MET
    assert checked(replace(found, provider=None))[0].reason.met is Met.NOT_MET


@pytest.mark.parametrize("place", PLACES)
def test_organisations_have_no_such_data(place: str) -> None:
    content = {"血型": "A", "存款": "十万元"}
    for source in Source:
        assert checked(intake(place, with_draft={"identity": firm(), "content": content, "source": source})) == []


def test_fields_count_by_name_at_any_depth_and_declared_kinds_too() -> None:
    content = {"登记": {"住院": {"既往病史": "无"}}, "备注": ["一", {"说明": "二"}]}
    found = intake("city", with_draft={"content": content, "declared": Declared(personal_data=("存款",))})
    assert held_categories(found) == {"病史", "存款"}
    assert held_categories(intake("city", with_draft={"title": "血型登记"})) == {"血型"}


@pytest.mark.rule("CT-17")
def test_a_word_in_running_text_is_a_question_not_a_refusal() -> None:
    content = {"处罚事由": ["销售声称治疗疾病的普通食品", {"附": "盗用他人指纹"}]}
    found = intake("city", with_draft={"content": content})
    (asked,) = checked(found)
    assert asked.reason.met is Met.UNKNOWN
    assert "指纹、疾病" in asked.reason.text
    assert checked(replace(found, findings={NO_FORBIDDEN_DATA: True}))[0].reason.met is Met.MET
    assert checked(replace(found, findings={NO_FORBIDDEN_DATA: False}))[0].reason.met is Met.NOT_MET


def test_what_a_silent_place_leaves_to_a_person_follows_the_finding() -> None:
    found = with_kind("shanxi", "病史", Source.PUBLIC)
    assert checked(replace(found, findings={PERSONAL_DATA_LAWFUL: True}))[0].reason.met is Met.MET
    assert checked(replace(found, findings={PERSONAL_DATA_LAWFUL: False}))[0].reason.met is Met.NOT_MET


@given(
    before=st.text(alphabet="既往本人登记的", max_size=4),
    kind=st.sampled_from(SIX),
    after=st.text(alphabet="情况说明及备注", max_size=4),
    source=st.sampled_from(Source),
    place=st.sampled_from(PLACES),
)
def test_no_field_named_after_a_forbidden_kind_passes_anywhere(
    before: str, kind: str, after: str, source: Source, place: str
) -> None:
    found = intake(place, with_draft={"content": {f"{before}{kind}{after}": "有"}, "source": source})
    assert any(only.reason.met is not Met.MET for only in checked(found))
