"""查询 cases: who asks, how the identity was verified, what must be shown where somebody asks for another.

江西 第三十八条第二款:「信用主体有权免费查询自身的公共信用信息」; 山西 第二十三条第一款:「信用主体享有查询自身社会信用信息的权利」. That the
subject is itself is shown by 实名认证, which the texts name as a mode and do not describe (A-38). What agents and guardians
must show is written nowhere (C54): every such condition is the office's own and carries no clause.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from credit_core.messages import disclosure as disclosure_messages
from credit_core.messages import query as messages
from credit_core.model.cases import CaseType
from credit_core.model.decisions import Met, Reason
from credit_core.model.disclosure import RequesterKind
from credit_core.model.labels import ROLES
from credit_core.model.people import Role
from credit_core.rules.filing import given
from credit_core.rules.situation import Guard, Situation

COUNTER, OIDC = "counter", "oidc"
VERIFIERS: Mapping[str, Role] = {COUNTER: Role.CASE_OFFICER, OIDC: Role.SYSTEM}
"""Who records which method: nobody verifies itself."""

PROOF = "representation_proof"
SELF, MINOR, THIRD_PARTY = "self", "minor_self", "authorised_third_party"
ROLES_OF_APPLICANTS = (SELF, MINOR, *messages.AGENT_PAPERS, THIRD_PARTY)

REPRESENTS = "represents"
SAME_PERSON = "same_person"
MINOR_MAY_QUERY = "minor_may_query"

_FULL_AGE = 18  # A-50, 民法典 第十七条, which is not in the corpus: it only brings a person in, it decides nothing
_PRACTICE = disclosure_messages.PRACTICE


def applicant_named(situation: Situation) -> tuple[Reason, ...]:
    """Whose information is asked for, and by whom: without both nothing can be verified later."""
    filed = situation.case.applicant
    role = filed.get("applicant_role", SELF)
    if role not in ROLES_OF_APPLICANTS or (role == THIRD_PARTY) is not _for_another(situation):
        known = "、".join(messages.APPLICANT_ROLES[role] for role in ROLES_OF_APPLICANTS)
        return (Reason("role", Met.NOT_MET, messages.ROLE_UNKNOWN.format(known=known), None),)
    asked = {"subject_name": messages.SUBJECT_NAME, "subject_id": messages.SUBJECT_NUMBER}
    if role == THIRD_PARTY:
        asked |= {"applicant_name": messages.APPLICANT_NAME, "applicant_id": messages.APPLICANT_NUMBER}
    asked |= {slot: name for slot, name in messages.AGENT_PAPERS.get(role, {}).items() if slot != PROOF}
    return tuple(_given(filed, slot, name, messages.GIVEN, messages.MISSING) for slot, name in asked.items())


def identity_shown(situation: Situation) -> tuple[Reason, ...]:
    """The verification as recorded: by a known method, by whom that method belongs to, with proof, of the same person."""
    shown: Mapping[str, Any] = situation.facts.get("identity") or {}
    return (*_method(shown, situation.actor.role), *_same(shown, situation))


def representation_shown(situation: Situation) -> tuple[Reason, ...]:
    """What who acts for the subject must show. All three regulations are silent (C54): office practice, no clause."""
    filed = situation.case.applicant
    role = filed.get("applicant_role", SELF)
    itself = Reason("representation", Met.MET, messages.ACTS_ITSELF, None)
    missing = messages.AGENT_MISSING + _PRACTICE
    if role == THIRD_PARTY:
        if filed.get("requester_kind") == RequesterKind.PERSON:
            return (itself,)
        return (_given(situation.facts, PROOF, messages.THIRD_PARTY_PROOF, messages.AGENT_GIVEN, missing),)
    if papers := messages.AGENT_PAPERS.get(role):
        return (
            _given(situation.facts, PROOF, papers[PROOF], messages.AGENT_GIVEN, missing),
            _represents(situation),
        )
    if role == MINOR or _under_age(situation):
        found = situation.found(MINOR_MAY_QUERY)
        text = _told(found, messages.MINOR_FOUND, messages.MINOR_NOT_FOUND, messages.MINOR_UNKNOWN)
        return (Reason("minor", found, text, None),)
    return (itself,)


def identity_stands(situation: Situation) -> tuple[Reason, ...]:
    """Nothing is released before an identity was verified in this very case."""
    shown: Mapping[str, Any] = situation.facts.get("identity") or {}
    method = str(shown.get("method"))
    if method in VERIFIERS and "verify_identity" in situation.prior:
        text = messages.IDENTITY_STANDS.format(on=shown.get("on"), method=messages.METHODS[method])
        return (Reason("identity", Met.MET, text, situation.clause),)
    return (Reason("identity", Met.NOT_MET, messages.IDENTITY_MISSING, situation.clause, disclosure_messages.IDENTITY),)


def refusal_reasoned(situation: Situation) -> tuple[Reason, ...]:
    """A refusal names its reason; the subject reads it, in the notice and in the register."""
    if given(situation.facts.get("result")):
        return (Reason("reason", Met.MET, messages.REFUSAL_REASONED, None),)
    return (Reason("reason", Met.NOT_MET, messages.REFUSAL_UNREASONED, None, messages.REFUSAL_REASON),)


def _method(shown: Mapping[str, Any], role: Role) -> Iterator[Reason]:
    method = str(shown.get("method"))
    if method not in VERIFIERS:
        known = "、".join(messages.METHODS.values())
        yield Reason("method", Met.NOT_MET, messages.METHOD_UNKNOWN.format(known=known), None)
        return
    name = messages.METHODS[method]
    if role is not VERIFIERS[method]:
        text = messages.METHOD_ACTOR.format(method=name, role=ROLES[VERIFIERS[method]])
        yield Reason("method", Met.NOT_MET, text, None)
    else:
        yield Reason("method", Met.MET, messages.METHOD_KNOWN.format(method=name), None)
    if given(shown.get("proof")):
        yield Reason("proof", Met.MET, messages.PROOF_GIVEN, None)
    else:
        yield Reason("proof", Met.NOT_MET, messages.PROOF_MISSING, None, messages.PROOF)


def _same(shown: Mapping[str, Any], situation: Situation) -> Iterator[Reason]:
    """The number decides; a name that differs (改名、错字) is for a person to judge, never a refusal."""
    name, number = who_acts(situation.case.applicant)
    same = given(number) and shown.get("number") == number
    text = messages.SAME_NUMBER if same else messages.OTHER_NUMBER
    yield Reason("number", Met.MET if same else Met.NOT_MET, text, None)
    found = situation.found(SAME_PERSON)
    stored = situation.subject.name if situation.subject and number == situation.subject.id_number else name
    if shown.get("name") == name == stored:
        yield Reason("name", Met.MET, messages.SAME_NAME, None)
    else:
        unknown = messages.OTHER_NAME if shown.get("name") != name else messages.STORED_NAME
        yield Reason("name", found, _told(found, messages.SAME_NAME, messages.NOT_SAME_PERSON, unknown), None)


def who_acts(filed: Mapping[str, Any]) -> tuple[Any, Any]:
    """Name and number, as filed, of the person or organisation whose identity the case turns on: of whoever acts."""
    role = filed.get("applicant_role", SELF)
    prefix = {
        THIRD_PARTY: "applicant",
        "legal_representative": "representative",
        "agent": "agent",
        "guardian": "guardian",
    }.get(role, "subject")
    return filed.get(f"{prefix}_name"), filed.get(f"{prefix}_id")


def _represents(situation: Situation) -> Reason:
    found = situation.found(REPRESENTS)
    text = _told(found, messages.REPRESENTATION_FOUND, messages.REPRESENTATION_NOT_FOUND,
                 messages.REPRESENTATION_UNKNOWN)  # fmt: skip
    return Reason("represents", found, text + ("" if found is Met.MET else _PRACTICE), None)


def _under_age(situation: Situation) -> bool:
    written = situation.case.applicant.get("subject_birth_date")
    born = date.fromisoformat(written) if written else situation.subject.birth_date if situation.subject else None
    if born is None:
        return False
    on = situation.on
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day)) < _FULL_AGE


def _for_another(situation: Situation) -> bool:
    return situation.case.type is CaseType.AUTHORISED_QUERY


def _given(slots: Mapping[str, Any], slot: str, name: str, met: str, missing: str) -> Reason:
    if given(slots.get(slot)):
        return Reason(slot, Met.MET, met.format(name=name), None)
    return Reason(slot, Met.NOT_MET, missing.format(name=name), None, name)


def _told(found: Met, met: str, not_met: str, unknown: str) -> str:
    return {Met.MET: met, Met.NOT_MET: not_met, Met.UNKNOWN: unknown}[found]


GUARDS: dict[str, Guard] = {
    "applicant_named": applicant_named,
    "identity_shown": identity_shown,
    "representation_shown": representation_shown,
    "identity_stands": identity_stands,
    "refusal_reasoned": refusal_reasoned,
}
