"""Why an identifier is not accepted: one class per kind of mistake, the same for every identifier.

`str(error)` is a Chinese sentence that says what to do. It names a position, a character or a date, never the number.
"""

from __future__ import annotations

from credit_core.errors import LawError


class IdentifierError(LawError):
    """Base of all errors of this package."""


class NumberMissing(IdentifierError):
    """Nothing was given, or nothing but spaces and hyphens."""


class InvalidLength(IdentifierError):
    """Too few or too many characters."""


class OldResidentNumber(InvalidLength):
    """A 15-digit number. Never completed by guess: neither century nor check digit stand in it."""


class InvalidCharacter(IdentifierError):
    """A character that this identifier does not use at that position."""


class InvalidBirthDate(IdentifierError):
    """A birth date that no calendar has, or one after the day in question."""


class InvalidCheckDigit(IdentifierError):
    """All characters may stand where they stand, but together they are no such number."""


class StatementRequired(IdentifierError):
    """Another document without the statement that there is no resident number."""


class DocumentNameRequired(IdentifierError):
    """Another document without its name, or with the name of the resident identity card itself."""
