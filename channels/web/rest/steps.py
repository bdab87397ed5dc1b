"""``/api/v1/desk/cases/{case_id}/steps``: the steps that are possible now, and taking one."""

from __future__ import annotations

import json
from typing import Any

from fastapi import APIRouter, Depends, Request, Response

from channels.web.conversation_api import only_json
from channels.web.problems import FieldProblem, ReasonProblem, problem
from channels.web.rest.base import Rest
from channels.web.rest.contract import Key, Version, answer, refusals, rows, tagged
from channels.web.rest.step_schemas import StepDone, StepRequest, Steps
from channels.web.staff.case_steps import doer, steps_for
from credit_core.use_cases.desk.case import case_desk
from credit_core.use_cases.desk.doing import FormError, perform_step
from credit_core.use_cases.vocabulary import CreditReport, Decision, Met, Refused

_GONE = "没有这个办件，或者看不到"


def step_router(rest: Rest) -> APIRouter:
    """The routes."""
    router = rest.router("步骤")

    @router.get(
        "/desk/cases/{case_id}/steps",
        operation_id="possible_steps",
        summary="现在可以办的步骤，和不能办的原因",
        response_model=Steps,
        responses=refusals(s404=_GONE),
    )
    def possible(request: Request, case_id: str) -> Response:
        """每一步的条款、由谁办、还差什么，以及表单的字段。"""
        actor, reach = rest.reader(request)
        desk = case_desk(rest.office, actor, reach, case_id)
        found = rows(Steps, steps_for(rest.office, rest.member(request), desk, actor))
        found.headers["ETag"] = f'"{desk.view.version}"'
        return found

    @router.post(
        "/desk/cases/{case_id}/steps/{event}",
        operation_id="take_step",
        summary="办一步",
        response_model=StepDone,
        dependencies=[Depends(only_json)],
        responses=tagged(
            s404=_GONE,
            s409="现在不能这样办：reasons 写明哪个条件不符合和依据的条款；或者同一个键已用在别的内容上",
            s415="请用 application/json",
        ),
    )
    def take(request: Request, case_id: str, event: str, body: StepRequest, version: Version, key: Key) -> Response:
        """同一个 Idempotency-Key、同一内容只办一次，重发时 again 为 true。"""
        actor, reach = doer(rest.office, rest.member(request), case_id, event)
        try:
            done = perform_step(rest.office, actor, reach, case_id, event, body.values, version=version, key=key)
        except FormError as error:
            wrong = [FieldProblem(field=f"values.{name}", message=said) for name, said in error.fields.items()]
            return problem(422, str(error), errors=wrong)
        except Refused as error:
            return problem(409, str(error), reasons=against(error))
        case = done.case
        told = StepDone(
            case_id=case.id,
            number=case.number,
            state=case.state,
            version=case.version,
            note=done.note,
            again=done.again,
            report=_as_data(done.report) if done.report is not None else None,
        )
        return answer(told, version=case.version)

    return router


def against(error: Refused) -> list[ReasonProblem]:
    """What was not met, each with its clause."""
    decision = error.decision
    if not isinstance(decision, Decision):
        return []
    unmet = (one for one in decision.reasons if one.met is not Met.MET)
    return [
        ReasonProblem(rule=one.rule, text=one.text, clause=str(one.clause) if one.clause else None) for one in unmet
    ]


def _as_data(report: CreditReport) -> dict[str, Any]:
    from credit_core.use_cases.paper import report_json  # a second of libraries, for those who release one

    data: dict[str, Any] = json.loads(report_json(report))
    return data
