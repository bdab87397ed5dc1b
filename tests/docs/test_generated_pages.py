"""docs/rule-coverage.md and docs/legal-review.md are complete, up to date, and hide no gap."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from credit_core.law.inventory import load_inventory
from credit_core.parameters import load_law
from evals.pages.legal_review import places_used
from evals.pages.marks import read_proofs
from evals.pages.rule_coverage import uncovered
from evals.pages.write import outdated

ROOT = Path(__file__).parents[2]
INVENTORY = load_inventory()
PROOFS = read_proofs(ROOT)
CURE = "credit-assistant evals pages"


def _ids(page: str) -> set[str]:
    text = (ROOT / "docs" / page).read_text("utf-8")
    return set(re.findall(r"(?m)^\| ([A-Z]+-\d+) \|", text))


def test_the_pages_are_up_to_date() -> None:
    assert [page.name for page in outdated()] == [], CURE


def test_every_rule_and_mechanism_is_on_the_page() -> None:
    assert _ids("rule-coverage.md") == {*INVENTORY.rules, *INVENTORY.mechanisms}


def test_every_rule_of_the_subjects_side_is_named_by_a_test() -> None:
    """Else it stands in rules.yaml as undecidable, with the reason."""
    assert uncovered(INVENTORY, PROOFS) == []


def test_no_test_names_an_unknown_rule() -> None:
    strange = {rule: proofs for rule, proofs in PROOFS.items() if rule not in INVENTORY}
    assert strange == {}


def test_every_interpretation_is_on_the_review_page() -> None:
    assert _ids("legal-review.md") == set(load_law().assumptions)


def test_every_interpretation_named_in_the_code_is_written_down() -> None:
    unknown = {key: files for key, files in places_used(ROOT).items() if key not in load_law().assumptions}
    assert unknown == {}


@pytest.mark.parametrize(
    "file", sorted((ROOT / "credit_core").rglob("*.py")), ids=lambda file: str(file.relative_to(ROOT))
)
def test_an_interpretation_in_the_code_names_its_number(file: Path) -> None:
    """`解释:` alone could not be looked up by the lawyer who reviews it; `解释 A-6:` can."""
    assert [line for line in file.read_text("utf-8").splitlines() if "解释:" in line] == []
