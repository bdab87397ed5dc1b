"""The report: one page that needs nothing else, and Markdown; both say the same."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from evals.report.charts import Point, bars, intervals, trend
from evals.report.html import page as html_page
from evals.report.markdown import write_pages
from evals.runs.baseline import accept, load_baseline
from evals.runs.run import Run
from tests.evals.results import result, run

NOTHING = Run("", {}, {})
NASTY = "<script>alert(1)</script> 异议“几天”"


def test_the_page_needs_nothing_from_elsewhere_and_runs_nothing() -> None:
    text = html_page(run(result([True, False], asked=NASTY)), NOTHING)
    assert "<script" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert not re.search(r'(?:src|href)="(?!#)', text)
    assert "url(" not in text


def test_the_page_says_what_was_measured_and_what_was_wrong() -> None:
    text = html_page(run(result([True, False, False])), NOTHING)
    for words in (
        "提交 abc123",
        "工作日历版本 k0",
        "1/3",
        "6.1–79.2",
        "没有引到依据（检索）",
        "三个工作日",
        "错在哪一步",
    ):
        assert words in text


def test_regressions_and_broken_rules_stand_at_the_top(tmp_path: Path) -> None:
    path = tmp_path / "b.json"
    accept(run(result([True] * 4)), path)
    text = html_page(run(result([True, True, False, False], verbatim=False)), load_baseline(path))
    assert text.index("破了硬规矩：answers/样例 引文逐字相符 0/4") < text.index("<main>")
    assert "退步：answers/样例 依据在所引条款之中 100.0 → 50.0" in text
    assert 'class="before"' in text


def test_a_trend_is_drawn_once_there_are_accepted_values(tmp_path: Path) -> None:
    path = tmp_path / "b.json"
    for day, right in enumerate((2, 3), 20):
        accept(run(result([i < right for i in range(4)]), finished=f"2026-11-{day}T10:00:00"), path)
    text = html_page(run(result([True] * 4)), load_baseline(path))
    assert "依据在所引条款之中：50.0、75.0、100.0" in text


def test_sealed_questions_are_in_neither_report(tmp_path: Path) -> None:
    made = run(result([True, False], sealed=True, asked="封存的问题"))
    (written,) = write_pages(made, NOTHING, tmp_path)
    for text in (html_page(made, NOTHING), written.read_text("utf-8")):
        assert "封存的题集，不列题目" in text
        assert "封存的问题" not in text


def test_markdown_has_a_page_for_each_suite(tmp_path: Path) -> None:
    made = run(result([True, False], mean=0.25), result([True], dataset="别的"))
    (written,) = write_pages(made, NOTHING, tmp_path)
    text = written.read_text("utf-8")
    assert written.name == "answers.md"
    assert "| 依据在所引条款之中 | 1/2 | 50.0 | 9.5–90.5 | 97 | — |  |" in text
    assert "| METEOR | 2 | 0.2500 | — | — | — | 0.2974 |" in text
    assert "- **q1**（jiangxi）异议几天" in text
    assert "## 别的（1 题）" in text


@pytest.mark.parametrize(
    "drawn",
    [
        intervals([Point("甲 < 乙", 90.0, 80.0, 95.0, 97.0, 92.0), Point("乙", 100.0, 98.0, 100.0)], "标题 & 说明"),
        bars({"检索": 3, "排序": 0}, "标题"),
        trend([1.0, 1.0, 2.0], "走势"),
    ],
    ids=["intervals", "bars", "trend"],
)
def test_charts_are_well_formed_and_named(drawn: str) -> None:
    root = ET.fromstring(drawn)
    assert root.tag.endswith("svg")
    assert (root[0].tag.split("}")[1], bool(root[0].text)) == ("title", True)


def test_nothing_to_draw_draws_nothing() -> None:
    assert (intervals([], "x"), bars({}, "x"), trend([1.0], "x")) == ("", "", "")
