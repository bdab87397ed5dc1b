"""Which place's regulation applies: province, city or county as the gazetteer knows them."""

from __future__ import annotations

import re

from assistant.dialogue.hearing.reading import TAKEN, Reading
from knowledge.regulations.places import Gazetteer, PlaceName

_LIVING = re.compile(r"(?:在|按|照|是|住|来自|换成|改成|应该是|属于|这边是|我们|我是|地方|地区|地点|归|城市)(?:的)?$")
_NOT = re.compile(r"(?:不在|不是|没在|不属于|别按|不按|而不是)$")
_AFTER = re.compile(r"^(?:省|市|县|区)?(?:人|的|这边|那边|本地|$|[，。,！!吧啊])")


def read_places(reading: Reading, gazetteer: Gazetteer) -> None:
    """The jurisdiction. A place inside a body's or company's name says little: it is asked about before it counts."""
    names = [n for n in gazetteer.find(reading.line) if not _NOT.search(reading.line[max(0, n.start - 6) : n.start])]
    covered = [n for n in names if n.jurisdiction is not None]
    asked = reading.expected.asked == "jurisdiction"
    if covered:
        best = max(covered, key=lambda n: (_told(reading, n), -n.start))
        several = len({n.jurisdiction for n in covered}) > 1
        sure = (
            asked
            or _told(reading, best)
            or (_open(reading, best) and not several and not _known_otherwise(reading, best))
        )
        reading.mention(
            "jurisdiction",
            best.jurisdiction,
            reading.raw[best.start : best.end],
            sure=sure and not _torn(reading, covered),
        )
        for name in covered:
            if _open(reading, name):
                reading.take(name.start, name.end)
    elif names and (asked or reading.expected.jurisdiction is None or any(_told(reading, n) for n in names)):
        outside = [n for n in names if _open(reading, n)]
        if outside:
            reading.trouble("jurisdiction", "unknown_place", reading.take(outside[0].start, outside[0].end))


def _told(reading: Reading, name: PlaceName) -> bool:
    """我在赣州, 江西的: said as the place of the matter itself."""
    if not _open(reading, name):
        return False
    before, after = reading.line[max(0, name.start - 6) : name.start], reading.line[name.end : name.end + 4]
    return bool(_LIVING.search(before) and (_AFTER.match(after) or not reading.asks))


def _open(reading: Reading, name: PlaceName) -> bool:
    return TAKEN not in reading.open[name.start : name.end]


def _known_otherwise(reading: Reading, name: PlaceName) -> bool:
    return reading.expected.jurisdiction not in (None, name.jurisdiction)


def _torn(reading: Reading, covered: list[PlaceName]) -> bool:
    """Two places told alike: which one is meant must be asked."""
    return len({n.jurisdiction for n in covered if _told(reading, n)}) > 1
