"""披露 as a decision: every read is tied to exactly one mode (披露方式), and the mode to its check (SYS-19).

某市 第二十二条第一款:「公共信用信息通过依法公开、政务共享、依职权查询、实名认证查询和授权查询的方式披露」. That list is closed;
山西 第十八条第一款 and 江西 第二十条 list four and end in 等: a mode they do not name is allowed only where a named officer
states its basis.

依法公开 rests on the record's publicity, 政务共享 on its sharing and the requester's duty, 依职权查询 on duty and purpose,
实名认证查询 on the verified identity of the subject, 授权查询 on the subject's authorisation for this requester and purpose.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from credit_core.law.disclosure_schema import DisclosureFile
from credit_core.messages import disclosure as messages
from credit_core.model.decisions import Decision, Met, Outcome, Reason, decide
from credit_core.model.disclosure import Authorisation, Mode, RequesterKind
from credit_core.model.subjects import Body, Subject
from credit_core.rules.authorisation import Use, identity, use_reasons
from credit_core.rules.disclosed_records import Held, Shown, show, withheld_because
from credit_core.vocabulary import Term

MODE_HAS_BASIS = "mode_has_basis"
WITHIN_DUTY = "within_duty"
QUALIFIED = "service_organisation_qualified"
IN_SHARE_SCOPE = "in_share_scope"

MODE_NAMES: Mapping[Mode, str] = {
    Mode.OPEN: Term.LAWFUL_PUBLICATION,
    Mode.SHARED: Term.GOVERNMENT_SHARING,
    Mode.EX_OFFICIO: Term.QUERY_EX_OFFICIO,
    Mode.REAL_NAME: Term.REAL_NAME_QUERY,
    Mode.AUTHORISED: Term.AUTHORISED_QUERY,
}
DEPARTMENT_ROLES = frozenset({"platform_operator", "provider", "recogniser", "authority", "department"})
"""Roles of bodies (单位) with public duties; a credit service organisation has none of them."""

_ASSUMPTIONS: Mapping[Mode, tuple[str, ...]] = {
    Mode.OPEN: ("A-41", "A-42"),
    Mode.REAL_NAME: ("A-38",),
    Mode.AUTHORISED: ("A-39",),
}


@dataclass(frozen=True, slots=True)
class Requester:
    """Who wants to read. `number` identifies it where its identity matters; `body` is the registered 单位 it is.

    `represents`: whether it was found to act for the subject (监护人、代理人、法定代表人); itself is no representative.
    """

    name: str
    number: str
    kind: RequesterKind
    body: Body | None = None
    represents: Met = Met.NOT_MET


@dataclass(frozen=True, slots=True)
class Request:
    """One read: in which mode, of whose records, for what.

    `duty` is the duty performed (履行的职责), `activity` its class where the text makes the query mandatory (山西 第十九条,
    counted from 1). `basis` is the basis an officer states for a mode that the text does not list. `named` are the record
    ids asked for, all if empty. `findings` are a named officer's.
    """

    mode: Mode
    jurisdiction: str
    subject: Subject
    requester: Requester
    purpose: str = ""
    duty: str = ""
    activity: int | None = None
    basis: str = ""
    named: tuple[str, ...] = ()
    findings: Mapping[str, bool] = field(default_factory=dict)

    def found(self, question: str) -> Met:
        """What an officer found; unknown where nobody did."""
        answer = self.findings.get(question)
        return Met.UNKNOWN if answer is None else Met.MET if answer else Met.NOT_MET


@dataclass(frozen=True, slots=True)
class Disclosure:
    """The decision, and only if it is ALLOWED what is shown. `withheld` (record id -> why) is never told to others."""

    decision: Decision
    shown: tuple[Shown, ...]
    withheld: Mapping[str, str]

    @property
    def allowed(self) -> bool:
        """True if the mode's check passed; nothing may still be shown, where there is nothing to show."""
        return self.decision.outcome is Outcome.ALLOWED


def decide_disclosure(
    request: Request,
    held: Iterable[Held],
    authorisation: Authorisation | None,
    verified: Met,
    place: DisclosureFile,
    on: date,
) -> Disclosure:
    """Whether the read is allowed, and what of each record it shows.

    `verified` says whether the identity of the requester was verified. Without ALLOWED nothing is shown, not even that
    there is something: for whoever may not read, a subject with records and one without look the same.
    """
    decision = decide_access(request, authorisation, verified, place, on)
    if decision.outcome is not Outcome.ALLOWED:
        return Disclosure(decision, (), {})
    bound = authorisation if request.mode is Mode.AUTHORISED else None
    in_share_scope = request.findings.get(IN_SHARE_SCOPE) is True
    shown: list[Shown] = []
    withheld: dict[str, str] = {}
    for one in held:
        record = one.record
        if request.named and record.id not in request.named:
            withheld[record.id] = messages.NOT_ASKED_FOR
            continue
        if record.subject_id != request.subject.id:
            withheld[record.id] = messages.OTHER_SUBJECT
            continue
        if record.jurisdiction != request.jurisdiction:
            withheld[record.id] = messages.OTHER_PLACE
            continue
        why = withheld_because(
            request.mode, one, request.subject, bound, request.requester.kind, in_share_scope, place, on
        )
        if why is None:
            shown.append(show(request.mode, record, request.subject, place))
        else:
            withheld[record.id] = why
    return Disclosure(decision, tuple(shown), withheld)


def decide_access(
    request: Request, authorisation: Authorisation | None, verified: Met, place: DisclosureFile, on: date
) -> Decision:
    """The mode's own check, without looking at any record."""
    return decide(
        (_mode(request, place), *_CHECKS[request.mode](request, authorisation, verified, place, on)),
        _ASSUMPTIONS.get(request.mode, ()),
    )


def _mode(request: Request, place: DisclosureFile) -> Reason:
    """The list of modes: closed in the city, left open by 等 in 山西 and 江西 (C36)."""
    named = place.modes.listed.get(request.mode)
    if named is not None:
        return Reason("mode", Met.MET, messages.MODE_LISTED.format(name=named.name), named.clause)
    words = {
        "listed": "、".join(entry.name for entry in place.modes.listed.values()),
        "mode": MODE_NAMES[request.mode],
        "basis": request.basis,
    }
    found = request.found(MODE_HAS_BASIS)
    if place.modes.closed:
        met, text = Met.NOT_MET, messages.MODE_CLOSED
    elif found is Met.NOT_MET:
        met, text = Met.NOT_MET, messages.MODE_NO_BASIS
    elif found is Met.MET and request.basis.strip():
        met, text = Met.MET, messages.MODE_WITH_BASIS
    else:
        met, text = Met.UNKNOWN, messages.MODE_OPEN_LIST
    return Reason("mode", met, text.format(**words), place.modes.clause)


def _nobody(
    _request: Request, _authorisation: Authorisation | None, _verified: Met, _place: DisclosureFile, _on: date
) -> Iterator[Reason]:
    """依法公开 asks nothing of the reader: what is shown rests on each record's publicity alone."""
    return iter(())


def _duty(
    request: Request, _authorisation: Authorisation | None, _verified: Met, place: DisclosureFile, _on: date
) -> Iterator[Reason]:
    """某市 第二十四条: data got by 政务共享 or 依职权查询「不得超出履行职责的范围使用，不得擅自公开」."""
    clause, practice = place.duty_bound.clause, "" if place.duty_bound.clause else messages.PRACTICE
    body = request.requester.body
    if body is not None and body.active and body.jurisdiction == request.jurisdiction and _public(body):
        yield Reason("department", Met.MET, messages.DEPARTMENT.format(name=body.name), None)
    else:
        yield Reason("department", Met.NOT_MET, messages.NOT_A_DEPARTMENT.format(name=request.requester.name), None)
    yield from _activity(request, place)
    yield _purpose(request, place)
    if request.duty.strip():
        yield Reason("duty", Met.MET, messages.DUTY_GIVEN.format(duty=request.duty), clause)
    else:
        yield Reason("duty", Met.NOT_MET, messages.DUTY_MISSING + practice, clause, messages.DUTY)
    found = request.found(WITHIN_DUTY)
    texts = {
        Met.MET: messages.WITHIN_DUTY,
        Met.NOT_MET: messages.BEYOND_DUTY,
        Met.UNKNOWN: messages.DUTY_UNKNOWN,
    }
    yield Reason("within_duty", found, texts[found] + ("" if found is Met.MET else practice), clause)


def _activity(request: Request, place: DisclosureFile) -> Iterator[Reason]:
    """山西 第十九条: six classes; the sixth only 「其他依照法律、行政法规或者国家有关规定需要查询和应用」, so that rule is to be named.

    Where the text makes no query mandatory, a class means nothing and is not looked at.
    """
    number = request.activity
    if number is None or place.mandatory.items_of is None:
        return
    clause = place.mandatory.activity(number)
    if clause is None:
        text = messages.NO_SUCH_ACTIVITY.format(number=number)
        yield Reason("activity", Met.NOT_MET, text, place.mandatory.source)
    elif number == place.mandatory.catch_all and not request.basis.strip():
        text = messages.CATCH_ALL_BASIS.format(number=number)
        yield Reason("activity", Met.NOT_MET, text, clause, messages.BASIS)


def _own(
    request: Request, _authorisation: Authorisation | None, verified: Met, place: DisclosureFile, _on: date
) -> Iterator[Reason]:
    """山西 第二十三条第一款:「信用主体享有查询自身社会信用信息的权利」. No purpose is asked for (A-38)."""
    yield Reason("right", Met.MET, messages.OWN_RIGHT, place.own_query.clause)
    named = place.modes.listed.get(Mode.REAL_NAME)
    yield identity(verified, named.clause if named else None)
    requester = request.requester
    if requester.number and requester.number == request.subject.id_number:
        yield Reason("subject", Met.MET, messages.IS_THE_SUBJECT, place.own_query.clause)
    elif requester.represents is Met.MET:
        yield Reason("subject", Met.MET, messages.REPRESENTS_SUBJECT + messages.PRACTICE, None)
    else:
        yield Reason("subject", requester.represents, messages.NOT_THE_SUBJECT, place.own_query.clause)


def _authorised(
    request: Request, authorisation: Authorisation | None, verified: Met, place: DisclosureFile, on: date
) -> Iterator[Reason]:
    """某市 第二十四条:「经社会信用主体书面授权可以查询，并按照约定的用途使用」."""
    yield _purpose(request, place)
    yield identity(verified, None)
    use = Use(
        subject_id=request.subject.id,
        jurisdiction=request.jurisdiction,
        requester_number=request.requester.number,
        kind=request.requester.kind,
        purpose=request.purpose,
        qualified=request.found(QUALIFIED),
    )
    yield from use_reasons(authorisation, use, place, on)


def _purpose(request: Request, place: DisclosureFile) -> Reason:
    clause = place.register_rule.clause
    if request.purpose.strip():
        return Reason("purpose", Met.MET, messages.PURPOSE_GIVEN.format(purpose=request.purpose), clause)
    return Reason("purpose", Met.NOT_MET, messages.PURPOSE_MISSING, clause, messages.PURPOSE)


def _public(body: Body) -> bool:
    return bool(DEPARTMENT_ROLES.intersection(body.roles))


_Check = Callable[[Request, Authorisation | None, Met, DisclosureFile, date], Iterator[Reason]]
_CHECKS: Mapping[Mode, _Check] = {
    Mode.OPEN: _nobody,
    Mode.SHARED: _duty,
    Mode.EX_OFFICIO: _duty,
    Mode.REAL_NAME: _own,
    Mode.AUTHORISED: _authorised,
}
