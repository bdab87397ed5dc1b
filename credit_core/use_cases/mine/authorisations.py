"""Authorisations (授权) that one gave or was asked for, and ending them (A-40: no text says that one may; it is practice)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from credit_core.errors import NotAllowed, NotFound
from credit_core.messages import desk_records as desk_messages
from credit_core.messages import mine as messages
from credit_core.model.disclosure import Authorisation, AuthorisationState
from credit_core.model.people import Actor
from credit_core.rules.authorisation import state_on
from credit_core.use_cases.authorisation import decline_authorisation, revoke_authorisation
from credit_core.use_cases.mine.person import own_subject
from credit_core.use_cases.office import Office
from credit_core.use_cases.query_register import Identified

_OPEN = (AuthorisationState.REQUESTED, AuthorisationState.ACTIVE)


@dataclass(frozen=True, slots=True)
class OwnAuthorisation:
    """Who may see what of one's records, why and until when. `asked`: they asked, and nobody has answered yet."""

    id: str
    place: str
    requester: str
    purpose: str
    scope: tuple[str, ...]
    requested_at: datetime
    granted_on: date | None
    expires_on: date | None
    revoked_on: date | None
    uses: int
    most_uses: int | None
    state_name: str
    open: bool
    asked: bool
    version: int


def own_authorisations(office: Office, whose: Identified) -> tuple[OwnAuthorisation, ...]:
    """All of them: those in force or asked for first, then the latest first."""
    with office.store.read() as unit:
        subject = own_subject(unit, whose)
        found = unit.authorisations.where(subject_id=subject.id, order=("-requested_at", "id")) if subject else ()
        numbers = {one.id: one.number for one in unit.records.where(subject_id=subject.id)} if subject else {}
    listed = [_own(office, one, numbers) for one in found]
    return tuple(sorted(listed, key=lambda one: not one.open))


def end_authorisation(
    office: Office, actor: Actor, whose: Identified, authorisation_id: str, *, version: int | None = None
) -> Authorisation:
    """End one in force, or decline one that was asked for. What was read before stays as it was.

    Raises:
        NotFound: it is somebody else's, or there is none. NotAllowed: it is over. StaleVersion.
    """
    with office.transaction() as unit:
        subject, found = own_subject(unit, whose), unit.authorisations.find(authorisation_id)
        if subject is None or found is None or found.subject_id != subject.id:
            raise NotFound(messages.NOT_YOURS)
        state = state_on(found, office.clock.today())
        if state not in _OPEN:
            raise NotAllowed(messages.AUTHORISATION_OVER)
        verb = decline_authorisation if state is AuthorisationState.REQUESTED else revoke_authorisation
        return verb(office, actor, authorisation_id, version=version, within=unit)


def _own(office: Office, one: Authorisation, numbers: dict[str, str]) -> OwnAuthorisation:
    state = state_on(one, office.clock.today())
    return OwnAuthorisation(
        id=one.id,
        place=office.law.jurisdictions[one.jurisdiction],
        requester=one.requester,
        purpose=one.purpose,
        scope=tuple(desk_messages.CLASSES.get(name) or numbers.get(name, name) for name in one.scope),
        requested_at=one.requested_at,
        granted_on=one.granted_on,
        expires_on=one.expires_on,
        revoked_on=one.revoked_on,
        uses=one.uses,
        most_uses=one.most_uses,
        state_name=desk_messages.AUTHORISATION_STATES[state],
        open=state in _OPEN,
        asked=state is AuthorisationState.REQUESTED,
        version=one.version,
    )
