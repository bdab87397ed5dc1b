"""When the clocks of an objection stand still (江西 第三十九条第四款).

「异议处理需要进行检验、检测、检疫、鉴定或者专家评审的，所需时间不计入异议申请办理时间」: these five, each with the proof of its
first and its last day (F-19).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from credit_core.messages import objection as messages
from credit_core.model.cases import CasePause
from credit_core.model.decisions import Met, Reason
from credit_core.rules.filing import given
from credit_core.rules.situation import Guard, Situation

PAUSE_KINDS = "pause_kinds"


def pause_documented(situation: Situation) -> tuple[Reason, ...]:
    """One of the place's own kinds, with day and proof; it begins after the receipt and after the one before it ended."""
    facts, clause = situation.facts, situation.clause
    kind = facts.get("pause_kind")
    kinds = situation.outside.law.document(situation.procedure.place.document).parameters[PAUSE_KINDS].values
    if kind not in kinds:
        text = messages.PAUSE_KIND.format(kinds="、".join(kinds), kind=kind)
        return (Reason("pause_kind", Met.NOT_MET, text, clause),)
    if not (given(facts.get("pause_started_on")) and given(facts.get("pause_start_proof"))):
        text = messages.PAUSE_PROOF.format(kind=kind)
        return (Reason("pause_proof", Met.NOT_MET, text, clause, messages.PAUSE_PROOF_NEEDED),)
    ended = [pause.last for pause in situation.pauses if pause.last is not None]
    first, started = max([situation.case.received_on, *ended]), date.fromisoformat(facts["pause_started_on"])
    if not first <= started <= situation.today:
        return (_outside(situation, str(kind), messages.PAUSE_START, started, first),)
    return (Reason("pause", Met.MET, messages.PAUSE_SHOWN.format(kind=kind, day=started), clause),)


def pause_end_documented(situation: Situation) -> tuple[Reason, ...]:
    """The end has a day and a proof of its own; the interval is left out with both its days (A-8)."""
    facts, clause = situation.facts, situation.clause
    pause = open_pause(situation.pauses)
    if pause is None:
        return (Reason("pause", Met.NOT_MET, messages.PAUSE_NONE, clause),)
    if not (given(facts.get("pause_ended_on")) and given(facts.get("pause_end_proof"))):
        text = messages.PAUSE_END_PROOF.format(kind=pause.kind)
        return (Reason("pause_proof", Met.NOT_MET, text, clause, messages.PAUSE_END_NEEDED),)
    ended = date.fromisoformat(facts["pause_ended_on"])
    if not pause.first <= ended <= situation.today:
        return (_outside(situation, pause.kind, messages.PAUSE_END, ended, pause.first),)
    return (Reason("pause", Met.MET, messages.PAUSE_END_SHOWN.format(kind=pause.kind, day=ended), clause),)


def open_pause(pauses: Iterable[CasePause]) -> CasePause | None:
    """The procedure that is running, if one is: there is one at a time."""
    return next((pause for pause in pauses if pause.last is None), None)


def _outside(situation: Situation, kind: str, edge: str, day: date, first: date) -> Reason:
    text = messages.PAUSE_DAY.format(day=day, kind=kind, edge=edge, first=first, last=situation.today)
    return Reason("pause_day", Met.NOT_MET, text, situation.clause)


GUARDS: dict[str, Guard] = {guard.__name__: guard for guard in (pause_documented, pause_end_documented)}
