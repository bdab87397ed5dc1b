"""The record rules say nothing that the texts do not say, and nothing of another place."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from credit_core.errors import LawDataError
from credit_core.law.inventory import load_inventory
from credit_core.law.record_files import read_record_files
from credit_core.law.record_schema import RecordRules, Rule
from credit_core.parameters import load_law
from knowledge.citations.reference import ClauseRef
from knowledge.regulations.corpus import load_corpus

CORPUS, LAW, INVENTORY = load_corpus(), load_law(), load_inventory()
FILES = read_record_files()
POINTS = [
    pytest.param(document, point, id=f"{document}:{point.rule}:{point.source}")
    for document, rules in FILES.items()
    for point in rules.points
]


def text_of(ref: ClauseRef) -> str:
    provision = CORPUS.provision(ref)
    return provision.lead + provision.text


def test_every_regulation_has_its_record_rules() -> None:
    regulations = {source.document for source in LAW.documents if source.authority == "regulation"}
    assert set(FILES) == regulations


@pytest.mark.parametrize("document", sorted(FILES))
def test_every_clause_resolves(document: str) -> None:
    assert [str(ref) for ref in FILES[document].clauses if CORPUS.find(ref) is None] == []


@pytest.mark.parametrize(("document", "point"), POINTS)
def test_words_stand_in_their_clause_and_rules_are_known(document: str, point: Rule) -> None:
    assert point.rule in INVENTORY.rules
    if point.words and point.clause:
        assert point.words in text_of(point.clause), document
    assert set(point.assumptions) <= set(LAW.assumptions)


@pytest.mark.parametrize(("document", "rules"), sorted(FILES.items()))
def test_lists_agree_with_the_parameters_of_the_law(document: str, rules: RecordRules) -> None:
    """The kinds of personal data are the text's own words, and 「unless」 stands there too."""
    parameters = LAW.document(document).parameters
    for name, point in (("forbidden_data", rules.forbidden), ("consent_data", rules.restricted),
                        ("restricted_data", rules.restricted)):  # fmt: skip
        if name in parameters:
            assert parameters[name].values == point.categories
    for unless, clause in (
        (rules.excluded.unless, rules.excluded.clause),
        (rules.masking.unless, rules.masking.clause),
    ):
        assert unless is None or (clause is not None and unless in text_of(clause))


def test_a_clause_of_another_place_is_refused(tmp_path: Path) -> None:
    text = (files("credit_core.law") / "records" / "city-2022.yaml").read_text("utf-8")
    _write(tmp_path, "city-2022.yaml", text.replace("clause: city-2022#44.2", "clause: jiangxi-2022#40"))
    with pytest.raises(LawDataError, match="引用了别的文件的条款"):
        read_record_files(tmp_path)


def test_a_file_that_breaks_the_schema_or_its_name_says_so(tmp_path: Path) -> None:
    _write(tmp_path, "hunan-2030.yaml", "document: hunan-2030\n")
    with pytest.raises(LawDataError, match=r"hunan-2030\.yaml"):
        read_record_files(tmp_path)
    text = (files("credit_core.law") / "records" / "city-2022.yaml").read_text("utf-8")
    _write(tmp_path, "hunan-2030.yaml", text)
    with pytest.raises(LawDataError, match="文件名与 document"):
        read_record_files(tmp_path)


def _write(folder: Path, name: str, text: str) -> None:
    (folder / "records").mkdir(exist_ok=True)
    (folder / "records" / name).write_text(text, encoding="utf-8")
