"""What every page of the desks has in common: who is signed in, where they may go, and the front doors behind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from fastapi.responses import HTMLResponse
from starlette.requests import Request

from assistant.desk.front import Desk
from assistant.desk.member import Member
from channels import messages
from channels.web.access.table import Table
from channels.web.asking import NotReady, reached
from channels.web.ports import Assistant, Runtime
from channels.web.templating import Templates

if TYPE_CHECKING:
    from credit_core.use_cases.office import Office

NAVIGATION: Final = (
    ("/staff/queue", "待办"),
    ("/staff/handoffs", "转人工"),
    ("/staff/counter", "窗口"),
    ("/staff/answers", "答复与引用"),
    ("/staff/records", "信用信息"),
    ("/staff/overview", "概览"),
    ("/staff/switches", "开关"),
    ("/staff/members", "账号"),
)
"""Pages of the desks in the order of the navigation; whoever may not open one does not see it."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The desks' pages of one application."""

    runtime: Runtime
    templates: Templates
    table: Table

    @property
    def office(self) -> Office:
        """The office.

        Raises:
            NotReady: still loading.
        """
        self._wait()
        return self.runtime.office()

    @property
    def assistant(self) -> Assistant:
        """The assistant, to ask a question again.

        Raises:
            NotReady: still loading.
        """
        self._wait()
        return self.runtime.wait(0)

    @property
    def desk(self) -> Desk:
        """The front doors for staff work: accounts, answers, switches, hand-offs. There before the assistant is.

        Raises:
            NotReady: the program itself is still loading.
        """
        return reached(self.runtime.desk)

    def member(self, request: Request) -> Member:
        """Who is signed in; the gate has put it there."""
        member: Member = request.state.member
        return member

    def page(self, request: Request, name: str, status: int = 200, **context: Any) -> HTMLResponse:
        """A page of the desks."""
        member = self.member(request)
        return self.templates.page(request, name, status, member=member, links=self.links(request), **context)

    def links(self, request: Request) -> list[tuple[str, str]]:
        """Address and name of the pages of the navigation that the member may open now."""
        member = self.member(request)
        if member.pending:
            return []
        return [(path, label) for path, label in NAVIGATION if self.table.may(path, member.roles)]

    def _wait(self) -> None:
        if not self.runtime.ready:
            raise NotReady(self.runtime.failure or messages.NOT_READY)
