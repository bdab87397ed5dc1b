"""Days without a case: "10月20号递的材料，过期了没？" Computed from the day that the citizen names, and said to be that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from assistant.answer import Computed
from assistant.answering.gather_evidence import chinese_day
from assistant.dialogue.acts import Act
from assistant.dialogue.casework_citing import Citing
from assistant.dialogue.casework_desk import Desk, listed
from assistant.dialogue.casework_duties import condition, unreviewed, waiting_sentence
from assistant.dialogue.said import Said
from assistant.outcome import Caveat, Reason
from credit_core.use_cases.guidance import Guidance, guidance
from credit_core.use_cases.law import ComputedDeadline, LawDesk
from credit_core.use_cases.vocabulary import CASE_TYPES, CaseType, Deadline, LawError, Limit, NotInForce

_USUAL = (CaseType.OBJECTION, CaseType.REPAIR)
"""What "the application" may be where the citizen does not say."""
_RECEIVED, _CHANGED = "submit", "confirm_event"
"""The steps whose day a citizen can name: the day of receipt, and the day on which a document changed."""


@dataclass(slots=True)
class _Told:
    """What one reply gathers besides its sentences."""

    citing: Citing
    computed: list[Computed] = field(default_factory=list)
    assumptions: list[str] = field(default_factory=list)
    conditions: int = 0
    unless: bool = False


@dataclass(frozen=True, slots=True)
class Changed:
    """Sentences by rule id, their days, and the interpretations that they rest on."""

    sentences: Mapping[str, str]
    computed: tuple[Computed, ...]
    assumptions: tuple[str, ...]


NO_CHANGE = Changed({}, (), ())


def since_change(desk: Desk, citing: Citing, law: LawDesk, guided: Guidance, day: date, today: date) -> Changed:
    """For a report that a document changed on `day`: the limits that would run from it, once the office confirmed it."""
    told = _Told(citing)
    found = {}
    for limit in _started(guided, _CHANGED):
        if not limit.countable or day < limit.since:
            continue
        try:
            done = law.apply(limit, day)
        except LawError:  # a day beyond the calendar: the office counts, once it has confirmed it
            continue
        if done.deadline is not None:
            found[limit.rule] = _dated(desk, told, done, done.deadline, today)
    return Changed(found, tuple(told.computed), tuple(told.assumptions))


def hypothetical(desk: Desk, act: Act | None, jurisdiction: str, submitted_on: date, today: date) -> Said | None:
    """The clocks that would run from that day in the place; None where its law has none for the act."""
    types = _types(act)
    try:
        laws = [guidance(desk.office, kind, jurisdiction, submitted_on) for kind in types]
    except NotInForce:
        place = desk.office.law.jurisdictions.get(jurisdiction, "")
        return desk.words("dates.not_in_force", Reason.NOT_IN_FORCE, day=chinese_day(submitted_on), place=place)
    except LawError:
        return None
    law, told = desk.law_desk(), _Told(desk.citing())
    parts = [(one, list(_sentences(desk, law, told, one, submitted_on, today))) for one in laws]
    if not any(lines for _, lines in parts):
        return None
    blocks = [desk.say("dates.head", day=chinese_day(submitted_on))]
    blocks += [desk.say("dates.which")] if act is None else []
    blocks += [
        listed(desk.say("dates.act", act=CASE_TYPES[one.type], place=one.source.place), lines) for one, lines in parts
    ]
    blocks += [desk.say("dates.alternatives")] if told.conditions else []
    blocks += list(_pauses(desk, told, laws))
    blocks += [unreviewed(desk, tuple(told.assumptions)), desk.say("dates.ask")]
    caveats = [Caveat.OTHER_RULES_PREVAIL] if told.unless else []
    caveats += [Caveat.NEWER_NATIONAL_RULES_NOT_LOADED] if CaseType.REPAIR in types else []
    reason = Reason.FOUND if told.computed else Reason.SILENT
    return desk.reply(told.citing, blocks, told.computed, reason=reason, caveats=caveats)


def _types(act: Act | None) -> tuple[CaseType, ...]:
    if act is None:
        return _USUAL
    return () if act is Act.HANDOFF else (CaseType(act.value),)


def _beginning(law: Guidance) -> tuple[Limit, ...]:
    """The limits that the first step starts whose day a citizen can name."""
    return _started(law, _RECEIVED) or _started(law, _CHANGED)


def _started(law: Guidance, event: str) -> tuple[Limit, ...]:
    rows = [row for row in law.procedure.rows if row.event == event]
    rules = {limit.rule for row in rows for limit in law.procedure.started_by(row)}
    return tuple(limit for limit in law.procedure.limits if limit.rule in rules)


def _sentences(desk: Desk, law: LawDesk, told: _Told, guided: Guidance, start: date, today: date) -> Iterator[str]:
    for limit in _beginning(guided):
        done = law.apply(limit, start)
        if done.deadline is not None:
            yield _dated(desk, told, done, done.deadline, today)
            continue
        yield desk.say(
            "dates.word" if limit.word else "dates.no_word",
            condition=condition(desk, limit.condition),
            duty=limit.duty,
            word=limit.word,
            mark=told.citing.mark(limit.clause),
        )
    begun = {limit.rule for limit in _beginning(guided)}
    waiting = (limit for limit in guided.procedure.limits if limit.rule not in begun)
    if not begun:
        yield from (waiting_sentence(desk, told.citing, limit, guided.title) for limit in waiting)


def _dated(desk: Desk, told: _Told, done: ComputedDeadline, deadline: Deadline, today: date) -> str:
    limit, fields = done.limit, done.as_computed()
    later = [other.due for other in deadline.alternatives]
    told.computed.append(
        Computed(
            rule=limit.rule,
            clause=str(limit.clause),
            start=deadline.start.isoformat(),
            due=deadline.due.isoformat(),
            unit=str(deadline.unit),
            days=deadline.days,
            provisional=deadline.provisional,
            counted="；".join([str(fields["counted"]), *map(str, later)]),
        )
    )
    told.assumptions += deadline.assumptions
    told.conditions += limit.condition is not None
    told.unless = told.unless or limit.unless is not None
    said = desk.say(
        "dates.start",
        condition=condition(desk, limit.condition),
        duty=limit.duty,
        day=chinese_day(deadline.start),
        start=limit.start.text if limit.start else "",
        due=chinese_day(deadline.due),
        passed=desk.say(f"dates.{_passed(deadline, today)}"),
        mark=told.citing.mark(limit.clause),
    )
    if deadline.provisional:
        said += desk.say("duty.provisional")
    said += "".join(desk.say("duty.later", later=chinese_day(day)) for day in later)
    return said + (desk.say("duty.unless", unless=limit.unless) if limit.unless else "")


def _passed(deadline: Deadline, today: date) -> str:
    if deadline.due > today:
        return "not_passed"
    if deadline.due == today:
        return "today"
    return "maybe" if deadline.provisional else "passed"


def _pauses(desk: Desk, told: _Told, laws: list[Guidance]) -> Iterator[str]:
    """That the text lets some time go uncounted, once for each clause that does."""
    begun = (limit for law in laws for limit in _beginning(law))
    clauses = dict.fromkeys(limit.pause for limit in begun if limit.pause is not None)
    yield from (desk.say("dates.pause", mark=told.citing.mark(clause)) for clause in clauses)
