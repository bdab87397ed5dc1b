"""The form in which the identity of who acts is recorded (登记身份核验): the same for queries and deletions of honours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from credit_core.rules.query import COUNTER, MINOR_MAY_QUERY, PROOF, REPRESENTS, SAME_PERSON
from credit_core.use_cases.desk.forms.fields import Asked, Doing, FieldKind, StepField, found, plain


def identity_fields(asked: Asked) -> Iterator[StepField]:
    """What was seen on the document, and what shows that one acts for another."""
    yield plain("name", required=True, settles=("name", "method"))
    yield plain("number", required=True, settles=("number",))
    yield plain("proof", required=True, settles=("proof",))
    paper = asked.unmet(PROOF)
    if paper is not None:
        label = paper.missing or None
        more = {"label": label} if label else {}
        yield plain(PROOF, FieldKind.DOCUMENT, required=True, help=paper.text, settles=(PROOF,), **more)
    yield from found(asked, SAME_PERSON, "name")
    yield from found(asked, REPRESENTS)
    yield from found(asked, MINOR_MAY_QUERY, "minor")


def identity_said(doing: Doing) -> Mapping[str, Any]:
    """As the verbs of both acts take it; at the counter, by an officer."""
    return {
        "method": COUNTER,
        "proof": doing.text("proof"),
        "name": doing.text("name"),
        "number": doing.text("number"),
        "findings": doing.findings,
        "representation_proof": doing.text(PROOF) or None,
        "version": doing.version,
        "within": doing.unit,
    }
