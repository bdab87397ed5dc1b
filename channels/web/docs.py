"""``/docs``: the API as a plain page made from its OpenAPI document; no script from elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response

from channels.web.templating import Templates


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a request or response body."""

    name: str
    type: str
    required: bool
    description: str


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation as the page shows it."""

    id: str
    method: str
    path: str
    summary: str
    description: str
    parameters: tuple[Field, ...]
    request_fields: tuple[Field, ...]
    request_example: str
    response_fields: tuple[Field, ...]
    response_example: str
    responses: tuple[tuple[str, str], ...]


def docs_router(app: FastAPI, templates: Templates) -> APIRouter:
    """The route, over the finished `app`."""
    router = APIRouter(include_in_schema=False)

    @router.get("/docs")
    def docs(request: Request) -> Response:
        return templates.page(request, "docs.html", operations=list(operations(app.openapi())))

    return router


def operations(document: dict[str, Any]) -> Iterator[Operation]:
    """The operations of an OpenAPI document, in its order."""
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            body = _schema(document, operation.get("requestBody", {}))
            answer = _schema(document, operation["responses"].get("201") or operation["responses"].get("200", {}))
            yield Operation(
                id=operation["operationId"],
                method=method.upper(),
                path=path,
                summary=operation["summary"],
                description=operation.get("description", ""),
                parameters=tuple(_parameters(document, operation)),
                request_fields=tuple(_fields(body)),
                request_example=_example(body),
                response_fields=tuple(_fields(answer)),
                response_example=_example(answer),
                responses=tuple((code, r.get("description", "")) for code, r in operation["responses"].items()),
            )


def _parameters(document: dict[str, Any], operation: dict[str, Any]) -> Iterator[Field]:
    """What goes into the address or a header; an operation's own Chinese description of it."""
    for part in operation.get("parameters", []):
        schema = _resolved(document, part["schema"])
        yield Field(part["name"], _type(schema), part.get("required", False), part.get("description", ""))


def _schema(document: dict[str, Any], body: dict[str, Any]) -> dict[str, Any]:
    schema: dict[str, Any] = body.get("content", {}).get("application/json", {}).get("schema", {})
    return _resolved(document, schema)


def _resolved(document: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    reference = schema.get("$ref", "")
    found: dict[str, Any] = document["components"]["schemas"][reference.rsplit("/", 1)[-1]] if reference else schema
    return found


def _fields(schema: dict[str, Any]) -> Iterator[Field]:
    required = schema.get("required", [])
    for name, part in schema.get("properties", {}).items():
        yield Field(name, _type(part), name in required, part.get("description", ""))


def _type(part: dict[str, Any]) -> str:
    if options := part.get("anyOf"):
        return " | ".join(_type(option) for option in options)
    if reference := part.get("$ref"):
        return str(reference).rsplit("/", 1)[-1]
    if part.get("type") == "array":
        return f"[{_type(part.get('items', {}))}]"
    return str(part.get("format") or part.get("type") or part.get("const", ""))


def _example(schema: dict[str, Any]) -> str:
    examples = schema.get("examples")
    return json.dumps(examples[0], ensure_ascii=False, indent=2) if examples else ""
