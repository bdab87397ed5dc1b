"""授权 as a decision (rules.md D6): whether it may come into being, and whether it carries this one read.

某市 第二十四条:「依法不能公开的公共信用信息，经社会信用主体书面授权可以查询，并按照约定的用途使用」. 第三十九条第二项 forbids
「未经授权、强制授权或者一次性授权终身采集、使用自然人的社会信用信息」. Both are cited in that place only; elsewhere the same
conditions are the office's own safe practice, shown without a clause (A-39).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from credit_core.law.disclosure_schema import DisclosureFile, Point
from credit_core.messages import disclosure as messages
from credit_core.model.decisions import Decision, Met, Reason, decide
from credit_core.model.disclosure import Authorisation, AuthorisationState, RequesterKind
from credit_core.model.records import Record, RecordClass
from credit_core.model.subjects import Subject, SubjectKind
from knowledge.citations.reference import ClauseRef

EVERYTHING = "all"
"""A scope without bounds: never valid."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What the subject would sign. `forced` None: nobody has said whether it is voluntary. `identity`: its own."""

    purpose: str
    scope: tuple[str, ...]
    expires_on: date | None
    written: bool
    forced: bool | None
    identity: Met


@dataclass(frozen=True, slots=True)
class Use:
    """One read that wants to rest on an authorisation. `qualified`: a credit service organisation meets 规定条件."""

    subject_id: str
    jurisdiction: str
    requester_number: str
    kind: RequesterKind
    purpose: str
    qualified: Met = Met.UNKNOWN


def decide_grant(offer: Offer, subject: Subject, place: DisclosureFile, on: date) -> Decision:
    """Whether the authorisation may come into being on that day: written, voluntary, for a purpose, bounded, ending."""
    bounds = place.authorisation
    only_persons = bounds.natural_persons_only and subject.kind is not SubjectKind.NATURAL_PERSON
    forced = None if only_persons else bounds.forced_ban.clause
    lifetime = None if only_persons else bounds.lifetime_ban.clause
    return decide(
        (
            identity(offer.identity, None),
            _asked(offer.written, messages.WRITTEN, messages.NOT_WRITTEN, messages.WRITTEN_NAME, bounds.written),
            _asked(
                bool(offer.purpose.strip()),
                messages.GRANT_PURPOSE.format(purpose=offer.purpose),
                messages.GRANT_PURPOSE_MISSING,
                messages.PURPOSE,
                bounds.purpose,
            ),
            _voluntary(offer.forced, forced),
            _ends(offer.expires_on, on, lifetime),
            _bounded(offer.scope),
        ),
        ("A-39",),
    )


def use_reasons(authorisation: Authorisation | None, use: Use, place: DisclosureFile, on: date) -> Iterator[Reason]:
    """Each condition of one read that rests on the authorisation; none is left to the reader's word.

    某市 第五十三条 asks for a second authorisation, the provider's, where a credit service organisation is to be supplied.
    """
    bounds = place.authorisation
    if authorisation is None:
        clause = place.modes.clause if bounds.written.silent else bounds.written.clause
        yield Reason("authorisation", Met.NOT_MET, messages.NO_AUTHORISATION, clause, messages.WRITTEN_NAME)
        return
    if (authorisation.subject_id, authorisation.jurisdiction) != (use.subject_id, use.jurisdiction):
        yield Reason("authorisation", Met.NOT_MET, messages.AUTHORISATION_FOREIGN, bounds.written.clause)
        return
    yield _in_force(authorisation, on, bounds.lifetime_ban.clause)
    yield _uses_left(authorisation)
    same = bool(use.requester_number) and authorisation.requester_number == use.requester_number
    text = messages.REQUESTER_MATCHES if same else messages.REQUESTER_DIFFERS
    yield Reason("requester", _met(same), text, bounds.written.clause)
    agreed = authorisation.purpose.strip()
    same = bool(agreed) and use.purpose.strip() == agreed
    text = messages.PURPOSE_MATCHES.format(purpose=agreed) if same else messages.PURPOSE_DIFFERS.format(agreed=agreed)
    yield Reason("purpose", _met(same), text, bounds.purpose.clause)
    if needs_both(authorisation, use.kind, place):
        yield from _double(authorisation, use.qualified, bounds.double.clause)


def state_on(authorisation: Authorisation, on: date) -> AuthorisationState:
    """The state as it really is on that day, whether or not anybody has written down that it ran out."""
    if authorisation.state is not AuthorisationState.ACTIVE:
        return authorisation.state
    if authorisation.expires_on is None or on > authorisation.expires_on:
        return AuthorisationState.EXPIRED
    if authorisation.most_uses is not None and authorisation.uses >= authorisation.most_uses:
        return AuthorisationState.EXHAUSTED
    return AuthorisationState.ACTIVE


def in_scope(authorisation: Authorisation, record: Record) -> bool:
    """Whether the scope names the record or its class. 「按照约定」: what it does not name is not in it."""
    return record.id in authorisation.scope or record.record_class.value in authorisation.scope


def needs_both(authorisation: Authorisation, kind: RequesterKind, place: DisclosureFile) -> bool:
    """Whether the providers must authorise too (某市 第五十三条): a credit service organisation, then or now."""
    is_service = RequesterKind.CREDIT_SERVICE in (kind, authorisation.requester_kind)
    return is_service and not place.authorisation.double.silent


def consenting(authorisation: Authorisation) -> tuple[str, ...]:
    """The providers that gave their own authorisation (某市 第五十三条)."""
    return tuple(name for name in (authorisation.provider_consent or "").split("、") if name)


def identity(verified: Met, clause: ClauseRef | None) -> Reason:
    """Whether the identity of who acts was verified: still to come, passed, or failed."""
    if verified is Met.MET:
        return Reason("identity", Met.MET, messages.IDENTITY_VERIFIED, clause)
    if verified is Met.NOT_MET:
        return Reason("identity", Met.NOT_MET, messages.IDENTITY_FAILED, clause)
    return Reason("identity", Met.NOT_MET, messages.IDENTITY_PENDING, clause, messages.IDENTITY)


def _asked(given: bool, met: str, missing: str, name: str, point: Point) -> Reason:
    if given:
        return Reason("authorisation", Met.MET, met, point.clause)
    text = missing if point.clause else missing + messages.PRACTICE
    return Reason("authorisation", Met.NOT_MET, text, point.clause, name)


def _voluntary(forced: bool | None, clause: ClauseRef | None) -> Reason:
    practice = "" if clause else messages.PRACTICE
    if forced is None:
        text = messages.VOLUNTARY_UNKNOWN + practice
        return Reason("voluntary", Met.NOT_MET, text, clause, messages.VOLUNTARY_NAME)
    if forced:
        return Reason("voluntary", Met.NOT_MET, messages.FORCED + practice, clause)
    return Reason("voluntary", Met.MET, messages.VOLUNTARY, clause)


def _ends(end: date | None, on: date, clause: ClauseRef | None) -> Reason:
    practice = "" if clause else messages.PRACTICE
    if end is None:
        return Reason("end", Met.NOT_MET, messages.END_MISSING + practice, clause)
    if end < on:
        return Reason("end", Met.NOT_MET, messages.END_PAST.format(end=end, on=on), clause)
    return Reason("end", Met.MET, messages.END_GIVEN.format(end=end), clause)


def _bounded(scope: tuple[str, ...]) -> Reason:
    # 解释 A-39: no text says that a scope without bounds is void; it follows from authorising for an agreed purpose.
    if not scope:
        return Reason("scope", Met.NOT_MET, messages.SCOPE_MISSING + messages.PRACTICE, None, messages.SCOPE_NAME)
    if EVERYTHING in scope or set(RecordClass) <= set(scope):
        return Reason("scope", Met.NOT_MET, messages.SCOPE_ALL + messages.PRACTICE, None)
    return Reason("scope", Met.MET, messages.SCOPE_GIVEN.format(scope="、".join(scope)), None)


def _in_force(authorisation: Authorisation, on: date, lifetime: ClauseRef | None) -> Reason:
    end, start = authorisation.expires_on, authorisation.granted_on
    if end is None:
        return Reason("in_force", Met.NOT_MET, messages.NO_END, lifetime)
    if on > end:
        return Reason("in_force", Met.NOT_MET, messages.PAST_END.format(end=end), None)
    if authorisation.state is not AuthorisationState.ACTIVE or start is None:
        text = messages.NOT_ACTIVE.format(state=messages.AUTHORISATION_STATES[authorisation.state])
        return Reason("in_force", Met.NOT_MET, text, None)
    if on < start:
        return Reason("in_force", Met.NOT_MET, messages.BEFORE_GRANT.format(start=start), None)
    return Reason("in_force", Met.MET, messages.IN_FORCE.format(end=end), None)


def _uses_left(authorisation: Authorisation) -> Reason:
    most = authorisation.most_uses
    if most is not None and authorisation.uses >= most:
        return Reason("uses", Met.NOT_MET, messages.USED_UP.format(most=most), None)
    return Reason("uses", Met.MET, messages.USES_LEFT, None)


def _double(authorisation: Authorisation, qualified: Met, clause: ClauseRef | None) -> Iterator[Reason]:
    providers = consenting(authorisation)
    if providers:
        text = messages.PROVIDER_CONSENTED.format(providers="、".join(providers))
        yield Reason("double", Met.MET, text, clause)
    else:
        yield Reason("double", Met.NOT_MET, messages.PROVIDER_CONSENT_MISSING, clause, messages.PROVIDER_CONSENT)
    yield Reason("qualified", qualified, {
        Met.MET: messages.ORGANISATION_QUALIFIED,
        Met.NOT_MET: messages.ORGANISATION_UNQUALIFIED,
        Met.UNKNOWN: messages.ORGANISATION_UNKNOWN,
    }[qualified], clause)  # fmt: skip


def _met(yes: bool) -> Met:
    return Met.MET if yes else Met.NOT_MET
