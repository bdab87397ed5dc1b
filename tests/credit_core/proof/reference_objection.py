"""The reference of objections (异议): rules.md D2, C16 to C24, JX-50 to JX-53, CT-50, CT-51, CT-54, SX-29 to SX-33."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.credit_core.proof.reference_models import LISTED, STOPPED_BY_EXPERTS, CaseModel, Kept, count, need


class Objections(Kept):
    """Whether a step is lawful with these facts, and what it changes."""

    def _objection_find_incomplete(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> None:
        need(not facts["complete"])

    def _objection_complete(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> None:
        need(facts["complete"])

    def _objection_accept(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> str:
        ground = case.facts["ground"]
        need(facts["complete"] and (ground in LISTED[self.place] or facts["findings"].get("ground") is True))
        if self.place == "shanxi":
            self._start(case, "SX-29", on)
        return "marked" if facts.get("marked") else "accepted"

    def _objection_mark(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> None:
        need(not case.facts.get("marked"))
        facts["marked"] = True
        self._done(case, on, "JX-50", "SX-29")
        if self.record.validity != "deleted":
            self.record.marks += 1

    def _objection_check_own(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> None:
        facts["scope"] = "own_scope"

    def _objection_check_cross(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> None:
        need(facts.get("checked_unit"))
        facts["scope"] = "cross_unit"
        if (again := case.duties.get("JX-52")) is not None and again.void:  # the unit checked by itself first
            again.void = False
            count(again, "JX-52", case.pauses)

    def _objection_confirm_check_notice(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> None:
        need("confirm_check_notice" not in case.did)
        if self.place == "jiangxi":
            self._start(case, "JX-53", on)

    def _objection_answer_check(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> None:
        need("confirm_check_notice" in case.did and facts.get("answer"))
        self._done(case, on, "JX-53")

    def _objection_suspend(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> None:
        need(facts.get("pause_kind") in ("检验", "检测", "检疫", "鉴定", "专家评审") and facts.get("pause_start_proof"))
        first = date.fromisoformat(facts["pause_started_on"])
        need(max([case.received, *(last for _, last in case.pauses if last)]) <= first <= today)
        case.pauses.append((first, None))
        for rule, duty in case.duties.items():
            if rule in STOPPED_BY_EXPERTS and duty.open and duty.due is not None and first <= duty.due:
                duty.paused = True

    def _objection_resume(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> str:
        (first, _), last = case.pauses[-1], date.fromisoformat(facts.get("pause_ended_on") or "9999-12-31")
        need(facts.get("pause_end_proof") and first <= last <= today)
        case.pauses[-1] = (first, last)
        for rule, duty in case.duties.items():
            if rule in STOPPED_BY_EXPERTS and duty.open:
                duty.paused = False
                count(duty, rule, case.pauses)
        return "checking_own" if facts["scope"] == "own_scope" else "checking_cross"

    def _objection_decide(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> str:
        finding, remedy = facts.get("finding"), facts.get("remedy")
        need(finding in ("upheld", "partly", "not_upheld") and facts.get("reasons"))
        if finding != "not_upheld":
            need(remedy == "delete" or (remedy == "correct" and facts.get("corrected_content")))
        facts["decided_on"] = on
        self._done(case, on, "CT-50")
        if self.place == "shanxi":
            self._start(case, "SX-30", on)
        if finding != "not_upheld" and self.place != "jiangxi":
            self._start(case, {"shanxi": "SX-31", "city": "CT-51"}[self.place], on)
        if finding == "upheld" and case.facts["ground"] in ("over_period", "wrong_listing") and self.place == "city":
            self._start(case, "CT-54", on)
        return f"decided_{finding}"

    def _objection_carry_out(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> None:
        need("carry_out" not in case.did)
        self._done(case, on, "SX-31", "CT-51", "CT-54")
        self._correct("delete" if facts["remedy"] == "delete" else "correct")

    def _objection_notify(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> None:
        need(facts["finding"] == "not_upheld" or "carry_out" in case.did)
        need(facts.get("delivered_on") and facts.get("delivery_proof"))
        delivered = date.fromisoformat(facts["delivered_on"])
        need(facts["decided_on"] <= delivered <= today)
        self._done(case, delivered, "JX-51", "JX-52", "SX-33")

    def _objection_close(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> None:
        self._done(case, on, "SX-30")
        self._unmark(facts)

    def _objection_withdraw(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> None:
        self._unmark(facts)

    def _objection_transfer(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> None:
        need(facts.get("transfer_to"))
