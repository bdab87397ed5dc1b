"""Where results go: a Markdown table for people (committed), the whole as JSON for comparison (not committed)."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evals.intervals import Rate

if TYPE_CHECKING:  # it imports the assistant, which the command line's help must not wait for
    from evals.provenance import Provenance

RESULTS = Path(__file__).parent / "results"
REPORTS = Path(__file__).parent / "reports"


def table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table, the first column left, the others right."""
    lines = [_row(headings), _row(["---", *["---:"] * (len(headings) - 1)])]
    return "\n".join([*lines, *(_row([cell(value) for value in row]) for row in rows)]) + "\n"


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def cell(value: object) -> str:
    """A value on one line of a table."""
    if isinstance(value, float):
        return "—" if math.isnan(value) else f"{value:.1f}"
    return str(value).replace("|", "\\|").replace("\n", " ")


def percent(rate: Rate) -> str:
    """A share as a percentage; — of nothing."""
    return f"{100 * rate.share:.1f}" if rate.total else "—"


def interval(rate: Rate) -> str:
    """The 95 % interval as percentages."""
    low, high = rate.interval
    return f"{100 * low:.1f}–{100 * high:.1f}" if rate.total else "—"


def measured_on(provenance: Provenance, command: str) -> str:
    """The lines under a report's title: how to repeat it, and on what it was measured."""
    facts = "；".join(f"{label} {value}" for label, value in provenance.rows())
    return f"命令：`{command}`\n\n{facts}\n"


def write_markdown(folder: Path, name: str, text: str) -> Path:
    """Write `name`.md below `folder`, and say where."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.md"
    path.write_text(text, "utf-8")
    return path


def write_json(path: Path, value: Any) -> Path:
    """Write `value` as JSON, and say where."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1, default=str) + "\n", "utf-8")
    return path
