"""Chinese lines of a given width: a character is two columns wide, and no line begins with a closing mark."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.text import Text

NARROWEST_CELL = 8

# What stays together: opening marks, one character or a run of Latin letters and digits, closing marks, citation markers.
_UNIT = re.compile(r"[（《〈「『“‘【［]*(?:[!-~]+|.)[，。；：！？、）》〉」』”’】］…—]*(?:\[\d{1,3}\])*")


def wrap(text: Text, width: int) -> list[Text]:
    """`text`, which holds no line feed, in lines of at most `width` columns; styles are kept.

    A unit wider than a line (an address) is cut where the line is full.
    """
    offsets: list[int] = []
    used = 0
    for unit in _UNIT.finditer(text.plain):
        wide = cell_len(unit[0])
        if used + wide > width and used:
            offsets.append(unit.start())
            used = 0
        if wide <= width:
            used += wide
            continue
        for at, character in enumerate(unit[0], unit.start()):
            one = cell_len(character)
            if used + one > width and used:
                offsets.append(at)
                used = 0
            used += one
    lines = list(text.divide(offsets))
    for line in lines:
        line.rstrip()
    return lines


@dataclass(frozen=True, slots=True)
class Cell:
    """A table's cell, wrapped as Chinese is."""

    text: Text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield from wrap(self.text, options.max_width)

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        widest = self.text.cell_len
        return Measurement(min(widest, NARROWEST_CELL), min(widest, options.max_width))
