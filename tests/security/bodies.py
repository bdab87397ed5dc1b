"""A request body that holds, made from the interface's own description, so that a new route needs none written for it."""

from __future__ import annotations

from typing import Any, Final

from channels.web.access.table import Row

FORM: Final = {
    "purpose": "核对异议事实", "text": "内容", "key": "key-1", "version": "1", "to": "-", "note": "已经电话告知",
    "outcome": "answered", "why": "核对过了", "reason": "核对过了", "f.delivered_on": "2026-11-20",
    "f.delivery_channel": "post", "f.delivery_proof": "挂号信回执",
}  # fmt: skip
"""What the pages' forms may ask, whichever it is: what a form does not know, it does not read."""
_FORMATS: Final = {"date": "2026-11-20", "date-time": "2026-11-20T09:00:00+08:00"}
_NAMED: Final = {"channel": "post"}
"""Fields whose words the description does not list."""


def body_of(row: Row, description: dict[str, Any]) -> Any:
    """JSON that fits the schema of the row's body; None where it takes none."""
    found = description["paths"].get(row.path, {}).get(row.method.lower(), {}).get("requestBody")
    content = found["content"].get("application/json") if found else None
    return _sample(content["schema"], description) if content else None


def _sample(schema: dict[str, Any], whole: dict[str, Any]) -> Any:
    if "$ref" in schema:
        return _sample(whole["components"]["schemas"][schema["$ref"].rpartition("/")[2]], whole)
    for choice in ("anyOf", "oneOf", "allOf"):
        if choice in schema:
            empty = any(one.get("type") == "null" for one in schema[choice])
            return None if empty else _sample(schema[choice][0], whole)
    if "enum" in schema or "const" in schema:
        return schema.get("const", schema.get("enum", [None])[0])
    return _plain(schema, whole)


def _plain(schema: dict[str, Any], whole: dict[str, Any]) -> Any:
    match schema.get("type"):
        case "object":
            fields = schema.get("properties", {})
            return {name: _NAMED.get(name) or _sample(fields[name], whole) for name in schema.get("required", ())}
        case "array":
            return [_sample(schema["items"], whole)] * schema.get("minItems", 0)
        case "integer" | "number":
            return schema.get("minimum", 1)
        case "boolean":
            return True
        case _:
            return _FORMATS.get(schema.get("format", ""), "核对过了")
