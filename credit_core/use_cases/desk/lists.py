"""Lists of the desks, newest first, page by page: cases of a kind, authorisations, the query register (查询登记)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from credit_core.errors import BadFiling, Forbidden
from credit_core.identity.masking import mask_name
from credit_core.messages import desk as messages
from credit_core.messages import desk_records as record_messages
from credit_core.model.cases import CaseType
from credit_core.model.disclosure import Authorisation, AuthorisationState, Mode, RequesterKind
from credit_core.model.people import Actor, Role
from credit_core.rules.authorisation import state_on
from credit_core.storage import desk_lists
from credit_core.storage.desk_lists import Looks, Place
from credit_core.storage.reach import Reach
from credit_core.use_cases.desk.rows import CaseRow, LookRow, case_row, look_row, place_name
from credit_core.use_cases.desk.scope import within
from credit_core.use_cases.office import Office

MOST = 200
_REGISTER_READERS = (Role.SUPERVISOR, Role.AUDITOR)


@dataclass(frozen=True, slots=True)
class CaseList:
    """A page of cases; `next` leads on, None at the end."""

    rows: tuple[CaseRow, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class AuthorisationRow:
    """A written authorisation (书面授权) in one line; a person who asked is masked. The state is that of today."""

    id: str
    place: str
    requester: str
    purpose: str
    scope: tuple[str, ...]
    requested_at: datetime
    granted_on: date | None
    expires_on: date | None
    uses: int
    most_uses: int | None
    state: AuthorisationState
    state_name: str
    subject_id: str


@dataclass(frozen=True, slots=True)
class AuthorisationPage:
    """A page of authorisations."""

    rows: tuple[AuthorisationRow, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class RegisterFilter:
    """Which looks; None: whichever. Both days count."""

    place: str | None = None
    mode: Mode | None = None
    granted: bool | None = None
    actor_id: str | None = None
    subject_id: str | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """A page of the register."""

    rows: tuple[LookRow, ...]
    next: str | None


def case_list(
    office: Office,
    actor: Actor,
    reach: Reach,
    type: CaseType | None = None,  # noqa: A002 - the word of the contract
    state: str | None = None,
    *,
    open_only: bool = False,
    after: str | None = None,
    limit: int = 50,
) -> CaseList:
    """Cases of a kind (revocations, repairs, …), open and closed.

    Raises:
        BadFiling: the cursor cannot be read. NotFound: a role that sees no cases.
    """
    own, size = within(actor, reach), _size(limit)
    with office.store.read() as unit:
        found = desk_lists.cases(
            unit.connection, own, _place(after), size + 1, type=type, state=state, open_only=open_only
        )
    last = (found[size - 1].filed_at, found[size - 1].id) if len(found) > size else None
    return CaseList(tuple(case_row(office, case) for case in found[:size]), _cursor(last))


def authorisations(
    office: Office,
    actor: Actor,
    reach: Reach,
    state: AuthorisationState | None = None,
    *,
    after: str | None = None,
    limit: int = 50,
) -> AuthorisationPage:
    """Authorisations of the places within reach; `state` as it is written down. A body's clerk sees none.

    Raises:
        BadFiling, NotFound: as `case_list`.
    """
    own, size = within(actor, reach), _size(limit)
    with office.store.read() as unit:
        found = desk_lists.authorisations(unit.connection, own, _place(after), size + 1, state)
    last = (found[size - 1].requested_at, found[size - 1].id) if len(found) > size else None
    return AuthorisationPage(tuple(_authorisation(office, one) for one in found[:size]), _cursor(last))


def query_register(
    office: Office,
    actor: Actor,
    reach: Reach,
    chosen: RegisterFilter | None = None,
    *,
    after: str | None = None,
    limit: int = 50,
) -> RegisterPage:
    """Who looked at whose records, and why; for supervision and audit.

    Raises:
        Forbidden: neither supervisor nor auditor. BadFiling: the cursor cannot be read.
    """
    if actor.role not in _REGISTER_READERS:
        raise Forbidden(messages.REGISTER_READERS)
    size, wanted = _size(limit), chosen or RegisterFilter()
    zone = office.clock.now().tzinfo

    def begin(day: date | None, days: int) -> datetime | None:
        return datetime.combine(day + timedelta(days=days), time.min, zone) if day is not None else None

    looks = Looks(
        wanted.place, wanted.mode, wanted.granted, wanted.actor_id, wanted.subject_id, begin(wanted.since, 0),
        begin(wanted.until, 1),
    )  # fmt: skip
    with office.store.read() as unit:
        found = desk_lists.looks(unit.connection, within(actor, reach), _place(after), size + 1, looks)
    last = (found[size - 1].at, found[size - 1].id) if len(found) > size else None
    return RegisterPage(tuple(look_row(office, entry) for entry in found[:size]), _cursor(last))


def _authorisation(office: Office, one: Authorisation) -> AuthorisationRow:
    state = state_on(one, office.clock.today())
    person = one.requester_kind is RequesterKind.PERSON
    return AuthorisationRow(
        id=one.id,
        place=place_name(office, one.jurisdiction),
        requester=mask_name(one.requester) if person else one.requester,
        purpose=one.purpose,
        scope=tuple(record_messages.CLASSES.get(name, name) for name in one.scope),
        requested_at=one.requested_at,
        granted_on=one.granted_on,
        expires_on=one.expires_on,
        uses=one.uses,
        most_uses=one.most_uses,
        state=state,
        state_name=record_messages.AUTHORISATION_STATES[state],
        subject_id=one.subject_id,
    )


def _size(limit: int) -> int:
    return min(max(limit, 1), MOST)


def _cursor(last: Place | None) -> str | None:
    return f"{last[0].isoformat()}|{last[1]}" if last is not None else None


def _place(cursor: str | None) -> Place | None:
    if cursor is None:
        return None
    moment, _, key = cursor.partition("|")
    try:
        at = datetime.fromisoformat(moment)
    except ValueError as error:
        raise BadFiling(messages.BAD_CURSOR) from error
    if at.tzinfo is None or not key:
        raise BadFiling(messages.BAD_CURSOR)
    return at, key
