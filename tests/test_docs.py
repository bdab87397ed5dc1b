"""Documentation can fail: what it names exists, and what exists is named."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from assistant.settings import Settings
from knowledge.citations.reference import ClauseRef, ClauseRefError
from knowledge.regulations.corpus import Corpus, load_corpus

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted(
    path
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *ROOT.glob("knowledge/**/*.md")]
    if path.is_file()
)
ADRS = sorted((ROOT / "docs" / "adr").glob("*.md"))
ADR_SECTIONS = ["背景", "决定", "没有选的", "后果"]
ADR_MAX_LINES = 60

_LINK = re.compile(r"\]\((?P<target>[^)#\s]+)(?:#[^)]*)?\)")
_CODE = re.compile(r"`(?P<code>[^`\n]+)`")
_PATH = re.compile(r"\.?[\w.-]+(?:/[\w.*-]+)+/?")
_TARGET = re.compile(r"(?m)^([a-z-]+):")
# Made at run time, or by a citizen of another checkout.
_NOT_IN_THE_TREE = ("var/", ".venv/", "evals/reports/")


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _named_paths(page: Path) -> set[str]:
    """Code spans that are a path from the root: their first part is a folder of the project."""
    spans = {match["code"] for match in _CODE.finditer(_text(page))}
    return {
        span
        for span in spans
        if _PATH.fullmatch(span)
        and (ROOT / span.split("/")[0]).is_dir()
        and "*" not in span
        and not span.startswith(_NOT_IN_THE_TREE)
    }


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load_corpus()


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_paths_and_links_lead_somewhere(page: Path) -> None:
    missing = {path for path in _named_paths(page) if not (ROOT / path).exists()}
    for match in _LINK.finditer(_text(page)):
        target = match["target"]
        if "://" not in target and not target.startswith("mailto:") and not (page.parent / target).exists():
            missing.add(target)
    assert missing == set()


@pytest.mark.parametrize("page", ["README.md", "docs/architecture.md", "SECURITY.md", "docs/operator-guide.md"])
def test_clauses_named_on_the_main_pages_exist(page: str, corpus: Corpus) -> None:
    for match in _CODE.finditer(_text(ROOT / page)):
        if "#" not in match["code"]:
            continue
        try:
            ref = ClauseRef.parse(match["code"])
        except ClauseRefError:
            continue
        assert corpus.provision(ref), match["code"]


def test_the_documents_shipped_are_listed_in_the_readme(corpus: Corpus) -> None:
    readme = _text(ROOT / "README.md")
    assert [name for name in corpus.documents if f"`{name}`" not in readme] == []


def test_every_setting_is_explained() -> None:
    names = {name.upper() for name in Settings.model_fields}
    in_example = set(re.findall(r"(?m)^([A-Z_]+)=", _text(ROOT / ".env.example")))
    in_guide = set(re.findall(r"(?m)^\| `([A-Z_]+)` \|", _text(ROOT / "docs" / "operator-guide.md")))
    assert in_example == names
    assert in_guide == names


def test_the_example_settings_are_the_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    """Copied as it stands, `.env.example` must work and change nothing."""
    monkeypatch.delenv("DATA_DIR", raising=False)
    assert Settings(_env_file=ROOT / ".env.example") == Settings(_env_file=None)


def test_every_make_target_is_described_and_in_the_readme() -> None:
    makefile, readme = _text(ROOT / "Makefile"), _text(ROOT / "README.md")
    targets = _TARGET.findall(makefile)
    assert targets
    assert set(targets) == set(re.findall(r"(?m)^([a-z-]+):.*## .*[\u4e00-\u9fff]", makefile))
    assert set(targets) == set(re.search(r"(?m)^\.PHONY: (.*)$", makefile)[1].split())  # type: ignore[index]
    assert [name for name in targets if f"`make {name}`" not in readme] == []


def test_make_alone_prints_its_targets() -> None:
    # Under `make test` this is a make within a make, which would announce its directory.
    command = ["make", "--no-print-directory"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=20, check=True)
    assert [line.split()[1] for line in done.stdout.splitlines()] == _TARGET.findall(_text(ROOT / "Makefile"))


def test_adrs_are_numbered_without_gaps() -> None:
    assert [int(path.name[:4]) for path in ADRS] == list(range(1, len(ADRS) + 1))


@pytest.mark.parametrize("adr", ADRS, ids=lambda p: p.stem)
def test_an_adr_fits_a_page_and_says_what_was_refused(adr: Path) -> None:
    text = _text(adr)
    assert text.startswith(f"# ADR {adr.name[:4]} ")
    sections = re.findall(r"(?m)^## (.+)$", text)
    assert [name for name in sections if name in ADR_SECTIONS] == ADR_SECTIONS
    assert len(text.splitlines()) <= ADR_MAX_LINES


def test_the_changelog_knows_this_version_and_how_law_changes_are_written() -> None:
    version = tomllib.loads(_text(ROOT / "pyproject.toml"))["project"]["version"]
    changelog = _text(ROOT / "CHANGELOG.md")
    assert re.search(rf"(?m)^## {re.escape(version)}\b", changelog)
    assert "| 条款 | 生效日 | 影响 |" in changelog


def test_lock_files_are_pinned_and_name_no_index() -> None:
    """Every line is `name==version`; all but torch's file carry hashes (ADR 0005)."""
    for lock in sorted(ROOT.glob("requirements*.lock")):
        text = _text(lock)
        assert "://" not in text, lock.name
        assert not re.search(r"(?m)^-", text), lock.name
        pins = re.findall(r"(?m)^[a-z0-9].*$", text)
        assert pins, lock.name
        assert [pin for pin in pins if "==" not in pin] == []
        hashed = text.count("\n    --hash=sha256:") >= len(pins)
        assert hashed == (lock.name != "requirements-torch.lock"), lock.name


def test_torch_is_pinned_the_same_everywhere() -> None:
    dependencies = tomllib.loads(_text(ROOT / "pyproject.toml"))["project"]["dependencies"]
    pin = next(line for line in dependencies if line.startswith("torch"))
    assert f"\n{pin}\n" in _text(ROOT / "requirements-torch.lock")
    assert not re.search(r"(?m)^torch==", _text(ROOT / "requirements.lock"))
