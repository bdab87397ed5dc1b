"""What all of the REST interface has in common: bodies in and out, paging, versions (ETag), and keys that do a thing once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Final, Generic, TypeVar

from fastapi import Depends, Header, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from starlette.exceptions import HTTPException

from channels.text import clean
from channels.web.api import problems
from channels.web.rest import words

T = TypeVar("T")
MOST: Final = 200
"""Rows of a page at most."""
_TAG: Final = re.compile(r'(?:W/)?"(\d{1,9})"')
_KEY: Final = re.compile(r"[\x21-\x7e]{1,200}")


class Out(BaseModel):
    """Something that is given out; made from the core's own objects by the names of their fields."""

    model_config = ConfigDict(from_attributes=True)


class In(BaseModel):
    """Something that comes in; unknown fields are refused."""

    model_config = ConfigDict(extra="forbid")


class Listed(Out, Generic[T]):
    """A page of a list."""

    items: list[T]
    next: str | None = Field(default=None, description="下一页的 after；null 为没有了")


class Pair(Out):
    """A name and what stands under it."""

    label: str
    value: str


def _plain(value: object) -> object:
    return None if value is None else str(value)


def _pairs(value: Any) -> Any:
    if isinstance(value, Mapping):
        value = tuple(value.items())
    return [{"label": str(one[0]), "value": str(one[1])} if isinstance(one, tuple) else one for one in value]


def _cleaned(value: object) -> object:
    return clean(value).strip() if isinstance(value, str) else value


Clause = Annotated[str, BeforeValidator(_plain), Field(description="条款编号，如 jiangxi-2022#39.2")]
Pairs = Annotated[list[Pair], BeforeValidator(_pairs)]
Line = Annotated[str, BeforeValidator(_cleaned), StringConstraints(max_length=200)]
Needed = Annotated[str, BeforeValidator(_cleaned), StringConstraints(min_length=1, max_length=200)]
Text = Annotated[str, BeforeValidator(_cleaned), StringConstraints(max_length=20_000)]
Purpose = Annotated[
    str,
    BeforeValidator(_cleaned),
    StringConstraints(min_length=1, max_length=200),
    Field(description="为什么要看；记入查询登记，本人看得到"),
]
After = Annotated[str | None, Query(max_length=200, description="上一页的 next；不写为第一页")]
Limit = Annotated[int, Query(ge=1, le=MOST, description="一页最多几条")]


def only_known(request: Request) -> None:
    """Refuse a query parameter that the operation does not have: a misspelt filter would silently widen what is found.

    Raises:
        RequestValidationError: names it.
    """
    known = {one.alias for one in request.scope["route"].dependant.query_params}
    strange = [name for name in request.query_params if name not in known]
    if strange:
        raise RequestValidationError([{"type": "extra_forbidden", "loc": ("query", name)} for name in strange])


def version_seen(
    if_match: Annotated[
        str,
        Header(
            max_length=64, description='读到它时的 ETag，如 "3"；别人改过就答 412，没有写就答 428', examples=['"3"']
        ),
    ] = "",
) -> int | None:
    """The version that the caller saw; None for ``*``: whichever it has.

    Raises:
        HTTPException: 428 without the header, 400 where it is no version of ours.
    """
    tag = if_match.strip()
    if not tag:
        raise HTTPException(428, words.IF_MATCH_NEEDED)
    if tag == "*":
        return None
    found = _TAG.fullmatch(tag)
    if found is None:
        raise HTTPException(400, words.IF_MATCH_WRONG)
    return int(found[1])


def key_given(
    idempotency_key: Annotated[
        str,
        Header(
            max_length=200,
            description="自己起的编号：同一个键、同一内容只办一次，重发得到同样的结果",
            examples=["2026-11-20-0001"],
        ),
    ] = "",
) -> str:
    """The key under which a thing is done once.

    Raises:
        HTTPException: 400, without one, or where it is not of visible ASCII.
    """
    if not _KEY.fullmatch(idempotency_key):
        raise HTTPException(400, words.KEY_NEEDED)
    return idempotency_key


Version = Annotated[int | None, Depends(version_seen)]
Key = Annotated[str, Depends(key_given)]


def answer(body: BaseModel, *, version: int | None = None, status: int = 200) -> Response:
    """The answer, with the version of what it shows as its ETag."""
    headers = {} if version is None else {"ETag": f'"{version}"'}
    return JSONResponse(body.model_dump(mode="json"), status, headers=headers)


def rows(page: type[Listed[T]], items: Sequence[Any], following: str | None = None) -> Response:
    """A page of a list, from the core's own rows."""
    return answer(page.model_validate({"items": list(items), "next": following}))


def refusals(**more: str) -> dict[int | str, dict[str, Any]]:
    """Problem responses that every operation has, and its own: ``refusals(s404="…")``."""
    return problems(
        **{
            "s422": "字段或者参数缺失、多余、不合要求",
            "s429": "请求过于频繁，见 Retry-After",
            "s503": "尚在载入，或者繁忙，见 Retry-After",
            **more,
        }
    )


def tagged(**more: str) -> dict[int | str, dict[str, Any]]:
    """As `refusals`, for what changes a thing that has a version."""
    changed = {"s409": "现在不能这样办", "s412": "别人改过了，请重新读取", "s428": "缺少 If-Match"}
    return refusals(**{"s400": "请求头写得不对", **changed, **more})
