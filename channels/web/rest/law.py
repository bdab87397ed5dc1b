"""``/api/v1/regulations`` and ``/public``: the texts by date, places side by side, and what the law opens to everybody."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import BeforeValidator

from assistant.sources import Comparisons, Library, NoSuchClause, NotComparable
from channels.text import clean
from channels.web.api import client_of
from channels.web.conversation_api import only_json
from channels.web.problems import FieldProblem, problem
from channels.web.rest import words
from channels.web.rest.base import Rest
from channels.web.rest.contract import answer, refusals, rows
from channels.web.rest.law_schemas import (
    ClauseBody,
    ComparisonBody,
    Hits,
    PublicFound,
    PublicRequest,
    Regulations,
    RegulationText,
    Topics,
)
from channels.web.schemas import iso_date
from credit_core.use_cases.public_search import PublicRecord, PublicSearch, look_up

_Day = Annotated[date | None, BeforeValidator(iso_date), Query(description="按哪一天看，YYYY-MM-DD；不写为今天")]
_GONE = "没有这部文本"


def law_router(rest: Rest, library: Library, comparisons: Comparisons) -> APIRouter:
    """The routes; those of the texts need no model."""
    router = rest.router("法规")

    @router.get(
        "/regulations",
        operation_id="list_regulations",
        summary="法规和文件",
        response_model=Regulations,
        responses=refusals(),
    )
    def regulations(as_of: _Day = None) -> Response:
        """各个文本和在那天是否施行。"""
        return rows(Regulations, library.sources(as_of))

    @router.get(
        "/regulations/search",
        operation_id="search_regulations",
        summary="按字词找条文",
        response_model=Hits,
        responses=refusals(),
    )
    def search(
        q: Annotated[str, Query(min_length=1, max_length=80, description="几个词用空格隔开")], as_of: _Day = None
    ) -> Response:
        """同时含有全部字词的条、款，最多 60 处。"""
        return rows(Hits, [hit for _, hits in library.search(clean(q), as_of) for hit in hits])

    @router.get(
        "/regulations/topics",
        operation_id="list_topics",
        summary="可以对照的项目",
        response_model=Topics,
        responses=refusals(),
    )
    def topics() -> Response:
        """用于 compare_places。"""
        listed = [
            {"id": key, "name": name, "group": group} for group, named in comparisons.topics for key, name in named
        ]
        return rows(Topics, listed)

    @router.get(
        "/regulations/compare",
        operation_id="compare_places",
        summary="两地对照",
        response_model=ComparisonBody,
        responses=refusals(),
    )
    def compare(
        topic: Annotated[str, Query(max_length=64)],
        a: Annotated[str, Query(max_length=64, description="地区编号")],
        b: Annotated[str, Query(max_length=64, description="另一个地区编号")],
        as_of: _Day = None,
    ) -> Response:
        """各地条例自己怎样规定；没有规定的写没有规定。"""
        try:
            found = comparisons.compare(topic, a, b, as_of or library.clock.today())
        except NotComparable as error:
            return problem(422, str(error))
        return answer(ComparisonBody.model_validate(found))

    @router.get(
        "/regulations/{document}",
        operation_id="read_regulation",
        summary="一部文本的全文",
        response_model=RegulationText,
        responses=refusals(s404=_GONE),
    )
    def regulation(document: str, as_of: _Day = None) -> Response:
        """逐条逐款，各有永久的条款编号，和各个时期的文本。"""
        try:
            reading = library.read(document, on=as_of)
        except NoSuchClause as error:
            return problem(404, str(error))
        told = {
            "source": reading.source,
            "versions": library.versions(document, as_of),
            "articles": [_article(document, passage) for passage in reading.passages],
        }
        return answer(RegulationText.model_validate(told))

    @router.get(
        "/regulations/{document}/clauses/{clause}",
        operation_id="read_clause",
        summary="一条、一款或者一项",
        response_model=ClauseBody,
        responses=refusals(s404="没有这部文本，或者没有这一条"),
    )
    def clause(document: str, clause: str, as_of: _Day = None) -> Response:
        """clause 写 39.2 就是第三十九条第二款。"""
        try:
            reading = library.read(document, clause[:100], on=as_of)
        except NoSuchClause as error:
            return problem(404, str(error))
        return answer(ClauseBody.model_validate(_clause(reading)))

    @router.post(
        "/public/search",
        operation_id="search_public",
        summary="查依法公开的信息",
        response_model=PublicFound,
        dependencies=[Depends(only_json)],
        responses=refusals(s400="写得太短，不是全称", s415="请用 application/json"),
    )
    def public(request: Request, body: PublicRequest) -> Response:
        """只有法人和非法人组织；自然人查不到。每查一次，查询登记里记一笔。"""
        if body.place not in rest.office.law.jurisdictions:
            return problem(422, words.NO_SUCH_PLACE, errors=[FieldProblem(field="place", message=words.NO_SUCH_PLACE)])
        rest.throttle.count_search(client_of(request))
        return answer(PublicFound.model_validate(_public(look_up(rest.office, body.place, body.text))))

    return router


def _article(document: str, passage: Any) -> dict[str, Any]:
    pieces = [
        {
            "clause": f"{document}#{one.anchor}",
            "name": one.name,
            "level": one.level,
            "number": one.number,
            "segments": one.segments,
        }
        for one in passage.pieces
    ]
    return {"anchor": passage.anchor, "label": passage.label, "pieces": pieces, "notes": passage.notes}


def _clause(reading: Any) -> dict[str, Any]:
    focus, source = reading.focus, reading.source
    assert focus is not None  # a clause was asked for
    within = [piece for passage in reading.passages for piece in passage.pieces if piece.target]
    lines = [piece.number + "".join(segment.text for segment in piece.segments) for piece in within]
    return {
        "clause": focus.clause,
        "document": source.id,
        "title": source.title,
        "locator": focus.locator,
        "path": focus.path,
        "text": "\n".join(lines),
        "in_force": source.applies if source.in_force_to is not None or not source.applies else None,
    }


def _public(found: PublicSearch) -> dict[str, Any]:
    items = [
        {"name": one.name, "number": one.number, "records": [_record(record) for record in one.records]}
        for one in found.found
    ]
    told = {"jurisdiction": found.jurisdiction, "place": found.place, "basis": found.basis}
    return {"items": items, "next": None, **told}


def _record(one: PublicRecord) -> dict[str, Any]:
    shown = one.shown
    return {
        "number": shown.number,
        "title": shown.title,
        "heading": one.heading,
        "record_class": shown.record_class,
        "gravity": shown.gravity,
        "fields": shown.fields,
        "provider": shown.provider,
        "event_date": shown.event_date,
        "marks": [dict(zip(("name", "words", "clause", "citation"), mark, strict=True)) for mark in one.marks],
        "silences": shown.silences,
    }
