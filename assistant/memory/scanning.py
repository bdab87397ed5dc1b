"""The virus scanner of the installation, if it has one: any command that ends with 0 for a clean file."""

from __future__ import annotations

import logging
import shlex
import subprocess
from pathlib import Path
from typing import Protocol

log = logging.getLogger(__name__)

TIMEOUT = 60.0
"""Seconds for one file."""


class NotScanned(Exception):
    """The scanner could not look at the file; it is not taken then."""


class Scanner(Protocol):
    """Looks at a file before it is kept."""

    def __call__(self, file: Path) -> bool:
        """True if the file may be kept.

        Raises:
            NotScanned
        """
        ...


class CommandScanner:
    """Runs SCAN_COMMAND (say, ``clamdscan --no-summary --fdpass``) with the file's path as its last argument; no shell."""

    def __init__(self, command: str, timeout: float = TIMEOUT) -> None:
        self._argv = shlex.split(command)
        self._timeout = timeout

    def __call__(self, file: Path) -> bool:
        """As `Scanner`. What the scanner prints is not logged: it may name the file."""
        try:
            done = subprocess.run(  # noqa: S603 - the operator's own command, and a path that we made
                [*self._argv, str(file.resolve())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=self._timeout,
                check=False,
            )
        except (OSError, subprocess.SubprocessError) as error:
            log.error("the scanner cannot run: %s", type(error).__name__)
            raise NotScanned from error
        if done.returncode:
            log.warning("the scanner refused a file: exit status %s", done.returncode)
        return done.returncode == 0


def scanner(command: str) -> Scanner | None:
    """The scanner of the setting; None where it is empty."""
    return CommandScanner(command) if command.strip() else None
