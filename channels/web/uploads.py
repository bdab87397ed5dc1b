"""Files beside a turn: how many, how large, and how they come (a form's files, or base64 in JSON)."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO, Final

from assistant.dialogue.errors import AttachmentRefused
from assistant.dialogue.state import StoredFile
from channels import messages
from channels.web.ports import Conversing
from channels.web.throttle import Throttle

MOST_FILES: Final = 5
"""Files of one turn."""
LIMIT_MB: Final = 10
LIMIT: Final = LIMIT_MB * 1024 * 1024
"""Bytes of one file."""
TAKEN: Final = ".pdf,.jpg,.jpeg,.png,.heic,.docx,.xlsx,.txt"
"""What a file dialogue offers; what is taken is decided by the content."""


class TooLarge(AttachmentRefused):
    """A file over the limit."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came. `size` in bytes."""

    name: str
    content: bytes | IO[bytes]
    size: int


def from_base64(name: str, text: str) -> Upload:
    """A file of a JSON request; blanks and line ends in the text do not matter.

    Raises:
        ValueError: not base64.
    """
    try:
        content = base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError) as error:
        raise ValueError(messages.BAD_BASE64) from error
    return Upload(name, content, len(content))


def check(uploads: Sequence[Upload]) -> None:
    """Number and sizes, before anything is stored.

    Raises:
        TooLarge: one of them; AttachmentRefused: too many at once.
    """
    if len(uploads) > MOST_FILES:
        raise AttachmentRefused(messages.TOO_MANY_AT_ONCE.format(limit=MOST_FILES))
    for upload in uploads:
        if upload.size > LIMIT:
            raise TooLarge(messages.FILE_TOO_LARGE.format(name=upload.name[:80], limit=LIMIT_MB))


def store(conversing: Conversing, uploads: Sequence[Upload], throttle: Throttle, client: str) -> list[StoredFile]:
    """Keep the files for a turn: all, or the error of the first that is not taken.

    Raises:
        TooLarge, TooManyFiles, AttachmentRefused.
    """
    check(uploads)
    for _ in uploads:
        throttle.count_file(client)
    return [conversing.store(upload.name, upload.content) for upload in uploads]
