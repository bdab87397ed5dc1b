"""docs/flows.md shows every act with its picture, every question, and the clause by which a place asks it.

That the page is up to date is tested with its neighbours (test_generated_pages.py).
"""

from __future__ import annotations

import re

import pytest

from assistant.dialogue.acts import GUIDED, Act
from assistant.dialogue.flows.diagram import diagram
from assistant.dialogue.flows.load import load_flows
from assistant.wording import load_wording
from credit_core.procedures.book import load_procedures
from evals.pages.flows import NOT_ASKED, render
from knowledge.regulations.corpus import load_corpus

FLOWS = load_flows()
PAGE = render(FLOWS, load_procedures(), load_corpus(), load_wording())
PARTS = dict(re.findall(r"(?ms)^## [^\n]*（`(\w+)`）\n(.*?)(?=^## |\Z)", PAGE))


@pytest.mark.parametrize("act", GUIDED)
def test_every_act_has_its_picture_and_every_question_its_row(act: Act) -> None:
    part = PARTS[act.value]
    assert f"```mermaid\n{diagram(FLOWS[act])}```" in part
    assert re.findall(r"(?m)^\| [^|]*（`(\w+)`）", part) == [node.slot for node in FLOWS[act].nodes]
    assert all(f"（`{name}`）" in part for name in FLOWS[act].heard)


def _cells(act: Act, slot: str) -> list[str]:
    (row,) = re.findall(rf"(?m)^\| [^|]*（`{slot}`） \|.*$", PARTS[act.value])
    return [cell.strip() for cell in row.strip("|").split("|")]


def test_a_question_of_the_law_names_the_clause_where_it_is_asked_and_nothing_elsewhere() -> None:
    """某市第四十一条要求写理由；江西、山西没有要求。江西、山西第三十九条要求证明材料；某市没有要求。"""
    city, jiangxi, shanxi = _cells(Act.OBJECTION, "objection_detail")[3:]
    assert "理由（第四十一条）" in city
    assert jiangxi == shanxi == NOT_ASKED
    city, jiangxi, shanxi = _cells(Act.OBJECTION, "evidence")[3:]
    assert city == NOT_ASKED
    assert "相关证明材料（第三十九条第一款）" in jiangxi
    assert "相关证明材料（第三十九条第一款）" in shanxi


def test_where_the_law_does_not_give_the_act_the_page_says_so() -> None:
    assert "江西省：条例没有规定可以申请删除" in PARTS["delete_honour"]
    assert "某市：条例没有规定" not in PARTS["delete_honour"]
