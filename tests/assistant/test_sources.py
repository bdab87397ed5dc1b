"""The front door to the regulations; what stands behind it is tested in tests/knowledge."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant import sources
from assistant.settings import get_settings

ON = date(2026, 11, 20)


def test_the_data_folder_is_the_settings_one() -> None:
    assert sources.default_data_dir() == get_settings().data_dir
    assert sources.default_clock().fixed == get_settings().clock


def test_the_list(tmp_path: Path) -> None:
    listed = {entry.id: entry for entry in sources.list_documents(tmp_path, ON)}
    assert len(listed) == 5
    assert listed["city-2022"].place == "某市（来源文件未载明地名，据公开信息比对为宿迁市）"
    assert listed["shanxi-2022"].in_force
    assert listed["shanxi-plan-2014"].in_force is False
    assert {entry.state for entry in listed.values()} == {sources.State.SHIPPED}
    assert not list(tmp_path.iterdir())  # reading writes nothing


def test_verdicts_as_json(tmp_path: Path) -> None:
    text = "江西条例第三十八条：“信用主体有权收费查询”"
    citation, quote = (sources.verdict_json(v) for v in sources.check_citations(tmp_path, text, ON))
    assert citation["type"] == "citation"
    assert citation["verdict"] == "right"
    assert citation["difference"] is None
    assert quote["verdict"] == "altered"
    assert quote["found_in"] == ["jiangxi-2022#38.2"]
    assert {"kind": "put_in", "text": "收"} in quote["difference"]


def test_every_failure_is_one_sentence_in_chinese(tmp_path: Path) -> None:
    for act in (
        lambda: sources.show_document(tmp_path, "nothing-2000"),
        lambda: sources.diff_documents(tmp_path, "shanxi-2022", "shanxi-2022"),
        lambda: sources.parse_day("2026-02-30"),
        lambda: sources.check_citations(tmp_path, "", ON, "beijing"),
    ):
        with pytest.raises(sources.SourceError, match=r"。$"):
            act()
