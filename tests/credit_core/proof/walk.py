"""A random walk of one or more cases about one record: the core on SQLite beside the reference, compared at every step.

`python -m tests.credit_core.proof.walk [examples] [steps]` walks longer than the test does.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections import Counter
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path
from typing import Any, ClassVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import text

from credit_core.duties.status import status
from credit_core.errors import LawError, StaleVersion
from credit_core.model.cases import InfoKind
from credit_core.model.people import Actor, Role
from credit_core.storage.unit_of_work import Store
from credit_core.use_cases.audit_trail import verify_trail
from credit_core.use_cases.cases import take_step
from credit_core.use_cases.objection import ObjectionFiling, file_objection
from credit_core.use_cases.office import Office
from credit_core.use_cases.repair import RepairFiling, file_repair
from credit_core.use_cases.revocation import DocumentReport, report_document_event
from tests.credit_core.databases import prepare_sqlite, sqlite_copy
from tests.credit_core.offices import CITIZEN, CLERK, SetClock, add_firm, add_record, open_test_office
from tests.credit_core.proof.reference import Reference
from tests.credit_core.proof.reference_models import ACTS, CaseModel, Illegal
from tests.credit_core.proof.steps import ONLY_REFERENCE, RECIPIENT, facts_of

STARTS = (date(2026, 2, 10), date(2026, 4, 28), date(2026, 9, 18), date(2026, 9, 28), date(2026, 12, 22))
"""Days before 春节, 劳动节, 中秋节, 国庆节, and the end of the year for which notices are published."""
GROUNDS = ("error", "infringement", "over_period", "wrong_listing")
ENDS = {"withdraw", "refuse", "find_unfounded", "find_incomplete", "find_conditions_unknown"}
"""Steps that a walk takes less often: most cases are to come to their real end."""
_TABLES = ("credit_case", "case_event", "duty", "record", "record_change", "notice", "case_pause", "submission",
           "audit_entry", "tombstone", "legal_document")  # fmt: skip


class Walk(RuleBasedStateMachine):
    """The rules that a walk picks from; after each one, everything agrees."""

    template: Path
    taken: ClassVar[Counter[tuple[str, str, str, str]]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self._open = ExitStack()
        folder = Path(self._open.enter_context(tempfile.TemporaryDirectory()))
        engine = self._open.enter_context(sqlite_copy(self.template, folder))
        self.clock = SetClock()
        self.office: Office = open_test_office(Store(engine), self.clock)
        self.ids: list[str] = []

    @initialize(
        place=st.sampled_from(["shanxi", "city", "jiangxi"]),
        start=st.sampled_from(STARTS),
        end=st.sampled_from([None, -3, 4, 400]),
        act=st.sampled_from(ACTS),
        whole=st.sampled_from([True, True, False]),
    )
    def begin(self, place: str, start: date, end: int | None, act: str, whole: bool) -> None:
        self.clock.day, until = start, None if end is None else start + timedelta(days=end)
        self.reference = Reference(place, until)
        with self.office.store.begin() as unit:
            subject = add_firm(unit, 1)
            self.subject_id = subject.id
            self.record_id = add_record(unit, subject, place, publicity_end=until).id
        self._file(act, whole, 0)

    @precondition(lambda self: len(self.ids) < 3)
    @rule(act=st.sampled_from(ACTS), whole=st.booleans(), choice=st.integers(0, 11))
    def file(self, act: str, whole: bool, choice: int) -> None:
        self._file(act, whole, choice)

    @rule(days=st.sampled_from([0, 1, 1, 2, 3, 7, 15]))
    def wait(self, days: int) -> None:
        self.clock.day += timedelta(days=days)

    @rule(
        pick=st.integers(0, 2),
        number=st.integers(0, 99),
        known=st.integers(0, 7).map(bool),
        whole=st.integers(0, 4).map(bool),
        role=st.sampled_from([None] * 20 + [role.value for role in Role]),
        back=st.sampled_from([0, 0, 0, 0, 0, 0, 1, 3, -1]),
        choice=st.integers(0, 11),
    )
    def step(self, pick: int, number: int, known: bool, whole: bool, role: str | None, back: int, choice: int) -> None:
        """A step of a case: mostly one that its state knows, by a role that may, with what it needs; or not so."""
        index = pick % len(self.ids)
        case = self.reference.cases[index]
        events = sorted(event for state, event in case.table.cells if state == case.state or not known)
        if not events:
            return
        events = [event for event in events if event not in ENDS] * 6 + [event for event in events if event in ENDS]
        event = events[number % len(events)]
        cell = case.table.cells.get((case.state, event))
        by = role or (sorted(cell.by)[choice % len(cell.by)] if cell else "case_officer")
        day = self.clock.day - timedelta(days=back)
        facts = facts_of(case.act, event, self.reference.place, whole, day, choice)
        self._both(index, case, event, by, facts, day)

    @rule(seed=st.integers(0, 2**32))
    def stroll(self, seed: int) -> None:
        """Twelve steps in a row, mostly lawful ones, so that walks come to the far states too."""
        chance = random.Random(seed)
        for _ in range(12):
            self.step(
                pick=chance.randrange(3),
                number=chance.randrange(100),
                known=True,
                whole=chance.random() < 0.9,
                role=None,
                back=0,
                choice=chance.randrange(12),
            )
            self.clock.day += timedelta(days=chance.choice((0, 0, 0, 1, 1, 4)))
            self.agree()

    @rule(pick=st.integers(0, 2), number=st.integers(0, 99))
    def stale(self, pick: int, number: int) -> None:
        """Whoever saw an older version takes no step."""
        index = pick % len(self.ids)
        before = self._dump()
        try:
            take_step(self.office, CITIZEN, self.ids[index], "withdraw", version=self.reference.cases[index].steps)
        except StaleVersion:
            assert self._dump() == before
        else:
            raise AssertionError("旧版本的步骤没有被拒绝")

    @rule(pick=st.integers(0, 2))
    def file_again(self, pick: int) -> None:
        """The same key with the same content is the same case."""
        filed = self._filings[pick % len(self._filings)]
        before = self._dump()
        case_id, again = self._send(*filed)
        assert again
        assert case_id == self.ids[pick % len(self._filings)]
        assert self._dump() == before

    @invariant()
    def agree(self) -> None:
        if not self.ids:
            return
        today = self.clock.today()
        with self.office.store.read() as unit:
            calendar = self.office.calendar(unit)
            for key, model in zip(self.ids, self.reference.cases, strict=True):
                case = unit.cases.get(key)
                assert (case.state, case.version) == (model.state, model.steps + 1)
                events = unit.events.where(case_id=key, order=("number",))
                assert [event.number for event in events] == list(range(1, model.steps + 1))
                duties = unit.duties.where(case_id=key)
                found = sorted(
                    (d.rule, d.start, d.due, d.alternative_due, d.done_on, d.void, d.provisional,
                     status(d, today, calendar).value) for d in duties
                )  # fmt: skip
                wanted = sorted(
                    (name, d.start, d.due, d.later, d.done, d.void, d.provisional, d.status(today))
                    for name, d in model.duties.items()
                )
                assert found == wanted, (model.act, model.place)
            record, said = unit.records.get(self.record_id), self.reference.record
            assert (
                record.validity.value, record.publicity.value, record.sharing.value, record.objection_marks,
                record.repair_mark, record.masked,
            ) == (said.validity, said.publicity, said.sharing, said.marks, said.repaired, said.masked)  # fmt: skip
            assert (unit.tombstones.find(self.record_id) is not None) == (said.validity == "deleted")

    def teardown(self) -> None:
        try:
            assert verify_trail(self.office.store).sound
        finally:
            self._open.close()

    def _file(self, act: str, whole: bool, choice: int) -> None:
        if not self.ids:
            self._filings: list[tuple[Any, ...]] = []
        key = f"key-{len(self.ids)}"
        filed = (act, whole, choice, key, self.clock.today())
        facts = {"complete": whole, "ground": GROUNDS[choice % len(GROUNDS)]}
        self.reference.file(act, facts, self.clock.today())
        self._filings.append(filed)
        case_id, again = self._send(*filed)
        assert not again
        self.ids.append(case_id)

    def _send(self, act: str, whole: bool, choice: int, key: str, day: date) -> tuple[str, bool]:
        place, office = self.reference.place, self.office
        role, body = RECIPIENT.get((place, act)), "受理单位（测试）"
        if act == "objection":
            filing = ObjectionFiling(
                place, InfoKind.PUBLIC, body, role, GROUNDS[choice % len(GROUNDS)], "与事实不符" if whole else None,
                ("证明",) if whole else (), whole, self.record_id, subject_id=self.subject_id,
                received_on=day,
            )  # fmt: skip
            filed = file_objection(office, CITIZEN, filing, key=key)
        elif act == "repair":
            done = {slot: ["已办"] for slot in ("rectification", "remedy", "performance")} if whole else {}
            application = RepairFiling(place, body, role, done, self.record_id, received_on=day)
            filed = file_repair(office, CITIZEN, application, key=key)
        else:
            report = DocumentReport(place, body, record_id=self.record_id, received_on=day)
            (filed,) = report_document_event(office, CLERK, report, key=key)
        return filed.case.id, filed.again

    def _both(self, index: int, case: CaseModel, event: str, role: str, facts: dict[str, Any], day: date) -> None:
        before, state = self._dump(), case.state
        told = {name: value for name, value in facts.items() if name not in ONLY_REFERENCE}
        actor, where = Actor(f"{role}-1", Role(role)), f"{case.act} {case.state}.{event}"
        try:
            self.reference.step(case, event, role, facts, day, self.clock.today())
        except Illegal:
            refusal = self._refusal(index, actor, event, told, day)
            assert refusal is not None, f"{where} 应当被拒绝"
            assert self._dump() == before
            return
        refusal = self._refusal(index, actor, event, told, day)
        assert refusal is None, f"{where}：{refusal}"
        self.taken[self.reference.place, case.act, state, event] += 1

    def _refusal(self, index: int, actor: Actor, event: str, told: dict[str, Any], day: date) -> LawError | None:
        try:
            take_step(self.office, actor, self.ids[index], event, told, on=day)
        except LawError as error:
            return error
        return None

    def _dump(self) -> list[Any]:
        with self.office.store.read() as unit:
            return [unit.connection.execute(text(f"SELECT * FROM {name} ORDER BY 1")).all() for name in _TABLES]


def walk(template: Path, examples: int, steps: int, **more: Any) -> Counter[tuple[str, str, str, str]]:
    """Walk; an AssertionError shows the shortest walk on which core and reference differ.

    Returns how often each (place, act, state, event) was taken.
    """
    taken: Counter[tuple[str, str, str, str]] = Counter()
    prepared = type("Walk", (Walk,), {"template": template, "taken": taken})
    run_state_machine_as_test(
        prepared,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
            **more,
        ),
    )
    return taken


def strolls(template: Path, seeds: range, rounds: int = 3) -> Counter[tuple[str, str, str, str]]:
    """Long walks, one for each seed, over all places and acts in turn; returns how often each step was taken."""
    taken: Counter[tuple[str, str, str, str]] = Counter()
    prepared = type("Walk", (Walk,), {"template": template, "taken": taken})
    for seed in seeds:
        chance, walking = random.Random(seed), prepared()
        try:
            act, place = ACTS[seed % 3], ("shanxi", "city", "jiangxi")[seed // 3 % 3]
            walking.begin(place, chance.choice(STARTS), chance.choice((None, -3, 4, 400)), act, chance.random() < 0.7)
            walking.agree()
            for number in range(rounds):
                if number and chance.random() < 0.5:
                    walking.file(chance.choice(ACTS), chance.random() < 0.7, chance.randrange(12))
                walking.stroll(seed * 10 + number)
        except AssertionError as error:
            raise AssertionError(f"seed {seed}：{error}") from error
        finally:
            walking.teardown()
    return taken


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        numbers = [int(argument) for argument in sys.argv[1:3]]
        prepared_file = prepare_sqlite(Path(made))
        examples, steps = numbers or (2000, 50)
        cells = walk(prepared_file, examples, steps) + strolls(prepared_file, range(examples), steps // 12)
    for (place, act), count in sorted(Counter((place, act) for place, act, _, _ in cells).items()):
        print(place, act, f"{count} steps of the table taken")
