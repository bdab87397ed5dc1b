"""The steps of an objection (异议) after it was filed: rules.md D2. Each verb is one transaction.

`on` is the step's legal day, today if None; `version` the version that the actor saw. Every verb raises what
`performing.perform` raises, and writes nothing then.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Unpack

from credit_core.errors import BadFiling
from credit_core.messages import objection as messages
from credit_core.model.cases import Case
from credit_core.model.people import Actor
from credit_core.rules.objection_admissibility import PAPER
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases.cases import When, take_step
from credit_core.use_cases.effects.notices import delivery_facts
from credit_core.use_cases.office import Office

_CHECKS = MappingProxyType({"own": "check_own", "cross": "check_cross"})


def find_incomplete(office: Office, actor: Actor, case_id: str, **when: Unpack[When]) -> Case:
    """Ask for what the place's text requires and is missing. Raises Refused where nothing is."""
    return take_step(office, actor, case_id, "find_incomplete", **when)


def complete(office: Office, actor: Actor, case_id: str, supplied: Mapping[str, Any], **when: Unpack[When]) -> Case:
    """Hand in what was missing, by its slot (writing, evidence, reason …). The clocks have run since the receipt (A-18).

    Raises Refused while something is still missing.
    """
    return take_step(office, actor, case_id, "complete", dict(supplied), **when)


def accept(
    office: Office,
    actor: Actor,
    case_id: str,
    *,
    findings: Mapping[str, bool] | None = None,
    basis: str | None = None,
    authorisation: str | None = None,
    **when: Unpack[When],
) -> Case:
    """Accept it (受理). `findings` settle what only a person can: ground, applicant, recipient_competent, right_given,
    represents.

    `right_given`, where the regulation is silent on such an objection, needs its `basis`. `authorisation` names the paper
    of who files for another, where it came after the filing; no regulation demands one (C54), so that an officer who
    knows of the representation otherwise finds `represents`.
    """
    facts: dict[str, Any] = {"findings": dict(findings or {})}
    if basis is not None:
        facts["basis"] = basis
    if authorisation is not None:
        facts[PAPER] = authorisation
    return take_step(office, actor, case_id, "accept", facts, **when)


def mark(office: Office, actor: Actor, case_id: str, **when: Unpack[When]) -> Case:
    """Mark the record as objected to (异议标注). Disclosure and use are not touched by it (C21)."""
    return take_step(office, actor, case_id, "mark", **when)


def start_check(
    office: Office, actor: Actor, case_id: str, scope: str, *, unit_name: str | None = None, **when: Unpack[When]
) -> Case:
    """Begin the check: `own` 属于本单位处理范围, or `cross` 向其他单位核查 with the unit's name (江西: 3 or 7 工作日)."""
    if scope not in _CHECKS:
        raise BadFiling(messages.SCOPE.format(scopes="、".join(_CHECKS)))
    return take_step(office, actor, case_id, _CHECKS[scope], {"checked_unit": unit_name}, **when)


def check_notice_received(office: Office, actor: Actor, case_id: str, **when: Unpack[When]) -> Case:
    """Record the day on which the unit that is asked received the notice: its three 工作日 run from it (江西)."""
    return take_step(office, actor, case_id, "confirm_check_notice", **when)


def check_answered(office: Office, actor: Actor, case_id: str, answer: str, **when: Unpack[When]) -> Case:
    """Record what the unit that was asked answered, on the day it pushed it back."""
    return take_step(office, actor, case_id, "answer_check", {"answer": answer}, **when)


def suspend(
    office: Office,
    actor: Actor,
    case_id: str,
    kind: str,
    started_on: date,
    proof: str,
    *,
    version: int | None = None,
    within: UnitOfWork | None = None,
) -> Case:
    """An expert procedure began (检验、检测、检疫、鉴定、专家评审): the clocks of checking stand still, the marking one does not.

    Raises:
        NotAllowed: the place has no clause on it, or nothing is being checked. Refused: another kind, or no proof.
    """
    facts = {"pause_kind": kind, "pause_started_on": started_on.isoformat(), "pause_start_proof": proof}
    return take_step(office, actor, case_id, "suspend", facts, version=version, within=within)


def resume(
    office: Office,
    actor: Actor,
    case_id: str,
    ended_on: date,
    proof: str,
    *,
    version: int | None = None,
    within: UnitOfWork | None = None,
) -> Case:
    """It ended, with proof: the due days are counted anew without the interval, both its days included (A-8)."""
    facts = {"pause_ended_on": ended_on.isoformat(), "pause_end_proof": proof}
    return take_step(office, actor, case_id, "resume", facts, version=version, within=within)


def decide(
    office: Office,
    actor: Actor,
    case_id: str,
    finding: str,
    reasons: str,
    *,
    remedy: str | None = None,
    corrected_content: Mapping[str, Any] | None = None,
    measure: str | None = None,
    **when: Unpack[When],
) -> Case:
    """Decide with reasons: `upheld`, `partly` or `not_upheld`.

    The first two need a `remedy` that the place's text allows: `correct` with the right content, `delete`, or `measure`
    (what is done, and on what basis). `not_upheld` leaves the record as it is.
    """
    facts: dict[str, Any] = {"finding": finding, "reasons": reasons, "remedy": remedy, "measure": measure}
    if corrected_content is not None:
        facts["corrected_content"] = dict(corrected_content)
    return take_step(office, actor, case_id, "decide", facts, **when)


def carry_out(office: Office, actor: Actor, case_id: str, *, note: str | None = None, **when: Unpack[When]) -> Case:
    """Correct or delete the record as decided; for a record that this database does not hold, `note` who did it where."""
    return take_step(office, actor, case_id, "carry_out", {"carried_out": note}, **when)


def notify(
    office: Office,
    actor: Actor,
    case_id: str,
    delivered_on: date,
    proof: str,
    *,
    channel: str | None = None,
    version: int | None = None,
    within: UnitOfWork | None = None,
) -> Case:
    """Record that the result was delivered: the duties that include the notice are done on that day, not before."""
    facts = delivery_facts(delivered_on, proof, channel)
    return take_step(office, actor, case_id, "notify", facts, version=version, within=within)


def close(office: Office, actor: Actor, case_id: str, **when: Unpack[When]) -> Case:
    """Close the case and take its mark away: the clause says so in 山西, elsewhere it is practice (C22)."""
    return take_step(office, actor, case_id, "close", **when)


def transfer(office: Office, actor: Actor, case_id: str, body: str, role: str, **when: Unpack[When]) -> Case:
    """Hand it to the body that handles it. No text regulates that: practice, and no clock starts anew (A-23)."""
    facts = {"transfer_to": body, "transfer_role": role}
    return take_step(office, actor, case_id, "transfer", facts, **when)


def withdraw(office: Office, actor: Actor, case_id: str, **when: Unpack[When]) -> Case:
    """Withdraw it. Not regulated; open duties end, and its mark goes (D2-13)."""
    return take_step(office, actor, case_id, "withdraw", **when)
