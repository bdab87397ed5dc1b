"""A duty as channels show it: the entry of `deadlines` in a case (architecture.md), with its words for a reader."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from credit_core.calendar import WorkingCalendar
from credit_core.duties.limits import limit_of, pauses_of
from credit_core.duties.status import SOON_WORKING_DAYS, status
from credit_core.duties.targets import internal_target
from credit_core.model.cases import CasePause
from credit_core.model.duties import Duty, DutyStatus
from credit_core.model.labels import DUTY_STATUSES
from credit_core.parameters import Law
from credit_core.vocabulary import Authority, Condition, Unit
from knowledge.citations.reference import ClauseRef

OTHER_RULES_PREVAIL = "other_rules_prevail"
POLICY_ONLY = "policy_only"
PROVISIONAL = "provisional"


@dataclass(frozen=True, slots=True)
class DutyView:
    """A duty on a day. `days` counts `unit`; without a number both are None and `word` is the law's own (及时).

    `alternative_due` is the later reading that a clause leaves open (GEN-06), `internal_target` the office's own day,
    which is never to be shown without 内部目标，不是法定期限. `caveats` are codes of architecture.md.
    """

    id: str
    duty: str
    rule: str
    clause: ClauseRef
    citation: str
    unit: Unit | None
    days: int | None
    word: str | None
    start: date | None
    due: date | None
    alternative_due: date | None
    status: DutyStatus
    body: str
    condition: Condition | None
    provisional: bool
    assumptions: tuple[str, ...]
    pauses: tuple[CasePause, ...]
    caveats: tuple[str, ...]
    unless: str | None
    done_on: date | None
    internal_target: date | None

    @property
    def status_name(self) -> str:
        """The status in Chinese."""
        return DUTY_STATUSES[self.status]

    def as_contract(self) -> dict[str, Any]:
        """The entry of `deadlines`, in JSON values."""
        return {
            "duty": self.duty,
            "rule": self.rule,
            "clause": str(self.clause),
            "unit": self.unit,
            "days": self.days,
            "start": _iso(self.start),
            "due": _iso(self.due),
            "status": self.status,
            "body": self.body,
            "condition": self.condition,
            "provisional": self.provisional,
            "assumptions": list(self.assumptions),
            "pauses": [
                {"first": _iso(pause.first), "last": _iso(pause.last), "reason": pause.kind} for pause in self.pauses
            ],
            "caveats": list(self.caveats),
            "word": self.word,
        }


def view(
    duty: Duty,
    law: Law,
    today: date,
    calendar: WorkingCalendar,
    pauses: Iterable[CasePause] = (),
    *,
    soon: int = SOON_WORKING_DAYS,
    targets: Mapping[str, int] | None = None,
) -> DutyView:
    """The duty on `today`. `soon` (工作日) and `targets` (rule id -> 日) are the office's own settings."""
    return DutyView(
        id=duty.id,
        duty=duty.duty,
        rule=duty.rule,
        clause=duty.clause,
        citation=law.citation(duty.clause),
        unit=duty.unit if duty.days is not None else None,
        days=duty.days,
        word=duty.word,
        start=duty.start,
        due=duty.due,
        alternative_due=duty.alternative_due,
        status=status(duty, today, calendar, soon),
        body=duty.body,
        condition=duty.condition,
        provisional=duty.provisional,
        assumptions=duty.assumptions,
        pauses=pauses_of(pauses, limit_of(law, duty)),
        caveats=_caveats(duty, law),
        unless=duty.caveat,
        done_on=duty.done_on,
        internal_target=internal_target(duty, targets or {}) if duty.done_on is None and not duty.void else None,
    )


def _caveats(duty: Duty, law: Law) -> tuple[str, ...]:
    policy = law.document(duty.clause.document).authority is not Authority.REGULATION
    told = ((OTHER_RULES_PREVAIL, duty.caveat), (POLICY_ONLY, policy), (PROVISIONAL, duty.provisional))
    return tuple(code for code, applies in told if applies)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
