"""What bench can be asked for on the command line, which must not wait for what measures it."""

from __future__ import annotations

from enum import StrEnum


class Part(StrEnum):
    """What `bench` measures."""

    CORE = "core"
    ASSISTANT = "assistant"
    CONVERSATION = "conversation"
    ALL = "all"


class Backend(StrEnum):
    """Databases, by their names on the command line."""

    SQLITE = "sqlite"
    POSTGRESQL = "postgresql"
