"""The OpenAPI document of the whole application: problems, who may call what, and an example of every body and answer.

Who may is read from the table of rights, so that the document cannot say otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import yaml
from fastapi import FastAPI

from channels.web.access.gate import CITIZEN_COOKIE, STAFF_COOKIE
from channels.web.access.table import Row, Table, UnknownRoute, Who

_EXAMPLES: Final = Path(__file__).with_name("examples.yaml")
_JSON, _PROBLEM = "application/json", "application/problem+json"
_PROBLEM_SCHEMA: Final = {"$ref": "#/components/schemas/Problem"}
_SCHEMES: Final = {
    "apiKey": {"type": "http", "scheme": "bearer", "description": "接口密钥，能做的与它的账号相同"},
    "staffSession": {"type": "apiKey", "in": "cookie", "name": STAFF_COOKIE, "description": "工作人员的会话"},
    "citizenSession": {"type": "apiKey", "in": "cookie", "name": CITIZEN_COOKIE, "description": "核对过身份的本人"},
}
_SECURITY: Final[dict[Who, list[dict[str, list[str]]]]] = {
    Who.EVERYONE: [],
    Who.STAFF: [{"apiKey": []}, {"staffSession": []}],
    Who.CITIZEN: [{"citizenSession": []}],
}
_SIGN_IN: Final = "没有登录，或者会话、密钥已经失效"
_ROLE: Final = "这个账号没有这项权利，或者请求来自别的网站"
_DAY, _MOMENT = "2026-11-20", "2026-11-20T09:30:00+08:00"
_DEEPEST: Final = 8


def install(app: FastAPI, table: Table) -> None:
    """Make `app.openapi` give the completed document; it is made once."""
    make = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            complete(make(), table)
        assert app.openapi_schema is not None
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def complete(document: dict[str, Any], table: Table) -> None:
    """Complete FastAPI's own document in place."""
    schemas = document["components"]["schemas"]
    composer = Composer(schemas, yaml.safe_load(_EXAMPLES.read_text("utf-8")))
    document["components"]["securitySchemes"] = _SCHEMES
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            _with_rights(operation, _row(table, method, path))
            _with_problems(operation)
            _with_needed(operation)
            for media in _media(operation):
                composer.show(media["schema"])
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)


def _row(table: Table, method: str, path: str) -> Row | None:
    try:
        return table.row(method.upper(), path)
    except UnknownRoute:
        return None


def _with_rights(operation: dict[str, Any], row: Row | None) -> None:
    if row is None:
        return
    operation["security"] = _SECURITY[row.who]
    if row.who is Who.EVERYONE:
        return
    operation["responses"].setdefault("401", {"description": _SIGN_IN, "content": {_JSON: {"schema": _PROBLEM_SCHEMA}}})
    operation["responses"].setdefault("403", {"description": _ROLE, "content": {_JSON: {"schema": _PROBLEM_SCHEMA}}})
    if row.roles:
        operation["x-roles"] = sorted(row.roles)


def _with_problems(operation: dict[str, Any]) -> None:
    responses = operation["responses"]
    for status, response in responses.items():
        content = response.get("content", {})
        if status.isdecimal() and int(status) >= 400:
            response["content"] = {_PROBLEM: {"schema": _PROBLEM_SCHEMA}}
        elif not content:
            response.pop("content", None)
    operation["responses"] = dict(sorted(responses.items()))


def _with_needed(operation: dict[str, Any]) -> None:
    """A header that is empty unless it is sent is needed: the answer without it says so in words of its own."""
    for parameter in operation.get("parameters", ()):
        if parameter["in"] == "header" and parameter["schema"].get("examples"):
            parameter["required"] = True
            del parameter["schema"]["default"]


def _media(operation: dict[str, Any]) -> Iterator[dict[str, Any]]:
    parts = [operation.get("requestBody", {}), *operation["responses"].values()]
    for part in parts:
        for media_type, media in part.get("content", {}).items():
            if media_type in (_JSON, _PROBLEM) and "$ref" in media.get("schema", {}):
                yield media


class Composer:
    """Makes an example of a schema from the examples of its fields, by their names."""

    def __init__(self, schemas: dict[str, Any], named: dict[str, str]) -> None:
        self._schemas = schemas
        self._named = named

    def show(self, schema: dict[str, Any]) -> None:
        """Give the schema an example, unless it has one of its own."""
        found = self._resolved(schema)
        given = found.get("examples") or [self.example(found)]
        found["examples"] = [self._whole(found, one) for one in given]

    def example(self, schema: dict[str, Any], name: str = "", depth: int = 0) -> Any:
        """An example that the schema admits."""
        found = self._resolved(schema)
        if "examples" in found:
            return self._whole(found, found["examples"][0])
        if "const" in found or "enum" in found:
            return found.get("const", found.get("enum", [None])[0])
        if "anyOf" in found:
            options = [one for one in found["anyOf"] if one.get("type") != "null"]
            return None if depth >= _DEEPEST else self.example(options[0], name, depth)
        kind = found.get("type")
        if kind == "object":
            return self._object(found, name, depth)
        if kind == "array":
            wanted = found.get("items", {})
            return [self.example(wanted, name, depth + 1)] if depth < _DEEPEST else []
        if kind in ("integer", "number"):
            return max(1, found.get("minimum", 1))
        return False if kind == "boolean" else self._text(found, name)

    def _whole(self, schema: dict[str, Any], value: Any) -> Any:
        """With the nulls that FastAPI leaves out of examples."""
        found = self._resolved(schema)
        if isinstance(value, list):
            return [self._whole(found.get("items", {}), one) for one in value]
        if not isinstance(value, dict) or "properties" not in found:
            return value
        required = dict.fromkeys(found.get("required", ()))
        return {
            key: self._whole(found["properties"].get(key, {}), one) for key, one in (required | value).items()
        }  # fmt: skip

    def _object(self, schema: dict[str, Any], name: str, depth: int) -> dict[str, Any]:
        if "properties" in schema:
            return {key: self.example(part, key, depth + 1) for key, part in schema["properties"].items()}
        extra = schema.get("additionalProperties")
        if not isinstance(extra, dict):
            return {}
        names = self._resolved(schema.get("propertyNames", {})).get("enum", [self._named["label"]])
        return {names[0]: self.example(extra, "value" if name == "values" else name, depth + 1)}

    def _text(self, schema: dict[str, Any], name: str) -> str:
        form = schema.get("format")
        if form in ("date", "date-time"):
            return _DAY if form == "date" else _MOMENT
        return str(self._named.get(name, "文字"))[: schema.get("maxLength", 1000)]

    def _resolved(self, schema: dict[str, Any]) -> dict[str, Any]:
        reference = schema.get("$ref")
        found: dict[str, Any] = self._schemas[reference.rsplit("/", 1)[-1]] if reference else schema
        return found
