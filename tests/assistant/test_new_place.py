"""A new place is data only: its text, its law file and its place names (architecture.md, rule 13).

It runs in a process of its own, as an installation would: another index, another DATA_DIR.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml

from credit_core.use_cases.law import open_law_desk
from knowledge.regulations.intake import NewDocument, Trace, add, approve
from tests.knowledge.small import LAW

QUESTIONS = {
    "by county": {"question": "在甲子市，信用主体能不能查询自己的信息"},
    "by choice": {"question": "查自己的信息收不收费", "jurisdiction": "moshen"},
    "silent": {"question": "提出异议几天给结果", "jurisdiction": "moshen"},
    "clause": {"question": "《某省信用条例》第三条写了什么"},
    "before": {"question": "能不能查询自己的信息", "jurisdiction": "moshen", "as_of": "2023-06-30"},
    "first day": {"question": "能不能查询自己的信息", "jurisdiction": "moshen", "as_of": "2023-07-01"},
    "no place": {"question": "提出异议几天给结果"},
    "old place": {"question": "江西提出异议几天给结果"},
    "compare": {"question": "某省和江西的异议处理期限有什么不同"},
}

SCRIPT = """
import json, sys
from datetime import date
from assistant.bootstrap import build
from assistant.settings import Settings
assistant = build(Settings(), remember=False)
for line in sys.stdin:
    asked = json.loads(line)
    if "as_of" in asked:
        asked["as_of"] = date.fromisoformat(asked["as_of"])
    print(json.dumps(assistant.ask(**asked).to_dict(), ensure_ascii=False), flush=True)
"""


def _law_file() -> dict[str, Any]:
    """Silent on every topic but the right to query."""
    silent = {"status": "silent", "answer": "本条例未规定这一点。", "clauses": ["moshen-2023#1"]}
    topics: dict[str, Any] = dict.fromkeys(open_law_desk().topics, silent)
    stated = {"status": "stated", "answer": "「信用主体有权查询自己的信息」。", "clauses": ["moshen-2023#2.1"]}
    topics |= {"own_record_query": stated}
    return {
        "document": "moshen-2023",
        "jurisdiction": "moshen",
        "place": "某省",
        "title": "某省信用条例",
        "authority": "regulation",
        "in_force": {"from": "2023-07-01", "to": None, "clause": "moshen-2023#4"},
        "ask_body": None,
        "topics": topics,
        "limits": [],
        "parameters": {},
    }


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory, project_root: Path) -> dict[str, dict[str, Any]]:
    data = tmp_path_factory.mktemp("new-place")
    text = data / "某省信用条例.md"
    text.write_text(LAW.format(place="某省", fee="查询不收取费用。"), "utf-8")
    trace = Trace("张三", datetime(2026, 11, 20, tzinfo=ZoneInfo("Asia/Shanghai")))
    add(data / "corpus", text, NewDocument("moshen", "某省信用条例", "2023-07-01", place="某省"), trace)
    approve(data / "corpus", "moshen-2023", trace)
    (data / "law").mkdir()
    (data / "law" / "moshen-2023.yaml").write_text(yaml.safe_dump(_law_file(), allow_unicode=True), "utf-8")
    (data / "places").mkdir()
    (data / "places" / "moshen.yaml").write_text(
        "jurisdiction: moshen\nname: 某省\nprovince_words: [某省]\nnames: [甲子市]\n", "utf-8"
    )
    asked = "".join(json.dumps(q, ensure_ascii=False) + "\n" for q in QUESTIONS.values())
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", SCRIPT],
        input=asked,
        capture_output=True,
        text=True,
        timeout=300,
        cwd=project_root,
        env={**os.environ, "DATA_DIR": str(data), "DEMO_MODE": "1", "CLOCK": "2026-11-20"},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return dict(zip(QUESTIONS, map(json.loads, done.stdout.splitlines()), strict=True))


def _first(answer: dict[str, Any]) -> str | None:
    return answer["citations"][0]["clause"] if answer["citations"] else None


@pytest.mark.parametrize("name", ["by county", "first day"])
def test_it_is_answered_from_its_own_text(name: str, answers: dict[str, dict[str, Any]]) -> None:
    answer = answers[name]
    assert (answer["status"], answer["jurisdiction"]) == ("answered", "moshen")
    assert {c["document"] for c in answer["citations"]} == {"moshen-2023"}
    assert "moshen-2023#2.1" in {c["clause"] for c in answer["citations"]}


def test_a_clause_of_it_is_found_by_name(answers: dict[str, dict[str, Any]]) -> None:
    assert _first(answers["clause"]) == "moshen-2023#3"


def test_its_silences_come_from_its_law_file(answers: dict[str, dict[str, Any]]) -> None:
    answer = answers["silent"]
    assert answer["reason"] == "silent"
    assert "本条例未规定这一点" in answer["text"]
    assert "工作日" not in answer["text"]


def test_before_its_first_day_there_is_nothing(answers: dict[str, dict[str, Any]]) -> None:
    assert answers["before"]["reason"] == "not_in_force"
    assert "2023年7月1日" in answers["before"]["text"]


def test_it_is_offered_and_compared_with_the_others(answers: dict[str, dict[str, Any]]) -> None:
    assert answers["no place"]["reason"] == "place"
    assert "某省" in answers["no place"]["text"]
    assert answers["compare"]["reason"] == "comparison"
    assert {c["document"] for c in answers["compare"]["citations"]} == {"moshen-2023", "jiangxi-2022"}


def test_the_others_are_answered_as_before(answers: dict[str, dict[str, Any]]) -> None:
    assert (_first(answers["old place"]), answers["old place"]["reason"]) == ("jiangxi-2022#39.2", "found")


def test_no_answer_borrows(answers: dict[str, dict[str, Any]]) -> None:
    for name, answer in answers.items():
        if answer["jurisdiction"] == "moshen":
            assert {c["document"] for c in answer["citations"]} <= {"moshen-2023"}, name
