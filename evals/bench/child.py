"""What bench runs in a new process of its own: ``python -m evals.bench.child index FOLDER | warm < questions.json``.

Prints one JSON object on the last line of standard output.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import psutil  # type: ignore[import-untyped]

MEGABYTE = 1_000_000


def index(folder: Path) -> dict[str, float]:
    """Build the index below `folder`, loading of the model included."""
    from assistant.bootstrap import build_index
    from assistant.settings import get_settings

    began = time.perf_counter()
    build_index(get_settings().model_copy(update={"data_dir": folder}))
    return {"seconds": time.perf_counter() - began}


def warm(questions: list[tuple[str, str | None]]) -> dict[str, Any]:
    """Answer every (question, place) after one that is not counted."""
    from assistant.bootstrap import build
    from assistant.settings import get_settings

    assistant = build(get_settings(), remember=False)
    first, place = questions[0]
    assistant.ask(first, jurisdiction=place)
    seconds = []
    for question, place in questions:
        began = time.perf_counter()
        assistant.ask(question, jurisdiction=place)
        seconds.append(time.perf_counter() - began)
    return {"seconds": seconds, "memory_mb": psutil.Process().memory_info().rss / MEGABYTE}


def main(arguments: list[str]) -> None:
    """Do what the first argument names."""
    what, *rest = arguments
    found = index(Path(rest[0])) if what == "index" else warm(json.load(sys.stdin))
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1:])
