"""From the source file's characters to the citable text, and back.

The one documented normalisation (docs/normalisation.md)::

    raw text -> line joins -> in Han context , . ; : ( ) become ，。；：（）
             -> full-width digits and Latin letters become ASCII -> spaces inside titles removed

and nothing else: no NFKC, ``＋`` and ``、`` stay, wording slips stay. Both character mappings keep every character's
place, and every other step only leaves characters out, so each citable character knows the raw one it came from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

BLANKS = " \t\r\v\f\u00a0\u2002\u2003\u2009\u200b\u3000\ufeff"
"""Characters that count as blank at the edges of a line."""

_HALF, _FULL = ",.;:()", "，。；：（）"
_TO_FULL = str.maketrans(_HALF, _FULL)
_TO_ASCII = {0xFF10 + i: ord("0") + i for i in range(10)}
_TO_ASCII |= {0xFF21 + i: ord("A") + i for i in range(26)} | {0xFF41 + i: ord("a") + i for i in range(26)}
_HAN_MARKS = frozenset("、“”‘’《》〈〉「」『』【】〔〕！？—…＋〇")


@dataclass(frozen=True, slots=True)
class CitableText:
    """Text whose every character remembers its offset in the raw source."""

    text: str
    to_raw: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.text)

    def __getitem__(self, part: slice) -> CitableText:
        return CitableText(self.text[part], self.to_raw[part])

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The raw span (start, end) that text[start:end] was taken from.

        Raises:
            IndexError: empty span or one outside the text.
        """
        if not 0 <= start < end <= len(self.text):
            raise IndexError(f"[{start}, {end})")
        return self.to_raw[start], self.to_raw[end - 1] + 1

    def strip(self) -> CitableText:
        """Without the blanks at both ends."""
        start = len(self.text) - len(self.text.lstrip(BLANKS))
        end = len(self.text.rstrip(BLANKS))
        return self[start : max(start, end)]

    def without_spaces(self) -> CitableText:
        """Without any blank: for titles, which sources set with spaces (总　则)."""
        kept = [i for i, char in enumerate(self.text) if char not in BLANKS]
        return CitableText("".join(self.text[i] for i in kept), tuple(self.to_raw[i] for i in kept))

    def mapped(self) -> CitableText:
        """With both character mappings applied."""
        return CitableText(map_characters(self.text), self.to_raw)


def raw_lines(raw: str) -> Iterator[CitableText]:
    """The physical lines of a source, each with its offsets, blanks at the edges kept."""
    start = 0
    for line in raw.split("\n"):
        yield CitableText(line, tuple(range(start, start + len(line))))
        start += len(line) + 1


def join(parts: Iterable[CitableText], separator: str = "") -> CitableText:
    """One text out of several; a separator points at the raw character after the part before it."""
    texts: list[str] = []
    offsets: list[int] = []
    for part in parts:
        if texts and separator:
            texts.append(separator)
            offsets.extend([offsets[-1] + 1 if offsets else 0] * len(separator))
        texts.append(part.text)
        offsets.extend(part.to_raw)
    return CitableText("".join(texts), tuple(offsets))


def is_han(char: str) -> bool:
    """True for a Chinese character or a mark that only Chinese text uses."""
    return (
        "\u4e00" <= char <= "\u9fff"
        or "\u3400" <= char <= "\u4dbf"
        or "\U00020000" <= char <= "\U0003ffff"
        or char in _HAN_MARKS
    )


def map_characters(text: str, *, open_ends: bool = False) -> str:
    """Both character mappings; the result has the length of `text`, and mapping it again changes nothing.

    `, ; : ( )` stand in Han context if the nearest character before or after, marks apart, is Chinese, a full stop
    only if the one before is (so `1.` in front of an item stays); two brackets that belong together are mapped
    together. `open_ends` treats what is cut off before and after the text as Chinese: right for a quotation, whose
    surroundings are unknown.
    """
    text = text.translate(_TO_ASCII)
    before = _han_nearby(text, open_ends)
    after = _han_nearby(text[::-1], open_ends)[::-1]
    out = list(text)
    opened: list[tuple[int, bool]] = []
    for i, char in enumerate(text):
        if char not in _HALF:
            continue
        chinese = before[i] if char == "." else before[i] or after[i]
        if char == "(":
            opened.append((i, chinese))
        elif char == ")" and opened:
            partner, partner_chinese = opened.pop()
            chinese = chinese or partner_chinese
            if chinese:
                out[partner] = "（"
        if chinese:
            out[i] = char.translate(_TO_FULL)
    return "".join(out)


def _han_nearby(text: str, at_the_end: bool) -> list[bool]:
    """For each character whether the nearest one before it that is no mark of the mapping is Chinese."""
    found: list[bool] = []
    han = at_the_end
    for char in text:
        found.append(han)
        if char not in _HALF and char not in _FULL:
            han = is_han(char)
    return found


def fold_quote(quote: str) -> str:
    """A quotation under test, brought to citable text: its line breaks closed, its characters mapped."""
    return map_characters("".join(line.strip(BLANKS) for line in quote.splitlines()), open_ends=True)
