"""The sentences of this area (assistant/messages/dialogue_memory.yaml)."""

from __future__ import annotations

from assistant.wording import load_wording


def say(key: str, **values: object) -> str:
    """The sentence with its blanks filled."""
    return load_wording().say(f"dialogue_memory.{key}", **values)
