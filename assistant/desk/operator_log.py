"""The operators' log: whatever is written into it, numbers of persons do not come through."""

from __future__ import annotations

import logging
from typing import Final

from assistant.redaction import mask

_LINE: Final = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class Masking(logging.Formatter):
    """Masks the whole entry, its traceback included: what an error of another library says is not known beforehand."""

    def format(self, record: logging.LogRecord) -> str:
        """The entry, masked."""
        return mask(super().format(record))


def begin() -> None:
    """Log warnings and worse to standard error; once, however often it is called."""
    root = logging.getLogger()
    if any(isinstance(handler.formatter, Masking) for handler in root.handlers):
        return
    handler = logging.StreamHandler()
    handler.setFormatter(Masking(_LINE))
    handler.setLevel(logging.WARNING)  # some libraries set a level of their own below the root's
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
