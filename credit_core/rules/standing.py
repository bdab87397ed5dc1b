"""Who can be a subject, and under which identifier (主体标识).

江西 第三条:「具有民事行为能力的自然人和法人、非法人组织等信用主体」; 某市 第二条:「具有完全民事行为能力的自然人、法人和非法人
组织」; 山西 sets no condition. A wrong number files somebody else's dishonesty under one's name: an identifier that does not
check is refused.
"""

from __future__ import annotations

from datetime import date

from credit_core.identity.errors import IdentifierError
from credit_core.identity.identifier import Identifier, IdentifierKind, read_identifier
from credit_core.identity.resident_id import age_on
from credit_core.law.record_schema import RecordRules, Rule
from credit_core.messages import subjects as messages
from credit_core.model.decisions import Met
from credit_core.model.labels import ID_NUMBERS
from credit_core.model.subjects import Capacity, IdKind, SubjectKind
from credit_core.rules.draft import Checked, Identity, check

HAS_CAPACITY = "has_capacity"
"""Question to an officer: does the person have the capacity for civil conduct that the place asks for."""


def identified(identity: Identity, place: RecordRules, on: date) -> tuple[Identifier | None, Checked]:
    """The checked identifier, or None with the reason; never completed by guess."""
    point = identifier_rule(identity, place)
    natural = identity.kind is SubjectKind.NATURAL_PERSON
    if natural == (identity.id_kind is IdKind.USCC):
        text = messages.PERSON_BY_CODE if natural else messages.ORGANISATION_BY_NUMBER
        return None, check(point, Met.NOT_MET, text, missing=messages.IDENTIFIERS[identity.kind])
    try:
        found = read_identifier(
            IdentifierKind(identity.id_kind.value),
            identity.number,
            today=on,
            no_resident_number=identity.no_resident_number,
            document_name=identity.document_name,
        )
    except IdentifierError as error:
        return None, check(point, Met.NOT_MET, str(error), missing=messages.IDENTIFIERS[identity.kind])
    return found, check(point, Met.MET, messages.IDENTIFIED.format(name=ID_NUMBERS[identity.id_kind]))


def identifier_rule(identity: Identity, place: RecordRules) -> Rule:
    """The point that says what identifies such a subject here."""
    if identity.kind is not SubjectKind.NATURAL_PERSON:
        return place.organisation
    return place.other_document if identity.id_kind is IdKind.OTHER else place.person


def standing(identity: Identity, place: RecordRules, on: date, found: Met = Met.UNKNOWN) -> Checked | None:
    """Whether a natural person is a subject on that day; None for an organisation. `found` answers HAS_CAPACITY.

    Who is of age has capacity unless somebody found otherwise (A-50); of a minor a person says so.
    """
    if identity.kind is not SubjectKind.NATURAL_PERSON:
        return None
    point = place.standing
    if not point.admitted:
        return check(point, Met.MET, point.note or "")
    born = identity.birth_date
    age = age_on(born, on) if born is not None and born <= on else None
    if age is not None and point.refused_below is not None and age < point.refused_below:
        return check(point, Met.NOT_MET, messages.TOO_YOUNG.format(age=age, least=point.refused_below))
    capacity = identity.capacity
    if capacity is not Capacity.UNKNOWN and capacity not in point.admitted:
        return check(point, Met.NOT_MET, messages.CAPACITY_LACKING.format(capacity=messages.CAPACITIES[capacity]))
    if found is not Met.UNKNOWN:
        text = messages.CAPACITY_FOUND if found is Met.MET else messages.CAPACITY_NOT_FOUND
        return check(point, found, text)
    minor = age is not None and age < place.minor_below
    if capacity in point.admitted and not (minor and capacity is Capacity.FULL):
        return check(point, Met.MET, messages.CAPACITY_ADMITTED.format(capacity=messages.CAPACITIES[capacity]))
    if age is None:
        return check(point, Met.UNKNOWN, messages.AGE_UNKNOWN)
    if minor:
        return check(point, Met.UNKNOWN, messages.MINOR.format(age=age))
    return check(point, Met.MET, messages.OF_AGE)
