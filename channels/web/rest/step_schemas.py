"""Steps of a case as the REST interface gives them."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, ConfigDict, Field, StringConstraints

from channels.web.rest.case_schemas import ReasonBody
from channels.web.rest.contract import Clause, In, Listed, Out
from credit_core.use_cases.desk.forms.fields import FieldKind

MOST_VALUES = 100


class ChoiceBody(Out):
    """One of a closed list."""

    value: str
    label: str


class FieldBody(Out):
    """A field of a step's form."""

    name: str
    label: str
    kind: FieldKind = Field(
        description="date 写 2026-11-20；yes_no 写 yes 或者 no；list 一行一个；choice 写 choices 的 value"
    )
    required: bool
    choices: list[ChoiceBody]
    help: str | None
    clause: Clause | None
    value: str
    suggestions: list[str]


class StepBody(Out):
    """A step that leaves the state of the case."""

    event: str
    name: str
    row: str = Field(description="流程表里的行")
    to: str
    to_name: str
    clause: Clause | None
    citation: str = Field(description="条款，或者“条例没有规定”")
    allowed: bool = Field(description="现在能不能由您办")
    role_allowed: bool
    roles: list[str]
    second_person: str | None
    against: list[ReasonBody] = Field(description="不能办的原因")
    open: list[ReasonBody] = Field(description="表单里还要回答的")
    met: list[ReasonBody]
    fields: list[FieldBody]


class Steps(Listed[StepBody]):
    """The steps of a case."""


Value = Annotated[str, StringConstraints(max_length=10_000)]


def _few(values: dict[str, str]) -> dict[str, str]:
    if len(values) > MOST_VALUES or any(len(name) > 64 for name in values):
        raise ValueError("字段太多，或者字段名太长")
    return values


class StepRequest(In):
    """What the form of a step says, every value as text; the fields are those of the step."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"values": {"on": "2026-11-20"}}]})

    values: Annotated[dict[str, Value], AfterValidator(_few)] = Field(
        default_factory=dict, description="字段名和内容；字段见 steps"
    )


class StepDone(Out):
    """The case after the step."""

    case_id: str
    number: str
    state: str
    version: int
    note: str | None = Field(description="还要告诉您的话")
    again: bool = Field(description="true：同一个键先前已经办过，这次没有再办")
    report: dict[str, Any] | None = Field(
        default=None, description="这一步放出的信用报告；只在这一次答复里，请当场保存或者打印"
    )
