"""Forms of the steps of a query (查询本人记录、授权查询)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from credit_core.errors import BadFiling
from credit_core.identity.characters import compact
from credit_core.messages import desk_steps as messages
from credit_core.model.cases import Case
from credit_core.model.decisions import Met
from credit_core.rules.query import COUNTER
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases import query as verbs
from credit_core.use_cases.case_reading import VERIFY
from credit_core.use_cases.cases import step, take_step
from credit_core.use_cases.desk.forms.fields import (
    Asked,
    Doing,
    FieldKind,
    Form,
    StepField,
    day_only,
    fixed,
    legal_day,
    plain,
)
from credit_core.use_cases.desk.forms.identity import identity_fields, identity_said

_RESULT = plain("result", FieldKind.LONG_TEXT, required=True, settles=("reason",))


def _release_fields(asked: Asked) -> Iterator[StepField]:
    """Whoever was identified elsewhere, or on another day, is not yet the one who stands at the counter now."""
    shown = _identified(asked.unit, asked.case)
    if shown.get("method") != COUNTER or shown.get("on") != asked.office.clock.today().isoformat():
        yield plain("name", required=True, help=messages.COLLECTS)
        yield plain("number", required=True)
        yield plain("proof", required=True)


def _release(doing: Doing) -> Case:
    """Where the check does not pass, nothing is given and the refused read stays in the register: it is told.

    Raises:
        BadFiling: the document that was shown is not of whoever was identified.
    """
    if doing.text("proof"):
        _same_person(doing)
    released = verbs.release_query(doing.office, doing.actor, doing.case.id, version=doing.version, within=doing.unit)
    if not released.disclosure.allowed:
        reasons = released.disclosure.decision.reasons
        told = "".join(reason.text for reason in reasons if reason.met is not Met.MET)
        doing.told.append(messages.NOT_RELEASED.format(reasons=told))
    if released.report is not None:
        doing.reports.append(released.report)
    return released.case


def _same_person(doing: Doing) -> None:
    shown = _identified(doing.unit, doing.case)
    if (doing.text("name"), compact(doing.text("number"))) != (shown.get("name"), compact(str(shown.get("number")))):
        raise BadFiling(messages.OTHER_PERSON)
    after = {"proof": doing.text("proof")}
    doing.unit.audit(doing.office.clock.now(), doing.actor, "query.collect", "case", doing.case.id, after=after)


def _identified(unit: UnitOfWork, case: Case) -> Mapping[str, Any]:
    """As it was recorded last, by whoever may record it; the facts of the case itself may hold anything."""
    found = unit.events.where(case_id=case.id, event=VERIFY, order=("-number",), limit=1)
    return found[0].facts.get("identity") or {} if found else {}


def _failed(doing: Doing) -> Case:
    return verbs.identity_failed(
        doing.office, doing.actor, doing.case.id, doing.text("result"), version=doing.version, within=doing.unit
    )


def _refuse(doing: Doing) -> Case:
    return take_step(doing.office, doing.actor, doing.case.id, "refuse", {"result": doing.text("result")}, **doing.when)


def _bare(event: str) -> Form:
    return Form(lambda d: step(d.office, d.actor, d.case.id, event, **d.when), day_only)


FORMS: Mapping[str, Form] = {
    **{event: _bare(event) for event in ("ask_identity", "withdraw", "close")},
    "verify_identity": Form(
        lambda d: verbs.identity_verified(d.office, d.actor, d.case.id, **identity_said(d)), identity_fields
    ),
    "fail_identity": Form(_failed, fixed(_RESULT)),
    "release": Form(_release, _release_fields),
    "refuse": Form(_refuse, fixed(_RESULT, legal_day())),
}
