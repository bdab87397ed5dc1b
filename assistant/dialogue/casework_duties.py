"""Duties of a case in plain sentences: until which day, by which clause, counted how. Every number is credit_core's."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from assistant.answer import Computed
from assistant.answering.gather_evidence import chinese_day
from assistant.dialogue.casework_citing import Citing
from assistant.dialogue.casework_desk import Desk
from assistant.outcome import Caveat
from credit_core.use_cases.case_view import CaseView
from credit_core.use_cases.law import ComputedDeadline, LawDesk
from credit_core.use_cases.vocabulary import Counting, Deadline, DutyStatus, DutyView, Limit, Pause, Unit
from knowledge.citations.reference import ClauseRef

_OPEN = (DutyStatus.DUE, DutyStatus.DUE_SOON)
_DONE = (DutyStatus.DONE, DutyStatus.DONE_ON_TIME, DutyStatus.DONE_LATE)


def due_sentence(desk: Desk, citing: Citing, view: DutyView) -> str:
    """A duty that runs, as the filing turn tells it: its day and the law's words, or the word that stands for a day."""
    if view.due is None or view.word is None:
        return _without_day(desk, citing, view)
    said = desk.say(
        "duty.due",
        condition=condition(desk, view.condition),
        duty=view.duty,
        due=chinese_day(view.due),
        word=view.word,
        body=view.body,
        mark=citing.mark(view.clause),
    )
    return said + "".join(_readings(desk, view))


def waiting_sentence(desk: Desk, citing: Citing, limit: Limit, body: str) -> str:
    """A limit that has not begun: the event that it waits for, and its number or word."""
    blanks = {
        "condition": condition(desk, limit.condition),
        "duty": limit.duty,
        "word": limit.word,
        "body": limit.actor or body,
        "mark": citing.mark(limit.clause),
    }
    if limit.start is not None and limit.countable:
        return desk.say("duty.awaiting", start=limit.start.text, **blanks)
    return desk.say("duty.word" if limit.word else "duty.no_word", **blanks)


def waiting_sentences(
    desk: Desk, citing: Citing, view: CaseView, limits: Sequence[Limit], clause: ClauseRef, told: Collection[str] = ()
) -> Iterator[str]:
    """Every limit of the case's procedure that has not begun and was not `told` (rule ids).

    Where the text sets none at all, that is said, with the clause of the act.
    """
    begun = {duty.rule for duty in view.deadlines}
    for limit in limits:
        if limit.rule not in begun and limit.rule not in told:
            yield waiting_sentence(desk, citing, limit, view.body)
    if not begun and not limits:
        yield desk.say("duty.none", mark=citing.mark(clause))


def standing_sentence(desk: Desk, citing: Citing, view: DutyView, left: int | None, today: date) -> str:
    """A duty as it stands today. `left`: how many days of its unit are left, None where none can be told."""
    blanks = {
        "condition": condition(desk, view.condition),
        "duty": view.duty,
        "body": view.body,
        "word": view.word,
        "mark": citing.mark(view.clause),
        "due": chinese_day(view.due) if view.due is not None else None,
        "done": chinese_day(view.done_on) if view.done_on is not None else None,
        "status": view.status_name,
    }
    if view.status in _DONE and view.done_on is not None:
        return desk.say(f"standing.{view.status.value}", **blanks)
    if view.status in _OPEN and (left is not None or _passed(view, today)):
        words = _left(desk, view, left) if left is not None else desk.say("dates.maybe")
        return desk.say("standing.due", left=words, **blanks) + "".join(_readings(desk, view))
    if view.due is not None:
        return desk.say("standing.other", **blanks) + "".join(_readings(desk, view))
    return _without_day(desk, citing, view)


def days_left(view: DutyView, deadline: Deadline | None, today: date) -> int | None:
    """How many days of the duty's own unit lie after today up to the due day; 日 and 工作日 are never mixed."""
    if view.status not in _OPEN or view.due is None or _passed(view, today):
        return None
    if view.unit is Unit.DAY:
        return (view.due - today).days
    if deadline is None or deadline.due != view.due:
        return None
    return sum(1 for day in deadline.counted if day.counting is Counting.COUNTED and day.day > today)


def counted(law: LawDesk, view: DutyView, limit: Limit | None) -> ComputedDeadline | None:
    """The duty's count, day by day, with its documented pauses; None for a duty without a number or a start."""
    if limit is None or view.start is None or not limit.countable:
        return None
    pauses = tuple(Pause(p.first, p.last, p.kind) for p in view.pauses if p.last is not None)
    return law.apply(limit, view.start, pauses)


def computed(view: DutyView, count: ComputedDeadline | None, lines: tuple[str, ...] = ()) -> Iterator[Computed]:
    """The entry of an answer's `computed` list. `lines`: the counting as it is told, instead of its summary."""
    if view.due is None or view.start is None or view.days is None or view.unit is None:
        return
    summary = "；".join(lines)
    if not lines and count is not None and count.deadline is not None and count.deadline.due == view.due:
        summary = str(count.as_computed()["counted"])
    more = [f"{view.done_on}"] if view.done_on is not None else []
    more += [f"{view.alternative_due}"] if view.alternative_due is not None else []
    yield Computed(
        rule=view.rule,
        clause=str(view.clause),
        start=view.start.isoformat(),
        due=view.due.isoformat(),
        unit=str(view.unit),
        days=view.days,
        provisional=view.provisional,
        counted="；".join(filter(None, (summary, *more))),
    )


def countdown(view: DutyView, left: int | None, today: date) -> Iterator[Computed]:
    """The days that are left, as a computed entry of their own: from today to the due day."""
    if left is not None and view.due is not None and view.unit is not None:
        yield Computed(view.rule, str(view.clause), today.isoformat(), view.due.isoformat(), str(view.unit), left,
                       view.provisional, "")  # fmt: skip


def caveats(views: Iterator[DutyView] | tuple[DutyView, ...]) -> tuple[Caveat, ...]:
    """What must be minded beside the duties' days; that a day is provisional follows from the computed entry."""
    known = {caveat.value: caveat for caveat in Caveat}
    found = (known[code] for view in views for code in view.caveats if code in known)
    return tuple(dict.fromkeys(caveat for caveat in found if caveat is not Caveat.PROVISIONAL))


def unreviewed(desk: Desk, keys: tuple[str, ...]) -> str:
    """That days rest on interpretations which no lawyer has signed; empty where they rest on none."""
    law = desk.office.law
    open_keys = [key for key in dict.fromkeys(keys) if law.assumptions[key].review.status != "signed"]
    return desk.wording.say("computed.unreviewed", keys="、".join(open_keys)) if open_keys else ""


def condition(desk: Desk, which: object) -> str:
    """「属于本单位处理范围的，」 before a duty that depends on it."""
    return desk.wording.say(f"computed.condition.{which}") if which is not None else ""


def _without_day(desk: Desk, citing: Citing, view: DutyView) -> str:
    blanks = {
        "condition": condition(desk, view.condition),
        "duty": view.duty,
        "word": view.word,
        "body": view.body,
        "mark": citing.mark(view.clause),
    }
    if view.days is not None:
        return desk.say("duty.not_begun", **blanks)
    return desk.say("duty.word" if view.word else "duty.no_word", **blanks)


def _readings(desk: Desk, view: DutyView) -> Iterator[str]:
    if view.provisional:
        yield desk.say("duty.provisional")
    if view.alternative_due is not None:
        yield desk.say("duty.later", later=chinese_day(view.alternative_due))
    if view.unless is not None:
        yield desk.say("duty.unless", unless=view.unless)


def _passed(view: DutyView, today: date) -> bool:
    """A provisional day lies behind us and is not called overdue yet (architecture.md, rule 8)."""
    return view.due is not None and view.due < today


def _left(desk: Desk, view: DutyView, left: int) -> str:
    if left == 0:
        return desk.say("standing.today")
    return desk.say("standing.left_days" if view.unit is Unit.DAY else "standing.left_working_days", left=left)
