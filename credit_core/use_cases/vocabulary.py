"""Words, results and errors of credit_core for those who may import only its use cases.

What a verb takes and gives by its own name (`RepairFiling`, `Filed`, `CaseView`) stands in the verb's module.
"""

from __future__ import annotations

from credit_core.audit.entry import Head
from credit_core.audit.errors import AuditError
from credit_core.calendar import Resting, Working, WorkingCalendar
from credit_core.deadlines import Alternative, CountedDay, Counting, Deadline, OpenDuty, Pause
from credit_core.duties.views import DutyView
from credit_core.errors import (
    BadFiling,
    Busy,
    CalendarRangeError,
    DeadlineInputError,
    Duplicate,
    Forbidden,
    KeyReused,
    LawDataError,
    LawError,
    NotAllowed,
    NotFound,
    NotInForce,
    Refused,
    StaleVersion,
    UnknownJurisdiction,
    UnknownProcedure,
    UnknownRule,
    UnknownTopic,
)
from credit_core.identity.errors import IdentifierError, InvalidBirthDate, OldResidentNumber
from credit_core.identity.identifier import IdentifierKind, guess_kind, read_identifier
from credit_core.law.schema import AskBody, Limit, Parameter, Topic, Value
from credit_core.model.cases import Attachment, Case, CaseEvent, CaseType, InfoKind, Notice
from credit_core.model.decisions import Decision, DueDay, Met, Outcome, Reason
from credit_core.model.disclosure import Authorisation, AuthorisationState, Mode, QueryEntry, RequesterKind
from credit_core.model.duties import Alert, AlertKind, Duty, DutyStatus, SupervisionItem
from credit_core.model.ids import is_number
from credit_core.model.labels import CASE_TYPES, DUTY_STATUSES, ROLES
from credit_core.model.people import STAFF, SYSTEM, Actor, Role
from credit_core.model.records import (
    Axis,
    DocumentKind,
    DocumentState,
    Gravity,
    Publicity,
    Record,
    RecordChange,
    RecordClass,
    Sharing,
    Source,
    Validity,
)
from credit_core.model.subjects import Body, Capacity, IdKind, Relation, RelationKind, Subject, SubjectKind
from credit_core.parameters import TopicAnswer
from credit_core.ports import Clock
from credit_core.procedures.table import Procedure
from credit_core.reports.errors import FontUnusable, MissingGlyphs, ReportError
from credit_core.reports.receipt import Receipt
from credit_core.reports.report import CreditReport
from credit_core.storage.errors import StorageError
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases.law import ComputedDeadline, LawDesk
from credit_core.vocabulary import Act, Aspect, Authority, Condition, Status, Term, Unit

__all__ = [
    "CASE_TYPES",
    "DUTY_STATUSES",
    "ROLES",
    "STAFF",
    "SYSTEM",
    "Act",
    "Actor",
    "Alert",
    "AlertKind",
    "Alternative",
    "AskBody",
    "Aspect",
    "Attachment",
    "AuditError",
    "Authorisation",
    "AuthorisationState",
    "Authority",
    "Axis",
    "BadFiling",
    "Body",
    "Busy",
    "CalendarRangeError",
    "Capacity",
    "Case",
    "CaseEvent",
    "CaseType",
    "Clock",
    "ComputedDeadline",
    "Condition",
    "CountedDay",
    "Counting",
    "CreditReport",
    "Deadline",
    "DeadlineInputError",
    "Decision",
    "DocumentKind",
    "DocumentState",
    "DueDay",
    "Duplicate",
    "Duty",
    "DutyStatus",
    "DutyView",
    "FontUnusable",
    "Forbidden",
    "Gravity",
    "Head",
    "IdKind",
    "IdentifierError",
    "IdentifierKind",
    "InfoKind",
    "InvalidBirthDate",
    "KeyReused",
    "LawDataError",
    "LawDesk",
    "LawError",
    "Limit",
    "Met",
    "MissingGlyphs",
    "Mode",
    "NotAllowed",
    "NotFound",
    "NotInForce",
    "Notice",
    "OldResidentNumber",
    "OpenDuty",
    "Outcome",
    "Parameter",
    "Pause",
    "Procedure",
    "Publicity",
    "QueryEntry",
    "Reason",
    "Receipt",
    "Record",
    "RecordChange",
    "RecordClass",
    "Refused",
    "Relation",
    "RelationKind",
    "ReportError",
    "RequesterKind",
    "Resting",
    "Role",
    "Sharing",
    "Source",
    "StaleVersion",
    "Status",
    "StorageError",
    "Subject",
    "SubjectKind",
    "SupervisionItem",
    "Term",
    "Topic",
    "TopicAnswer",
    "Unit",
    "UnitOfWork",
    "UnknownJurisdiction",
    "UnknownProcedure",
    "UnknownRule",
    "UnknownTopic",
    "Validity",
    "Value",
    "Working",
    "WorkingCalendar",
    "guess_kind",
    "is_number",
    "read_identifier",
]
