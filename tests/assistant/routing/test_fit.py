"""Fitting works on a few rows, and learns what is plain."""

from __future__ import annotations

import pytest

from assistant.routing.fit import fit, recall, route_samples, slim, topic_samples
from knowledge.index.phrasings import load_phrasings, load_routes

ROWS = [
    *(("repair", f"{who}怎么申请信用修复") for who in ("我", "公司", "单位", "老人", "个体户", "学生")),
    *(("weather", f"{when}天气怎么样，下不下雨") for when in ("今天", "明天", "后天", "周末", "下午", "晚上")),
]


def test_a_tiny_model_separates_what_is_plain() -> None:
    model = fit(ROWS)
    assert model.best("邻居怎么申请信用修复")[0] == "repair"
    assert model.best("中午天气怎么样")[0] == "weather"
    assert recall(model, ROWS) == {"repair": {"repair": 6}, "weather": {"weather": 6}}


def test_the_same_seed_gives_the_same_model() -> None:
    one, other = fit(ROWS, seed=3), fit(ROWS, seed=3)
    assert (one.weights == other.weights).all()


@pytest.mark.parametrize("samples", [route_samples, topic_samples])
def test_what_measures_is_not_trained_on(samples: object) -> None:
    assert callable(samples)
    training, held = samples(held=False), samples(held=True)
    assert {text for _, text in training} & {text for _, text in held} == set()
    assert len(held) > 100
    assert len(training) + len(held) <= 2 * (len(load_phrasings()) + len(load_routes()))


@pytest.mark.parametrize("reads", ["router", "topics"])
def test_the_lightest_tokens_go_first(reads: str) -> None:
    model = fit(ROWS, reads)
    small = slim(model, most=20)
    assert slim(model, most=len(model.vocabulary)) is model
    assert len(small.vocabulary) == len(small.weights) - 1 == 20
    assert (small.weights[-1] == model.weights[-1]).all()
    assert all((small.weights[i] == model.weights[model.vocabulary[t]]).all() for t, i in small.vocabulary.items())
    assert small.best("邻居怎么申请信用修复")[0] == "repair"
