"""What the rows of outside data (条例之外的数据) are made of: kinds, days, codes, the legal basis, periods."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BeforeValidator, Discriminator, Field, StrictInt, Tag

from credit_core.law.schema import Entry, Text
from credit_core.messages import outside as messages
from credit_core.vocabulary import Unit

EVERY_CODE = "*"


class Kind(StrEnum):
    """What is asked for: the names of the `undetermined` parameters of the law files.

    LISTING_PROCEDURE and PROVINCIAL_RULES have no section in a file: they stay with a person.
    """

    CATALOGUE_ENTRIES = "catalogue_entries"
    PUBLICITY_PERIOD = "publicity_period"
    RETENTION_PERIOD = "retention_period"
    REPAIR_CONDITIONS = "repair_conditions"
    LISTING_CRITERIA = "listing_criteria"
    PENALTY_LIST_ENTRIES = "penalty_list_entries"
    INCENTIVE_LIST_ENTRIES = "incentive_list_entries"
    LISTING_FEEDBACK_PERIOD = "listing_feedback_period"
    EVALUATION_CHECK_PERIOD = "evaluation_check_period"
    LISTING_PROCEDURE = "listing_procedure"
    PROVINCIAL_RULES = "provincial_rules"

    @property
    def label(self) -> str:
        """The kind's Chinese name."""
        return messages.KIND_NAMES[self]


class StartEvent(StrEnum):
    """The event a period runs from."""

    DOCUMENT_EFFECTIVE = "document_effective"  # 文书生效之日
    EVENT_DATE = "event_date"  # 行为发生之日
    RECEIVED = "received"  # 收到信息之日


class MeasureKind(StrEnum):
    """Which list a measure stands on."""

    PENALTY = "penalty"  # 失信惩戒措施清单
    INCENTIVE = "incentive"  # 守信激励措施清单

    @property
    def list(self) -> Kind:
        """The kind of data that the list is."""
        return Kind.PENALTY_LIST_ENTRIES if self is MeasureKind.PENALTY else Kind.INCENTIVE_LIST_ENTRIES


class Permanent(StrEnum):
    """No end: written `permanent` in a file, never assumed."""

    PERMANENT = "permanent"  # 长期


def _day(value: object) -> object:
    """Only a date as written: pydantic would take the number 20250701 for seconds since 1970."""
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            raise ValueError(messages.NOT_A_DAY) from error
    if type(value) is not date:
        raise ValueError(messages.NOT_A_DAY)
    return value


def _codes(value: object) -> object:
    if value == EVERY_CODE:
        return [EVERY_CODE]
    if isinstance(value, str) or (isinstance(value, list) and EVERY_CODE in value):
        raise ValueError(messages.STAR_ALONE)
    return value


Day = Annotated[date, BeforeValidator(_day)]
Count = Annotated[StrictInt, Field(ge=1)]
Code = Annotated[str, Field(pattern=r"^[^\s*]+$")]
Codes = Annotated[tuple[Code, ...], Field(min_length=1)]
CodeOrEvery = Annotated[str, Field(pattern=r"^(\*|[^\s*]+)$")]
CodesOrEvery = Annotated[tuple[CodeOrEvery, ...], Field(min_length=1), BeforeValidator(_codes)]


class Basis(Entry):
    """The legal basis (依据) of a file. `number` (文号) is None for a law or regulation, which has none."""

    title: Text
    number: Text | None
    issuer: Text
    date: Day
    address: Text | None = None
    note: Text | None = None


class Period(Entry):
    """So many 月, 年 or 日 from an event; 工作日 is no unit of a period."""

    count: Count
    unit: Literal[Unit.YEAR, Unit.MONTH, Unit.DAY]
    start: StartEvent


def _term_tag(value: object) -> str:
    return "permanent" if isinstance(value, str) else "period"


Term = Annotated[
    Annotated[Period, Tag("period")] | Annotated[Permanent, Tag("permanent")],
    Discriminator(_term_tag),
]
