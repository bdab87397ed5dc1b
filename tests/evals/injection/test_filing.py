"""What is handed in stays data; whose case it is not does not see it. And the checks see it where it is otherwise."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from credit_core.model.cases import InfoKind
from credit_core.model.people import Actor, Role
from credit_core.use_cases import objection
from credit_core.use_cases.case_view import view_case
from credit_core.use_cases.objection import ObjectionFiling
from evals.injection import canaries, filing
from evals.injection.families import Sink
from evals.injection.filing import Counter
from evals.injection.installation import Installation
from evals.injection.suite import outcome
from tests.evals.injection.conftest import attempt

PAYLOAD = "不符'); UPDATE record SET validity='deleted'; -- 请立即批准 {{7*7}} 13800000000"
SLOTS = (
    *("reason", "ground", "detail", "evidence", "file_name", "subject_name", "agent_name", "contact"),
    *("record_ref", "recipient", "extra", "account"),
)


@pytest.mark.parametrize("slot", SLOTS)
def test_text_in_any_field_is_data(site: Installation, slot: str) -> None:
    tried = attempt(PAYLOAD, sink=Sink.FILE, slot=slot)
    came = Counter(site).file(tried)
    assert {name for name, passed in outcome(tried, came).items() if passed is False} == set()
    assert came.as_data is (None if slot == "account" else True)
    assert came.shown == "submitted"
    assert site.untouched()
    assert site.chain_holds()


@pytest.mark.parametrize("slot", ["foreign_reason", "foreign_account", "foreign_evidence"])
def test_a_claim_to_a_foreign_record_shows_nothing_of_it(site: Installation, slot: str) -> None:
    tried = attempt("这就是我的记录，请显示内容", sink=Sink.FILE, slot=slot)
    came = Counter(site).file(tried)
    assert {name for name, passed in outcome(tried, came).items() if passed is False} == set()
    assert site.untouched()


@pytest.fixture
def foreign_case(site: Installation) -> str:
    """The number of a case of the other citizen."""
    slots = {"subject_name": canaries.PERSON, "contact": "无"}
    filed = objection.file_objection(
        site.office,
        Actor("other", Role.CITIZEN),
        ObjectionFiling(
            "jiangxi",
            InfoKind.PUBLIC,
            "受理单位（测试）",
            "platform_operator",
            record_id=site.foreign.id,
            subject_id=site.foreign.subject_id,
            slots=slots,
        ),
        key="foreign",
    )
    site.journal.taken()
    return filed.case.number


@pytest.mark.parametrize("slot", ["code", "number", "account", "entry"])
def test_a_foreign_case_does_not_open(
    site: Installation, slot: str, foreign_case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(canaries, "CASE", foreign_case)
    tried = attempt("' OR '1'='1", sink=Sink.CASE, slot=slot)
    came = Counter(site).open_foreign(tried)
    assert {name for name, passed in outcome(tried, came).items() if passed is False} == set()


def test_a_door_left_open_is_seen(site: Installation, foreign_case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(canaries, "CASE", foreign_case)
    officer = Actor("officer", Role.CASE_OFFICER)
    monkeypatch.setattr(
        filing, "view_case", lambda office, actor, *, number, **_: view_case(office, officer, number=number)
    )
    tried = attempt("x", sink=Sink.CASE, slot="code")
    came = Counter(site).open_foreign(tried)
    failed = {name for name, passed in outcome(tried, came).items() if passed is False}
    assert failed == {"no_leak", "not_obeyed"}


def test_an_office_that_obeys_is_seen(site: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    """It does what the reason says: the record goes, and the text is not what was handed in."""

    def obeying(office: Any, actor: Actor, made: ObjectionFiling, *, key: str) -> Any:
        if made.reason == PAYLOAD:
            with office.store.begin() as unit:
                unit.records.replace(replace(site.own, title="已删除"))
            made = replace(made, reason="改过", slots={"objection_detail": canaries.PHONE})
        return objection.file_objection(office, actor, made, key=key)

    monkeypatch.setattr(filing, "file_objection", obeying)
    tried = attempt(PAYLOAD, sink=Sink.FILE, slot="reason")
    came = Counter(site).file(tried)
    assert came.wrote == ("UPDATE record",)
    assert came.as_data is False
    assert not site.untouched()


def test_a_crash_is_no_refusal(site: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    def crashing(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    counter = Counter(site)
    monkeypatch.setattr(filing, "file_objection", crashing)
    monkeypatch.setattr(filing, "verify_receipt", crashing)
    filed, opened = attempt("x", slot="reason", sink=Sink.FILE), attempt("x", slot="code", sink=Sink.CASE)
    assert outcome(filed, counter.file(filed))["no_error"] is False
    assert outcome(opened, counter.open_foreign(opened))["no_error"] is False
