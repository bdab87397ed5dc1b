"""What rests on a clause (依据某条款的): law as data, procedures, and open cases, for the day its text changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from credit_core.messages import desk_impact as messages
from credit_core.model.people import Actor
from credit_core.procedures.book import ProcedureBook
from credit_core.storage import citing
from credit_core.storage.citing import Standing
from credit_core.storage.reach import Reach
from credit_core.use_cases.desk.rows import CaseRow, case_row
from credit_core.use_cases.desk.scope import within
from credit_core.use_cases.office import Office
from knowledge.citations.reference import ClauseRef


@dataclass(frozen=True, slots=True)
class Resting:
    """A piece of the law as data. `key` is its id in the files; `clauses` are those of the changed ones it names."""

    kind: str
    key: str
    name: str
    clauses: tuple[ClauseRef, ...]


def resting_on(book: ProcedureBook, changed: Sequence[ClauseRef]) -> tuple[Resting, ...]:
    """Every piece of the law as data that names one of the clauses, a part of one, or what one is a part of."""
    found = (
        Resting(kind, key, name, named)
        for kind, key, name, clauses in _pieces(book)
        if (named := tuple(ref for ref in dict.fromkeys(clauses) if any(ref.overlaps(one) for one in changed)))
    )
    return tuple(found)


def open_cases_on(
    office: Office, actor: Actor, reach: Reach, changed: Sequence[ClauseRef], limit: int = 200
) -> tuple[CaseRow, ...]:
    """Open cases of which a duty that is not done, or a step that may come next, rests on one of the clauses.

    Raises:
        NotFound: a role that sees no cases.
    """
    own = within(actor, reach)
    with office.store.read() as unit:
        found = citing.open_cases_on(unit.connection, own, changed, list(_standing(office.book, changed)), limit)
    return tuple(case_row(office, case) for case in found)


def _standing(book: ProcedureBook, changed: Sequence[ClauseRef]) -> Iterator[Standing]:
    for (document, name), place in book.places.items():
        for row in book.machines[place.machine].rows:
            clause = place.clauses.get(row.id)
            if clause is not None and any(clause.overlaps(one) for one in changed):
                yield from ((document, name, state) for state in row.source)


def _pieces(book: ProcedureBook) -> Iterator[tuple[str, str, str, list[ClauseRef]]]:
    for file in book.law.documents:
        begun = [ref for ref in (file.in_force.clause, file.ask_body.clause if file.ask_body else None) if ref]
        yield messages.DOCUMENT, file.document, _of(file.place, messages.COMMENCEMENT), begun
        for key, answer in file.topics.items():
            yield messages.TOPIC, key, _of(file.place, book.law.topics[key].name), list(_refs(answer))
        for limit in file.limits:
            yield messages.LIMIT, limit.rule, _of(file.place, limit.duty), list(_refs(limit))
        for key, parameter in file.parameters.items():
            yield messages.PARAMETER, key, _of(file.place, parameter.name), list(_refs(parameter))
    for key, assumption in book.law.assumptions.items():
        yield messages.ASSUMPTION, key, assumption.text, list(assumption.clauses)
    yield from _procedures(book)


def _procedures(book: ProcedureBook) -> Iterator[tuple[str, str, str, list[ClauseRef]]]:
    for (document, key), file in book.places.items():
        place, machine = book.law.document(document).place, book.machines[file.machine]
        rest = file.model_copy(update={"clauses": {}})
        yield messages.PROCEDURE, f"{document}/{key}", _of(place, file.name), list(_refs(rest))
        for row in machine.rows:
            if clause := file.clauses.get(row.id):
                name = messages.STEP_NAME.format(place=place, procedure=file.name, event=machine.events[row.event])
                yield messages.STEP, row.id, name, [clause]
    for kind, files in ((messages.DISCLOSURE, book.disclosures), (messages.RECORDS, book.records)):
        for document, rules in files.items():
            yield kind, document, _of(book.law.document(document).place, kind), list(_refs(rules))


def _of(place: str, name: str) -> str:
    return messages.POINT.format(place=place, name=name)


def _refs(value: Any) -> Iterator[ClauseRef]:
    """Every clause named anywhere in a piece of data."""
    if isinstance(value, ClauseRef):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _refs(getattr(value, name))
    elif isinstance(value, dict):
        for one in value.values():
            yield from _refs(one)
    elif isinstance(value, list | tuple | set | frozenset):
        for one in value:
            yield from _refs(one)
