"""Query cases and authorisations as citizens and officers bring them, for the tests of the verbs."""

from __future__ import annotations

from datetime import date
from typing import Any

from credit_core.model.cases import CaseType
from credit_core.model.disclosure import RequesterKind
from credit_core.model.subjects import Subject
from credit_core.use_cases.authorisation import Signed, Wanted, grant_authorisation, request_authorisation
from credit_core.use_cases.office import Office
from credit_core.use_cases.query import file_query, identity_verified
from tests.credit_core.offices import CITIZEN, OFFICER
from tests.credit_core.query_examples import BANK, BANK_CODE


def own_slots(subject: Subject, **changes: Any) -> dict[str, Any]:
    """What the subject files for itself."""
    return {"applicant_role": "self", "subject_kind": "natural_person", "subject_name": subject.name,
            "subject_id_type": "resident_id", "subject_id": subject.id_number, **changes}  # fmt: skip


def third_slots(subject: Subject, **changes: Any) -> dict[str, Any]:
    """What the bank files about the subject."""
    return own_slots(subject, applicant_role="authorised_third_party", applicant_name=BANK, applicant_id=BANK_CODE,
                     requester_kind="organisation", purpose="审核贷款申请", **changes)  # fmt: skip


def granted(office: Office, subject: Subject, place: str = "city", **changes: Any) -> str:
    """The id of an authorisation that the subject granted the bank."""
    wanted = Wanted(place, subject.id, BANK, BANK_CODE, changes.pop("kind", RequesterKind.ORGANISATION), "审核贷款申请",
                    ("dishonest",), changes.pop("most_uses", None))  # fmt: skip
    made = request_authorisation(office, CITIZEN, wanted, key=f"a-{place}")
    signed = Signed("00", forced=False, expires_on=date(2026, 12, 31), proof="证件原件")
    return grant_authorisation(office, OFFICER, made.id, signed).id


def third_party_case(office: Office, subject: Subject, authorisation_id: str | None, key: str = "t1") -> str:
    """The bank's query, its identity verified: ready for release."""
    made = file_query(office, CITIZEN, CaseType.AUTHORISED_QUERY, "city", third_slots(subject), key=key, channel="website",
                      authorisation_id=authorisation_id)  # fmt: skip
    identity_verified(office, OFFICER, made.case.id, "counter", "营业执照", name=BANK, number=BANK_CODE,
                      representation_proof="介绍信")  # fmt: skip
    return made.case.id
