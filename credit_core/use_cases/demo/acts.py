"""How each act is filed and carried on in the demonstration: through the verbs that everybody else uses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from types import MappingProxyType, ModuleType
from typing import Any

from credit_core.model.cases import CaseType, InfoKind
from credit_core.model.disclosure import RequesterKind
from credit_core.model.people import Actor
from credit_core.model.records import Record
from credit_core.use_cases import complaint, honour, objection, objection_steps, query, repair, revocation
from credit_core.use_cases.authorisation import (
    Signed,
    Wanted,
    grant_authorisation,
    request_authorisation,
    revoke_authorisation,
)
from credit_core.use_cases.cases import take_step
from credit_core.use_cases.demo.data import Place
from credit_core.use_cases.demo.people import Figure
from credit_core.use_cases.demo.world import World
from credit_core.use_cases.filing import Filed

REQUESTER = "示例村镇银行"
PURPOSE = "审核贷款申请（示例）"
_OBJECTION = "记载的金额与处罚决定书不一致（示例）"
_DONE = {
    "rectification": ["已补报年度报告（示例）"],
    "remedy": ["已公开说明（示例）"],
    "performance": ["已缴清罚款（示例）"],
}


@dataclass
class Play:
    """A case being played: where, who, on which record, and the number by which it is known once it is filed."""

    world: World
    place: Place
    figure: Figure
    record: Record | None
    said: Mapping[str, Any]
    case_id: str = ""
    authorisation_id: str | None = None

    def to(self, procedure: str) -> tuple[str, str]:
        """Body and role that such an application goes to."""
        body, role = self.place.recipients[procedure]
        return self.place.body(body), role


def _objection(play: Play) -> Filed:
    said = play.said
    kind = InfoKind(said["kind"])
    name = objection.BEFORE_LISTING if said.get("before_listing") else objection.PROCEDURES[kind]
    body, role = play.to(name)
    bare = said.get("bare", False)
    evidence = () if bare else ("处罚决定书（示例）", "缴款凭证（示例）")
    filing = objection.ObjectionFiling(
        jurisdiction=play.place.jurisdiction,
        kind=kind,
        recipient=body,
        recipient_role=role,
        ground=said.get("ground", "error"),
        reason=None if bare else _OBJECTION,
        evidence=evidence,
        writing=not bare,
        record_id=play.record.id if play.record else None,
        record_ref=None if play.record else "示例名单中的一条信息",
        before_listing=bool(said.get("before_listing")),
        channel="website",
        slots={
            **_slots(play),
            "record_ref": play.record.number if play.record else "示例名单中的一条信息",
            "objection_ground": said.get("ground", "error"),
            "objection_detail": "" if bare else _OBJECTION,
            "evidence": list(evidence),
        },
        subject_id=_subject_id(play),
    )
    return objection.file_objection(play.world.office, play.figure.actor, filing, key=play.world.key())


def _repair(play: Play) -> Filed:
    body, role = play.to("repair")
    complete = play.said["complete"]
    done = _DONE if complete else {"rectification": _DONE["rectification"]}
    filing = repair.RepairFiling(
        jurisdiction=play.place.jurisdiction,
        recipient=body,
        recipient_role=role,
        done=done,
        record_id=_record(play).id,
        documents={"paid": "缴款凭证（示例）"} if complete else {},
        channel="website",
        slots={
            **_slots(play),
            "record_ref": _record(play).number,
            "correction_facts": list(chain.from_iterable(done.values())),
        },
    )
    return repair.file_repair(play.world.office, play.figure.actor, filing, key=play.world.key())


def _revocation(play: Play) -> Filed:
    citizen = play.said.get("by") == "citizen"
    report = revocation.DocumentReport(
        jurisdiction=play.place.jurisdiction,
        recipient=play.place.body("provider"),
        record_id=_record(play).id,
        subject_id=_record(play).subject_id if citizen else None,
        channel="website" if citizen else "counter",
        slots=_slots(play) if citizen else {},
    )
    actor = play.figure.actor if citizen else play.place.actor("clerk")
    return revocation.report_document_event(play.world.office, actor, report, key=play.world.key())[0]


def _honour(play: Play) -> Filed:
    filing = honour.HonourFiling(
        jurisdiction=play.place.jurisdiction,
        recipient=play.place.body("operator"),
        slots=_slots(play),
        kinds=list(play.said["kinds"]),
        record_id=_record(play).id,
        channel="website",
    )
    return honour.file_honour_deletion(play.world.office, play.figure.actor, filing, key=play.world.key())


def _complaint(play: Play) -> Filed:
    said = play.said
    filing = complaint.ComplaintFiling(
        jurisdiction=play.place.jurisdiction,
        recipient=play.place.body("operator"),
        detail=said["detail"],
        conducts=tuple(said.get("conducts", ())),
        about=play.place.body(said["about"].removeprefix("$")) if "about" in said else None,
        against=said.get("against"),
        channel="website",
    )
    return complaint.file_complaint(play.world.office, play.figure.actor, filing, key=play.world.key())


def _query(play: Play) -> Filed:
    kind = CaseType(play.said["type"])
    slots = {**_slots(play), "purpose": PURPOSE}
    if kind is CaseType.AUTHORISED_QUERY:
        play.authorisation_id = authorise(play, play.said.get("most_uses"))
        slots |= {
            "applicant_role": "authorised_third_party",
            "applicant_name": REQUESTER,
            "applicant_id": play.world.bank,
            "requester_kind": "organisation",
        }
    return query.file_query(
        play.world.office, play.figure.actor, kind, play.place.jurisdiction, slots, key=play.world.key(),
        channel="website", authorisation_id=play.authorisation_id, recipient=play.place.body("operator"),
    )  # fmt: skip


FILERS: Mapping[str, Callable[[Play], Filed]] = MappingProxyType(
    {
        "objection": _objection,
        "repair": _repair,
        "revocation": _revocation,
        "delete_honour": _honour,
        "complaint": _complaint,
        "query": _query,
    }
)
"""Act -> how it is filed."""


def procedure_of(act: str, said: Mapping[str, Any]) -> str:
    """The name of the procedure that a filing opens."""
    if act == "query":
        return str(said["type"])
    if act != "objection":
        return act
    return objection.BEFORE_LISTING if said.get("before_listing") else objection.PROCEDURES[InfoKind(said["kind"])]


def authorise(play: Play, most_uses: int | None = None, days: int = 90) -> str:
    """The id of an authorisation that the figure gave today; the office verified who it is."""
    office = play.world.office
    made = request_authorisation(office, play.place.actor("officer"), wanted(play, most_uses), key=play.world.key())
    signed = Signed("0" * 64, False, play.world.clock.today() + timedelta(days=days), "居民身份证原件（示例）")
    return grant_authorisation(office, play.place.actor("officer"), made.id, signed).id


def wanted(play: Play, most_uses: int | None = None) -> Wanted:
    """What the bank asks the figure for."""
    subject = _record(play).subject_id
    return Wanted(
        play.place.jurisdiction, subject, REQUESTER, play.world.bank, RequesterKind.ORGANISATION, PURPOSE,
        ("dishonest", "basic"), most_uses,
    )  # fmt: skip


def _verify(play: Play, actor: Actor) -> None:
    identity = play.figure.identity
    name, number = identity.name, identity.number
    if play.authorisation_id is not None:
        name, number = REQUESTER, play.world.bank
    verb = query.identity_verified if "type" in play.said else honour.verify_identity
    verb(
        play.world.office, actor, play.case_id, "counter", "证件原件（示例）", name=name, number=number,
        representation_proof="介绍信（示例）",
    )  # fmt: skip


def _confirm(play: Play, actor: Actor, event: str, proof: str) -> None:
    today = play.world.clock.today()
    happened = revocation.DocumentEvent(event, proof, changed_on=today, effective_on=today, acted_on=today)
    revocation.confirm_event(play.world.office, actor, play.case_id, happened)


def _take(play: Play, actor: Actor, event: str, facts: Mapping[str, Any] | None = None) -> None:
    take_step(play.world.office, actor, play.case_id, event, facts)


def _again(play: Play, _: Actor) -> None:
    _objection(play)


def _revoke(play: Play, actor: Actor) -> None:
    if play.authorisation_id is not None:
        revoke_authorisation(play.world.office, actor, play.authorisation_id)


_OWN: Mapping[str, Callable[..., None]] = MappingProxyType(
    {
        "verify_identity": _verify,
        "confirm_event": _confirm,
        "take": _take,
        "file_again": _again,
        "revoke": _revoke,
    }
)
_VERBS: Mapping[str, ModuleType] = MappingProxyType(
    {
        "objection": objection_steps,
        "repair": repair,
        "revocation": revocation,
        "delete_honour": honour,
        "complaint": complaint,
        "query": query,
    }
)


def take(play: Play, act: str, step: Mapping[str, Any]) -> None:
    """Take one step of a story."""
    name, by = step["do"], step.get("by", "officer")
    actor = play.figure.actor if by == "citizen" else play.place.actor(by)
    more = {key: _said(play, value) for key, value in step.get("with", {}).items()}
    if name in _OWN:
        _OWN[name](play, actor, **more)
        return
    if name == "step":
        more["event"] = step["event"]
    getattr(_VERBS[act], name)(play.world.office, actor, play.case_id, **more)


def _said(play: Play, value: Any) -> date | Any:
    if value == "$today":
        return play.world.clock.today()
    if isinstance(value, str) and value.startswith("$"):
        return play.place.body(value.removeprefix("$"))
    return value


def _record(play: Play) -> Record:
    if play.record is None:
        raise LookupError(play.said)
    return play.record


def _subject_id(play: Play) -> str | None:
    return play.record.subject_id if play.record else None


def _slots(play: Play) -> dict[str, Any]:
    identity = play.figure.identity
    return {
        "applicant_role": "self",
        "subject_kind": identity.kind.value,
        "subject_name": identity.name,
        "subject_id_type": identity.id_kind.value,
        "subject_id": identity.number,
    }
