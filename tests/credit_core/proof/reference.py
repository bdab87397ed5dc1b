"""A second, plain account of objection, repair and revocation, written from rules.md D1 to D4 and part B.

Dicts and words only, nothing of credit_core: who may do what comes from matrix.yaml, days from deadline_oracle. Each
`_<act>_<event>` says whether the step is lawful with these facts, and what it changes.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.credit_core.proof.reference_models import (
    FINISHED,
    ON_CHANGE,
    ON_FILING,
    ON_RECEIPT,
    REPAIRED,
    CaseModel,
    Illegal,
    RecordModel,
    need,
)
from tests.credit_core.proof.reference_objection import Objections


class Reference(Objections):
    """One record and the cases about it."""

    def __init__(self, place: str, end: date | None) -> None:
        self.place, self.record, self.cases = place, RecordModel(end=end), list[CaseModel]()

    def file(self, act: str, facts: dict[str, Any], received: date) -> CaseModel:
        """A filing is never refused here: it is in time, in place, and about one's own record."""
        state = "document_event" if act == "revocation" else "submitted"
        case = CaseModel(act, self.place, received, state, dict(facts))
        self.cases.append(case)
        for rule in ON_FILING.get((self.place, act), ()):
            self._start(case, rule, received)
        if act == "repair" and facts["complete"] and self.place == "jiangxi":
            self._start(case, "JX-57", received)
        return case

    def step(self, case: CaseModel, event: str, role: str, facts: dict[str, Any], on: date, today: date) -> None:
        """Take a step.

        Raises:
            Illegal: nothing is changed.
        """
        cell = case.table.cells.get((case.state, event))
        if cell is None or role not in cell.by or not case.received <= on <= today:
            raise Illegal
        merged = {**case.facts, **facts, "findings": {**case.facts.get("findings", {}), **facts.get("findings", {})}}
        judge = getattr(self, f"_{case.act}_{event}", None)
        to = judge(case, merged, on, today) if judge is not None else None
        if to is None:
            assert len(cell.to) == 1, (case.act, event)
            (to,) = cell.to
        assert to in cell.to, (case.act, event, to)
        if "scope" in merged:
            for rule in {"own_scope": ("JX-52", "JX-53"), "cross_unit": ("JX-51",)}[merged["scope"]]:
                self._void(case, rule)
        case.facts, case.state, case.steps = merged, to, case.steps + 1
        case.did.add(event)
        if to in FINISHED:
            for rule in case.duties:
                self._void(case, rule)

    # 信用修复
    def _repair_complete(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> None:
        need(not case.facts["complete"] and facts.get("handed_in"))
        facts["complete"] = True
        if self.place == "jiangxi":
            self._start(case, "JX-57", on)

    def _repair_check(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> None:
        need(self._repairable(case, on))

    def _repair_find_out_of_period(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> None:
        need(self.record.end is not None and case.received > self.record.end)

    def _repair_find_incomplete(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> None:
        need(not case.facts["complete"])

    def _repair_accept(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> None:
        found, end = facts["findings"], self.record.end
        need(self._repairable(case, on) and case.facts["complete"])
        need(found.get("repair_conditions") is True and facts.get("conditions_basis"))
        if self.place == "city":
            need(found.get("recipient_competent") is True)
        else:
            need(case.received <= end if end is not None else found.get("publicity_period") is True)

    def _repair_verify(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> None:
        need(facts["findings"].get("rectification") is True)
        if self.place == "shanxi":
            self._start(case, "SX-38", on)
        if self.place == "city":
            self._start(case, "CT-57", on)

    def _repair_grant(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> None:
        need(self.place != "city" or facts.get("decider_role") == "sector_department")
        self._done(case, on, "SX-38")
        if self.place != "jiangxi":
            self._start(case, {"shanxi": "SX-39", "city": "CT-59"}[self.place], on)

    def _repair_refuse(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> None:
        need(facts.get("refusal_grounds") and facts.get("refusal_reasons"))
        need(facts["findings"].get("rectification") is False)
        for rule in case.duties:
            self._void(case, rule)

    def _repair_push_decision(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> None:
        need(facts.get("decision_document"))
        self._done(case, on, "CT-57")

    def _repair_receive_decision(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> None:
        need("push_decision" in case.did)
        self._start(case, "CT-58", on)

    def _repair_apply_effect(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> None:
        how = self.place
        if self.place == "city":
            how = f"city:{facts.get('effect_choice')}"
            need(how in REPAIRED and facts.get("effect_basis") and "receive_decision" in case.did)
        self._done(case, on, "JX-57", "SX-39", "CT-58", "CT-59")
        record = self.record
        if record.validity == "deleted":
            return
        for action in REPAIRED[how]:
            if action == "delete":
                self._correct("delete")
            record.repaired |= action == "annotate"
            record.masked |= action == "mask"
            if action == "stop_publicity" and record.publicity == "public":
                record.publicity = "stopped"
            if action == "stop_sharing":
                record.sharing = "stopped"

    def _repair_transfer(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> None:
        need(facts.get("transfer_to"))

    # 文书变动
    def _revocation_confirm_event(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> str:
        need(facts.get("document_proof"))
        day = date.fromisoformat(facts["changed_on"])
        need(day <= on)
        for rule in ON_CHANGE[self.place]:
            self._start(case, rule, day)
        return "provider_clock"

    def _revocation_find_unfounded(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> None:
        need(facts["findings"].get("document_changed") is False and facts.get("unfounded_reasons"))

    def _revocation_provider_correct(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> None:
        need(facts.get("provider_correction"))
        self._done(case, on, "SX-35")

    def _revocation_provider_tell(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> None:
        need(self.place != "city" or facts.get("written_notice"))
        self._done(case, on, "SX-36", "CT-55")

    def _revocation_provider_push(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> None:
        need(facts.get("provider_correction"))
        self._done(case, on, "JX-58")

    def _revocation_receive(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> None:
        self._start(case, ON_RECEIPT[self.place], on)

    def _revocation_platform_correct(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> None:
        how = facts.get("correction")
        need(how == "delete" or (how == "correct" and facts.get("content")))
        self._done(case, on, ON_RECEIPT[self.place])
        self._correct(str(how))

    def _revocation_inform_subject(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> None:
        need(not any(duty.open for duty in case.duties.values()))
