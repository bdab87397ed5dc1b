"""Chinese line breaking: where a line may end, so that nothing is cut and no number is torn apart.

The rules are those of 《标点符号用法》 (GB/T 15834, 标点符号的位置和书写形式): 句号、逗号 and the closing halves of brackets
and quotation marks do not begin a line; the opening halves do not end one. A word, a number, a date or an identifier
without spaces stays on one line as long as it fits one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

Measure = Callable[[str], float]
"""Width of a text in points."""

_OPENING: Final = "（《〈「『【〔〖“‘([{"
_CLOSING: Final = "）》〉」』】〕〗”’)]}。，、；：？！…—·,.;:?!%％°℃"
_UNIT = re.compile(
    rf"[{re.escape(_OPENING)}]*"  # an opening mark goes with what follows
    r"(?:[!-~]+|\S)"  # a run of letters and digits, or one character
    rf"[{re.escape(_CLOSING)}]*"  # a closing mark with what stands before it
    r"|\s"
)
_NEW_LINE = re.compile(r"\r\n|\r|\n")


def break_lines(text: str, width: float, measure: Measure) -> tuple[str, ...]:
    """The text as lines no wider than `width` points; its own line ends are kept, spaces at a break are dropped.

    A unit that is wider than a whole line is broken between characters; a single character that is wider stands alone.
    """
    return tuple(line for part in _NEW_LINE.split(text) for line in _fill(part.replace("\t", " "), width, measure))


def elide(text: str, width: float, measure: Measure) -> str:
    """The text on one line, ended with … where it is too long. Only for repeated headings."""
    line = text.split("\n")[0]
    if line == text and measure(line) <= width:
        return line
    while line and measure(line + "…") > width:
        line = line[:-1]
    return line + "…"


def _fill(part: str, width: float, measure: Measure) -> Iterator[str]:
    line, used = "", 0.0
    for unit in _units(part, width, measure):
        need = measure(unit)
        if line and used + need > width:
            yield line.rstrip()
            line, used = "", 0.0
            if unit.isspace():
                continue
        line, used = line + unit, used + need
    yield line.rstrip()


def _units(part: str, width: float, measure: Measure) -> Iterator[str]:
    for match in _UNIT.finditer(part):
        unit = match[0]
        if measure(unit) <= width:
            yield unit
        else:
            yield from unit
