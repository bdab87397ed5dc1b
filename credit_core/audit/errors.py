"""What can go wrong when an audit entry is written or an export is read. A *damaged chain* is no error: see Report."""

from __future__ import annotations

from credit_core.errors import LawError


class AuditError(LawError):
    """Base of the errors of the audit chain."""


class NotCanonical(AuditError):
    """A value that has no canonical JSON form (a float, a naive time, an object, a number beyond 2^53-1)."""


class BadEntry(AuditError):
    """An entry that does not name its actor, role, act or entity, or whose salt is not one."""


class BadHead(AuditError):
    """The text is not a head `seq:hash`."""


class BadExportLine(AuditError):
    """A line of an export that is not one; `number` counts from 1."""

    def __init__(self, number: int, sentence: str) -> None:
        super().__init__(sentence)
        self.number = number
