"""Which cases rest on given clauses, for the day their text changes: these questions have to be looked at again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from evals import messages
from evals.cases import DATASETS, VERDICTS, DatasetError, load_cases, question_sets
from knowledge.citations.reference import ClauseRef, ClauseRefError


@dataclass(frozen=True, slots=True)
class Touched:
    """A case that names one of the clauses. `question` is None for a sealed one: it is shown by its id alone."""

    dataset: str
    id: str
    question: str | None


def touched(clauses: Iterable[str], files: Sequence[Path] | None = None) -> Iterator[Touched]:
    """Cases whose golds, alternatives or forbidden clauses share words with one of these.

    Raises:
        DatasetError: one is no clause id.
    """
    try:
        changed = [ClauseRef.parse(clause) for clause in clauses]
    except ClauseRefError as error:
        raise DatasetError(str(error)) from error
    for path in files if files is not None else [*question_sets(), *([VERDICTS] if VERDICTS.exists() else [])]:
        sealed = path.is_relative_to(DATASETS / "sealed")
        for case in load_cases(path):
            named = (*case.gold, *case.acceptable, *case.must_not_cite)
            if any(ref.overlaps(one) for ref in named for one in changed):
                yield Touched(_name(path), case.id, None if sealed else case.question)


def _name(path: Path) -> str:
    return str(path.relative_to(DATASETS)) if path.is_relative_to(DATASETS) else path.name


def impact(
    clauses: Annotated[list[str], typer.Argument(help="条款编号，可写多个")],
    dataset: Annotated[list[Path] | None, typer.Option("--dataset", help="题集；默认随附的全部和判定")] = None,
) -> None:
    """Prints the cases that name one of the clauses; those of sealed datasets by their ids alone."""
    try:
        found = list(touched(clauses, dataset))
    except DatasetError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    for case in found:
        typer.echo(f"{case.dataset}  {case.id}  {case.question or messages.SEALED}")
    typer.echo(messages.TOUCHED.format(count=len(found)))
