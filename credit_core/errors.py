"""What can go wrong when the law of a place and a date is asked for. Each message is a sentence for a person."""

from __future__ import annotations


class LawError(Exception):
    """Base of all errors of this package; `str(error)` may be shown to a citizen."""


class NotInForce(LawError):
    """No version of the place's regulation is in force on that day. Never answered with another version."""


class UnknownJurisdiction(LawError):
    """No regulation of that place is loaded. Never answered with another place's."""


class UnknownTopic(LawError):
    """No such topic id."""


class UnknownRule(LawError):
    """No such time limit in that place's law on that day."""


class LawDataError(LawError):
    """A law file does not fit the schema or contradicts itself."""


class CalendarRangeError(LawError):
    """The day lies before the first year of the working-day table, or beyond what dates can hold."""


class DeadlineInputError(LawError):
    """A start, a number of days or a pause that cannot be counted with."""
