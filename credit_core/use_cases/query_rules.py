"""查询服务规范: what a place's text says of queries, point by point, for everybody to read.

某市 第二十五条:「公共信用信息工作机构应当制定并公布公共信用信息查询服务规范」. Where the text is silent the line says so and names the
nearest clause; nothing is promised that is not written, least of all that a query is free (F-27).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from credit_core.messages import disclosure as messages
from credit_core.use_cases.office import Office
from knowledge.citations.reference import ClauseRef


@dataclass(frozen=True, slots=True)
class ServiceRule:
    """One line: what it is about, the text's own words or the sentence on its silence, and the clause to read."""

    about: str
    text: str
    clause: ClauseRef
    silent: bool


def query_service_rules(office: Office, jurisdiction: str, on: date) -> tuple[ServiceRule, ...]:
    """The rules of querying in the place on that day.

    Raises:
        UnknownJurisdiction, NotInForce.
    """
    place = office.book.disclosure(office.law.regulation(jurisdiction, on).document)
    modes = "、".join(mode.name for mode in place.modes.listed.values()) + (
        "" if place.modes.closed else messages.AND_SO
    )
    channels = "、".join(place.channels.names) + (messages.AND_SO if place.channels.open else "")
    points = {
        messages.ABOUT_OWN: place.own_query,
        messages.ABOUT_FEE: place.fee,
        messages.ABOUT_KNOWING: place.right_to_know,
        messages.ABOUT_AGENT: place.agent,
        messages.ABOUT_WRITTEN: place.authorisation.written,
        messages.ABOUT_PURPOSE: place.authorisation.purpose,
        messages.ABOUT_REVOCATION: place.authorisation.revocation,
        messages.ABOUT_MASKING: place.masking,
        messages.ABOUT_REGISTER: place.register_rule,
        messages.ABOUT_SECURITY: place.security,
    }
    return (
        ServiceRule(messages.ABOUT_MODES, modes, place.modes.clause, silent=False),
        ServiceRule(messages.ABOUT_CHANNELS, channels, place.channels.clause, silent=False),
        *(ServiceRule(about, point.words or point.note or "", point.source, point.silent)
          for about, point in points.items()),
    )  # fmt: skip
