"""Reads machines and procedures of the package, and those of a further folder."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from credit_core.errors import LawDataError
from credit_core.law.procedure_schema import Machine, ProcedureFile
from credit_core.law.reader import read_yaml
from credit_core.messages import law as messages

_Model = TypeVar("_Model", bound=BaseModel)


class ProcedureFiles(NamedTuple):
    """Machines by name; place files by document and procedure."""

    machines: dict[str, Machine]
    places: dict[tuple[str, str], ProcedureFile]


def read_procedure_files(extra: Path | None = None) -> ProcedureFiles:
    """Everything in `credit_core/law`, and `procedures/<document id>/*.yaml` below the folder `extra`.

    Raises:
        LawDataError: a file breaks the schema, or names a machine or row that is not there.
    """
    package = files("credit_core.law")
    machines = {made.machine: made for made in (_parse(Machine, file) for file in _yaml(package / "machines"))}
    places: dict[tuple[str, str], ProcedureFile] = {}
    for root in (package, *([extra] if extra is not None else [])):
        folder = root / "procedures"
        for document in folder.iterdir() if folder.is_dir() else ():
            for file in _yaml(document):
                made = _parse(ProcedureFile, file)
                if problem := _problem(made, document.name, machines):
                    raise LawDataError(messages.BAD_LAW_FILE.format(name=f"{document.name}/{file.name}", detail=problem))
                places[made.document, made.procedure] = made
    return ProcedureFiles(machines, places)


def _yaml(folder: Traversable | Path) -> Iterator[Traversable | Path]:
    if folder.is_dir():
        yield from sorted((file for file in folder.iterdir() if file.name.endswith(".yaml")), key=lambda file: file.name)


def _parse(model: type[_Model], file: Traversable | Path) -> _Model:
    try:
        return model.model_validate(read_yaml(file))
    except ValidationError as error:
        raise LawDataError(messages.BAD_LAW_FILE.format(name=file.name, detail=error)) from error


def _problem(made: ProcedureFile, folder: str, machines: dict[str, Machine]) -> str | None:
    if made.document != folder:
        return f"文件夹是 {folder}，文件写的是 {made.document}"
    machine = machines.get(made.machine)
    if machine is None:
        return f"没有状态机 {made.machine}"
    ids = {row.id for row in machine.rows}
    if strange := sorted({*made.clauses, *made.absent} - ids):
        return f"没有编号为 {'、'.join(strange)} 的转换"
    if both := sorted(set(made.clauses) & set(made.absent)):
        return f"{'、'.join(both)} 既有条款又写明不存在"
    return None
