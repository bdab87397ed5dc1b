"""Reads machines and procedures of the package, and those of a further folder."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from credit_core.errors import LawDataError
from credit_core.law.folders import parsed, roots, yaml_files
from credit_core.law.procedure_schema import Machine, ProcedureFile
from credit_core.law.reader import read_yaml
from credit_core.messages import law as messages


class ProcedureFiles(NamedTuple):
    """Machines by name; place files by document and procedure."""

    machines: dict[str, Machine]
    places: dict[tuple[str, str], ProcedureFile]


def read_procedure_files(extra: Path | None = None) -> ProcedureFiles:
    """Everything in `credit_core/law`, and `procedures/<document id>/*.yaml` below the folder `extra`.

    Raises:
        LawDataError: a file breaks the schema, or names a machine or row that is not there.
    """
    folder = files("credit_core.law") / "machines"
    machines = {
        made.machine: made for made in (parsed(Machine, read_yaml(file), file.name) for file in yaml_files(folder))
    }
    places: dict[tuple[str, str], ProcedureFile] = {}
    for root in roots(extra):
        folder = root / "procedures"
        for document in folder.iterdir() if folder.is_dir() else ():
            for file in yaml_files(document):
                made = parsed(ProcedureFile, read_yaml(file), file.name)
                if problem := _problem(made, document.name, machines):
                    raise LawDataError(
                        messages.BAD_LAW_FILE.format(name=f"{document.name}/{file.name}", detail=problem)
                    )
                places[made.document, made.procedure] = made
    return ProcedureFiles(machines, places)


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
