"""The closed set of outcomes of a turn: a status, and one typed reason within it (architecture.md)."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """What kind of reply the citizen got."""

    ANSWERED = "answered"
    CLARIFY = "clarify"
    ABSTAINED = "abstained"
    REFUSED = "refused"
    SMALLTALK = "smalltalk"
    ERROR = "error"


class Reason(StrEnum):
    """Why; each reason belongs to exactly one status."""

    FOUND = "found"
    SILENT = "silent"
    COMPARISON = "comparison"
    PARTIAL = "partial"
    FALSE_PREMISE = "false_premise"
    PLACE = "place"
    TOPIC = "topic"
    DATE = "date"
    OUTSIDE_CORPUS = "outside_corpus"
    UNKNOWN_PLACE = "unknown_place"
    NOT_IN_FORCE = "not_in_force"
    LOW_EVIDENCE = "low_evidence"
    STOPPED = "stopped"
    EVASION = "evasion"
    OTHERS_RECORD = "others_record"
    DECIDE_FOR_ME = "decide_for_me"
    CHANGE_RECORD = "change_record"
    INJECTION = "injection"
    ABUSE = "abuse"
    GREETING = "greeting"
    THANKS = "thanks"
    DISTRESS = "distress"
    HUMAN = "human"
    BAD_INPUT = "bad_input"
    INTERNAL = "internal"

    @property
    def status(self) -> Status:
        """The status this reason belongs to."""
        return _STATUS_OF[self]


REASONS: dict[Status, tuple[Reason, ...]] = {
    Status.ANSWERED: (Reason.FOUND, Reason.SILENT, Reason.COMPARISON, Reason.PARTIAL, Reason.FALSE_PREMISE),
    Status.CLARIFY: (Reason.PLACE, Reason.TOPIC, Reason.DATE),
    Status.ABSTAINED: (
        Reason.OUTSIDE_CORPUS,
        Reason.UNKNOWN_PLACE,
        Reason.NOT_IN_FORCE,
        Reason.LOW_EVIDENCE,
        Reason.STOPPED,
    ),
    Status.REFUSED: (
        Reason.EVASION,
        Reason.OTHERS_RECORD,
        Reason.DECIDE_FOR_ME,
        Reason.CHANGE_RECORD,
        Reason.INJECTION,
        Reason.ABUSE,
    ),
    Status.SMALLTALK: (Reason.GREETING, Reason.THANKS, Reason.DISTRESS, Reason.HUMAN),
    Status.ERROR: (Reason.BAD_INPUT, Reason.INTERNAL),
}
_STATUS_OF = {reason: status for status, reasons in REASONS.items() for reason in reasons}


class Caveat(StrEnum):
    """What a citizen must know beside the answer."""

    OTHER_RULES_PREVAIL = "other_rules_prevail"
    NEWER_NATIONAL_RULES_NOT_LOADED = "newer_national_rules_not_loaded"
    IDENTIFICATION = "identification"
    POLICY_ONLY = "policy_only"
    EXPIRED_PLAN = "expired_plan"
    PROVISIONAL = "provisional"
