"""The form of a turn: what was submitted, checked, and what to say where it does not hold."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from starlette.datastructures import FormData, UploadFile

from channels import messages
from channels.text import MAX_QUESTION, clean
from channels.web.forms import FormError
from channels.web.uploads import MOST_FILES, Upload

MAX_PARTS: Final = {"max_files": MOST_FILES + 1, "max_fields": 20}
"""Of a submitted form; one file more than is taken, so that this can be said."""

_KEY = re.compile(r"[A-Za-z0-9_-]{8,64}")


@dataclass(frozen=True, slots=True)
class TurnDraft:
    """The form as submitted, cleaned but not checked: it is shown again where something is wrong, all but its files.

    `choice` is the button that was pressed; it stands for the text. `key` names this showing of the form.
    """

    text: str = ""
    choice: str = ""
    place: str = ""
    conversation: str = ""
    session: str = ""
    key: str = ""
    uploads: tuple[Upload, ...] = ()

    @property
    def words(self) -> str:
        """What is said by it."""
        return self.choice or self.text

    @property
    def turn_key(self) -> str | None:
        """The idempotency key: the same form with the same words and files, sent twice, is one turn."""
        if not _KEY.fullmatch(self.key):
            return None
        said = "\0".join((self.words, *(f"{upload.name}:{upload.size}" for upload in self.uploads)))
        return f"{self.key}-{hashlib.sha256(said.encode('utf-8', 'replace')).hexdigest()}"


def new_key() -> str:
    """For the next showing of the form."""
    return secrets.token_urlsafe(16)


def read(form: FormData) -> TurnDraft:
    """The fields of a submitted form; missing ones count as empty, and so does a file field left empty."""

    def field(name: str, limit: int) -> str:
        value = form.get(name)
        return clean(value)[:limit] if isinstance(value, str) else ""

    files = [file for file in form.getlist("files") if isinstance(file, UploadFile) and (file.filename or file.size)]
    return TurnDraft(
        text=field("text", 20_000),
        choice=field("choice", 2_000),
        place=field("place", 64),
        conversation=field("conversation", 64),
        session=field("session", 64),
        key=field("key", 64),
        uploads=tuple(Upload(file.filename or "", file.file, file.size or 0) for file in files),
    )


def check(draft: TurnDraft, places: Collection[str]) -> None:
    """Whether a turn can be taken.

    Raises:
        FormError: nothing said and no file, too long, or an unknown place.
    """
    if not draft.words and not draft.uploads:
        raise FormError("text", messages.EMPTY)
    if len(draft.words) > MAX_QUESTION:
        raise FormError("text", messages.TOO_LONG.format(limit=MAX_QUESTION))
    if draft.place and draft.place not in places:
        raise FormError("place", messages.UNKNOWN_PLACE)
