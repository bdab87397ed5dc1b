"""A second, plain account of objection, repair and revocation, written from rules.md D1 to D4 and part B.

Dicts and words only, nothing of credit_core: who may do what comes from matrix.yaml, days from deadline_oracle. Each
`_<act>_<event>` says whether the step is lawful with these facts, and what it changes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from tests.credit_core import deadline_oracle as oracle
from tests.credit_core.proof.expected import Expected, of_place

ACTS = ("objection", "repair", "revocation")
NUMBERED = {
    "JX-50": (1, "工作日"), "JX-51": (3, "工作日"), "JX-52": (7, "工作日"), "JX-53": (3, "工作日"), "JX-57": (10, "工作日"),
    "JX-58": (3, "工作日"), "JX-59": (3, "工作日"), "CT-55": (3, "工作日"), "CT-56": (2, "工作日"), "SX-35": (5, "日"),
    "SX-37": (3, "日"),
}  # fmt: skip
STOPPED_BY_EXPERTS = ("JX-51", "JX-52", "JX-53")
ON_FILING = {
    ("jiangxi", "objection"): ("JX-50", "JX-51", "JX-52"),
    ("shanxi", "objection"): ("SX-33",),
    ("city", "objection"): ("CT-50",),
}
ON_CHANGE = {"shanxi": ("SX-35", "SX-36"), "city": ("CT-55",), "jiangxi": ("JX-58",)}
ON_RECEIPT = {"shanxi": "SX-37", "city": "CT-56", "jiangxi": "JX-59"}
REPAIRED = {
    "shanxi": ("annotate", "mask", "stop_publicity", "stop_sharing"),
    "jiangxi": ("stop_publicity",),
    "city:delete": ("delete",),
    "city:annotate_and_stop": ("annotate", "stop_publicity", "stop_sharing"),
    "city:annotate_and_mask": ("annotate", "mask"),
}
LISTED = ("error", "omission", "infringement")
HERE = {"shanxi": "shanxi-2022", "city": "city-2022", "jiangxi": "jiangxi-2022"}
FINISHED = frozenset({"closed", "withdrawn", "unfounded"})


class Illegal(Exception):
    """The step must be refused and change nothing."""


@dataclass
class DutyModel:
    """An obligation with its days."""

    start: date
    due: date | None = None
    later: date | None = None
    done: date | None = None
    void: bool = False
    paused: bool = False

    @property
    def open(self) -> bool:
        """Neither done nor void."""
        return self.done is None and not self.void

    @property
    def provisional(self) -> bool:
        """A day counted lies in a year whose notice is not published."""
        return self.due is not None and max(self.due, self.later or self.due).year > oracle.LAST_PUBLISHED.year

    def status(self, today: date) -> str:
        """As D10 names it."""
        if self.void:
            return "not_applicable"
        if self.due is None:
            return "done" if self.done else "no_statutory_date"
        last = self.due + timedelta(days=14 if self.provisional else 0)
        if self.done is not None:
            return "done_late" if self.done > last else "done_on_time"
        if self.paused:
            return "paused"
        if today > last:
            return "overdue"
        left = [day for day in oracle.every_day(today + oracle.ONE_DAY, self.due) if oracle.works(day)]
        return "due_soon" if len(left) <= 1 else "due"


@dataclass
class CaseModel:
    """A case."""

    act: str
    place: str
    received: date
    state: str
    facts: dict[str, Any]
    duties: dict[str, DutyModel] = field(default_factory=dict)
    pauses: list[tuple[date, date | None]] = field(default_factory=list)
    did: set[str] = field(default_factory=set)
    steps: int = 1

    @property
    def table(self) -> Expected:
        """What the hand-written table says."""
        return of_place(HERE[self.place], self.act, self.act)


@dataclass
class RecordModel:
    """The record, on its three axes, with its marks."""

    validity: str = "effective"
    publicity: str = "public"
    sharing: str = "shared"
    marks: int = 0
    repaired: bool = False
    masked: bool = False
    end: date | None = None


class Reference:
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

    # 异议
    def _objection_find_incomplete(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> None:
        _need(not facts["complete"])

    def _objection_complete(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> None:
        _need(facts["complete"])

    def _objection_accept(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> str:
        ground = case.facts["ground"]
        _need(facts["complete"] and (ground in LISTED or facts["findings"].get("ground") is True))
        if self.place == "shanxi":
            self._start(case, "SX-29", on)
        return "marked" if facts.get("marked") else "accepted"

    def _objection_mark(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> None:
        _need(not case.facts.get("marked"))
        facts["marked"] = True
        self._done(case, on, "JX-50", "SX-29")
        if self.record.validity != "deleted":
            self.record.marks += 1

    def _objection_check_own(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> None:
        facts["scope"] = "own_scope"

    def _objection_check_cross(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> None:
        _need(facts.get("checked_unit"))
        facts["scope"] = "cross_unit"

    def _objection_confirm_check_notice(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> None:
        _need("confirm_check_notice" not in case.did)
        if self.place == "jiangxi":
            self._start(case, "JX-53", on)

    def _objection_answer_check(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> None:
        _need("confirm_check_notice" in case.did and facts.get("answer"))
        self._done(case, on, "JX-53")

    def _objection_suspend(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> None:
        _need(facts.get("pause_kind") in ("检验", "检测", "检疫", "鉴定", "专家评审") and facts.get("pause_start_proof"))
        first = date.fromisoformat(facts["pause_started_on"])
        _need(max([case.received, *(last for _, last in case.pauses if last)]) <= first <= today)
        case.pauses.append((first, None))
        for rule, duty in case.duties.items():
            if rule in STOPPED_BY_EXPERTS and duty.open and duty.due is not None and first <= duty.due:
                duty.paused = True

    def _objection_resume(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> str:
        (first, _), last = case.pauses[-1], date.fromisoformat(facts.get("pause_ended_on") or "9999-12-31")
        _need(facts.get("pause_end_proof") and first <= last <= today)
        case.pauses[-1] = (first, last)
        for rule, duty in case.duties.items():
            if rule in STOPPED_BY_EXPERTS and duty.open:
                duty.paused = False
                _count(duty, rule, case.pauses)
        return "checking_own" if facts["scope"] == "own_scope" else "checking_cross"

    def _objection_decide(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> str:
        finding, remedy = facts.get("finding"), facts.get("remedy")
        _need(finding in ("upheld", "partly", "not_upheld") and facts.get("reasons"))
        if finding != "not_upheld":
            _need(remedy == "delete" or (remedy == "correct" and facts.get("corrected_content")))
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
        _need("carry_out" not in case.did)
        self._done(case, on, "SX-31", "CT-51", "CT-54")
        self._correct("delete" if facts["remedy"] == "delete" else "correct")

    def _objection_notify(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> None:
        _need(facts["finding"] == "not_upheld" or "carry_out" in case.did)
        _need(facts.get("delivered_on") and facts.get("delivery_proof"))
        delivered = date.fromisoformat(facts["delivered_on"])
        _need(facts["decided_on"] <= delivered <= today)
        self._done(case, delivered, "JX-51", "JX-52", "SX-33")

    def _objection_close(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> None:
        self._done(case, on, "SX-30")
        self._unmark(facts)

    def _objection_withdraw(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> None:
        self._unmark(facts)

    def _objection_transfer(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> None:
        _need(facts.get("transfer_to"))

    # 信用修复
    def _repair_complete(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> None:
        _need(not case.facts["complete"] and facts.get("handed_in"))
        facts["complete"] = True
        if self.place == "jiangxi":
            self._start(case, "JX-57", on)

    def _repair_check(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> None:
        _need(self._repairable(case, on))

    def _repair_find_out_of_period(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> None:
        _need(self.record.end is not None and case.received > self.record.end)

    def _repair_find_incomplete(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> None:
        _need(not case.facts["complete"])

    def _repair_accept(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> None:
        found, end = facts["findings"], self.record.end
        _need(self._repairable(case, on) and case.facts["complete"])
        _need(found.get("repair_conditions") is True and facts.get("conditions_basis"))
        if self.place == "city":
            _need(found.get("recipient_competent") is True)
        else:
            _need(case.received <= end if end is not None else found.get("publicity_period") is True)

    def _repair_verify(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> None:
        _need(facts["findings"].get("rectification") is True)
        if self.place == "shanxi":
            self._start(case, "SX-38", on)
        if self.place == "city":
            self._start(case, "CT-57", on)

    def _repair_grant(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> None:
        _need(self.place != "city" or facts.get("decider_role") == "sector_department")
        self._done(case, on, "SX-38")
        if self.place != "jiangxi":
            self._start(case, {"shanxi": "SX-39", "city": "CT-59"}[self.place], on)

    def _repair_refuse(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> None:
        _need(facts.get("refusal_grounds") and facts.get("refusal_reasons"))
        _need(facts["findings"].get("rectification") is False)
        for rule in case.duties:
            self._void(case, rule)

    def _repair_push_decision(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> None:
        _need(facts.get("decision_document"))
        self._done(case, on, "CT-57")

    def _repair_receive_decision(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> None:
        _need("push_decision" in case.did)
        self._start(case, "CT-58", on)

    def _repair_apply_effect(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> None:
        how = self.place
        if self.place == "city":
            how = f"city:{facts.get('effect_choice')}"
            _need(how in REPAIRED and facts.get("effect_basis") and "receive_decision" in case.did)
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
        _need(facts.get("transfer_to"))

    # 文书变动
    def _revocation_confirm_event(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> str:
        _need(facts.get("document_proof"))
        day = date.fromisoformat(facts["changed_on"])
        _need(day <= on)
        for rule in ON_CHANGE[self.place]:
            self._start(case, rule, day)
        return "provider_clock"

    def _revocation_find_unfounded(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> None:
        _need(facts["findings"].get("document_changed") is False and facts.get("unfounded_reasons"))

    def _revocation_provider_correct(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> None:
        _need(facts.get("provider_correction"))
        self._done(case, on, "SX-35")

    def _revocation_provider_tell(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> None:
        _need(self.place != "city" or facts.get("written_notice"))
        self._done(case, on, "SX-36", "CT-55")

    def _revocation_provider_push(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> None:
        _need(facts.get("provider_correction"))
        self._done(case, on, "JX-58")

    def _revocation_receive(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> None:
        self._start(case, ON_RECEIPT[self.place], on)

    def _revocation_platform_correct(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> None:
        how = facts.get("correction")
        _need(how == "delete" or (how == "correct" and facts.get("content")))
        self._done(case, on, ON_RECEIPT[self.place])
        self._correct(str(how))

    def _revocation_inform_subject(self, case: CaseModel, facts: dict[str, Any], on: date, today: date) -> None:
        _need(not any(duty.open for duty in case.duties.values()))

    # 共用
    def _repairable(self, case: CaseModel, on: date) -> bool:
        record = self.record
        if record.validity == "deleted" or record.repaired:
            return False
        return record.publicity != "stopped" or (record.end is not None and case.received <= record.end < on)

    def _correct(self, how: str) -> None:
        record = self.record
        if record.validity == "deleted":  # D1-16: nothing leads out of it
            return
        record.validity = "deleted" if how == "delete" else "corrected"
        if how == "delete":
            record.marks, record.sharing = 0, "stopped"
            record.publicity = "stopped"

    def _unmark(self, facts: dict[str, Any]) -> None:
        if facts.get("marked") and self.record.validity != "deleted":
            self.record.marks -= 1
            facts["marked"] = False

    def _start(self, case: CaseModel, rule: str, day: date) -> None:
        if rule in case.duties:  # no clock starts anew
            return
        case.duties[rule] = DutyModel(day)
        _count(case.duties[rule], rule, [])

    def _done(self, case: CaseModel, day: date, *rules: str) -> None:
        for rule in rules:
            if rule in case.duties and case.duties[rule].open:
                case.duties[rule].done = day

    def _void(self, case: CaseModel, rule: str) -> None:
        if rule in case.duties and case.duties[rule].open:
            case.duties[rule].void = True


def _need(met: Any) -> None:
    if not met:
        raise Illegal


def _count(duty: DutyModel, rule: str, pauses: list[tuple[date, date | None]]) -> None:
    if rule not in NUMBERED:
        return
    number, unit = NUMBERED[rule]
    left_out = [day for first, last in pauses if last is not None for day in oracle.every_day(first, last)]
    duty.due = oracle.due(duty.start, number, unit, left_out)
    after = oracle.next_working(duty.due) if unit == "日" else duty.due
    duty.later = after if after != duty.due else None
