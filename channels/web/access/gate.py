"""The gate (门禁): before any route runs, its row of the table decides who may pass. What has no row is shut."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Protocol

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request

from assistant.citizens import Citizen
from assistant.desk.member import Member
from channels import messages
from channels.web.access.table import Row, Table, Who
from channels.web.security import same_origin

STAFF_COOKIE: Final = "staff"
CITIZEN_COOKIE: Final = "citizen"
ACCOUNT_PATHS: Final = "/staff/account"
"""Where a member who still has to change a password or set up the second factor may go."""
_READS: Final = frozenset({"GET", "HEAD"})


class SignInNeeded(Exception):
    """Nobody is signed in, or no longer. `staff`: a member of staff is needed; else a citizen who was identified."""

    def __init__(self, *, staff: bool) -> None:
        super().__init__(messages.SIGN_IN_STAFF if staff else messages.SIGN_IN_CITIZEN)
        self.staff = staff


class Unfinished(Exception):
    """The member has to change the password or set up the second factor first."""


class StaffSessions(Protocol):
    """Who is signed in as staff."""

    def member(self, token: str) -> Member | None:
        """The member of a session that is alive; its idle time begins anew."""
        ...

    def by_key(self, key: str) -> Member | None:
        """The member that an API key belongs to, while both are in use."""
        ...


class CitizenSessions(Protocol):
    """Which citizen was identified in this browser."""

    def citizen(self, token: str) -> Citizen | None:
        """The citizen of a session that is alive."""
        ...


class Gate:
    """A dependency of every route."""

    def __init__(
        self, table: Table, staff: Callable[[], StaffSessions], citizens: Callable[[], CitizenSessions]
    ) -> None:
        self.table = table
        self._staff = staff
        self._citizens = citizens

    async def __call__(self, request: Request) -> None:
        """Let pass, or raise SignInNeeded, Unfinished, or HTTPException 403."""
        row = self.table.row(request.method, request.scope["route"].path)
        if row.who is Who.EVERYONE:
            return
        await run_in_threadpool(self._admit, request, row)

    def _admit(self, request: Request, row: Row) -> None:
        key = _bearer(request)
        if key is None and request.method not in _READS and not same_origin(request):
            raise HTTPException(403, messages.FOREIGN_ORIGIN)
        if row.who is Who.CITIZEN:
            request.state.citizen = self._citizen(request)
        else:
            request.state.member = self._member(request, row, key)

    def _citizen(self, request: Request) -> Citizen:
        citizen = self._citizens().citizen(request.cookies.get(CITIZEN_COOKIE, ""))
        if citizen is None:
            raise SignInNeeded(staff=False)
        return citizen

    def _member(self, request: Request, row: Row, key: str | None) -> Member:
        sessions = self._staff()
        member = sessions.by_key(key) if key is not None else sessions.member(request.cookies.get(STAFF_COOKIE, ""))
        if member is None:
            raise SignInNeeded(staff=True)
        if member.pending and not row.path.startswith(ACCOUNT_PATHS):
            raise Unfinished
        if not member.roles & row.roles:
            raise HTTPException(403, messages.NOT_YOUR_ROLE)
        return member


def _bearer(request: Request) -> str | None:
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    return key.strip() if scheme.lower() == "bearer" else None
