"""The sections of the guide's wording that are looked into by name (assistant/messages/dialogue_guide.yaml)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.wording import Wording


def sentences(wording: Wording, *path: str) -> Mapping[str, Any]:
    """The messages below ``dialogue_guide.<path>``, by name."""
    found: Any = wording.section("dialogue_guide")
    for part in path:
        found = found[part]
    return dict(found)
