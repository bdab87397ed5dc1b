"""Other people's files, in both layouts, and what is said of a file that is in neither."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from evals.cases import DatasetError
from evals.legal_qa.data import full_texts, short_texts
from evals.legal_qa.layouts import load_legal_qa, read_sets
from tests.evals.legal_qa.examples import ARTICLES, QUESTIONS, write_lines


def test_the_data_folder_gives_articles_questions_and_answers(folder: Path) -> None:
    qa = load_legal_qa(folder)
    assert (qa.articles, qa.questions, qa.name) == (ARTICLES, QUESTIONS, "train")
    assert full_texts(qa.articles)[0] == "民法典 租赁期限不得超过二十年。"
    long = replace(ARTICLES[0], text="甲" * 601)
    assert short_texts([long]) == ["民法典 " + "甲" * 600]


def test_the_published_layout_gives_the_same(published: Path) -> None:
    qa = load_legal_qa(published)
    assert qa.articles == tuple(replace(a, field="") for a in ARTICLES)
    assert qa.questions == QUESTIONS
    assert load_legal_qa(published / "data").questions == QUESTIONS


def test_stard_has_no_answers_and_may_have_names_without_a_number(published: Path) -> None:
    write_lines(published / "data" / "corpus.jsonl", [{"id": 1, "name": "某规定", "content": "应当公开。"}])
    row = {"query_id": 7, "问题": "应当公开吗", "match_id": [1]}
    (published / "data" / "queries.json").write_text(json.dumps([row]), "utf-8")
    qa = load_legal_qa(published)
    assert (qa.articles[0].law, qa.articles[0].number) == ("某规定", "")
    assert (qa.questions[0].id, qa.questions[0].answer) == ("7", "")


def test_named_files_are_read_over_the_same_articles(folder: Path) -> None:
    other = write_lines(folder / "test.jsonl", [{"问题": "租多久", "match_id": [10], "query_id": 1}])
    (own,) = read_sets(folder)
    named, again = read_sets(folder, [other, folder / "legal_qa" / "train.jsonl"])
    assert (named.name, [q.text for q in named.questions]) == ("test", ["租多久"])
    assert named.articles is again.articles
    assert again.version == own.version != named.version


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ({"question": "租多久"}, r"test\.jsonl 第 1 条不是认得的样子：每条要有 question、gold"),
        ({"question": float("nan"), "gold": [10]}, "不是认得的样子"),
        ({"question": "租多久", "gold": []}, "不是认得的样子"),
        ({"问题": "租多久", "match_id": 10}, "不是认得的样子"),
        (["租多久"], "不是认得的样子"),
        ({"id": 4, "question": "租多久", "gold": [99]}, r"题 4：依据 99 不在 corpus\.jsonl\.gz 里"),
        ({"问题": float("nan")}, r"test\.jsonl 没有题目"),
    ],
)
def test_a_question_in_neither_layout_is_named(folder: Path, row: object, problem: str) -> None:
    path = write_lines(folder / "test.jsonl", [row])
    with pytest.raises(DatasetError, match=problem):
        list(read_sets(folder, [path]))


@pytest.mark.parametrize(
    "row",
    [{"id": 1, "law": "民法典"}, {"name": "民法典第一条", "content": "甲"}, {"id": 1, "name": "", "content": "甲"}],
)
def test_an_article_in_neither_layout_is_named(folder: Path, row: object) -> None:
    write_lines(folder / "legal_qa" / "corpus.jsonl.gz", [row])
    with pytest.raises(DatasetError, match=r"corpus\.jsonl\.gz 第 1 条不是认得的样子：每条要有 id"):
        load_legal_qa(folder)


def test_files_that_are_missing_or_damaged_are_said(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=r"没有外部题集.*queries\.json"):
        load_legal_qa(tmp_path / "nowhere")
    with pytest.raises(DatasetError, match="找不到题集"):
        list(read_sets(folder, [folder / "none.jsonl"]))
    (folder / "broken.jsonl").write_text('{"question": "甲", "gold": [10]}\n{', "utf-8")
    with pytest.raises(DatasetError, match=r"broken\.jsonl 第 2 行不是合法的 JSON"):
        list(read_sets(folder, [folder / "broken.jsonl"]))
    (folder / "broken.json").write_text("[\n1,\n", "utf-8")
    with pytest.raises(DatasetError, match=r"broken\.json 第 3 行不是合法的 JSON"):
        list(read_sets(folder, [folder / "broken.json"]))
    (folder / "legal_qa" / "corpus.jsonl.gz").write_bytes(b"not gzip")
    with pytest.raises(DatasetError, match="读不出来"):
        load_legal_qa(folder)
