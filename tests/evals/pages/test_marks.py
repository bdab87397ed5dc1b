"""Marks are found wherever pytest would apply them, and nowhere else."""

from __future__ import annotations

import textwrap
from pathlib import Path

from evals.pages.marks import Proof, read_proofs


def _proofs(root: Path, source: str, cases: str | None = None) -> dict[str, tuple[Proof, ...]]:
    (root / "tests" / "cases" / "deadlines").mkdir(parents=True)
    (root / "tests" / "test_x.py").write_text(textwrap.dedent(source), "utf-8")
    if cases is not None:
        (root / "tests" / "cases" / "deadlines" / "jx.yaml").write_text(textwrap.dedent(cases), "utf-8")
    return read_proofs(root)


def _named(found: dict[str, tuple[Proof, ...]]) -> dict[str, set[str]]:
    return {rule: {proof.test for proof in proofs} for rule, proofs in found.items()}


def test_a_test_its_class_and_its_parameters(tmp_path: Path) -> None:
    found = _proofs(
        tmp_path,
        """
        import pytest

        @pytest.mark.rule("SX-01", "SX-02")
        def test_plain(): ...

        @pytest.mark.rule("SX-03")
        class TestMany:
            pytestmark = [pytest.mark.rule("SX-04")]

            @pytest.mark.rule("SX-05")
            def test_one(self): ...
            def helper(self): ...

        @pytest.mark.parametrize(
            "n", [pytest.param(1, marks=pytest.mark.rule("SX-06")), pytest.param(2, marks=[pytest.mark.rule("SX-07")])]
        )
        async def test_each(n): ...
        """,
    )
    assert _named(found) == {
        "SX-01": {"test_plain"},
        "SX-02": {"test_plain"},
        "SX-03": {"TestMany::test_one"},
        "SX-04": {"TestMany::test_one"},
        "SX-05": {"TestMany::test_one"},
        "SX-06": {"test_each"},
        "SX-07": {"test_each"},
    }


def test_a_module_mark_and_names_given_to_marks_and_lists(tmp_path: Path) -> None:
    found = _proofs(
        tmp_path,
        """
        import pytest
        pytestmark = pytest.mark.rule("CT-01")
        IDS = ("CT-02", "CT-03")
        rule = pytest.mark.rule
        PLACES = [pytest.param(1, marks=rule("CT-04"))]

        @rule(*IDS)
        def test_a(): ...

        @pytest.mark.parametrize("place", PLACES)
        def test_b(place): ...
        """,
    )
    assert _named(found) == {
        "CT-01": {"test_a", "test_b"},
        "CT-02": {"test_a"},
        "CT-03": {"test_a"},
        "CT-04": {"test_b"},
    }


def test_other_marks_and_calls_name_nothing(tmp_path: Path) -> None:
    found = _proofs(
        tmp_path,
        """
        import pytest

        @pytest.mark.slow("SX-01")
        def test_a():
            law.rule("SX-02")

        @pytest.mark.rule(*computed())
        def test_b(): ...

        @pytest.mark.rule("SX-03")
        def not_a_test(): ...
        """,
    )
    assert found == {}


CASES = """
    cases:
      - {名称: 前一日, rule: JX-50}
      - {名称: 当日, rule: JX-50}
      - {名称: 两条, rules: [JX-51, JX-52]}
    """


def test_cases_are_counted_by_file(tmp_path: Path) -> None:
    found = _proofs(tmp_path, 'CASES = "cases/deadlines"\n', CASES)
    file = "tests/cases/deadlines/jx.yaml"
    assert found == {
        "JX-50": (Proof(file, "", 2),),
        "JX-51": (Proof(file, "", 1),),
        "JX-52": (Proof(file, "", 1),),
    }


def test_a_case_that_no_test_reads_proves_nothing(tmp_path: Path) -> None:
    assert _proofs(tmp_path, "def test_a(): ...\n", CASES) == {}


def test_a_rule_of_the_whole_file_counts_each_of_its_cases(tmp_path: Path) -> None:
    cases = "rule: JX-50\ncases:\n  - {名称: 前一日}\n  - {名称: 当日}\n"
    found = _proofs(tmp_path, 'CASES = "cases/deadlines"\n', cases)
    assert [proof.count for proof in found["JX-50"]] == [2]
