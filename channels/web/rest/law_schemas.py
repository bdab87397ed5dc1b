"""Regulations, topics side by side, and what the law opens to everybody, as the REST interface gives them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from channels.web.rest.contract import Clause, In, Listed, Needed, Out, Pairs
from credit_core.use_cases.vocabulary import Gravity, RecordClass


class RegulationBody(Out):
    """One version of one text."""

    id: str
    title: str
    kind: str
    place: str
    issuer: str | None
    number: str | None
    adopted: date | None
    in_force_from: date
    in_force_to: date | None
    basis: str
    supersedes: str | None
    force: str = Field(description="在 as_of 那天是否施行")


class Regulations(Listed[RegulationBody]):
    """Every text."""


def _joined(value: Any) -> Any:
    return value if isinstance(value, str) else "".join(one.text for one in value)


Words = Annotated[str, BeforeValidator(_joined)]


class PieceBody(Out):
    """A 款, 项 or 目, with its number as printed."""

    clause: Clause
    name: str
    level: int = Field(description="款 1，项 2，目 3，规划的句子 0")
    number: str
    text: Words = Field(validation_alias="segments")


class ArticleBody(Out):
    """An article, a numbered item, or the sentences under a heading."""

    anchor: str
    label: str
    pieces: list[PieceBody]
    notes: list[str]


class RegulationText(Out):
    """A whole text."""

    source: RegulationBody
    versions: list[RegulationBody] = Field(description="各个文本，旧的在前")
    articles: list[ArticleBody]


class ClauseBody(Out):
    """A clause by its permanent id."""

    clause: Clause
    document: str
    title: str
    locator: str
    path: list[str] = Field(description="编、章、节")
    text: str = Field(description="逐字的条文")
    in_force: bool | None = Field(description="在 as_of 那天是否施行；null 为文本未载明")


class HitBody(Out):
    """A passage that holds all words."""

    document: str
    anchor: str
    label: str
    path: list[str]


class Hits(Listed[HitBody]):
    """Passages by document."""


class TopicBody(Out):
    """Something on which places can be put side by side."""

    id: str
    name: str
    group: str


class Topics(Listed[TopicBody]):
    """All topics."""


class FigureBody(Out):
    """A number of an answer."""

    name: str
    words: str
    differs: bool


class QuotedBody(Out):
    """A clause with its words."""

    clause: Clause
    locator: str
    text: Words = Field(validation_alias="segments")


class SideBody(Out):
    """What one place says."""

    id: str
    place: str
    title: str
    silent: bool = Field(description="条例没有规定；不借用别处的")
    text: Words = Field(validation_alias="segments")
    figures: list[FigureBody]
    clauses: list[QuotedBody]
    note: str
    since: date | None
    unavailable: str = Field(description="那天没有施行的条例时的说明")


class ComparisonBody(Out):
    """Two sides of a topic."""

    topic: str
    name: str
    question: str
    on: date
    sides: list[SideBody]
    difference: str


class PublicRequest(In):
    """An organisation, by its full name or unified code."""

    place: Needed = Field(description="地区编号")
    text: Needed = Field(description="全称或者统一社会信用代码")


class PublicMark(Out):
    """A mark with its clause."""

    name: str
    words: str
    clause: Clause
    citation: str


class PublicRecordBody(Out):
    """A record as anybody may see it."""

    number: str
    title: str
    heading: str
    record_class: RecordClass
    gravity: Gravity | None
    fields: Pairs
    provider: str
    event_date: date | None
    marks: list[PublicMark]
    silences: list[str]


class PublicOrganisationBody(Out):
    """An organisation with public records."""

    name: str
    number: str
    records: list[PublicRecordBody]


class BasisBody(Out):
    """A sentence on what the law opens or closes."""

    text: str
    clause: Clause | None
    citation: str


class PublicFound(Listed[PublicOrganisationBody]):
    """What was found; empty says nothing about whom there is nothing public of."""

    jurisdiction: str
    place: str
    basis: list[BasisBody]
