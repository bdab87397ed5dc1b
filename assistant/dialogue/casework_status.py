"""Where a case stands, and how its days were counted."""

from __future__ import annotations

import re

from assistant.answer import Computed
from assistant.answering.gather_evidence import chinese_day
from assistant.dialogue.casework_citing import Citing
from assistant.dialogue.casework_desk import Desk, listed
from assistant.dialogue.casework_duties import (
    caveats,
    computed,
    condition,
    countdown,
    counted,
    days_left,
    standing_sentence,
    waiting_sentences,
)
from assistant.dialogue.casework_told import IDENTITY_PENDING
from assistant.dialogue.contract import Choice
from assistant.dialogue.ports import CaseTold
from assistant.dialogue.said import Said
from assistant.outcome import Reason
from credit_core.use_cases.case_view import CaseView, holder_view
from credit_core.use_cases.duties import counting
from credit_core.use_cases.law import LawDesk
from credit_core.use_cases.supervision import missed
from credit_core.use_cases.vocabulary import DutyStatus, DutyView, UnitOfWork

_VERIFIED = "verify_identity"
_SHOWN = (DutyStatus.NOT_APPLICABLE,)


_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def standing(desk: Desk, unit: UnitOfWork, case_id: str, *before: str) -> CaseTold:
    """The case as it stands today, after what a step has to say of itself (`before`).

    Raises:
        NotFound: there is no such case.
    """
    view = holder_view(unit, desk.office, case_id)
    pending = view.state == IDENTITY_PENDING and not unit.events.count(case_id=case_id, event=_VERIFIED)
    return CaseTold(case_id, contract(desk, view), _said(desk, unit, view, pending, before), pending)


def contract(desk: Desk, view: CaseView) -> dict[str, object]:
    """The contract's object of a case."""
    return {**view.as_contract(), "receipt_url": desk.receipt_url.format(number=view.number)}


def how_counted(desk: Desk, unit: UnitOfWork, case_id: str) -> Said:
    """How the due day of each duty comes about, every day that counts and every day that does not.

    Raises:
        NotFound: there is no such case.
    """
    view, citing = holder_view(unit, desk.office, case_id), desk.citing()
    blocks = [desk.say("counting.head", number=view.number)]
    days: list[Computed] = []
    for duty in _shown(view):
        lines = counting(unit, desk.office, duty.id)
        blocks.append(listed(desk.say("counting.duty", condition=condition(desk, duty.condition), duty=duty.duty),
                             (citing.marked(_spoken(line)) for line in lines)))  # fmt: skip
        days += computed(duty, None, lines)
    if len(blocks) == 1:
        procedure = desk.procedure(unit, case_id)
        idle = waiting_sentences(desk, citing, view, procedure.limits, procedure.place.clause)
        blocks = [listed(desk.say("counting.nothing", number=view.number), idle)]
    return desk.reply(citing, blocks, days, reason=Reason.FOUND if days else Reason.SILENT,
                      caveats=caveats(_shown(view)))  # fmt: skip


def _spoken(line: str) -> str:
    """Days as people say them: 2026-11-23 as 2026年11月23日."""
    return _ISO.sub(lambda m: f"{m[1]}年{int(m[2])}月{int(m[3])}日", line)


def _said(desk: Desk, unit: UnitOfWork, view: CaseView, pending: bool, before: tuple[str, ...]) -> Said:
    citing, law, today = desk.citing(), LawDesk(desk.office.law, desk.office.calendar(unit)), desk.office.clock.today()
    procedure = desk.procedure(unit, view.id)
    limits = {limit.rule: limit for limit in procedure.limits}
    sentences: list[str] = []
    days: list[Computed] = []
    passed: list[tuple[DutyView, tuple[str, ...]]] = []
    for duty in _shown(view):
        count = counted(law, duty, limits.get(duty.rule))
        left = days_left(duty, count.deadline if count else None, today)
        sentences.append(standing_sentence(desk, citing, duty, left, today))
        lines = missed(unit, desk.office, duty.id).lines if duty.status is DutyStatus.OVERDUE else ()
        passed.append((duty, lines))
        days += [*computed(duty, count, lines if duty.provisional else ()), *countdown(duty, left, today)]
    if view.closed_on is None:
        sentences += waiting_sentences(desk, citing, view, procedure.limits, procedure.place.clause)
    blocks = [
        *before,
        _head(desk, view),
        desk.say("standing.identity") if pending else "",
        listed(desk.say("standing.duties"), sentences),
        *(_what_to_do(desk, citing, duty, lines) for duty, lines in passed),
    ]
    choices = (Choice(desk.say("choices.counting"), desk.say("choices.counting")),) if days else ()
    return desk.reply(citing, blocks, days, caveats=caveats(_shown(view)), choices=choices)


def _head(desk: Desk, view: CaseView) -> str:
    head = desk.say("standing.head", number=view.number, act=view.type_name, body=view.body, state=view.state_name)
    if not view.timeline:
        return head
    last = view.timeline[-1]
    return head + desk.say("standing.last", day=chinese_day(last.on), event=last.event)


def _what_to_do(desk: Desk, citing: Citing, duty: DutyView, lines: tuple[str, ...]) -> str:
    """What can lawfully be done about a day that passed, in credit_core's words; nothing where none has passed."""
    return listed(desk.say("standing.overdue_head", duty=duty.duty), (citing.marked(line) for line in lines))


def _shown(view: CaseView) -> tuple[DutyView, ...]:
    """Duties that concern the case; those whose condition turned out not to hold are left out."""
    return tuple(duty for duty in view.deadlines if duty.status not in _SHOWN)
