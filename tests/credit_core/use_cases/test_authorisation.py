"""An authorisation from request to end: each verb once, by whom it belongs to, and a refused one is not written."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from credit_core.errors import Forbidden, KeyReused, NotAllowed, NotFound, Refused, StaleVersion
from credit_core.messages import disclosure as messages
from credit_core.model.disclosure import Authorisation, AuthorisationState, RequesterKind
from credit_core.model.people import SYSTEM, Actor, Role
from credit_core.model.subjects import Body
from credit_core.use_cases.authorisation import (
    Signed,
    Wanted,
    consent_as_provider,
    decline_authorisation,
    expire_authorisations,
    grant_authorisation,
    request_authorisation,
    revoke_authorisation,
)
from credit_core.use_cases.office import Office
from tests.credit_core.offices import CITIZEN, CLERK, OFFICER, REVIEWER, SetClock, add_person
from tests.credit_core.query_examples import BANK, BANK_CODE

SIGNED = Signed("00", forced=False, expires_on=date(2026, 12, 31), proof="证件原件")


def asked(office: Office, place: str = "city", key: str = "k", **changes: Any) -> Authorisation:
    with office.store.begin() as unit:
        known = unit.subjects.where(limit=1)
        subject = known[0] if known else add_person(unit)
    wanted = Wanted(place, subject.id, BANK, BANK_CODE, RequesterKind.ORGANISATION, "审核贷款申请", ("dishonest",))
    return request_authorisation(office, CITIZEN, replace(wanted, **changes), key=key)


@pytest.mark.rule("CT-24", "SYS-23")
def test_requested_then_granted_in_writing(office: Office) -> None:
    made = asked(office)
    assert (made.state, made.written, made.granted_on) == (AuthorisationState.REQUESTED, False, None)
    granted = grant_authorisation(office, OFFICER, made.id, SIGNED, version=made.version)
    assert (granted.state, granted.written, granted.granted_on, granted.expires_on) == (
        AuthorisationState.ACTIVE, True, date(2026, 11, 20), date(2026, 12, 31)
    )  # fmt: skip
    with office.store.read() as unit:
        assert unit.authorisations.get(made.id) == granted
        entries = unit.audit_entries.where(entity="authorisation", order=("seq",))
    assert [(entry.act, entry.clause) for entry in entries] == [
        ("authorisation.request", "city-2022#24"),
        ("authorisation.grant", "city-2022#24"),
    ]


def test_the_same_key_asks_once(sqlite_office: Office) -> None:
    made = asked(sqlite_office)
    assert asked(sqlite_office) == made
    with pytest.raises(KeyReused):
        asked(sqlite_office, purpose="别的")
    with pytest.raises(NotFound):
        asked(sqlite_office, key="other", subject_id="nobody")


@pytest.mark.rule("CT-46", "SYS-23")
@pytest.mark.parametrize(
    "changes", [{"forced": True}, {"expires_on": None}, {"document_hash": None}, {"forced": None}, {"proof": " "}]
)
def test_an_invalid_one_never_comes_into_being(sqlite_office: Office, changes: dict[str, Any]) -> None:
    made = asked(sqlite_office)
    with pytest.raises(Refused):
        grant_authorisation(sqlite_office, OFFICER, made.id, replace(SIGNED, **changes))
    with sqlite_office.store.read() as unit:
        assert unit.authorisations.get(made.id) == made


@pytest.mark.rule("CT-46")
def test_all_records_is_no_scope_and_more_than_asked_is_not_given(sqlite_office: Office) -> None:
    everything = asked(sqlite_office, key="all", scope=("all",))
    with pytest.raises(Refused):
        grant_authorisation(sqlite_office, OFFICER, everything.id, SIGNED)
    two = asked(sqlite_office, key="two", scope=("dishonest", "positive"))
    signed = replace(SIGNED, scope=("positive", "basic"))
    assert grant_authorisation(sqlite_office, OFFICER, two.id, signed).scope == ("positive",)


def test_who_verifies_identities_records_the_grant_never_the_subject(sqlite_office: Office) -> None:
    made = asked(sqlite_office)
    for actor in (CITIZEN, CLERK, REVIEWER):
        with pytest.raises(Forbidden):
            grant_authorisation(sqlite_office, actor, made.id, SIGNED)
    assert grant_authorisation(sqlite_office, SYSTEM, made.id, SIGNED).state is AuthorisationState.ACTIVE
    with pytest.raises(NotAllowed):
        grant_authorisation(sqlite_office, OFFICER, made.id, SIGNED)
    with pytest.raises(StaleVersion):
        revoke_authorisation(sqlite_office, CITIZEN, made.id, version=1)
    with pytest.raises(Forbidden):
        request_authorisation(sqlite_office, SYSTEM, WANTED, key="s")


WANTED = Wanted("city", "nobody", BANK, BANK_CODE, RequesterKind.ORGANISATION, "审核贷款申请", ("dishonest",))


@pytest.mark.rule("SYS-23")
def test_declined_and_revoked_are_the_end(sqlite_office: Office) -> None:
    declined = decline_authorisation(sqlite_office, CITIZEN, asked(sqlite_office).id)
    assert declined.state is AuthorisationState.REFUSED
    granted = grant_authorisation(sqlite_office, OFFICER, asked(sqlite_office, key="2").id, SIGNED)
    revoked = revoke_authorisation(sqlite_office, CITIZEN, granted.id)
    assert (revoked.state, revoked.revoked_on) == (AuthorisationState.REVOKED, date(2026, 11, 20))
    for ended in (declined, revoked):
        with pytest.raises(NotAllowed):
            revoke_authorisation(sqlite_office, CITIZEN, ended.id)
    with sqlite_office.store.read() as unit:
        last = unit.audit_entries.where(entity="authorisation", order=("-seq",), limit=1)[0]
        content = unit.audit_contents.get(last.seq)
    assert last.clause is None  # no text gives the right to end it: practice, and shown as such
    assert messages.SILENT_REVOCATION in str(content)


@pytest.mark.rule("CT-64")
def test_a_provider_consents_in_its_own_name_only(sqlite_office: Office) -> None:
    made = asked(sqlite_office)
    body = str(CLERK.body)
    with pytest.raises(Forbidden):
        consent_as_provider(sqlite_office, CLERK, made.id)
    with sqlite_office.store.begin() as unit:
        unit.bodies.add(Body("b1", "city", body, ("provider",)))
        unit.bodies.add(Body("b2", "city", "示例县税务局", ("provider",)))
        unit.bodies.add(Body("b3", "city", BANK, ("credit_service_org",)))
    once = consent_as_provider(sqlite_office, CLERK, made.id)
    twice = consent_as_provider(sqlite_office, CLERK, made.id)
    other = consent_as_provider(sqlite_office, Actor("c", Role.PROVIDER_CLERK, "示例县税务局"), made.id)
    assert (once.provider_consent, twice.provider_consent) == (body, body)
    assert other.provider_consent == f"{body}、示例县税务局"
    for actor in (OFFICER, Actor("c", Role.PROVIDER_CLERK, BANK), Actor("c", Role.PROVIDER_CLERK)):
        with pytest.raises(Forbidden):
            consent_as_provider(sqlite_office, actor, made.id)


@pytest.mark.rule("CT-46", "SYS-23")
def test_what_ran_out_is_written_down_once(office: Office, clock: SetClock) -> None:
    granted = grant_authorisation(office, OFFICER, asked(office).id, SIGNED)
    found = {}
    for day in (date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 2)):
        clock.day = day
        found[day] = [(one.id, one.state) for one in expire_authorisations(office, SYSTEM)]
    assert list(found.values()) == [[], [(granted.id, AuthorisationState.EXPIRED)], []]
    with pytest.raises(Forbidden):
        expire_authorisations(office, OFFICER)
