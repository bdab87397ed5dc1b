"""The frame of every area of the REST interface: one prefix, one limit of calls, no unknown parameters."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from fastapi import APIRouter, Depends, Request

from assistant.desk.member import Member
from channels.web.api import client_of
from channels.web.mine.frame import MineFrame
from channels.web.rest.contract import only_known
from channels.web.staff.frame import Frame
from channels.web.staff.sending import DOERS, reader
from channels.web.throttle import Throttle
from credit_core.use_cases.desk.scope import Reach, reach_of
from credit_core.use_cases.office import Office
from credit_core.use_cases.vocabulary import Actor, Role

PREFIX = "/api/v1"


@dataclass(frozen=True, slots=True)
class Rest:
    """What the areas stand on. `font` prints, as for receipts."""

    frame: Frame
    mine: MineFrame
    throttle: Throttle
    font: Path | None

    @property
    def office(self) -> Office:
        """The office.

        Raises:
            NotReady: still loading.
        """
        return self.frame.office

    def member(self, request: Request) -> Member:
        """Who is signed in, or whose key came."""
        return self.frame.member(request)

    def reader(self, request: Request) -> tuple[Actor, Reach]:
        """Who reads, and how far."""
        return reader(self.member(request))

    def doer(self, request: Request, *wanted: Role) -> tuple[Actor, Reach]:
        """Who acts, in the first of the `wanted` roles that they have, and how far."""
        member = self.member(request)
        actor = member.actor(*(wanted or DOERS))
        return actor, reach_of(actor, member.places)

    def router(self, tag: str) -> APIRouter:
        """A router of one area."""

        def counted(request: Request) -> None:
            self.throttle.count_api(client_of(request))

        return APIRouter(prefix=PREFIX, tags=[tag], dependencies=[Depends(counted), Depends(only_known)])
