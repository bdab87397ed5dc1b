"""Words, results and errors of credit_core for those who may import only its use cases."""

from __future__ import annotations

from credit_core.calendar import Resting, Working, WorkingCalendar
from credit_core.deadlines import Alternative, CountedDay, Counting, Deadline, OpenDuty, Pause
from credit_core.errors import (
    CalendarRangeError,
    DeadlineInputError,
    LawDataError,
    LawError,
    NotInForce,
    UnknownJurisdiction,
    UnknownRule,
    UnknownTopic,
)
from credit_core.law.schema import AskBody, Limit, Parameter, Topic, Value
from credit_core.model.people import Actor, Role
from credit_core.parameters import TopicAnswer
from credit_core.ports import Clock
from credit_core.use_cases.law import ComputedDeadline, LawDesk
from credit_core.vocabulary import Act, Aspect, Authority, Condition, Status, Term, Unit

__all__ = [
    "Act",
    "Actor",
    "Alternative",
    "AskBody",
    "Aspect",
    "Authority",
    "CalendarRangeError",
    "Clock",
    "ComputedDeadline",
    "Condition",
    "CountedDay",
    "Counting",
    "Deadline",
    "DeadlineInputError",
    "LawDataError",
    "LawDesk",
    "LawError",
    "Limit",
    "NotInForce",
    "OpenDuty",
    "Parameter",
    "Pause",
    "Resting",
    "Role",
    "Status",
    "Term",
    "Topic",
    "TopicAnswer",
    "Unit",
    "UnknownJurisdiction",
    "UnknownRule",
    "UnknownTopic",
    "Value",
    "Working",
    "WorkingCalendar",
]
