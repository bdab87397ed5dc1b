"""Reads a YAML file strictly: a repeated key is an error (PyYAML would silently keep the last one)."""

from __future__ import annotations

from collections.abc import Hashable
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import yaml

from credit_core.errors import LawDataError
from credit_core.messages import law as messages

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _StrictLoader(_Base):  # type: ignore[misc]  # the C loader if PyYAML was built with it
    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        repeated = {str(key) for key in keys if keys.count(key) > 1}
        if repeated:
            raise yaml.constructor.ConstructorError(
                None, None, f"重复的键：{'、'.join(sorted(repeated))}", node.start_mark
            )
        mapping: dict[Hashable, Any] = super().construct_mapping(node, deep=deep)
        return mapping


def read_yaml(file: Traversable | Path) -> Any:
    """The file's content.

    Raises:
        LawDataError: not YAML, not UTF-8, or a key repeated.
    """
    try:
        return yaml.load(file.read_text(encoding="utf-8"), Loader=_StrictLoader)  # noqa: S506 - a safe loader
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise LawDataError(messages.BAD_LAW_FILE.format(name=file.name, detail=error)) from error
