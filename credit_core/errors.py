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


class NotFound(LawError):
    """No such case, record, subject or the like; also said where the asker may not know that it exists."""


class StaleVersion(LawError):
    """Somebody else changed it since it was read: read again, then decide again."""


class Duplicate(LawError):
    """It is there already: the same number, the same subject, the same alert."""


class KeyReused(LawError):
    """An idempotency key came back with another content."""


class Busy(LawError):
    """The database is taken by others for longer than one waits. Nothing was written."""


class UnknownProcedure(LawError):
    """The place has no procedure of that name."""


class NotAllowed(LawError):
    """The transition table has no such step from this state."""


class Forbidden(LawError):
    """The role, or this person, may not take the step."""


class Refused(LawError):
    """A condition of the step is not met, or cannot be determined: `decision` says which, with its clause."""

    def __init__(self, message: str, decision: object) -> None:
        super().__init__(message)
        self.decision = decision


class BadFiling(LawError):
    """What was filed cannot be read: the message says which field and how to mend it."""


class UnknownStep(LawError):
    """A setting names a step that no transition table has, or none that a second person can review."""
