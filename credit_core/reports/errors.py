"""What can go wrong when a report is put together or printed."""

from __future__ import annotations

from credit_core.errors import LawError


class ReportError(LawError):
    """The report lacks what every report states, or contradicts itself."""


class FontUnusable(ReportError):
    """The named font file cannot be read, or cannot be embedded."""


class MissingGlyphs(ReportError):
    """The font would print some characters as blanks: `characters` are those, each once, in order of appearance."""

    def __init__(self, message: str, characters: tuple[str, ...]) -> None:
        super().__init__(message)
        self.characters = characters
