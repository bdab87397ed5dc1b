"""Doing a step: the form's answers are read and checked, then the verb of the act is called, all in one transaction.

No step is taken by another way than its act's own verb: verbs write the facts that later conditions read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from credit_core.audit.canonical import canonical
from credit_core.errors import BadFiling, Duplicate, Forbidden, KeyReused, NotAllowed
from credit_core.messages import cases as case_messages
from credit_core.messages import desk_steps as messages
from credit_core.model.cases import Case, Submission
from credit_core.model.labels import ROLES
from credit_core.model.people import Actor
from credit_core.reports.report import CreditReport
from credit_core.storage.reach import Reach
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases.cases import locked
from credit_core.use_cases.desk.forms.fields import Doing, FieldKind, StepField, lines
from credit_core.use_cases.desk.forms.table import FORMS
from credit_core.use_cases.desk.scope import case_within
from credit_core.use_cases.desk.steps import form_fields, row_of
from credit_core.use_cases.office import Office

_CONTENT = "content"
_KEY = "step:"
_MOST: Mapping[FieldKind, int] = MappingProxyType({FieldKind.LONG_TEXT: 10_000, FieldKind.LIST: 10_000})
_MOST_OF_ONE_LINE = 500


class FormError(BadFiling):
    """What was filled in cannot be read: `fields` says of each field what to mend."""

    def __init__(self, message: str, fields: Mapping[str, str]) -> None:
        super().__init__(message)
        self.fields = MappingProxyType(dict(fields))


@dataclass(frozen=True, slots=True)
class Done:
    """The case after the step; `note` is something to tell. `again`: the key had taken it before, nothing was done now.

    `report` is what the step hands out: now, and never again.
    """

    case: Case
    note: str | None
    again: bool
    report: CreditReport | None = None


def perform_step(
    office: Office,
    actor: Actor,
    reach: Reach,
    case_id: str,
    event: str,
    values: Mapping[str, str],
    *,
    version: int | None,
    key: str,
) -> Done:
    """Take one step of a case with what its form says, every value as text (`FieldKind` says how it is written).

    The same `key` with the same content takes the step once. `version` is the one that the officer saw.

    Raises:
        NotFound: no such case, or out of reach. StaleVersion: somebody else changed it since.
        FormError: something is missing or cannot be read. NotAllowed: the state has no such step.
        Forbidden, Refused, BadFiling: as the verb of the act. KeyReused: the key came with another content.
    """
    if not key.strip():
        raise BadFiling(messages.NO_KEY)
    asked = hashlib.sha256(canonical({"case": case_id, "event": event, "values": dict(values)})).hexdigest()
    with office.transaction() as unit:
        case = case_within(unit, actor, reach, case_id)
        try:  # first of all: who comes with the same key at the same moment waits here
            unit.submissions.add(_submission(office, actor, case, key, asked))
        except Duplicate:
            before = unit.submissions.get(_name(actor, key))
            if before.request_hash != asked:
                raise KeyReused(case_messages.KEY_REUSED) from None
            return Done(case, None, again=True)
        case = locked(unit, case_id, version)
        said = _read(unit, office, actor, case, event, values)
        machine = office.book.of_document(case.procedure, case.document).machine.machine
        doing = Doing(office, unit, actor, case, said, version)
        after = FORMS[machine][event].do(doing)
        return Done(after, "".join(doing.told) or None, again=False, report=next(iter(doing.reports), None))


def _submission(office: Office, actor: Actor, case: Case, key: str, asked: str) -> Submission:
    # Not under the case's own id: what it was filed with is looked up there.
    return Submission(_name(actor, key), asked, _KEY + case.id, {}, office.clock.now())


def _name(actor: Actor, key: str) -> str:
    return f"{_KEY}{actor.id}:{key.strip()}"


def _read(
    unit: UnitOfWork, office: Office, actor: Actor, case: Case, event: str, values: Mapping[str, str]
) -> dict[str, Any]:
    procedure = office.book.of_document(case.procedure, case.document)
    row = row_of(procedure, case, event)
    if row is None:
        name, state = procedure.machine.events.get(event, event), procedure.machine.states[case.state]
        raise NotAllowed(messages.UNKNOWN_STEP.format(number=case.number, state=state, event=name))
    if actor.role not in row.by:
        roles = "、".join(ROLES[role] for role in row.by)
        raise Forbidden(case_messages.FORBIDDEN_ROLE.format(event=procedure.machine.events[event], roles=roles))
    return read_values(form_fields(unit, office, actor, case, row), values)


def read_values(fields: Iterable[StepField], values: Mapping[str, str]) -> dict[str, Any]:
    """What was said, each field in its own kind; None where nothing was.

    Raises:
        FormError: with what is wrong of every field.
    """
    known = {field.name: field for field in fields}
    if unknown := sorted(values.keys() - known.keys()):
        raise BadFiling(messages.UNKNOWN_FIELDS.format(names="、".join(unknown)))
    said: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for name, field in known.items():
        try:
            said[name] = _value(field, values.get(name, "").strip())
        except ValueError as error:
            wrong[name] = str(error)
    if wrong:
        labels = "、".join(known[name].label for name in wrong)
        raise FormError(messages.INCOMPLETE.format(count=len(wrong), fields=labels), wrong)
    return said


def _value(field: StepField, text: str) -> Any:
    if not text:
        if field.required:
            raise ValueError(messages.NEEDED.format(label=field.label))
        return None
    most = _MOST.get(field.kind, _MOST_OF_ONE_LINE)
    if len(text) > most:
        raise ValueError(messages.TOO_LONG.format(label=field.label, most=most))
    return _READERS.get(field.kind, _as_said)(field, text)


def _as_said(field: StepField, text: str) -> Any:
    return _content(field, text) if field.name == _CONTENT else text


def _day(field: StepField, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(messages.BAD_DATE.format(label=field.label)) from error


def _chosen(field: StepField, text: str) -> str:
    if text not in {choice.value for choice in field.choices}:
        raise ValueError(messages.BAD_CHOICE.format(label=field.label))
    return text


def _yes_no(field: StepField, text: str) -> bool:
    if text not in messages.YES_NO:
        raise ValueError(messages.BAD_CHOICE.format(label=field.label))
    return text == "yes"


def _whole(field: StepField, text: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        raise ValueError(messages.BAD_NUMBER.format(label=field.label)) from error


def _several(field: StepField, text: str) -> list[str]:
    found = lines(text)
    return [_chosen(field, one) for one in found] if field.choices else found


def _content(field: StepField, text: str) -> dict[str, str]:
    """名称：内容, one to a line."""
    pairs = [line.replace(":", "：", 1).partition("：") for line in lines(text)]
    if any(not (name.strip() and mark and value.strip()) for name, mark, value in pairs):
        raise ValueError(messages.BAD_CONTENT.format(label=field.label))
    return {name.strip(): value.strip() for name, _, value in pairs}


_READERS: Mapping[FieldKind, Callable[[StepField, str], Any]] = MappingProxyType(
    {
        FieldKind.DATE: _day,
        FieldKind.CHOICE: _chosen,
        FieldKind.YES_NO: _yes_no,
        FieldKind.NUMBER: _whole,
        FieldKind.LIST: _several,
    }
)
