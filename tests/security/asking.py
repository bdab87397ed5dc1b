"""How a cell of the matrix is asked, and what the answer means."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final
from urllib.parse import quote

from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response

from channels import messages
from channels.web.access.table import Row, Who
from tests.channels.web.staff.desks import OWN_PAGE
from tests.security.world import NOBODYS, Visitor

CHOSEN: Final[Mapping[str, str]] = {
    "act": "objection",
    "document": "jiangxi-2022",
    "clause": "jiangxi-2022#39.2",
    "event": "check_own",
    "kind": "acceptance",
    "what": "all",
    "token": "x" * 43,
    "reference": "本单位的编号",
}
"""What fills a blank that names nobody's object; a reference is looked up under the asking body's own name alone."""
_BLANK = re.compile(r"\{(\w+)(?::\w+)?\}")
_OWN_CASE = re.compile(r"^/mine/|/api/v1/(mine|me)/")
NOT_OURS: Final = frozenset({"POST /telegram/webhook"})
"""Rows where nobody may pass but a machine that sends the secret of its own."""
NEEDED: Final[Mapping[str, Mapping[str, str]]] = {"POST /demo/staff": {"role": "auditor"}}
"""Forms without which a row refuses everybody."""


class Outcome(StrEnum):
    """What became of a request at the gate."""

    IN = "let in"
    STAFF_SIGN_IN = "sent to the sign-in of staff"
    CITIZEN_SIGN_IN = "sent to the sign-in of citizens"
    SET_UP = "sent to set up the account"
    FORBIDDEN = "forbidden"


def blanks(row: Row) -> tuple[str, ...]:
    """The blanks of its path."""
    return tuple(_BLANK.findall(row.path))


def path_of(row: Row, things: Mapping[str, str]) -> str:
    """The path with these things in its blanks; what a citizen calls a case is one of their own filings."""
    if _OWN_CASE.match(row.path) and "own_case_id" in things:
        things = {**things, "case_id": things["own_case_id"]}
    return _BLANK.sub(lambda blank: quote(CHOSEN.get(blank[1]) or things.get(blank[1], NOBODYS)), row.path)


def ask(app: FastAPI, row: Row, who: Visitor, things: Mapping[str, str], **more: Any) -> Response:
    """The answer to this visitor, whose forms come from our own pages."""
    headers = {**OWN_PAGE, **who.headers, **more.pop("headers", {})}
    client = TestClient(app, headers=headers, cookies=dict(who.cookies), follow_redirects=False)
    if row.route in NEEDED and not more:
        more["data"] = NEEDED[row.route]
    return client.request(row.method, path_of(row, things), **more)


def outcome(answer: Response) -> Outcome:
    """What the gate did."""
    to, challenge = answer.headers.get("location", ""), answer.headers.get("www-authenticate")
    if to.startswith("/staff/sign-in?next=") or challenge == "Bearer":
        return Outcome.STAFF_SIGN_IN
    if to.startswith("/sign-in?next=") or challenge == "Cookie":
        return Outcome.CITIZEN_SIGN_IN
    if (answer.status_code == 303 and to == "/staff/account") or messages.UNFINISHED in answer.text:
        return Outcome.SET_UP
    return Outcome.FORBIDDEN if answer.status_code in (401, 403) else Outcome.IN


def declared(row: Row, who: Visitor) -> Outcome:
    """What the table says becomes of the visitor."""
    if row.route in NOT_OURS:
        return Outcome.FORBIDDEN
    if row.who is Who.EVERYONE:
        return Outcome.IN
    if row.who is Who.CITIZEN:
        return Outcome.IN if who.citizen else Outcome.CITIZEN_SIGN_IN
    if who.headers and who.role and row.path.startswith("/staff/account"):
        return Outcome.STAFF_SIGN_IN  # a key may not manage the account that it belongs to
    if who.pending:
        return Outcome.IN if row.path.startswith("/staff/account") else Outcome.SET_UP
    if who.role is None:
        return Outcome.STAFF_SIGN_IN
    return Outcome.IN if who.role in row.roles else Outcome.FORBIDDEN
