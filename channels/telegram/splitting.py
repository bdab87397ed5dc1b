"""A long answer in several messages, cut where a sentence ends."""

from __future__ import annotations

from collections.abc import Iterator

from channels.telegram.formatted import Formatted

LIMIT = 4096
"""UTF-16 code units of a message."""
_ENDS = ("\n\n", "\n", "。！？!?", "；;，,、 ")
"""Where to cut, the best first; characters of a sentence stay with it."""
_CLOSING = "”’」』）)》〉】]"
_JOINED = "\u200d\ufe0f\u20e3"
_SMALLEST = 0.5
"""A good cut leaves no message shorter than this part of the limit, else the next kind of cut is tried first."""


def split(whole: Formatted, limit: int = LIMIT) -> list[Formatted]:
    """`whole` in messages of at most `limit` units, none of them blank. Only blanks at the cuts are lost."""
    return [part for part in _parts(whole, limit) if part.text]


def _parts(whole: Formatted, limit: int) -> Iterator[Formatted]:
    text, at = whole.text, 0
    while at < len(text):
        while at < len(text) and text[at].isspace():
            at += 1
        furthest = _fitting(text, at, limit)
        cut = furthest if furthest == len(text) else _cut(text, at, furthest)
        end = cut
        while end > at and text[end - 1].isspace():
            end -= 1
        yield whole.part(at, end)
        at = cut


def _fitting(text: str, at: int, limit: int) -> int:
    """The end of the longest piece from `at` that fits; a single character always does."""
    units, end = 0, at
    while end < len(text):
        units += 2 if ord(text[end]) > 0xFFFF else 1
        if units > limit and end > at:
            return end
        end += 1
    return end


def _cut(text: str, at: int, furthest: int) -> int:
    """The best place to cut between `at` and `furthest`."""
    least = at + int((furthest - at) * _SMALLEST)
    for lowest in (least, at):
        for ends in _ENDS:
            if cut := _last(text, ends, lowest, furthest):
                return cut
    cut = furthest
    while cut > at + 1 and (text[cut] in _JOINED or text[cut - 1] == "\u200d"):
        cut -= 1
    return cut


def _last(text: str, ends: str, lowest: int, furthest: int) -> int:
    """The place after the last of `ends` above `lowest`, with the quotation mark that closes the sentence; 0 for none."""
    if ends == "\n\n":
        found = text.rfind(ends, lowest, furthest)
        return found + len(ends) if found >= lowest and found > 0 else 0
    for place in range(furthest, lowest, -1):
        if text[place - 1] not in ends:
            continue
        end = place
        while end < len(text) and text[end] in _CLOSING:
            end += 1
        end = _after_marker(text, end)
        if end <= furthest:
            return end
    return 0


def _after_marker(text: str, end: int) -> int:
    """Past a marker like [12]: it belongs to the sentence before it."""
    while end < len(text) and text[end] == "[":
        close = text.find("]", end, end + 5)
        if close < 0 or not text[end + 1 : close].isdigit():
            break
        end = close + 1
    return end
