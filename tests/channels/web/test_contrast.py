"""WCAG contrast of every pair of colours that the style sheet uses, computed from the sheet itself."""

from __future__ import annotations

import re

import pytest

from channels.web.templating import STATIC

TEXT_PAIRS = [
    ("ink", "paper"),
    ("ink", "sheet"),
    ("ink", "brand-wash"),
    ("ink", "quote-wash"),
    ("soft", "paper"),
    ("soft", "sheet"),
    ("soft", "brand-wash"),
    ("brand", "paper"),
    ("brand", "sheet"),
    ("brand", "brand-wash"),
    ("brand", "quote-wash"),
    ("on-brand", "brand"),
    ("seal", "sheet"),
    ("seal", "paper"),
    ("seal", "seal-wash"),
    ("seal", "quote-wash"),
    ("amber", "amber-wash"),
    ("amber", "sheet"),
    ("green", "sheet"),
    ("green", "paper"),
    ("mark-ink", "mark"),
]


def schemes() -> dict[str, dict[str, str]]:
    light, dark = re.findall(r":root \{(.*?)\}", (STATIC / "style.css").read_text("utf-8"), re.S)[:2]
    first = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", light))
    return {"light": first, "dark": first | dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", dark))}


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_is_readable(scheme: str, text: str, ground: str) -> None:
    colours = schemes()[scheme]
    assert contrast(colours[text], colours[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_edges_of_controls_are_visible(scheme: str) -> None:
    colours = schemes()[scheme]
    assert contrast(colours["edge"], colours["sheet"]) >= 3


def test_black_on_white_is_the_known_value() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
