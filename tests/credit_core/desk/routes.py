"""Routes through every machine for the work desk: from the filing to each end, by forms alone.

A route is what the case is filed with, and its events in order. `?event` is taken where the place has it; an event may
carry its own answers, else each field gets a plausible one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from credit_core.errors import NotFound
from credit_core.model.cases import Case, CaseType
from credit_core.model.people import Actor, Role
from credit_core.model.records import Record, RecordClass
from credit_core.model.subjects import Subject
from credit_core.procedures.table import Procedure
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases.desk.doing import Done, perform_step
from credit_core.use_cases.desk.scope import Reach, reach_of
from credit_core.use_cases.desk.steps import FieldKind, StepField, StepView, possible
from credit_core.use_cases.filing import Filing, file_case
from credit_core.use_cases.office import Office
from tests.credit_core.offices import CITIZEN, SetClock, add_person, add_record
from tests.credit_core.query_filings import granted, third_slots

BODY = "受理单位（测试）"
ROLES = (Role.CASE_OFFICER, Role.PROVIDER_CLERK, Role.REVIEWER, Role.SUPERVISOR)
TODAY = date(2026, 11, 20)
Answers = Mapping[str, str]


@dataclass(frozen=True)
class Route:
    """`facts` and `slots` over the plausible ones, `record` what differs from a plain one (None: kept elsewhere)."""

    events: tuple[str | tuple[str, Answers], ...]
    facts: Mapping[str, Any] = field(default_factory=dict)
    slots: Mapping[str, Any] = field(default_factory=dict)
    record: Mapping[str, Any] | None = field(default_factory=dict)


_UPHELD: Answers = {"finding": "upheld", "remedy": "correct", "content": "处罚结果：无"}
_END = ("notify", "close")
_CHECK = ("?mark", "check_own", "?suspend", "?resume")
_BARE: dict[str, Any] = {"writing": False, "reason": None, "evidence": []}

OBJECTION = (
    Route(("accept", *_CHECK, ("decide", _UPHELD), "carry_out", *_END)),
    Route((
        "?find_incomplete", "?mark", "?complete", "accept", "?mark", "check_cross", "confirm_check_notice", "answer_check",
        "?suspend", "?resume", ("decide", {"finding": "partly", "remedy": "delete"}), "carry_out", *_END,
    ), _BARE),
    Route(("?mark", "transfer", "accept", "?mark", "check_own", "check_cross",
           ("decide", {"finding": "not_upheld", "remedy": ""}), *_END)),
    Route(("?mark", "accept", *_CHECK, ("decide", _UPHELD), "carry_out", *_END), {"ground": "over_period"}),
    Route(("accept", *_CHECK, ("decide", {**_UPHELD, "remedy": "delete"}), "carry_out", *_END), {"ground": "wrong_listing"}),
    Route(("accept", *_CHECK, ("decide", {**_UPHELD, "remedy": "delete"}), "carry_out", *_END), record=None),
    Route(("withdraw",)),
)  # fmt: skip
_GRANTED = ("verify", "grant", "?push_decision", "?receive_decision", "apply_effect")
REPAIR = (
    Route(("check", "accept", *_GRANTED, "share", "tell_downstream", "close")),
    Route(("transfer", "complete", "check", "find_conditions_unknown", "recheck", "accept", *_GRANTED, "tell_downstream",
           "close"), {"handed_in": False}),
    Route(("check", "find_incomplete", "complete", ("refuse", {"grounds": "repair_conditions", "found_repair_conditions": "no"}),
           "close"), {"handed_in": False}),
    # Complete by what was told, until a document that asks for more is loaded: told anew then.
    Route(("check", "find_incomplete", "complete", "withdraw"), {"handed_in": False, "complete": True}),
    Route(("check", "?find_out_of_period", "?recheck", "withdraw"), record={"publicity_end": date(2026, 11, 1)}),
    Route(("check", "accept", *_GRANTED, "share", "tell_downstream", "close"), record=None),
)  # fmt: skip
_PROVIDER = ("?provider_correct", "?provider_tell", "?provider_push", "?provider_correct", "receive", "?provider_correct",
             ("platform_correct", {"correction": "correct", "content": "处罚结果：无"}))  # fmt: skip
REVOCATION = (
    Route(("confirm_event", *_PROVIDER, "inform_subject", "close")),
    Route(("confirm_event", *(one for one in _PROVIDER if one != "?provider_correct"), "?provider_correct",
           "inform_subject", "close")),
    Route(("find_unfounded",)),
    Route(("withdraw",)),
    Route(("confirm_event", "?settle", "?inform_subject", "?close"), record={"pushed_at": None}),
    Route((("confirm_event", {"collected": "no"}), "?settle", "?inform_subject", "?close"), record=None),
)  # fmt: skip
QUERY = (
    Route(("ask_identity", "verify_identity", "release", "close")),
    Route(("ask_identity", "fail_identity", "close")),
    Route(("ask_identity", "verify_identity", "refuse", "close")),
    Route(("withdraw",)),
    Route(("ask_identity", "verify_identity", "withdraw"),
          slots={"applicant_role": "agent", "agent_name": "周立", "agent_id": "11010119800506001X"}),
)  # fmt: skip
HONOUR = (
    Route(("ask_identity", "verify_identity", "delete", "notify", "close"), {"honour_kinds": ["award"]},
          record={"record_class": RecordClass.POSITIVE}),
    Route(("ask_identity", "verify_identity", ("answer", {"found_record_found": "no"}), "notify", "close"), record=None),
    Route(("ask_identity", "withdraw")),
)  # fmt: skip
COMPLAINT = (
    Route(("accept", "investigate", "answer", "close"), {"conducts": ["leak", "missed_deadline"]}),
    Route(("transfer", ("investigate", {"conducts": "leak"}), "answer", "close")),
    Route(("accept", "withdraw")),
)  # fmt: skip
ROUTES: Mapping[str, tuple[Route, ...]] = {
    "objection": OBJECTION, "repair": REPAIR, "revocation": REVOCATION, "query": QUERY, "honour": HONOUR,
    "complaint": COMPLAINT,
}  # fmt: skip
_TYPES = {
    "repair": CaseType.REPAIR, "revocation": CaseType.REVOCATION, "honour": CaseType.DELETE_HONOUR,
    "complaint": CaseType.COMPLAINT,
}  # fmt: skip


def file(office: Office, procedure: Procedure, route: Route, key: str) -> Case:
    """A case of the procedure, as the route wants it."""
    place = office.law.document(procedure.place.document).jurisdiction
    with office.store.begin() as unit:
        subject = unit.subjects.find("s") or add_person(unit, id="s")
        record = add_record(unit, subject, place, **route.record) if route.record is not None else None
        known = unit.authorisations.where(subject_id=subject.id, jurisdiction=place)
    filing = _filing(procedure, place, route, subject, record)
    if filing.type is CaseType.AUTHORISED_QUERY:
        written = known[0].id if known else granted(office, subject, place)
        filing = replace(filing, slots=third_slots(subject), authorisation_id=written)
    with office.store.begin() as unit:
        return file_case(unit, office, CITIZEN, filing, key).case


def _filing(procedure: Procedure, place: str, route: Route, subject: Subject, record: Record | None) -> Filing:
    said = dict(route.facts)
    handed_in, repair = said.pop("handed_in", True), procedure.machine.machine == "repair"
    roles = [one.role for one in procedure.recipients]
    facts: dict[str, Any] = {
        "ground": next(iter(procedure.grounds), "error"), "writing": True, "reason": "与事实不符", "evidence": ["证明"],
        "recipient_role": roles[-1] if roles else None, "applicant_role": "self", "complaint_detail": "逾期没有答复",
        "complete": handed_in, **({one.slot: ["已办"] for one in procedure.requires} if repair and handed_in else {}), **said,
    }  # fmt: skip
    number = {"evidence": ["证明"]} if facts["evidence"] else {}
    slots = {
        "applicant_role": "self", "subject_name": subject.name, "subject_id": subject.id_number,
        "subject_id_type": "resident_id", **number, **route.slots,
    }  # fmt: skip
    return Filing(
        _TYPES.get(procedure.machine.machine) or _type(procedure), procedure.key, place, BODY, "counter", slots, facts,
        subject_id=subject.id, record_id=record.id if record else None,
    )  # fmt: skip


def _type(procedure: Procedure) -> CaseType:
    return CaseType(procedure.key) if procedure.machine.machine == "query" else CaseType.OBJECTION


def walk(office: Office, clock: SetClock, case: Case, route: Route, taken: set[str]) -> Case:
    """Take the route by forms alone; the rows taken are added to `taken`."""
    for number, one in enumerate(route.events):
        event, answers = one if isinstance(one, tuple) else (one, {})
        optional, event = event.startswith("?"), event.removeprefix("?")
        found = list(_offers(office, case, event))
        if optional and not any(view.allowed for _, view in found):
            continue
        assert found, f"{case.procedure} {case.state}：没有 {event}"
        actor, view = next(((actor, view) for actor, view in found if view.allowed), found[0])
        assert view.allowed, f"{case.procedure} {case.state}.{event}：{[one.text for one in view.against]}"
        done = take(office, actor, case, view, answers, f"{case.id}-{number}")
        assert done.case.version == case.version + 1, f"{event}：{done.note}"
        case = done.case
        with office.store.read() as unit:
            taken.add(_last_row(unit, case))
    return case


def take(office: Office, actor: Actor, case: Case, view: StepView, answers: Answers, key: str) -> Done:
    """One step with its form filled in."""
    values = {}
    for one in view.fields:
        said = answers.get(one.name)
        offered = {choice.value for choice in one.choices}
        fits = said is not None and (not said or not offered or said in offered)
        values[one.name] = said if said is not None and fits else answer(one, case)
    return perform_step(office, actor, Reach(), case.id, view.event, values, version=case.version, key=key)


def answer(asked: StepField, case: Case) -> str:
    """A plausible answer."""
    filed = case.applicant
    own = {"name": filed.get("agent_name") or filed.get("applicant_name") or filed.get("subject_name"),
           "number": filed.get("agent_id") or filed.get("applicant_id") or filed.get("subject_id"),
           "record_number": "", "elsewhere": "", "honour_kinds": "", "conducts": "", "content": "处罚结果：无"}  # fmt: skip
    if asked.name in own:
        return str(own[asked.name] or "")
    plain = {FieldKind.DATE: TODAY.isoformat(), FieldKind.YES_NO: "yes", FieldKind.LIST: "材料一\n材料二"}
    if asked.kind in (FieldKind.CHOICE, FieldKind.LIST) and asked.choices:
        return asked.choices[0].value
    return plain.get(asked.kind, "经核对")


def _offers(office: Office, case: Case, event: str) -> Iterator[tuple[Actor, StepView]]:
    for role in ROLES:
        actor = Actor(f"{role.value}-1", role, BODY)
        with suppress(NotFound):  # transferred: no longer the clerk's
            views = possible(office, actor, reach_of(actor), case.id)
            yield from ((actor, view) for view in views if view.event == event and view.role_allowed)


def _last_row(unit: UnitOfWork, case: Case) -> str:
    return unit.events.where(case_id=case.id, order=("-number",), limit=1)[0].row
