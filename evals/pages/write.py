"""The pages under docs/ that are generated from the law data, the flows, the table of rights and the tests."""

from __future__ import annotations

from pathlib import Path

from assistant.dialogue.flows.load import load_flows
from assistant.wording import load_wording
from channels.web.access.table import load_table
from credit_core.law.inventory import load_inventory
from credit_core.parameters import load_law
from credit_core.procedures.book import load_procedures
from evals.pages import access, flows, legal_review, procedures, rule_coverage
from evals.pages.marks import read_proofs
from knowledge.regulations.corpus import load_corpus

ROOT = Path(__file__).resolve().parents[2]


def pages(root: Path = ROOT) -> dict[Path, str]:
    """Each generated page of the source tree `root` with the text it should have."""
    corpus = load_corpus()
    coverage = rule_coverage.render(load_inventory(), read_proofs(root), corpus)
    review = legal_review.render(load_law(), legal_review.places_used(root), corpus)
    book = load_procedures()
    return {
        root / "docs" / "rule-coverage.md": coverage,
        root / "docs" / "legal-review.md": review,
        root / "docs" / "procedures.md": procedures.render(book, corpus),
        root / "docs" / "access.md": access.render(load_table()),
        root / "docs" / "flows.md": flows.render(load_flows(), book, corpus, load_wording()),
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
