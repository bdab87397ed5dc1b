"""How a query case learns who asks, and what must be shown for another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from credit_core.calendar import load_calendar
from credit_core.messages import disclosure as disclosure_messages
from credit_core.messages import query as messages
from credit_core.model.cases import Case, CaseType
from credit_core.model.decisions import Decision, Met, Outcome, decide
from credit_core.model.people import SYSTEM, Actor
from credit_core.outside import OutsideData
from credit_core.rules.query import (
    applicant_named,
    identity_shown,
    identity_stands,
    refusal_reasoned,
    representation_shown,
    who_acts,
)
from credit_core.rules.situation import Situation
from tests.credit_core.offices import CITIZEN, OFFICER
from tests.credit_core.query_examples import BANK, BANK_CODE, BOOK, MOMENT, PERSON, TODAY

OWN = {"applicant_role": "self", "subject_name": PERSON.name, "subject_id_type": "resident_id",
       "subject_id": PERSON.id_number}  # fmt: skip
THIRD = {**OWN, "applicant_role": "authorised_third_party", "applicant_name": BANK, "applicant_id": BANK_CODE}
SEEN = {"method": "counter", "proof": "证件复印件", "name": PERSON.name, "number": PERSON.id_number, "on": "2026-11-20"}


def situation(filed: dict[str, Any], facts: dict[str, Any] | None = None, **changes: Any) -> Situation:
    kind = CaseType.AUTHORISED_QUERY if filed.get("applicant_role") == "authorised_third_party" else None
    type_ = changes.pop("type", kind or CaseType.QUERY_OWN_RECORD)
    case = Case(
        id="case-1", number="CX-1", type=type_, procedure=type_.value, jurisdiction="shanxi", document="shanxi-2022",
        state="identity_pending", subject_id=None, record_id=None, authorisation_id=None, recipient="社会信用工作机构",
        received_on=TODAY, event_date=None, filed_at=MOMENT, channel="web", applicant=filed, facts={}, access_hash="",
        assigned_to=None, linked_to=None, closed_on=None,
    )  # fmt: skip
    made = Situation(
        case=case, procedure=BOOK.procedure(type_.value, "shanxi", TODAY), event="verify_identity", facts=facts or {},
        actor=OFFICER, on=TODAY, today=TODAY, calendar=load_calendar(), outside=OutsideData((), BOOK.law),
    )  # fmt: skip
    return replace(made, **changes)


def shown(filed: dict[str, Any], actor: Actor = OFFICER, **seen: Any) -> Decision:
    return decide(identity_shown(situation(filed, {"identity": {**SEEN, **seen}}, actor=actor)))


@pytest.mark.rule("SX-13", "SYS-22")
def test_an_identity_is_verified_by_its_verifier_with_proof_of_the_same_number() -> None:
    assert shown(OWN).outcome is Outcome.ALLOWED
    assert shown(OWN, SYSTEM, method="oidc").outcome is Outcome.ALLOWED
    assert shown(OWN, CITIZEN).outcome is Outcome.REFUSED
    assert shown(OWN, OFFICER, method="oidc").outcome is Outcome.REFUSED
    assert shown(OWN, method="said so").outcome is Outcome.REFUSED
    assert shown(OWN, number="0" * 18).outcome is Outcome.REFUSED
    assert shown(OWN, proof="").missing == (messages.PROOF,)


@pytest.mark.rule("SX-13")
def test_another_name_under_the_same_number_is_for_a_person_to_judge() -> None:
    """改名 or a slip of the pen is no reason to refuse who is entitled."""
    assert shown(OWN, name="林静").outcome is Outcome.ASK_OFFICE
    renamed = {"identity": {**SEEN, "name": "林静"}, "findings": {"same_person": True}}
    assert decide(identity_shown(situation(OWN, renamed))).outcome is Outcome.ALLOWED
    other = {"identity": {**SEEN, "name": "林静"}, "findings": {"same_person": False}}
    assert decide(identity_shown(situation(OWN, other))).outcome is Outcome.REFUSED
    stored = situation(OWN, {"identity": SEEN}, subject=replace(PERSON, name="林远"))
    assert decide(identity_shown(stored)).outcome is Outcome.ASK_OFFICE


@pytest.mark.parametrize(
    ("role", "prefix"),
    [("self", "subject"), ("minor_self", "subject"), ("legal_representative", "representative"), ("agent", "agent"),
     ("guardian", "guardian"), ("authorised_third_party", "applicant")],
)  # fmt: skip
def test_whose_identity_counts_is_that_of_who_acts(role: str, prefix: str) -> None:
    filed = {**OWN, "applicant_role": role, f"{prefix}_name": "甲", f"{prefix}_id": "1"}
    assert who_acts(filed) == ("甲", "1")


@pytest.mark.rule("SYS-22")
@pytest.mark.parametrize("role", ["agent", "guardian", "legal_representative"])
def test_who_acts_for_another_shows_papers_that_no_text_asks_for(role: str) -> None:
    """C54: all three regulations are silent, so no condition of it carries a clause."""
    filed = {**OWN, "applicant_role": role}

    def decision(**facts: Any) -> Decision:
        return decide(representation_shown(situation(filed, facts)))

    nothing = decision()
    assert nothing.outcome is Outcome.INCOMPLETE
    assert nothing.missing == (messages.AGENT_PAPERS[role]["representation_proof"],)
    assert decision(representation_proof="委托书").outcome is Outcome.ASK_OFFICE
    assert decision(representation_proof="委托书", findings={"represents": True}).outcome is Outcome.ALLOWED
    assert decision(representation_proof="委托书", findings={"represents": False}).outcome is Outcome.REFUSED
    assert all(reason.clause is None for reason in nothing.reasons)
    assert all(disclosure_messages.PRACTICE in r.text for r in nothing.reasons if r.met is not Met.MET)


def test_an_organisation_that_asks_for_another_is_spoken_for() -> None:
    assert decide(representation_shown(situation(THIRD))).missing == (messages.THIRD_PARTY_PROOF,)
    assert decide(representation_shown(situation(THIRD, {"representation_proof": "介绍信"}))).outcome is Outcome.ALLOWED
    person = {**THIRD, "requester_kind": "person"}
    assert decide(representation_shown(situation(person))).outcome is Outcome.ALLOWED


@pytest.mark.rule("SX-13", "JX-48")
def test_a_minor_who_asks_for_itself_is_sent_to_a_person_never_away() -> None:
    minor = situation({**OWN, "applicant_role": "minor_self"})
    assert decide(representation_shown(minor)).outcome is Outcome.ASK_OFFICE
    found = replace(minor, facts={"findings": {"minor_may_query": True}})
    assert decide(representation_shown(found)).outcome is Outcome.ALLOWED


def test_a_birthday_is_looked_at_where_the_role_does_not_say() -> None:
    def outcome(born: date) -> Outcome:
        filed = {**OWN, "subject_birth_date": born.isoformat()}
        return decide(representation_shown(situation(filed))).outcome

    born = [date(2008, 11, 19), date(2008, 11, 20), date(2008, 11, 21)]
    assert [outcome(day) for day in born] == [Outcome.ALLOWED, Outcome.ALLOWED, Outcome.ASK_OFFICE]
    stored = situation(OWN, subject=replace(PERSON, birth_date=date(2010, 1, 1)))
    assert decide(representation_shown(stored)).outcome is Outcome.ASK_OFFICE


def test_filing_asks_whose_information_and_who_asks() -> None:
    assert decide(applicant_named(situation(OWN))).outcome is Outcome.ALLOWED
    assert decide(applicant_named(situation(THIRD))).outcome is Outcome.ALLOWED
    assert decide(applicant_named(situation({"applicant_role": "self"}))).missing == (
        messages.SUBJECT_NAME, messages.SUBJECT_NUMBER
    )  # fmt: skip
    assert decide(applicant_named(situation({**OWN, "applicant_role": "agent"}))).missing == (
        "代理人姓名",
        "代理人证件号码",
    )
    anybody = situation({**OWN, "applicant_role": "neighbour"})
    swapped = situation(THIRD, type=CaseType.QUERY_OWN_RECORD)
    assert decide(applicant_named(anybody)).outcome is Outcome.REFUSED
    assert decide(applicant_named(swapped)).outcome is Outcome.REFUSED


def test_nothing_is_released_on_facts_that_nobody_verified() -> None:
    """The facts of a step are whatever its taker says: only a verification that happened counts."""
    claimed = situation(OWN, {"identity": SEEN})
    assert decide(identity_stands(claimed)).outcome is Outcome.INCOMPLETE
    assert decide(identity_stands(replace(claimed, prior={"verify_identity": "officer-1"}))).outcome is Outcome.ALLOWED


def test_a_refusal_needs_its_reason() -> None:
    assert decide(refusal_reasoned(situation(OWN))).outcome is Outcome.INCOMPLETE
    assert decide(refusal_reasoned(situation(OWN, {"result": "身份不符"}))).outcome is Outcome.ALLOWED
