"""JSONL datasets of any schema: one row a line, and an error that names the line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from evals import messages
from evals.cases import DatasetError

_Row = TypeVar("_Row")


def read_rows(path: Path, make: Callable[[dict[str, Any]], _Row]) -> list[_Row]:
    """The rows of a JSONL file, each made by `make` out of its object; blank lines are left out.

    Raises:
        DatasetError: no such file, no rows in it, or a line that is no JSON or that `make` refuses (KeyError, TypeError,
            ValueError); says which.
    """
    try:
        lines = path.read_text("utf-8").splitlines()
    except FileNotFoundError:
        raise DatasetError(messages.NO_FILE.format(path=path)) from None
    rows = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            rows.append(make(json.loads(line)))
        except json.JSONDecodeError as error:
            raise DatasetError(messages.NOT_JSON.format(name=path.name, line=number, error=error)) from error
        except (KeyError, TypeError, ValueError) as error:
            raise DatasetError(messages.BAD_CASE.format(name=path.name, line=number, error=error)) from error
    if not rows:
        raise DatasetError(messages.EMPTY_DATASET.format(name=path.name))
    return rows
