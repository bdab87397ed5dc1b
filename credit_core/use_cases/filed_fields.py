"""What was filed, as its applicant may read it again: labels in Chinese, numbers of identity and telephone masked.

`whole` masks nothing: for staff who said what for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from credit_core.identity.masking import mask_document_number, mask_in_text, mask_resident_number, mask_uscc
from credit_core.messages import complaint as complaint_messages
from credit_core.messages import query as query_messages
from credit_core.messages import receipt as messages
from credit_core.model.cases import Case
from credit_core.procedures.table import Procedure
from credit_core.reports.report import Field

_GROUNDS = ("objection_ground", "honour_kinds")  # slots whose values are names of the place's grounds
_NUMBERS = ("subject_id", "representative_id", "agent_id", "guardian_id", "applicant_id")
_SOLE_TRADER = "92"  # 个体工商户: the code of a natural person's business
_CODE_LENGTH = 18


def filed_fields(case: Case, procedure: Procedure, *, whole: bool = False) -> tuple[Field, ...]:
    """Every slot that was given, in the order of the labels; none is left out."""
    return tuple(_fields(case.applicant, procedure, whole))


def _fields(slots: Mapping[str, Any], procedure: Procedure, whole: bool) -> Iterator[Field]:
    known = [name for name in messages.SLOTS if name in slots]
    unknown = [name for name in slots if name not in messages.SLOTS and name not in messages.UNTOLD]
    for name in (*known, *unknown):
        value = slots[name]
        if value in (None, "", [], ()):
            continue
        label = messages.SLOTS.get(name) or messages.OTHER_SLOT.format(name=name)
        yield Field(label, _value(name, value, slots, procedure, whole))


def _value(name: str, value: Any, slots: Mapping[str, Any], procedure: Procedure, whole: bool) -> str:
    if isinstance(value, bool):
        return messages.YES_NO[value]
    if isinstance(value, list | tuple):
        return "、".join(_value(name, one, slots, procedure, whole) for one in value)
    if isinstance(value, Mapping):
        return "；".join(
            messages.PAIR.format(label=key, value=_value(name, one, slots, procedure, whole))
            for key, one in value.items()
        )
    said = str(value)
    if name in _NUMBERS:
        return said if whole else _number(said, slots.get("subject_id_type") if name == "subject_id" else None)
    if name in _GROUNDS and said in procedure.grounds:
        return procedure.grounds[said].name
    named = _named(name).get(said)
    if named is not None or whole:
        return named or said
    return mask_in_text(said, phones=True)


def _number(number: str, kind: Any) -> str:
    if kind == "uscc":
        return mask_uscc(number) if number.startswith(_SOLE_TRADER) else number
    if kind == "other" or len(number) != _CODE_LENGTH:
        return mask_document_number(number)
    return mask_resident_number(number)


def _named(name: str) -> Mapping[str, str]:
    """The words of a slot whose values are a closed list."""
    return {
        "applicant_role": query_messages.APPLICANT_ROLES,
        "conducts": complaint_messages.CONDUCTS,
        "against": complaint_messages.BODIES,
    }.get(name) or messages.VALUES.get(name, {})
