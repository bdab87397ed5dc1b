"""Overdue duties (rules.md D10): the liability clause that really applies, and what a citizen may do next.

Nobody is told 逾期即处罚. 江西 第五十七条第一款第（五）项:「未履行异议信息处理、失信信息撤销、信用修复职责的」; 某市 第五十六条
第一款第（五）项:「未按照规定撤销、变更失信信息或者处理异议申请」. 山西 第四十八条 asks for 「滥用职权、玩忽职守、徇私舞弊」: missing
a day alone is none of them, so that the clause is not claimed there (A-45). Which clause goes with which duty, and what a
clause asks for, is data of the law files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from credit_core.calendar import WorkingCalendar
from credit_core.duties.status import status
from credit_core.duties.targets import internal_target
from credit_core.law.procedure_schema import ProcedureFile
from credit_core.messages import duties as duty_messages
from credit_core.messages import law as law_messages
from credit_core.messages import supervision as messages
from credit_core.model.duties import Duty, DutyStatus
from credit_core.parameters import Law
from credit_core.vocabulary import Authority
from knowledge.citations.reference import ClauseRef

NOTIFIED = "result_notified"
"""The legal event of telling the result (告知): a duty that it ends is a duty to give notice, too."""

_CONSEQUENCES = "liability_consequences"
_NOTICE = "notice_liability"
_STAFF = "staff_liability"
_NOT_A_PENALTY = "A-45"
_GRACE = "A-49"


@dataclass(frozen=True, slots=True)
class Liability:
    """Clauses that may apply to a missed duty (empty: missing it is by itself no ground), told in `text`."""

    clauses: tuple[ClauseRef, ...]
    text: str
    assumptions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MissedPath:
    """What a citizen is told when a day has passed: `missed` is the clause, None where none can be said to be missed."""

    missed: ClauseRef | None
    lines: tuple[str, ...]
    assumptions: tuple[str, ...]


def liability(duty: Duty, law: Law) -> Liability:
    """The liability that the duty's own regulation attaches to missing it; never another place's, never a fine."""
    source = law.document(duty.document)
    if source.authority is not Authority.REGULATION:
        return Liability((), messages.POLICY)
    if duty.liability is None:
        staff = source.parameters.get(_STAFF)
        if staff is None:
            return Liability((), messages.NOT_STATED)
        elements = "、".join(staff.values)
        text = messages.ELEMENTS_ONLY.format(citation=law.citation(staff.source), elements=elements)
        return Liability((), text, (_NOT_A_PENALTY,))
    clauses, named = [duty.liability], [law.citation(duty.liability)]
    notice = source.parameters.get(_NOTICE)
    if notice is not None and duty.ended_by == NOTIFIED:
        clauses.append(notice.source)
        named.append(messages.NOTICE_TOO.format(citation=law.citation(notice.source)))
    consequences = source.parameters.get(_CONSEQUENCES)
    if consequences is None:
        return Liability(tuple(clauses), messages.MAY_APPLY_PLAIN.format(citations="、".join(named)))
    told = messages.MAY_APPLY.format(citations="、".join(named), consequences="、".join(consequences.values))
    return Liability(tuple(clauses), told)


def missed_path(
    duty: Duty,
    law: Law,
    today: date,
    calendar: WorkingCalendar,
    complaint: ProcedureFile | None,
    targets: Mapping[str, int],
    *,
    condition_open: bool = False,
) -> MissedPath:
    """Which clause was missed, and what can lawfully be done next, in sentences for a citizen.

    `complaint` is the place's procedure of 投诉举报, as its regulation has it or is silent on it; `condition_open` says
    that nobody has yet found whether the duty's condition holds.
    """
    state = status(duty, today, calendar)
    missed = duty.clause if state in (DutyStatus.OVERDUE, DutyStatus.DONE_LATE) else None
    lines = [*_standing(duty, law, today, state, condition_open)]
    target = internal_target(duty, targets)
    if target is not None and state is DutyStatus.NO_STATUTORY_DATE:
        lines.append(messages.TARGET.format(due=target))
    if state not in (DutyStatus.DONE, DutyStatus.DONE_ON_TIME, DutyStatus.NOT_APPLICABLE):
        lines += next_steps(duty.body, law, duty.document, complaint)
    assumptions = (*duty.assumptions, _GRACE) if duty.provisional else duty.assumptions
    return MissedPath(missed, tuple(lines), assumptions)


def _standing(duty: Duty, law: Law, today: date, state: DutyStatus, condition_open: bool) -> Iterator[str]:
    citation, mark = law.citation(duty.clause), law_messages.PROVISIONAL_MARK if duty.provisional else ""
    words = {"citation": citation, "word": duty.word, "body": duty.body, "duty": duty.duty, "today": today}
    due = f"{duty.due}{mark}"
    match state:
        case DutyStatus.NOT_APPLICABLE:
            yield messages.NO_LONGER
        case DutyStatus.DONE | DutyStatus.DONE_ON_TIME:
            yield messages.ENDED.format(on=duty.done_on)
        case DutyStatus.DONE_LATE:
            yield messages.ENDED_LATE.format(due=due, on=duty.done_on)
        case DutyStatus.NO_STATUTORY_DATE:
            yield (messages.GAP if duty.word else messages.GAP_NO_WORD).format(**words)
        case DutyStatus.AWAITING_START:
            yield messages.WAITING.format(**words)
        case DutyStatus.PAUSED:
            yield messages.STOPPED
        case _:
            pattern = messages.MISSED if state is DutyStatus.OVERDUE else messages.NOT_MISSED
            yield pattern.format(**words, due=due)
            yield from readings(duty, condition_open)
            if duty.provisional:
                yield messages.PROVISIONAL_DAY


def readings(duty: Duty, condition_open: bool) -> Iterator[str]:
    """What stands between a passed day and a missed duty: another reading of the clause, a condition still open."""
    if duty.alternative_due is not None:
        yield duty_messages.OTHER_READING.format(due=duty.alternative_due)
    if duty.condition is not None and condition_open:
        yield duty_messages.CONDITIONAL.format(condition=duty_messages.CONDITIONS[duty.condition])
    if duty.caveat is not None:
        yield law_messages.EXPLAIN_UNLESS.format(unless=duty.caveat)


def next_steps(body: str, law: Law, document: str, complaint: ProcedureFile | None) -> Iterator[str]:
    """What a citizen can lawfully do when a day passed, or the law names none: ask, complain, read the decision."""
    yield messages.ASK.format(body=body)
    if complaint is not None and complaint.regulated:
        yield messages.COMPLAIN.format(citation=law.citation(complaint.clause))
    elif complaint is not None and complaint.silence is not None:
        yield complaint.silence
    supervisor = law.document(document).ask_body
    if supervisor is not None:
        yield messages.COMPLAIN_TO.format(body=supervisor.name, citation=law.citation(supervisor.clause))
    yield messages.REMEDIES
