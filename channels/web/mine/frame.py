"""What every page of an identified citizen has in common: who it is, for the core and on the page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fastapi.responses import HTMLResponse
from starlette.requests import Request

from assistant.citizens import Citizen, Citizens
from channels.web.asking import reached
from channels.web.mine import words
from channels.web.results import Results
from channels.web.talking import Talking
from channels.web.templating import Templates
from credit_core.use_cases.mine.person import person_of
from credit_core.use_cases.query_register import Identified
from credit_core.use_cases.vocabulary import Actor, Role

if TYPE_CHECKING:
    from credit_core.use_cases.office import Office


@dataclass(frozen=True, slots=True)
class MineFrame:
    """The pages of one application."""

    talking: Talking
    results: Results
    templates: Templates

    @property
    def office(self) -> Office:
        """The office.

        Raises:
            NotReady: still loading.
        """
        return self.talking.office

    @property
    def citizens(self) -> Citizens:
        """Sessions of the identified.

        Raises:
            NotReady: the program itself is still loading.
        """
        return reached(self.talking.asking.runtime.citizens)

    def citizen(self, request: Request) -> Citizen:
        """Who it is; the gate has put it there."""
        citizen: Citizen = request.state.citizen
        return citizen

    def whose(self, request: Request) -> Identified:
        """Whose pages these are."""
        citizen = self.citizen(request)
        return person_of(citizen.kind, citizen.number, citizen.name)

    def actor(self, request: Request) -> Actor:
        """Who acts: the session, which the audit trail names."""
        return Actor(self.citizen(request).session, Role.CITIZEN)

    def page(self, request: Request, name: str, status: int = 200, **context: Any) -> HTMLResponse:
        """A page; what a form before it did is said on it."""
        return self.templates.page(
            request,
            f"mine/{name}.html",
            status,
            citizen=self.citizen(request),
            sections=words.NAVIGATION,
            methods=words.METHODS,
            said=words.DONE.get(request.query_params.get("done", ""), ""),
            **context,
        )
