"""The words that people read: assistant/messages, loaded once and checked when filled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

from assistant.outcome import Reason


@dataclass(frozen=True, slots=True)
class Gist:
    """A clause in one plain sentence, and what follows for the citizen.

    `next_places` are the clauses of the same document that `next` rests on besides its own.
    """

    text: str
    next: str = ""
    next_places: tuple[str, ...] = ()


class Wording:
    """Messages by dotted key, gists by document and place."""

    def __init__(self, messages: Mapping[str, Any], gists: Mapping[str, Mapping[str, Gist]]) -> None:
        self._messages = messages
        self._gists = gists

    def say(self, key: str, **values: object) -> str:
        """The message with its blanks filled.

        Raises:
            KeyError: there is no such message, or a blank has no value.
        """
        found: Any = self._messages
        for part in key.split("."):
            found = found[part]
        return str(found).format(**values)

    def reply(self, reason: Reason, **values: object) -> str:
        """The canned reply of a reason, e.g. ``refused.evasion``."""
        return self.say(f"{reason.status.value}.{reason.value}", **values)

    def section(self, key: str) -> Mapping[str, str]:
        """All messages of one section."""
        return dict(self._messages[key])

    def gist(self, document: str, place: str) -> Gist | None:
        """The plain sentence for a clause (`place` is the part of its id after #), or None."""
        return self._gists.get(document, {}).get(place)

    def gists(self) -> Mapping[str, Mapping[str, Gist]]:
        """Every gist, by document and place."""
        return self._gists


@lru_cache(maxsize=1)
def load_wording() -> Wording:
    """The shipped messages and gists."""
    folder = resources.files("assistant") / "messages"
    messages: dict[str, Any] = {}
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".yaml"):
            messages.update(
                yaml.safe_load(file.read_text("utf-8"))
            )  # a section stands in one file only; a test holds it
    gists: dict[str, dict[str, Gist]] = {}
    for file in (folder / "gists").iterdir():
        if file.name.endswith(".yaml"):
            loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
            rows = yaml.load(file.read_text("utf-8"), Loader=loader)  # noqa: S506 - a safe loader, the fast one if built
            gists[file.name.removesuffix(".yaml")] = {
                str(place): Gist(row["gist"], row.get("next", ""), tuple(map(str, row.get("next_clauses", ()))))
                for place, row in rows.items()
            }
    return Wording(messages, gists)
