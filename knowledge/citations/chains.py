"""Numbers that stand in a row, 第三十九条第二款, 第三十九、四十条, 第十条至第十二条, read as references."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

RANGE = ("至", "到", "-", "—", "——", "－", "~", "～")
_LONGEST_RANGE = 60


@dataclass(frozen=True, slots=True)
class Number:
    start: int
    end: int
    value: int
    level: int | None
    inserted: int | None
    led: bool
    bracketed: bool
    link: str
    """What joins it to the number before: "" (nothing between), 、 和 至 …; the first has ""."""


@dataclass(frozen=True, slots=True)
class Reference:
    """One clause that a chain names, and where its words stand. `whole` if they begin with the chain."""

    start: int
    end: int
    whole: bool
    article: int | None
    inserted: int | None
    paragraph: int | None
    item: int | None
    subitem: int | None


def with_levels(chain: list[Number]) -> list[Number]:
    """Give numbers without a unit the one that follows in their list (三十九、四十条), and drop what stays without."""
    out: list[Number] = []
    level: int | None = None
    for position in range(len(chain) - 1, -1, -1):
        number = chain[position]
        if number.level is None:
            after = chain[position + 1] if position + 1 < len(chain) else None
            if after is not None and after.link and level is not None:
                number = replace(number, level=level)
            elif number.bracketed and not number.link and position and chain[position - 1].level in (0, 1):
                number = replace(number, level=2)
            else:
                level = None
                continue
        level = number.level
        out.append(number)
    return out[::-1]


def references(chain: list[Number]) -> Iterator[Reference]:
    """The references in a chain whose numbers all have levels: every end of a prefix, list or range."""
    at: dict[int, int] = {}
    inserted: int | None = None
    start = chain[0].start if chain else 0
    for position, number in enumerate(chain):
        level = number.level or 0
        previous = at.get(level)
        at = {k: v for k, v in at.items() if k < level} | {level: number.value}
        inserted = number.inserted if level == 0 else inserted
        start = number.start if number.link else start
        after = chain[position + 1] if position + 1 < len(chain) else None
        if after is not None and not after.link and (after.level or 0) > level:
            continue  # only the beginning of a longer reference
        if 0 not in at and level != 2:
            continue  # 第二款 of nothing
        values = [number.value]
        if number.link in RANGE and previous is not None and 0 < number.value - previous <= _LONGEST_RANGE:
            values = list(range(previous + 1, number.value + 1))
        for value in values:
            at[level] = value
            whole = start == chain[0].start
            yield Reference(start, number.end, whole, at.get(0), inserted, at.get(1), at.get(2), at.get(3))
