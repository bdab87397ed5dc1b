"""Documents and notices as the REST interface gives them."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import Field

from channels.web.rest.contract import Clause, In, Listed, Needed, Out, Text


class NoticeBody(Out):
    """A notice that waits to reach its reader."""

    id: str
    case_id: str
    number: str
    place: str
    kind: str
    kind_name: str
    text: str
    created_at: datetime
    channel: str | None
    delivered_on: date | None
    version: int


class Notices(Listed[NoticeBody]):
    """Notices whose delivery is not recorded, the oldest first."""


class DeliveryRequest(In):
    """How a notice reached its reader."""

    channel: Needed = Field(description="送达方式的代号，写错时会列出可用的")
    on: date = Field(description="送达日期")
    proof: Text = Field(min_length=1, description="送达凭证")


class Delivered(Out):
    """The notice after that."""

    id: str
    delivered_on: date | None
    version: int


class LetterBody(Out):
    """A notice as a letter."""

    number: str
    body: str
    title: str
    to: str
    text: str
    written_on: date
    clause: Clause | None
    citation: str | None


class ParagraphBody(Out):
    """A paragraph, under its heading if it has one."""

    heading: str | None
    text: str


class DraftBody(Out):
    """A draft document."""

    kind: str
    title: str
    number: str
    body: str
    standing: bool = Field(description="false：办件里还没有这个决定，只是草稿")
    mark: str | None
    paragraphs: list[ParagraphBody]
    blanks: int = Field(description="还有几处空白要填")
