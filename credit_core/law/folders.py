"""Folders of law data: those of the package, and those of a further folder that an office adds."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from credit_core.errors import LawDataError
from credit_core.law.reader import read_yaml
from credit_core.law.schema import OfDocument
from credit_core.messages import law as messages

_Model = TypeVar("_Model", bound=BaseModel)
_OfDocument = TypeVar("_OfDocument", bound=OfDocument)


def roots(extra: Path | None) -> tuple[Traversable | Path, ...]:
    """The package's law folder, and `extra` if there is one; what the later says of a document counts."""
    return (files("credit_core.law"), *([extra] if extra is not None else []))


def yaml_files(folder: Traversable | Path) -> list[Traversable | Path]:
    """The YAML files of a folder by name; none where it is not there."""
    if not folder.is_dir():
        return []
    return sorted((file for file in folder.iterdir() if file.name.endswith(".yaml")), key=lambda file: file.name)


def parsed(model: type[_Model], raw: object, name: str) -> _Model:
    """What a file says, in its schema.

    Raises:
        LawDataError: it breaks the schema; the error names the file.
    """
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        raise LawDataError(messages.BAD_LAW_FILE.format(name=name, detail=error)) from error


def by_document(
    model: type[_OfDocument],
    folder: str,
    extra: Path | None,
    *,
    shared: Mapping[str, Any] | None = None,
    besides: frozenset[str] = frozenset(),
) -> dict[str, _OfDocument]:
    """`<folder>/<document id>.yaml` by document id; `shared` is added to each, files named in `besides` are passed over.

    Raises:
        LawDataError: a file breaks the schema, or is named after another document than its own.
    """
    found: dict[str, _OfDocument] = {}
    for root in roots(extra):
        for file in yaml_files(root / folder):
            if file.name in besides:
                continue
            raw = read_yaml(file)
            made = parsed(model, {**raw, **(shared or {})} if isinstance(raw, dict) else raw, file.name)
            if file.name != f"{made.document}.yaml":
                detail = messages.OTHER_DOCUMENT.format(document=made.document)
                raise LawDataError(messages.BAD_LAW_FILE.format(name=file.name, detail=detail))
            found[made.document] = made
    return found
