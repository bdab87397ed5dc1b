"""Cases filed by somebody under an identifier that no subject had then: they hang on no subject, only on what was filed."""

from __future__ import annotations

from sqlalchemy import Connection, select

from credit_core.model.cases import Case
from credit_core.storage import tables


def filed_unknown(connection: Connection, id_kind: str, id_number: str) -> tuple[Case, ...]:
    """Such cases of this identifier, the latest first."""
    case = tables.case.c
    query = select(tables.case).where(
        case.subject_id.is_(None),
        case.applicant["subject_id"].as_string() == id_number,
        case.applicant["subject_id_type"].as_string() == id_kind,
    )
    return tuple(Case(*row) for row in connection.execute(query.order_by(case.filed_at.desc(), case.id)))
