"""The sentences of casework: none is left over, and none holds a date, a number of days or a clause of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from assistant.dialogue.slots import SLOTS


def _keys(tree: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    for key, value in tree.items():
        if isinstance(value, dict):
            yield from _keys(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", value


def test_no_sentence_is_left_over_and_none_states_what_only_the_core_may(project_root: Path) -> None:
    folder = project_root / "assistant"
    words = yaml.safe_load((folder / "messages" / "dialogue_cases.yaml").read_text("utf-8"))["dialogue_cases"]
    code = "\n".join(
        path.read_text("utf-8")
        for pattern in ("casework*.py", "application*.py")
        for path in (folder / "dialogue").glob(pattern)
    )
    said = set(re.findall(r'"([a-z_]+(?:\.[a-z_]+)*)"', code)) | {f"labels.{name}" for name in SLOTS} | {"labels.about"}
    begun = tuple(re.findall(r'f"((?:[a-z_]+\.)+)\{', code))
    unused = [
        key
        for key, _ in _keys(words)
        if (bare := key.removeprefix("application.")) not in said and not bare.startswith(begun)
    ]
    assert unused == []
    loose = [
        (key, text)
        for key, text in _keys(words)
        if re.search(r"\d+(?:个工作日|日|天)|第[一二三四五六七八九十]+条|20\d\d", text)
    ]
    assert loose == []
