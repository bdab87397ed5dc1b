"""Decisions (决定): what a rule says about facts on a day, reason by reason, each with its clause."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from knowledge.citations.reference import ClauseRef


class Met(StrEnum):
    """Whether one condition is met."""

    MET = "met"  # 符合
    NOT_MET = "not_met"  # 不符合
    UNKNOWN = "unknown"  # 不能确定


class Outcome(StrEnum):
    """What follows. A wrong "no" to somebody entitled is the worst error: what is uncertain goes to a person."""

    ALLOWED = "allowed"  # 可以
    REFUSED = "refused"  # 不可以
    INCOMPLETE = "incomplete"  # 要补材料
    ASK_OFFICE = "ask_office"  # 由受理单位认定
    UNDETERMINED = "undetermined"  # 依据没有载入，不能下结论


@dataclass(frozen=True, slots=True)
class Reason:
    """One condition: the rule's id, whether it is met, the sentence for a person, its clause, and what proof is missing.

    `undetermined` marks an UNKNOWN that only outside data can settle; `missing` one that the applicant can supply.
    `clause` is None where no text of the corpus says it: office practice, to be shown as such.
    """

    rule: str
    met: Met
    text: str
    clause: ClauseRef | None
    missing: str | None = None
    undetermined: bool = False


@dataclass(frozen=True, slots=True)
class DueDay:
    """A due day that follows from the decision."""

    rule: str
    clause: ClauseRef
    due: date | None
    provisional: bool


@dataclass(frozen=True, slots=True)
class Decision:
    """An outcome with its reasons, due days and the ids of the assumptions it rests on."""

    outcome: Outcome
    reasons: tuple[Reason, ...]
    due: tuple[DueDay, ...] = ()
    assumptions: tuple[str, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """What the applicant can still supply."""
        return tuple(reason.missing for reason in self.reasons if reason.missing)


def decide(reasons: Iterable[Reason], assumptions: Iterable[str] = ()) -> Decision:
    """The outcome that reasons add up to.

    A condition that is not met refuses, unless the applicant can still supply it (INCOMPLETE). Then: what outside data
    must settle (UNDETERMINED), what a person must find (ASK_OFFICE), and only then ALLOWED.
    """
    found = tuple(reasons)
    if any(reason.met is Met.NOT_MET and not reason.missing for reason in found):
        outcome = Outcome.REFUSED
    elif any(reason.met is not Met.MET and reason.missing for reason in found):
        outcome = Outcome.INCOMPLETE
    elif any(reason.met is Met.UNKNOWN and reason.undetermined for reason in found):
        outcome = Outcome.UNDETERMINED
    elif any(reason.met is Met.UNKNOWN for reason in found):
        outcome = Outcome.ASK_OFFICE
    else:
        outcome = Outcome.ALLOWED
    return Decision(outcome, found, assumptions=tuple(dict.fromkeys(assumptions)))
