"""docs/openapi.json: the OpenAPI document as it is committed, so that a change of the contract shows in review."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final, cast

from assistant.settings import Settings
from channels.web.app import create_app
from channels.web.ports import Runtime

FILE: Final = Path(__file__).resolve().parents[3] / "docs" / "openapi.json"


class _NotLoaded:
    """Stands where a runtime is; the document needs none."""

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(name)


def snapshot() -> str:
    """The document as text."""
    settings = Settings.model_construct()
    document = create_app(cast("Runtime", _NotLoaded()), settings).openapi()
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    FILE.write_text(snapshot(), "utf-8")
