"""The citation desk's verdicts as cases: an answer that a person found false is asked again in every later run.

The desk exports one JSON object a line (fields: datasets/README.md, 判定). A verdict that finds nothing wrong becomes a case as
well: what was right must stay right.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from assistant.redaction import mask
from evals import messages
from evals.cases import Behaviour, DatasetError, require_golds, to_case
from knowledge.regulations.corpus import Corpus


class Verdict(StrEnum):
    """What a person found about one citation; the value is what the desk exports."""

    RIGHT = "right"
    WRONG_CLAUSE = "wrong_clause"
    DOES_NOT_SUPPORT = "does_not_support"
    OUTDATED = "outdated"
    WRONG_PLACE = "wrong_place"


@dataclass(frozen=True, slots=True)
class Imported:
    """How many verdicts became cases, replaced the case of an earlier verdict on the same answer, or changed nothing."""

    added: int
    replaced: int
    unchanged: int


def import_verdicts(source: Path, target: Path, corpus: Corpus) -> Imported:
    """Add the verdicts of `source` to the dataset `target`; a later verdict on the same answer replaces the earlier.

    Nothing is written unless every line can be used.

    Raises:
        DatasetError: no such file, or a line that is not a verdict; says which and why.
    """
    rows = {row["id"]: row for row in _lines(target)} if target.exists() else {}
    added = replaced = unchanged = 0
    for number, verdict in enumerate(_lines(source), 1):
        try:
            row = as_row(verdict)
            require_golds(corpus, [to_case(row)])
        except (KeyError, TypeError, ValueError) as error:
            raise DatasetError(messages.BAD_VERDICT.format(name=source.name, line=number, error=error)) from error
        old = rows.get(row["id"])
        added += old is None
        unchanged += old == row
        replaced += old is not None and old != row
        rows[row["id"]] = row
    _write(target, rows.values())
    return Imported(added, replaced, unchanged)


def as_row(verdict: Mapping[str, Any]) -> dict[str, Any]:
    """A dataset row: right and missing clauses must be cited, the others must not be cited again.

    Raises:
        KeyError, ValueError: a field is not there, or not one of the words it may be.
    """
    judged = [(entry["clause"], Verdict(entry["verdict"])) for entry in verdict["citations"]]
    missing = list(verdict.get("missing", ()))
    behaviour = Behaviour(verdict["expected_behaviour"])
    gold = [clause for clause, found in judged if found is Verdict.RIGHT] + missing
    row = {
        "id": f"verdict-{verdict['answer_id']}",
        "question": mask(verdict["question"]),
        "type": "verdict",
        "jurisdiction": verdict.get("jurisdiction"),
        "as_of": verdict.get("as_of"),
        "expected_behaviour": behaviour.value,
        "gold": [{"clause": clause} for clause in dict.fromkeys(gold)] if behaviour is Behaviour.ANSWER else [],
        "must_not_cite": [{"clause": clause} for clause, found in judged if found is not Verdict.RIGHT],
        "note": mask(verdict.get("note", "")),
    }
    return {name: value for name, value in row.items() if value is not None}


def _lines(path: Path) -> list[dict[str, Any]]:
    try:
        lines = path.read_text("utf-8").splitlines()
    except FileNotFoundError:
        raise DatasetError(messages.NO_VERDICTS.format(path=path)) from None
    found = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                found.append(json.loads(line))
            except json.JSONDecodeError as error:
                raise DatasetError(messages.NOT_JSON.format(name=path.name, line=number, error=error)) from error
    return found


def _write(path: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    whole = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    beside = path.with_suffix(".new")
    beside.write_text(whole, "utf-8")
    beside.replace(path)  # never half a file
