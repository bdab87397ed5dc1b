"""Open cases that rest on given clauses: by a duty that is not done, or by the step that they stand before."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, String, and_, exists, false, or_, select, type_coerce

from credit_core.model.cases import Case
from credit_core.storage import tables
from credit_core.storage.reach import Reach, cases_in
from knowledge.citations.reference import ClauseRef

Standing = tuple[str, str, str]
"""Document, procedure and state of cases."""


def open_cases_on(
    connection: Connection, reach: Reach, clauses: Sequence[ClauseRef], standing: Sequence[Standing], limit: int
) -> tuple[Case, ...]:
    """Open cases within reach with an open duty of one of the clauses, or standing so; the oldest first."""
    case, duty = tables.case.c, tables.duty.c
    own = and_(duty.case_id == case.id, duty.done_on.is_(None), ~duty.void)
    by_duty = exists().where(own, or_(false(), *(_about(ref) for ref in clauses)))
    by_state = [
        and_(case.document == document, case.procedure == procedure, case.state == state)
        for document, procedure, state in standing
    ]
    query = select(tables.case).where(cases_in(reach), case.closed_on.is_(None), or_(by_duty, *by_state))
    return tuple(Case(*row) for row in connection.execute(query.order_by(case.filed_at, case.id).limit(limit)))


def _about(ref: ClauseRef) -> ColumnElement[bool]:
    """Duties of the clause, of a part of it, or of what it is a part of."""
    around, step = [str(ref)], ref.parent
    while step is not None:
        around.append(str(step))
        step = step.parent
    columns = [type_coerce(column, String) for column in (tables.duty.c.clause, tables.duty.c.liability)]
    return or_(*(or_(c.in_(around), c.startswith(f"{ref}.", autoescape=True)) for c in columns))
