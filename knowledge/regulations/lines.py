"""Source lines, freed of markup, and the joins that close hard line wraps and page breaks.

A text is read the same way whether it came from a PDF (every line wrapped), a web page (one line per 款) or Markdown:
a passage ends where its line ends in a closing mark or the next line opens a new piece. Line width decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from knowledge.regulations.normalise import BLANKS, CitableText, join, raw_lines

_ENDS = "。；：！？….;:!?"
_CLOSERS = "”’）)】》」』"
_MARKUP = BLANKS + "#*"
_NO_WORDS = re.compile(r"[-_=]+|[-—－] ?[0-9０-９]{1,4} ?[-—－]")
"""A rule, or a page number: - 3 -."""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One line's words. `page_break`: it begins with a blank right under another line, as after a page break."""

    text: CitableText
    page_break: bool


def read_lines(raw: str) -> Iterator[SourceLine]:
    """The lines that hold words: no blank lines, Markdown signs, rules or HTML comments."""
    in_comment, after_blank = False, True
    for line in raw_lines(raw):
        words = _without_markup(line)
        if in_comment or words.text.startswith("<!--"):
            in_comment = "-->" not in words.text
            continue
        if words.text and not _NO_WORDS.fullmatch(words.text):
            yield SourceLine(words, page_break=line.text[0] in BLANKS and not after_blank)
        after_blank = not words.text


def _without_markup(line: CitableText) -> CitableText:
    start = len(line.text) - len(line.text.lstrip(_MARKUP))
    end = len(line.text.rstrip(_MARKUP))
    line = line[start : max(start, end)]
    if _NO_WORDS.fullmatch(line.text):
        return line
    return line[2:].strip() if line.text.startswith(("- ", "+ ")) else line


def ends_passage(text: str, *, brackets_end: bool = False) -> bool:
    """True if a passage may end here; `brackets_end` where passages end in a bracket (the opinion's duties)."""
    if brackets_end and text.endswith(("）", ")")):
        return True
    return text.rstrip(_CLOSERS).endswith(tuple(_ENDS))


@dataclass(frozen=True, slots=True)
class Passage:
    """A joined passage in citable characters. `joins` are the offsets in it where lines met, page breaks apart."""

    text: CitableText
    joins: tuple[int, ...] = ()
    page_breaks: tuple[int, ...] = ()


def join_lines(
    lines: Iterable[SourceLine], continues: Callable[[list[SourceLine], SourceLine], bool]
) -> Iterator[Passage]:
    """Close the line breaks inside passages; `continues(lines so far, next line)` says where one runs on."""
    parts: list[SourceLine] = []
    for line in lines:
        if not continues(parts, line) and parts:
            yield _passage(parts)
            parts = []
        parts.append(line)
    if parts:
        yield _passage(parts)


def _passage(parts: list[SourceLine]) -> Passage:
    joins: list[int] = []
    breaks: list[int] = []
    length = 0
    for part in parts:
        if length:
            (breaks if part.page_break else joins).append(length)
        length += len(part.text)
    return Passage(join(p.text for p in parts).mapped(), tuple(joins), tuple(breaks))


def page_breaks(passages: list[Passage]) -> list[tuple[int, ...]]:
    """The page breaks closed in each passage. Where lines are not wrapped, any join closes one."""
    wrapped = sum(bool(p.joins) for p in passages) > 0.2 * len(passages)
    return [p.page_breaks if wrapped else tuple(sorted(p.page_breaks + p.joins)) for p in passages]
