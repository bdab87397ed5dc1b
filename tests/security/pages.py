"""Every page of the table that can be looked at: its address in the world, and who may look."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from channels.web.access.table import Row, Thing, Who, load_table
from tests.security.asking import path_of
from tests.security.world import World

NO_PAGES = (
    "/api/",
    "/acts/{act}/check",
    "/healthz",
    "/readyz",
    "/metrics",
    "/l/{token}",
    "/sign-in/callback",
    "/sign-in/done",
)
NOT_HTML = ("/export", ".jsonl", "/drafts/{kind}", "/staff", "/news", "/letters/{duty_id}")


@dataclass(frozen=True, slots=True)
class Page:
    """A page, and the visitor of the world who looks at it."""

    path: str
    visitor: str


def pages(world: World) -> Iterator[Page]:
    """In the order of the table; of staff the one with the most rights that may."""
    for row in sorted(load_table(), key=lambda row: row.path):
        if row.method == "GET" and not row.path.startswith(NO_PAGES) and not row.path.endswith(NOT_HTML):
            yield Page(path_of(row, world.own), _visitor(row))


def _visitor(row: Row) -> str:
    if row.who is Who.STAFF:
        order = ("supervisor", "reviewer", "case_officer", "administrator", "auditor", "provider_clerk")
        return next(role for role in order if role in row.roles)
    return "citizen" if row.who is Who.CITIZEN or row.object is Thing.CONVERSATION else "anonymous"
