"""Files of a message or an album, fetched and kept, with a word about each that is not."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from assistant.dialogue.contract import TurnResult
from assistant.dialogue.errors import AttachmentRefused
from assistant.dialogue.state import StoredFile
from channels.telegram import words
from channels.telegram.incoming import Incoming, Kind, SentFile
from channels.telegram.speaking import Speaker, TooLarge
from channels.web.throttle import Throttle, TooMany

LIMIT_MB: Final = 10
LIMIT: Final = LIMIT_MB * 1024 * 1024
"""Of one file, in bytes."""
_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Gathered:
    """The files that were kept, in the order in which they were sent, and why others were not."""

    files: tuple[StoredFile, ...] = ()
    notes: tuple[str, ...] = ()


class Evidence:
    """Fetches files with one bot; `store` keeps one."""

    def __init__(self, speaker: Speaker, throttle: Throttle, store: Callable[[str, bytes], StoredFile]) -> None:
        self._speaker = speaker
        self._throttle = throttle
        self._store = store

    async def gather(self, parts: Sequence[Incoming]) -> Gathered:
        """Fetch and keep what the messages bring. One that fails costs no other."""
        files: list[StoredFile] = []
        notes: dict[str, None] = {}
        for part in parts:
            try:
                if part.file is not None:
                    files.append(await self._kept(part.session, part.file))
                elif part.kind is Kind.UNREADABLE:
                    notes[words.ONLY_WORDS_AND_FILES] = None
            except (AttachmentRefused, TooMany) as error:
                notes[str(error)] = None
        return Gathered(tuple(files), tuple(notes))

    async def _kept(self, session: str, file: SentFile) -> StoredFile:
        name = file.name[:_SHOWN]
        try:
            if file.size > LIMIT:
                raise TooLarge
            self._throttle.count_file(session)
            content = await self._speaker.fetch(file)
        except TooLarge:
            raise AttachmentRefused(words.FILE_TOO_LARGE.format(name=name, limit=LIMIT_MB)) from None
        if content is None:
            raise AttachmentRefused(words.FILE_NOT_FETCHED.format(name=name))
        return await asyncio.to_thread(self._store, file.name, content)


def received(result: TurnResult, files: Sequence[StoredFile]) -> str:
    """That files were taken into the form; empty where none was, or the reply tells of them itself."""
    taken = (result.flow or {}).get("slots", {}).get("evidence", ())
    names = [file.name for file in files if file.name in taken]
    return words.RECEIVED.format(count=len(names), names="、".join(names)) if names else ""
