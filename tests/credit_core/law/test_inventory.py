"""The inventory names all 233 rules and 80 mechanisms, with clauses that exist, and agrees with the law files."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from credit_core.errors import LawDataError
from credit_core.law.inventory import Disposition, Force, Inventory, Rule, RuleKind, load_inventory, read_items
from credit_core.law.schema import Assumption, Review
from credit_core.parameters import load_law
from knowledge.regulations.corpus import load_corpus
from knowledge.regulations.numerals import to_chinese

ROOT = Path(__file__).parents[3]
INVENTORY = load_inventory()
LAW = load_law()
CORPUS = load_corpus()
ITEMS = [*INVENTORY.rules.values(), *INVENTORY.mechanisms.values()]
LIMITS = [limit for source in LAW.documents for limit in source.limits]
DOCUMENT_OF = {
    "SX": "shanxi-2022",
    "CT": "city-2022",
    "JX": "jiangxi-2022",
    "OP": "shanxi-opinion-2020",
    "PL": "shanxi-plan-2014",
}
LISTED = re.compile(r"([一二三四五六七八九十]+)(?:类|种情形|种违法行为|项信息安全)")
RULE = {"kind": "期限", "name": "三日内答复", "clauses": ["shanxi-2022#42"], "disposition": "core_rights"}


def test_all_rules_and_mechanisms_are_there() -> None:
    by_document = Counter(name.partition("-")[0] for name in INVENTORY.rules)
    assert by_document == {"GEN": 10, "SX": 50, "CT": 69, "JX": 71, "OP": 23, "PL": 10}
    assert len(INVENTORY.rules) == 233
    assert len(INVENTORY.mechanisms) == 80


def test_numbers_run_without_gaps() -> None:
    """A rule left out would leave a gap; a repeated key is refused by the reader."""
    names = [*INVENTORY.rules, *INVENTORY.mechanisms]
    for prefix in {name.partition("-")[0] for name in names}:
        own = [name for name in names if name.startswith(prefix + "-")]
        assert own == [f"{prefix}-{number:02d}" for number in range(1, len(own) + 1)]


def test_clauses_resolve_under_their_own_name() -> None:
    """Written as the corpus writes them: no 款 where the article has only one."""
    cited = [ref for item in ITEMS for ref in item.clauses]
    assert [str(ref) for ref in cited if CORPUS.find(ref) is None] == []
    assert [str(ref) for ref in cited if CORPUS.provision(ref).ref != ref] == []


def test_a_rule_cites_its_own_document() -> None:
    strange = {
        rule.id: str(ref)
        for rule in INVENTORY.rules.values()
        for ref in rule.clauses
        if ref.document != DOCUMENT_OF.get(rule.id.partition("-")[0], ref.document)
    }
    assert strange == {}


def test_a_reason_stands_exactly_where_software_cannot_decide() -> None:
    for item in ITEMS:
        assert (item.reason is not None) == (item.disposition is Disposition.UNDECIDABLE), item.id
    assert {item.disposition for item in ITEMS} == set(Disposition)
    assert {rule.kind for rule in INVENTORY.rules.values()} == set(RuleKind)
    assert {mechanism.force for mechanism in INVENTORY.mechanisms.values()} == set(Force)


def test_the_expired_plan_carries_no_right() -> None:
    """规划期 ended in 2020: of the plan only that it binds nobody is the subject's concern."""
    own = [rule.id for rule in INVENTORY.rules.values() if rule.id.startswith("PL-")]
    assert [name for name in own if INVENTORY.rules[name].disposition is Disposition.CORE_RIGHTS] == ["PL-01"]


@pytest.mark.parametrize("limit", LIMITS, ids=lambda limit: limit.rule)
def test_every_limit_of_the_law_files_is_a_rule_with_its_clause(limit) -> None:
    rule = INVENTORY.rules[limit.rule]
    assert any(limit.clause.overlaps(ref) for ref in rule.clauses)
    if limit.countable:
        assert rule.kind is RuleKind.DEADLINE
        assert limit.word.removesuffix("内") in rule.name


def test_every_countable_limit_is_the_subjects_side() -> None:
    sides = {INVENTORY.rules[limit.rule].disposition for limit in LIMITS if limit.countable}
    assert sides == {Disposition.CORE_RIGHTS}


def test_numbers_of_listed_kinds_are_those_of_the_text() -> None:
    checked = 0
    for rule in INVENTORY.rules.values():
        if (match := LISTED.search(rule.name)) and len(rule.clauses) == 1 and "#s" not in str(rule.clauses[0]):
            listed = [ref for ref in CORPUS.provision(rule.clauses[0]).children if ref.item is not None]
            if listed:
                assert match[1] == to_chinese(len(listed)), rule.id
                checked += 1
    assert checked == 18


def test_modules_that_carry_a_mechanism_exist() -> None:
    missing = [path for entry in INVENTORY.mechanisms.values() for path in entry.where if not (ROOT / path).exists()]
    assert missing == []


def test_an_id_of_either_kind_is_in_the_inventory() -> None:
    assert "JX-50" in INVENTORY
    assert "SYS-42" in INVENTORY
    assert "JX-99" not in INVENTORY


@pytest.mark.parametrize(
    "change",
    [
        {"disposition": "undecidable"},
        {"reason": "由人判断"},
        {"kind": "别的"},
        {"clauses": []},
        {"clauses": ["第四十二条"]},
        {"note": "多写的"},
    ],
    ids=["no reason", "needless reason", "unknown kind", "no clause", "not a clause id", "unknown key"],
)
def test_a_bad_entry_is_refused_with_its_file_named(change) -> None:
    assert read_items(Rule, {"SX-35": RULE}, "rules.yaml")["SX-35"].id == "SX-35"
    with pytest.raises(LawDataError, match=r"rules\.yaml"):
        read_items(Rule, {"SX-35": RULE | change}, "rules.yaml")


def test_a_mechanism_of_an_unknown_rule_is_refused() -> None:
    with pytest.raises(LawDataError, match="SYS-42 提到没有的规则：SX-28"):
        Inventory({}, {"SYS-42": INVENTORY.mechanisms["SYS-42"]})


def test_interpretations_name_rules_that_exist() -> None:
    named = {key: rule for key, a in LAW.assumptions.items() for rule in a.rules if rule not in INVENTORY.rules}
    assert named == {}


def test_an_interpretation_says_that_no_lawyer_has_reviewed_it_until_one_signs() -> None:
    signed = Review(status="signed", by="测试律师", signed_on=date(2026, 11, 20))
    assert Assumption(text="从第二天开始数。").label == "未经律师审核"
    assert Assumption(text="从第二天开始数。", review=signed).label == "已由测试律师于2026-11-20审核"


@pytest.mark.parametrize(
    "review", [{"status": "signed"}, {"by": "测试律师"}, {"status": "signed", "by": "测试律师"}, {"status": "seen"}]
)
def test_half_a_signature_is_none(review) -> None:
    with pytest.raises(ValidationError):
        Review.model_validate(review)
