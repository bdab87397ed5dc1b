"""The pages under docs/ that are generated from the law data and the sources of the tests."""

from __future__ import annotations

from pathlib import Path

from credit_core.law.inventory import load_inventory
from credit_core.parameters import load_law
from credit_core.procedures.book import load_procedures
from evals.pages import legal_review, procedures, rule_coverage
from evals.pages.marks import read_proofs
from knowledge.regulations.corpus import load_corpus

ROOT = Path(__file__).resolve().parents[2]


def pages(root: Path = ROOT) -> dict[Path, str]:
    """Each generated page of the source tree `root` with the text it should have."""
    corpus = load_corpus()
    coverage = rule_coverage.render(load_inventory(), read_proofs(root), corpus)
    review = legal_review.render(load_law(), legal_review.places_used(root), corpus)
    tables = procedures.render(load_procedures(), corpus)
    return {
        root / "docs" / "rule-coverage.md": coverage,
        root / "docs" / "legal-review.md": review,
        root / "docs" / "procedures.md": tables,
    }


def outdated(root: Path = ROOT) -> list[Path]:
    """The pages that are missing or differ from what they should be."""
    return [page for page, text in pages(root).items() if not page.exists() or page.read_text("utf-8") != text]


def write(root: Path = ROOT) -> list[Path]:
    """Write every page, and say which."""
    written = pages(root)
    for page, text in written.items():
        page.write_text(text, "utf-8")
    return list(written)
