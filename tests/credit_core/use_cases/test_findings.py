"""What only a person can find is found by an officer: an applicant's word for it changes nothing."""

from __future__ import annotations

import pytest

from credit_core.errors import Forbidden
from credit_core.model.cases import CaseType
from credit_core.use_cases.cases import take_step
from credit_core.use_cases.filing import Filing, file_case
from credit_core.use_cases.office import Office
from tests.credit_core.offices import CITIZEN, OFFICER, add_person, add_record


def _filing(office: Office, **facts: object) -> Filing:
    with office.store.begin() as unit:
        subject = add_person(unit)
        record = add_record(unit, subject, "jiangxi")
    return Filing(CaseType.OBJECTION, "objection", "jiangxi", "公共信用信息平台（测试）", "web", {}, facts,
                  subject_id=subject.id, record_id=record.id)  # fmt: skip


def test_an_applicant_cannot_file_findings(sqlite_office: Office) -> None:
    filing = _filing(sqlite_office, findings={"ground": True})
    with pytest.raises(Forbidden, match="由经办人认定"), sqlite_office.store.begin() as unit:
        file_case(unit, sqlite_office, CITIZEN, filing, "key")
    with sqlite_office.store.read() as unit:
        assert unit.cases.count() == 0


def test_an_applicant_cannot_add_findings_later(sqlite_office: Office) -> None:
    filing = _filing(sqlite_office, ground="error", recipient_role="platform_operator")
    with sqlite_office.store.begin() as unit:
        case = file_case(unit, sqlite_office, CITIZEN, filing, "key").case
    take_step(sqlite_office, OFFICER, case.id, "find_incomplete")
    with pytest.raises(Forbidden, match="由经办人认定"):
        take_step(sqlite_office, CITIZEN, case.id, "complete", {"evidence": ["收据"], "findings": {"ground": True}})
    with sqlite_office.store.read() as unit:
        assert unit.cases.get(case.id).state == "incomplete"
