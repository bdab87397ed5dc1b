"""Errors as RFC 9457 problem+json for programs; `pages` shows the same words to people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from channels import messages


class FieldProblem(BaseModel):
    """One field and what is wrong with it."""

    field: str = Field(description="字段路径")
    message: str = Field(description="哪里不对")


class ReasonProblem(BaseModel):
    """A condition that is not met."""

    rule: str = Field(description="规则编号")
    text: str = Field(description="哪里不符合")
    clause: str | None = Field(description="依据的条款；null 为没有条文")


class Problem(BaseModel):
    """A problem document (application/problem+json)."""

    type: str = Field(default="about:blank", description="问题类型；about:blank 表示与 HTTP 状态含义相同")
    title: str = Field(description="概括")
    status: int = Field(description="HTTP 状态码")
    detail: str = Field(description="说明和下一步")
    errors: list[FieldProblem] | None = Field(default=None, description="逐字段的错误")
    checks: dict[str, bool | str] | None = Field(default=None, description="/readyz 各项检查")
    reasons: list[ReasonProblem] | None = Field(default=None, description="不符合的条件，各有条款")


class ProblemResponse(JSONResponse):
    """JSON with the media type of a problem."""

    media_type = "application/problem+json"


def problem(
    status: int,
    detail: str = "",
    *,
    errors: Sequence[FieldProblem] | None = None,
    checks: Mapping[str, bool | str] | None = None,
    reasons: Sequence[ReasonProblem] | None = None,
    headers: Mapping[str, str] | None = None,
) -> ProblemResponse:
    """A problem response; without `detail`, the words that fit the status."""
    if not detail:
        detail = messages.PROBLEM_DETAIL.get(status, title(status))
    body = Problem(
        title=title(status),
        status=status,
        detail=detail,
        errors=list(errors) if errors else None,
        checks=dict(checks) if checks is not None else None,
        reasons=list(reasons) if reasons else None,
    )
    return ProblemResponse(body.model_dump(exclude_none=True), status, headers=headers)


def title(status: int) -> str:
    """The heading for a status."""
    return messages.PROBLEM_TITLE.get(status, messages.PROBLEM_TITLE[500 if status >= 500 else 400])


def field_problems(errors: Sequence[Mapping[str, Any]]) -> list[FieldProblem]:
    """pydantic's errors in Chinese; the values that were sent are not repeated."""
    return [FieldProblem(field=_path(error["loc"]), message=_message(error)) for error in errors]


def _path(loc: Sequence[str | int]) -> str:
    if len(loc) > 1 and isinstance(loc[1], int):  # the position of a JSON syntax error
        return str(loc[0])
    return ".".join(str(part) for part in loc[1:] or loc)


def _message(error: Mapping[str, Any]) -> str:
    words = messages.FIELD_ERROR.get(error["type"], messages.FIELD_ERROR_OTHER)
    return words.format(**error.get("ctx", {}))
