"""What can go wrong with a database as a whole. A fault that a check finds is no error: see `checks.Check`."""

from __future__ import annotations

from credit_core.errors import LawError


class StorageError(LawError):
    """Base of the errors of databases and backups."""


class WrongRevision(StorageError):
    """The database or the backup has another structure than this program."""


class BadBackup(StorageError):
    """The file is no backup, is damaged or incomplete, or its audit chain does not hold."""


class NotEmpty(StorageError):
    """A backup is restored into an empty database only."""


class BadDeletions(StorageError):
    """The file is no list of deletions."""


class FileThere(StorageError):
    """A file of that name exists and is not overwritten."""
