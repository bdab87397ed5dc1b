"""Complaints (投诉举报): 山西 第三十八条, 某市 第三十八条; 江西 is silent and takes them all the same. Verbs are one transaction.

The software names clauses that may apply. Whether something happened is found by a named officer, what follows is
decided by the authority: no verb here decides either.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Unpack

from credit_core.errors import BadFiling
from credit_core.messages import complaint as messages
from credit_core.model.cases import Case, CaseType
from credit_core.model.decisions import Decision
from credit_core.model.people import Actor
from credit_core.rules.complaint import CONDUCTS, precheck
from credit_core.rules.filing import given
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases.cases import When, take_step
from credit_core.use_cases.cases import step as step
from credit_core.use_cases.filing import Filed, Filing, file_case
from credit_core.use_cases.office import Office

PROCEDURE = "complaint"


@dataclass(frozen=True)
class ComplaintFiling:
    """What is filed: in the complainant's own words (`detail`), with the kinds of conduct if somebody named them.

    `about` is the body complained of, `against` what kind of body it is; both may be unknown. `linked_to` is the id of
    the case that it is about. Nobody must say who they are.
    """

    jurisdiction: str
    recipient: str
    detail: str
    conducts: Sequence[str] = ()
    about: str | None = None
    against: str | None = None
    slots: Mapping[str, Any] | None = None
    channel: str = "counter"
    received_on: date | None = None
    event_date: date | None = None
    subject_id: str | None = None
    linked_to: str | None = None


def check_complaint(
    office: Office, jurisdiction: str, conducts: Sequence[str], against: str | None = None, *, on: date | None = None
) -> Decision:
    """Which clauses may apply and what they say follows; ASK_OFFICE always.

    Raises:
        BadFiling: an unknown kind of conduct or body. UnknownJurisdiction, NotInForce.
    """
    _check_words(conducts, against)
    procedure = office.book.procedure(PROCEDURE, jurisdiction, on or office.clock.today())
    return precheck(office.law, procedure, conducts, against)


def file_complaint(
    office: Office, actor: Actor, filing: ComplaintFiling, *, key: str, within: UnitOfWork | None = None
) -> Filed:
    """File it.

    Raises:
        Refused: nothing is told. BadFiling: an unknown kind of conduct or body. KeyReused, NotInForce,
        UnknownJurisdiction; NotFound: no such case to link to.
    """
    _check_words(filing.conducts, filing.against)
    facts = {
        "complaint_detail": filing.detail.strip(),
        CONDUCTS: list(filing.conducts),
        "about": filing.about,
        "against": filing.against,
    }
    with office.transaction(within) as unit:
        linked = unit.cases.get(filing.linked_to) if filing.linked_to else None
        return file_case(
            unit,
            office,
            actor,
            Filing(
                type=CaseType.COMPLAINT,
                procedure=PROCEDURE,
                jurisdiction=filing.jurisdiction,
                recipient=filing.recipient,
                channel=filing.channel,
                slots={**(filing.slots or {}), **{name: said for name, said in facts.items() if given(said)}},
                facts=facts,
                received_on=filing.received_on,
                event_date=filing.event_date,
                subject_id=filing.subject_id,
                linked_to=linked.id if linked else None,
            ),
            key,
        )


def accept(office: Office, actor: Actor, case_id: str, **when: Unpack[When]) -> Case:
    """Accept it (受理); the complainant is told."""
    return take_step(office, actor, case_id, "accept", **when)


def transfer(office: Office, actor: Actor, case_id: str, body: str, **when: Unpack[When]) -> Case:
    """Pass it to the competent body; the complainant is told. No clock starts by it: no text sets one."""
    return take_step(office, actor, case_id, "transfer", {"transfer_to": body}, **when)


def investigate(
    office: Office,
    actor: Actor,
    case_id: str,
    findings: Mapping[str, bool],
    investigation: str,
    *,
    conducts: Sequence[str] | None = None,
    **when: Unpack[When],
) -> Case:
    """Record what was found: one finding for each conduct (`conduct` where none was named), and how it was found.

    `conducts` is what it is really about, where the complaint said otherwise or nothing.

    Raises:
        Refused: a conduct without a finding, or not said how. BadFiling: an unknown kind of conduct.
    """
    facts: dict[str, Any] = {"findings": dict(findings), "investigation": investigation}
    if conducts is not None:
        _check_words(conducts, None)
        facts[CONDUCTS] = list(conducts)
    return take_step(office, actor, case_id, "investigate", facts, **when)


def answer(office: Office, actor: Actor, case_id: str, result: str, **when: Unpack[When]) -> Case:
    """Answer with reasons; the notice carries the answer."""
    return take_step(office, actor, case_id, "answer", {"result": result}, **when)


def _check_words(conducts: Sequence[str], against: str | None) -> None:
    if not set(conducts) <= messages.CONDUCTS.keys():
        raise BadFiling(messages.UNKNOWN_CONDUCT.format(known="、".join(messages.CONDUCTS.values())))
    if against is not None and against not in messages.BODIES:
        raise BadFiling(messages.UNKNOWN_BODY.format(known="、".join(messages.BODIES.values())))
