"""A form page as it was sent: its fields, what was to be done with them, and the files."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from starlette.datastructures import FormData, UploadFile

from assistant.dialogue.contract import Posted
from channels.text import clean
from channels.web.uploads import MOST_FILES, Upload

MAX_PARTS: Final = {"max_files": MOST_FILES + 1, "max_fields": 80}
"""Of a submitted form; one file more than is taken, so that this can be said."""
_KEY: Final = re.compile(r"[A-Za-z0-9_-]{8,64}")
_SLOT: Final = re.compile(r"[a-z_]{1,40}")
_SHA: Final = re.compile(r"[0-9a-f]{64}")
_LONGEST: Final = 20_000
_MOST: Final = 40
"""Fields that a form names at most."""


@dataclass(frozen=True, slots=True)
class ActDraft:
    """The form as submitted, cleaned but not checked.

    Attributes:
        do: the button: next, keep, chat or open on the form; confirm, change, chat or cancel on the summary.
        at: the field beside which the button stood; empty for none.
        typed: the words of every field that stood on the page.
        seen: what the summary showed.
    """

    do: str = ""
    at: str = ""
    typed: Mapping[str, str] = field(default_factory=dict)
    warned: frozenset[str] = frozenset()
    dropped: frozenset[str] = frozenset()
    conversation: str = ""
    session: str = ""
    key: str = ""
    seen: str = ""
    uploads: tuple[Upload, ...] = ()

    @property
    def posted(self) -> Posted:
        """The fields for the front door."""
        return Posted(self.typed, whole=self.do == "next", warned=self.warned, dropped=self.dropped)

    @property
    def turn_key(self) -> str:
        """The idempotency key: the same showing of the page with the same content, sent twice, is one turn."""
        files = (f"{upload.name}:{upload.size}" for upload in self.uploads)
        fields = (f"{slot}={words}" for slot, words in sorted(self.typed.items()))
        said = "\0".join((self.do, self.seen, *sorted(self.warned), *sorted(self.dropped), *fields, *files))
        key = self.key if _KEY.fullmatch(self.key) else ""
        return f"form-{key}-{hashlib.sha256(said.encode('utf-8', 'replace')).hexdigest()}"


def read(form: FormData) -> ActDraft:
    """The fields of a submitted form; missing ones count as empty."""

    def text(name: str, limit: int) -> str:
        value = form.get(name)
        return clean(value)[:limit] if isinstance(value, str) else ""

    def named(name: str, pattern: re.Pattern[str]) -> list[str]:
        return [word for word in text(name, 2_000).split(",") if pattern.fullmatch(word)][:_MOST]

    files = [file for file in form.getlist("files") if isinstance(file, UploadFile) and (file.filename or file.size)]
    dropped = (value for value in form.getlist("drop") if isinstance(value, str) and _SHA.fullmatch(value))
    do, _, at = text("do", 64).partition(":")
    return ActDraft(
        do=do,
        at=at if _SLOT.fullmatch(at) else "",
        typed={slot: text(f"f.{slot}", _LONGEST) for slot in named("shown", _SLOT)},
        warned=frozenset(named("warned", _SLOT)),
        dropped=frozenset(dropped),
        conversation=text("conversation", 64),
        session=text("session", 64),
        key=text("key", 64),
        seen=text("seen", 64),
        uploads=tuple(Upload(file.filename or "", file.file, file.size or 0) for file in files),
    )
