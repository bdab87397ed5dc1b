"""Whose matter it is: nobody's name is taken for another's, and nothing is dropped that stays true."""

from __future__ import annotations

from typing import Any

import pytest

from assistant.dialogue.acts import Act
from assistant.dialogue.form import apply
from assistant.dialogue.heard import Heard, Mention
from assistant.dialogue.state import Flow

_ACTING = ("agent", "guardian", "representative")
KNOWN = frozenset(
    ("applicant_role", "subject_kind", "subject_name", "subject_id", "subject_id_type", "record_ref", "contact")
) | {f"{who}_{end}" for who in _ACTING for end in ("name", "id")}
OWN = {"subject_name": "尚青", "subject_id": "000000199402053553", "subject_id_type": "resident_id"}


def _told(slots: dict[str, Any], **said: Any) -> dict[str, Any]:
    mentions = tuple(Mention(name, value, str(value)) for name, value in said.items())
    return dict(apply(Flow(Act.OBJECTION, "k", slots=slots), mentions, Heard("", mentions=mentions), KNOWN).slots)


@pytest.mark.parametrize(("role", "who"), [("agent", "agent"), ("guardian", "guardian")])
def test_who_turns_out_to_act_for_another_gave_their_own_name(role: str, who: str) -> None:
    found = _told({"applicant_role": "self", **OWN, "record_ref": "那条罚款", "contact": "1"}, applicant_role=role)
    assert found == {
        "applicant_role": role,
        f"{who}_name": OWN["subject_name"],
        f"{who}_id": OWN["subject_id"],
        "contact": "1",
    }


def test_a_companys_number_is_nobodys_own() -> None:
    firm = {"subject_name": "示例市某某店", "subject_id": "9200000092ATU00502", "subject_id_type": "uscc"}
    assert _told({"applicant_role": "self", **firm}, applicant_role="agent") == {"applicant_role": "agent"}


def test_not_yet_of_age_is_the_same_person() -> None:
    slots = {"applicant_role": "self", **OWN, "record_ref": "那条罚款"}
    assert _told(slots, applicant_role="minor_self") == {**slots, "applicant_role": "minor_self"}


def test_another_to_act_is_no_other_subject() -> None:
    slots = {"applicant_role": "agent", **OWN, "agent_name": "尚大山", "record_ref": "那条罚款"}
    found = _told(slots, applicant_role="guardian")
    assert found == {"applicant_role": "guardian", **OWN, "guardian_name": "尚大山", "record_ref": "那条罚款"}


def test_a_name_given_for_both_was_the_speakers_own() -> None:
    found = _told({"applicant_role": "agent", **OWN, "record_ref": "那条罚款"}, agent_name="尚青")
    assert found == {
        "applicant_role": "agent",
        "agent_name": "尚青",
        "agent_id": OWN["subject_id"],
        "record_ref": "那条罚款",
    }


def test_a_correction_of_what_was_never_said_counts_as_one_of_the_applicants_own() -> None:
    mentions = (Mention("applicant_role", "agent", "替我妈"),)
    told = apply(Flow(Act.OBJECTION, "k", slots=OWN), mentions, Heard("", mentions=mentions, corrects=True), KNOWN)
    assert dict(told.slots) == {"applicant_role": "agent", "agent_name": "尚青", "agent_id": OWN["subject_id"]}
