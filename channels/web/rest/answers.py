"""``/api/v1/desk/answers``: answers that were given, verdicts on them, pairs held back; any text checked, impact told."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import BeforeValidator

from assistant.desk.answers_reading import AnswerDesk, AnswerFilter
from assistant.desk.verdicts import Judgement
from assistant.desk.withheld import HeldBack
from assistant.outcome import Status
from channels.web.conversation_api import only_json
from channels.web.rest.answer_schemas import (
    AnswerDeskBody,
    CheckedBody,
    CheckRequest,
    GivenAnswers,
    ImpactBody,
    LiftRequest,
    VerdictBody,
    VerdictLines,
    VerdictRequest,
    Withheld,
)
from channels.web.rest.base import Rest
from channels.web.rest.contract import After, Limit, Version, answer, refusals, rows, tagged
from channels.web.rest.given import claim, given, judged
from channels.web.schemas import iso_date

_Day = Annotated[date | None, BeforeValidator(iso_date)]
_Word = Annotated[str | None, Query(max_length=100)]
_GONE = "没有这份答复，或者看不到"
_JSON = {"s415": "请用 application/json"}


def answer_router(rest: Rest) -> APIRouter:
    """The routes."""
    router = rest.router("答复核查")

    @router.get(
        "/desk/answers",
        operation_id="list_answers",
        summary="已经给出的答复",
        response_model=GivenAnswers,
        responses=refusals(s400="after 或者条款编号读不出来"),
    )
    def answers(
        request: Request,
        words: _Word = None,
        clause: Annotated[str | None, Query(max_length=100, description="引用了这一条款的")] = None,
        place: _Word = None,
        status: Status | None = None,
        reason: _Word = None,
        channel: _Word = None,
        judged: Annotated[Literal["right", "wrong", "none"] | None, Query(description="none：还没有判定")] = None,
        since: _Day = None,
        until: _Day = None,
        after: After = None,
        limit: Limit = 50,
    ) -> Response:
        """新的在前；问题里的个人信息已遮盖。"""
        chosen = AnswerFilter(words, clause, place, status, reason, channel, judged, since, until)
        page = rest.frame.desk.answers.given.search(rest.member(request), chosen, after, limit)
        return rows(GivenAnswers, [given(one) for one in page.rows], page.next)

    @router.get(
        "/desk/answers/verdicts",
        operation_id="export_verdicts",
        summary="现行的判定，供评测使用",
        response_model=VerdictLines,
        responses=refusals(),
    )
    def verdicts(request: Request) -> Response:
        """每份判定过的答复一行，与 evals import-verdicts 读的相同。"""
        return rows(VerdictLines, rest.frame.desk.answers.verdicts.export(rest.member(request)))

    @router.get(
        "/desk/answers/withheld",
        operation_id="list_withheld",
        summary="停用的引用",
        response_model=Withheld,
        responses=refusals(),
    )
    def withheld(request: Request) -> Response:
        """判为错的引用，同样的问题不再引用；还在停用的在前。"""
        edition = rest.frame.assistant.edition if rest.frame.runtime.ready else None
        found = rest.frame.desk.answers.withheld.list(rest.member(request), edition)
        return rows(Withheld, [_held(one) for one in found])

    @router.post(
        "/desk/answers/withheld/{pair_id}/lift",
        operation_id="lift_withheld",
        summary="恢复一个停用的引用",
        response_model=Withheld,
        dependencies=[Depends(only_json)],
        responses=refusals(s404="没有这一项，或者看不到", s409="已经恢复了", **_JSON),
    )
    def lift(request: Request, pair_id: str, body: LiftRequest) -> Response:
        """写明原因，进审计。"""
        rest.frame.desk.answers.withheld.lift(rest.member(request), pair_id, body.why)
        return withheld(request)

    @router.post(
        "/desk/answers/check",
        operation_id="check_text",
        summary="核对一段文字里的条款和引文",
        response_model=CheckedBody,
        dependencies=[Depends(only_json)],
        responses=refusals(s400="没有这个地区", **_JSON),
    )
    def check(request: Request, body: CheckRequest) -> Response:
        """条款有没有、引文是不是逐字、那天是否施行、是不是这个地区的。拟好的答复、别的系统的答复都可以。"""
        found = rest.frame.desk.answers.checks.check(rest.member(request), body.text, body.place or None, body.on)
        points = [
            {
                "number": one.number,
                "text": one.text,
                "quote": one.quote,
                "outcome": one.outcome.value,
                "message": one.message,
                "clauses": one.clauses,
                "difference": [{"kind": kind, "text": text} for kind, text in one.difference],
            }
            for one in found.points
        ]
        told = {"on": found.on, "place": found.place, "wrong": found.wrong, "points": points}
        return answer(CheckedBody.model_validate(told))

    @router.get(
        "/desk/impact",
        operation_id="impact_of_change",
        summary="条款变动影响到什么",
        response_model=ImpactBody,
        responses=refusals(s400="没有写明是哪些条款，或者没有这部文本"),
    )
    def impact(
        request: Request,
        old: Annotated[str, Query(max_length=64, description="旧文本的编号")] = "",
        new: Annotated[str, Query(max_length=64, description="新文本的编号；不写为旧文本的全部")] = "",
        clauses: Annotated[str, Query(max_length=2000, description="或者直接写条款编号，逗号隔开")] = "",
    ) -> Response:
        """引用了它们的答复、固定用语、规则参数和没有办结的办件。"""
        impacts = rest.frame.desk.answers.impacts
        found = impacts.of(rest.member(request), impacts.changed(old, new, clauses), rest.office)
        told = {
            "clauses": found.clauses,
            "answers": [given(one) for one in found.answers],
            "templates": found.templates,
            "law": found.law,
            "cases": found.cases,
        }
        return answer(ImpactBody.model_validate(told))

    @router.get(
        "/desk/answers/{answer_id}",
        operation_id="read_answer",
        summary="一份答复，逐条对照条款",
        response_model=AnswerDeskBody,
        responses=refusals(s404=_GONE),
    )
    def one(request: Request, answer_id: str) -> Response:
        """每个引用旁边是它所支持的话和条款现在的文字。ETag 是判定的次数。"""
        found = rest.frame.desk.answers.given.read(rest.member(request), answer_id)
        return answer(AnswerDeskBody.model_validate(_desk(found)), version=_number(found))

    @router.post(
        "/desk/answers/{answer_id}/verdicts",
        operation_id="judge_answer",
        summary="判定一份答复",
        status_code=201,
        response_model=VerdictBody,
        dependencies=[Depends(only_json)],
        responses=tagged(s400="有引用没有判，或者条款不存在", s404=_GONE, **_JSON),
    )
    def judge(request: Request, answer_id: str, body: VerdictRequest, version: Version) -> Response:
        """判为错的引用立即停用，先前的判定留作历史。If-Match 写 read_answer 的 ETag。"""
        desk, member = rest.frame.desk.answers, rest.member(request)
        number = version if version is not None else _number(desk.given.read(member, answer_id))
        findings = {one.marker: one.finding for one in body.findings}
        judgement = Judgement(findings, tuple(body.missing), body.expected, body.comment, number)
        made = desk.verdicts.judge(member, answer_id, judgement)
        return answer(VerdictBody.model_validate(judged(made)), version=made.number, status=201)

    return router


def _number(found: AnswerDesk) -> int:
    return found.verdicts[0].number if found.verdicts else 0


def _desk(found: AnswerDesk) -> dict[str, Any]:
    return {
        "given": given(found.given),
        "answer": found.given.answer.to_dict(),
        "claims": [claim(one) for one in found.claims],
        "verdicts": [judged(one) for one in found.verdicts],
        "held": found.held,
        "holds": found.holds,
        "waits": found.waits,
        "waits_for": found.waits_for,
    }


def _held(one: HeldBack) -> dict[str, Any]:
    pair = one.pair
    return {
        "id": pair.id,
        "clause": pair.clause,
        "finding": pair.finding,
        "instead": pair.instead,
        "answer_id": pair.answer_id,
        "question": one.given.question if one.given else None,
        "since": pair.since,
        "held_by": pair.held_by,
        "lifted_at": pair.lifted_at,
        "ended": one.ended,
    }
