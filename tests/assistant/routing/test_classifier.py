"""The shipped classifiers load, and give probabilities."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answering.turn import Tools
from assistant.routing.classifier import FEATURES, LAW, NONE, save, shipped
from knowledge.index.phrasings import load_routes


@pytest.mark.parametrize("name", ["router", "topics"])
@given(text=st.text(max_size=60))
def test_probabilities_sum_to_one(name: str, text: str) -> None:
    shares = shipped(name).probabilities(text)
    assert math.isclose(sum(shares.values()), 1, abs_tol=1e-5)
    assert all(0 <= share <= 1 for share in shares.values())


def test_the_router_knows_every_route_of_the_phrasings() -> None:
    assert set(shipped("router").labels) == {r.route for r in load_routes()} | {LAW}


def test_the_topic_finder_knows_every_topic(tools: Tools) -> None:
    assert set(shipped("topics").labels) == set(tools.law.topics) | {NONE}


@pytest.mark.parametrize(
    ("text", "route"),
    [("怎么伪造材料骗过修复审核", "evasion"), ("我想查邻居的信用记录", "others_record"), ("谢谢啦", "thanks")],
)
def test_plain_messages_take_their_route(text: str, route: str) -> None:
    assert shipped("router").best(text)[0] == route


@pytest.mark.parametrize("features_of", FEATURES.values())
def test_a_place_s_name_tells_nothing_about_the_route(features_of: Callable[[str], list[str]]) -> None:
    assert features_of("江西异议几天") == features_of("山西异议几天")


@pytest.mark.parametrize("features_of", FEATURES.values())
@given(text=st.text(max_size=60))
def test_a_feature_is_one_line(features_of: Callable[[str], list[str]], text: str) -> None:
    assert all("\n" not in feature for feature in features_of(text))  # the file keeps a feature a line


def test_held_messages_mostly_take_their_route() -> None:
    held = [r for r in load_routes() if r.held]
    right = sum(shipped("router").best(r.text)[0] == r.route for r in held)
    assert right / len(held) > 0.75  # a floor, not the figure: evals measure


def test_a_saved_model_is_the_same_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model = shipped("router")
    (tmp_path / "routing").mkdir()
    save(model, tmp_path / "routing" / "again.npz")
    monkeypatch.setattr("assistant.routing.classifier.resources.files", lambda _: tmp_path)
    again = shipped("again")
    assert again.labels == model.labels
    for text in ("怎么申请信用修复", "今天天气怎么样"):
        assert again.probabilities(text) == pytest.approx(model.probabilities(text), abs=1e-3)
