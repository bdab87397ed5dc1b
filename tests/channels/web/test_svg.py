"""Charts: every value has its mark, words are escaped, nothing is inline that the security policy forbids."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from channels.web import svg
from channels.web.svg import Chart, Share

NS = "{http://www.w3.org/2000/svg}"


def tree(markup: str) -> ET.Element:
    return ET.fromstring(markup)


def chart(rows: list[list[float]], names: tuple[str, ...] = ("甲", "乙")) -> Chart:
    return Chart("c", "标题<b>", "说明", names, [f"第{number}天" for number in range(len(rows))], rows)


@pytest.mark.parametrize("draw", [svg.columns, svg.lines])
def test_a_chart_says_what_it_is_and_holds_no_style(draw: object) -> None:
    made = draw(chart([[1, 2], [3, 0]]))  # type: ignore[operator]
    root = tree(made)
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-labelledby"] == "c-title c-desc"
    assert (root.findtext("title"), root.findtext("desc")) == ("标题<b>", "说明")
    assert "style=" not in made
    assert "<script" not in made


def test_columns_stand_on_each_other_up_to_their_sum() -> None:
    root = tree(svg.columns(chart([[1, 2]])))
    legend, parts = 2, [one for one in root.iter("rect") if "part" in one.attrib["class"]]
    low, high = parts[legend:]
    assert float(high.attrib["y"]) + float(high.attrib["height"]) == pytest.approx(float(low.attrib["y"]))
    assert float(high.attrib["height"]) == pytest.approx(2 * float(low.attrib["height"]), abs=0.2)


def test_a_line_has_a_mark_for_each_value() -> None:
    root = tree(svg.lines(chart([[1, 2], [3, 0], [5, 4]])))
    assert len(list(root.iter("circle"))) == 6
    assert [len(one.attrib["points"].split()) for one in root.iter("polyline")] == [3, 3]


def test_the_scale_ends_above_the_highest_value_in_whole_halves() -> None:
    for most, top in ((0, "2"), (3, "4"), (7, "10"), (11, "20"), (999, "1000")):
        texts = [one.text for one in tree(svg.columns(chart([[most]], ("甲",)))).iter("text")]
        assert top in texts, most


def test_shares_are_as_long_as_they_are_large() -> None:
    root = tree(svg.shares("s", "率", "说明", [Share("全部", 1.0), Share("一半<", 0.5)]))
    whole, half = [float(one.attrib["width"]) for one in root.iter("rect") if "part" in one.attrib["class"]]
    assert half == pytest.approx(whole / 2, abs=0.1)
    assert "50.0%" in [one.text for one in root.iter("text")]


def test_nothing_is_drawn_of_nothing() -> None:
    assert (
        svg.columns(chart([])) == svg.lines(chart([])) == svg.shares("s", "率", "", []) == svg.spark([1.0], "一") == ""
    )


def test_a_spark_goes_up_with_its_values() -> None:
    points = tree(svg.spark([90.0, 95.0, 100.0], "走势"))[0].attrib["points"].split()
    heights = [float(point.split(",")[1]) for point in points]
    assert heights == sorted(heights, reverse=True)
