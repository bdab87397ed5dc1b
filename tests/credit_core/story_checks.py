"""What a played case must show at its end: its state, its record, its duties and the bodies told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from credit_core.duties.status import status
from credit_core.model.cases import Case
from credit_core.model.duties import Duty
from credit_core.model.records import Record
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases.office import Office
from tests.credit_core.offices import SetClock


@dataclass
class Story:
    """A case being played."""

    office: Office
    clock: SetClock
    raw: Mapping[str, Any]
    case: Case | None = None
    record: Record | None = None
    clauses: set[str] = field(default_factory=set)

    @property
    def case_id(self) -> str:
        """The case's id."""
        assert self.case is not None
        return self.case.id


def check(story: Story) -> None:
    """Check everything that the case says, and gather the clauses that it showed."""
    raw, office = story.raw, story.office
    today = raw.get("today") or story.clock.day
    assert story.case is not None
    with office.store.read() as unit:
        assert story.case.state == raw["state"]
        duties = unit.duties.where(case_id=story.case_id)
        if story.record is not None:
            duties += unit.duties.where(case_id=None, record_id=story.record.id)
        if "duties" in raw:
            _check_duties(office, unit, duties, raw["duties"], today)
        if story.record is not None:
            now = unit.records.get(story.record.id)
            for name, value in raw.get("record_is", {}).items():
                assert getattr(now, name) == value, f"{name}：{getattr(now, name)}"
            if raw.get("record_is", {}).get("validity") == "deleted":
                assert unit.tombstones.get(now.id).number == now.number
                assert now.content == {}
            _check_downstream(unit, now, raw.get("downstream", {}))
            story.clauses |= {str(duty.clause) for duty in duties}
            story.clauses |= {str(c.clause) for c in unit.changes.where(record_id=now.id) if c.clause}
        if "linked" in raw:
            others = [case for case in unit.cases.where() if case.id != story.case_id]
            assert [case.linked_to for case in others] == [story.case_id] * raw["linked"]
            assert {case.state for case in others} <= {"provider_clock", story.case.state}
        notices = unit.notices.where(case_id=story.case_id)
        assert set(raw.get("notices", ())) <= {notice.kind for notice in notices}
        story.clauses |= {str(notice.clause) for notice in notices if notice.clause}
        story.clauses |= {str(e.clause) for e in unit.events.where(case_id=story.case_id) if e.clause}


def _check_duties(
    office: Office, unit: UnitOfWork, duties: tuple[Duty, ...], expected: Mapping[str, Any], today: date
) -> None:
    shown = {duty.rule: duty for duty in duties if duty.act != "downstream"}
    assert shown.keys() == expected.keys()
    for rule, said in expected.items():
        duty = shown[rule]
        found = {
            "start": duty.start,
            "due": duty.due,
            "later": duty.alternative_due,
            "status": str(status(duty, today, office.calendar(unit))),
            "body": duty.body,
            "word": duty.word,
            "unit": duty.unit,
            "caveat": duty.caveat,
            "assumptions": list(duty.assumptions),
            "liability": str(duty.liability) if duty.liability else None,
        }
        assert {name: found[name] for name in said} == said, rule


def _check_downstream(unit: UnitOfWork, record: Record, expected: Mapping[str, Any]) -> None:
    for body, said in expected.items():
        (recipient,) = unit.recipients.where(record_id=record.id, body=body)
        open_or_done = unit.duties.where(record_id=record.id, act="downstream", body=body)
        found = {
            "told": recipient.told_at is not None,
            "removal": recipient.removal,
            "duty": open_or_done[0].rule if open_or_done else None,
            "done_on": open_or_done[0].done_on if open_or_done else None,
            "due": open_or_done[0].due if open_or_done else None,
            "word": open_or_done[0].word if open_or_done else None,
        }
        assert len(open_or_done) <= 1
        assert {name: found[name] for name in said} == said, body
