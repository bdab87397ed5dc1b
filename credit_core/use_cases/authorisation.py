"""Authorisations (授权) from request to end: requested, granted in writing by the subject, used, ended (rules.md D6).

某市 第二十四条:「经社会信用主体书面授权可以查询，并按照约定的用途使用」. That the subject may end it again is written in no text: practice
(A-40). Each verb is one transaction and one audit entry; what was refused is not written.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from credit_core.audit.canonical import canonical, plain
from credit_core.errors import Forbidden, KeyReused, NotAllowed, Refused, StaleVersion
from credit_core.messages import cases as case_messages
from credit_core.messages import disclosure as messages
from credit_core.messages import storage as storage_messages
from credit_core.model.cases import Submission
from credit_core.model.decisions import Decision, Met, Outcome
from credit_core.model.disclosure import Authorisation, AuthorisationState, RequesterKind
from credit_core.model.ids import new_id
from credit_core.model.labels import ROLES
from credit_core.model.people import Actor, Role
from credit_core.rules.authorisation import Offer, consenting, decide_grant, state_on
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases.office import Office
from knowledge.citations.reference import ClauseRef

_REQUESTERS = (Role.CITIZEN, Role.CASE_OFFICER)
_VERIFIERS = (Role.CASE_OFFICER, Role.SYSTEM)
_OPEN = (AuthorisationState.REQUESTED, AuthorisationState.ACTIVE)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a requester asks a subject for. `scope` names record classes or record ids; `most_uses` None: no limit."""

    jurisdiction: str
    subject_id: str
    requester: str
    requester_number: str
    requester_kind: RequesterKind
    purpose: str
    scope: tuple[str, ...]
    most_uses: int | None = None


@dataclass(frozen=True, slots=True)
class Signed:
    """What the subject signed. `document_hash` is of the written authorisation, a paper or a kept electronic one (A-26).

    `proof` is how its identity was verified; `forced` None where nobody has stated that it is voluntary.
    """

    document_hash: str | None
    forced: bool | None
    expires_on: date | None
    proof: str
    scope: tuple[str, ...] | None = None  # narrower than asked for; None: as asked


def request_authorisation(
    office: Office, actor: Actor, wanted: Wanted, *, key: str, within: UnitOfWork | None = None
) -> Authorisation:
    """Ask a subject for an authorisation; the same key with the same content gives the same one.

    Raises:
        Forbidden: the role does not ask. KeyReused: the key came with another content. NotFound: no such subject.
        UnknownJurisdiction, NotInForce.
    """
    _only(actor, _REQUESTERS)
    content: Any = {name: getattr(wanted, name) for name in Wanted.__dataclass_fields__}
    asked = hashlib.sha256(canonical(plain(content))).hexdigest()
    with office.transaction(within) as unit:
        before = unit.submissions.find(key)
        if before is not None:
            if before.request_hash != asked:
                raise KeyReused(case_messages.KEY_REUSED)
            return unit.authorisations.get(before.case_id)
        at = office.clock.now()
        office.law.regulation(wanted.jurisdiction, office.clock.today())
        made = Authorisation(
            id=new_id(),
            jurisdiction=wanted.jurisdiction,
            subject_id=unit.subjects.get(wanted.subject_id).id,
            requester=wanted.requester,
            requester_number=wanted.requester_number,
            purpose=wanted.purpose.strip(),
            scope=wanted.scope,
            written=False,
            document_hash=None,
            requested_at=at,
            granted_on=None,
            expires_on=None,
            most_uses=wanted.most_uses,
            uses=0,
            revoked_on=None,
            state=AuthorisationState.REQUESTED,
            provider_consent=None,
            requester_kind=wanted.requester_kind,
        )
        unit.submissions.add(Submission(key, asked, made.id, {}, at))
        unit.authorisations.add(made)
        _audit(unit, office, actor, "request", None, made, None)
        return made


def check_grant(office: Office, unit: UnitOfWork, authorisation: Authorisation, signed: Signed) -> Decision:
    """What speaks for and against the grant, each with its clause or as the office's practice."""
    today = office.clock.today()
    place = office.book.disclosure(office.law.regulation(authorisation.jurisdiction, today).document)
    offer = Offer(
        purpose=authorisation.purpose,
        scope=_scope(authorisation, signed),
        expires_on=signed.expires_on,
        written=signed.document_hash is not None,
        forced=signed.forced,
        identity=Met.MET if signed.proof.strip() else Met.UNKNOWN,
    )
    return decide_grant(offer, unit.subjects.get(authorisation.subject_id), place, today)


def grant_authorisation(
    office: Office,
    actor: Actor,
    authorisation_id: str,
    signed: Signed,
    *,
    version: int | None = None,
    within: UnitOfWork | None = None,
) -> Authorisation:
    """Record that the subject authorised. The actor is who verified the subject's identity, never the subject itself.

    Raises:
        Forbidden: the role does not verify. NotAllowed: it does not wait for the subject.
        Refused: forced, without end, without bounds, not written, …; carries the Decision. Nothing is written.
        NotFound, StaleVersion.
    """
    _only(actor, _VERIFIERS)
    with office.transaction(within) as unit:
        found = _locked(unit, authorisation_id, version, (AuthorisationState.REQUESTED,))
        decision = check_grant(office, unit, found, signed)
        if decision.outcome is not Outcome.ALLOWED:
            told = "".join(reason.text for reason in decision.reasons if reason.met is not Met.MET)
            raise Refused(messages.REFUSED_AUTHORISATION.format(reasons=told), decision)
        changed = replace(
            found,
            scope=_scope(found, signed),
            written=True,
            document_hash=signed.document_hash,
            granted_on=office.clock.today(),
            expires_on=signed.expires_on,
            state=AuthorisationState.ACTIVE,
        )
        return _write(unit, office, actor, "grant", found, changed)


def decline_authorisation(
    office: Office, actor: Actor, authorisation_id: str, *, version: int | None = None, within: UnitOfWork | None = None
) -> Authorisation:
    """Record that the subject does not authorise. Nothing follows from it for the subject.

    Raises:
        Forbidden, NotAllowed, NotFound, StaleVersion.
    """
    _only(actor, (Role.CITIZEN, *_VERIFIERS))
    with office.transaction(within) as unit:
        found = _locked(unit, authorisation_id, version, (AuthorisationState.REQUESTED,))
        changed = replace(found, state=AuthorisationState.REFUSED)
        return _write(unit, office, actor, "decline", found, changed)


def revoke_authorisation(
    office: Office, actor: Actor, authorisation_id: str, *, version: int | None = None, within: UnitOfWork | None = None
) -> Authorisation:
    """End an authorisation from today on. No text says that the subject may; what was read before stays as it was.

    Raises:
        Forbidden, NotAllowed, NotFound, StaleVersion.
    """
    _only(actor, (Role.CITIZEN, *_VERIFIERS))
    with office.transaction(within) as unit:
        found = _locked(unit, authorisation_id, version, _OPEN)
        changed = replace(found, state=AuthorisationState.REVOKED, revoked_on=office.clock.today())
        return _write(unit, office, actor, "revoke", found, changed, messages.SILENT_REVOCATION)


def consent_as_provider(
    office: Office, actor: Actor, authorisation_id: str, *, version: int | None = None, within: UnitOfWork | None = None
) -> Authorisation:
    """The provider's own authorisation to supply a credit service organisation, in the name of the actor's body.

    某市 第五十三条:「经社会信用主体和公共信用信息提供单位授权，公共信用信息工作机构可以向符合规定条件的社会信用服务机构提供公共信用信息」.

    Raises:
        Forbidden: not a provider's clerk of a registered provider. NotAllowed, NotFound, StaleVersion.
    """
    _only(actor, (Role.PROVIDER_CLERK,))
    with office.transaction(within) as unit:
        found = _locked(unit, authorisation_id, version, _OPEN)
        body = unit.bodies.one(jurisdiction=found.jurisdiction, name=actor.body) if actor.body else None
        if body is None or not body.active or "provider" not in body.roles:
            raise Forbidden(messages.NOT_A_PROVIDER)
        names = dict.fromkeys((*consenting(found), body.name))
        return _write(unit, office, actor, "consent", found, replace(found, provider_consent="、".join(names)))


def expire_authorisations(
    office: Office, actor: Actor, *, within: UnitOfWork | None = None
) -> tuple[Authorisation, ...]:
    """Write down which authorisations have run out. Reads never wait for it: they look at the day itself."""
    _only(actor, (Role.SYSTEM,))
    today, done = office.clock.today(), []
    with office.transaction(within) as unit:
        for found in unit.authorisations.where(state=AuthorisationState.ACTIVE, order=("id",), lock=True):
            state = state_on(found, today)
            if state is not AuthorisationState.ACTIVE:
                done.append(_write(unit, office, actor, "expire", found, replace(found, state=state)))
    return tuple(done)


def count_use(unit: UnitOfWork, office: Office, actor: Actor, found: Authorisation) -> Authorisation:
    """Count one granted read, in its transaction; the last one of an agreed number exhausts the authorisation."""
    used = replace(found, uses=found.uses + 1)
    return _write(unit, office, actor, "use", found, replace(used, state=state_on(used, office.clock.today())))


def _scope(authorisation: Authorisation, signed: Signed) -> tuple[str, ...]:
    """What was asked for, or the part of it that the subject signed; never more than was asked for."""
    if signed.scope is None:
        return authorisation.scope
    return tuple(name for name in signed.scope if name in authorisation.scope)


def _locked(
    unit: UnitOfWork, authorisation_id: str, version: int | None, states: Iterable[AuthorisationState]
) -> Authorisation:
    found = unit.authorisations.get(authorisation_id, lock=True)
    if version is not None and found.version != version:
        raise StaleVersion(storage_messages.STALE.format(what=storage_messages.NAMES["authorisation"]))
    if found.state not in states:
        state = messages.AUTHORISATION_STATES[found.state]
        raise NotAllowed(messages.AUTHORISATION_NOT_OPEN.format(state=state))
    return found


def _write(
    unit: UnitOfWork,
    office: Office,
    actor: Actor,
    act: str,
    before: Authorisation,
    after: Authorisation,
    note: str | None = None,
) -> Authorisation:
    written = unit.authorisations.replace(after)
    _audit(unit, office, actor, act, before, written, note)
    return written


def _audit(
    unit: UnitOfWork,
    office: Office,
    actor: Actor,
    act: str,
    before: Authorisation | None,
    after: Authorisation,
    note: str | None,
) -> None:
    """The audit names states and counts, no person; the clause is that of the mode in the place."""
    document = office.law.regulation(after.jurisdiction, office.clock.today()).document
    written = office.book.disclosure(document).authorisation.written
    clause: ClauseRef | None = None if note else written.clause
    unit.audit(
        office.clock.now(), actor, f"authorisation.{act}", "authorisation", after.id, clause=clause,
        before={"state": before.state.value, "uses": before.uses} if before else None,
        after={"state": after.state.value, "uses": after.uses} | ({"note": note} if note else {}),
    )  # fmt: skip


def _only(actor: Actor, roles: tuple[Role, ...]) -> None:
    if actor.role not in roles:
        names = "、".join(ROLES[role] for role in roles)
        raise Forbidden(case_messages.FORBIDDEN_ROLE.format(event=messages.AUTHORISATION, roles=names))
