"""Plays cases that a lawyer can read (tests/cases/<act>/*.yaml) against the verbs of one act.

A file is {名称, given, cases}: what stands under `given` and in other keys of the head holds for each case that does not
say otherwise; `定义` holds pieces that cases repeat by YAML anchor. A case is
  名称, rules   its name; the ids of rules.md that it proves (they become the markers of the test)
  place         shanxi, city, jiangxi
  given         subjects: {name: {seed, firm: true}}; records: {name: {of: subject, …fields of Record}};
                recipients: {record: [bodies that received it]}; outside: [files as docs/outside-data.md describes]
  steps         one after the other; each has
    日          the day, on which the clock stands; `legal_day` where the step itself counts from an earlier day
    by          citizen (default for `file`), officer (default), other_officer, reviewer, clerk, system
    file        what is filed, as the act's `file` function reads it; `as` names the case for later steps
    check       as `file`, but only the pre-check: what is expected of it stands under outcome, reasons, …
    do, with    a verb of the act and its keyword arguments; `case` names another case than the last one filed
                (none of the three: only time passes)
    refused     a part of the sentence with which the step must be refused; nothing may have changed then
    then        what holds after it:
      state     the case's state                  依据     clause of the step (null: practice, no text says it)
      duties    rule -> status, or {due, status, start, body, word, paused} (any of them) on that day
      no_duties rules that this case has no duty of
      record    record name -> {marks, validity, publicity, sharing, content}
      notices   kinds of notices of the case, in order      linked   name of the case it is linked to
      outcome, reasons (rule -> met | not_met | unknown), missing, due (rule -> day), clauses, assumptions   of a check
`$name` stands for the id of a subject or record of that name, anywhere in file and with.
An unknown key is an error: an expectation that nobody looks at proves nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from inspect import signature
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

from credit_core.duties.status import status
from credit_core.errors import LawError
from credit_core.model.cases import Case
from credit_core.model.decisions import Decision
from credit_core.model.duties import Duty
from credit_core.model.ids import new_id
from credit_core.model.outside import LoadedFile
from credit_core.model.people import SYSTEM, Actor
from credit_core.model.records import Recipient, RecordClass, Source
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases.filing import Filed
from credit_core.use_cases.office import OUTSIDE, Office
from tests.credit_core.offices import (
    CITIZEN,
    CLERK,
    OFFICER,
    OTHER_OFFICER,
    REVIEWER,
    SetClock,
    add_firm,
    add_person,
    add_record,
)

FOLDER = Path(__file__).parents[1] / "cases"
ACTORS = {
    "citizen": CITIZEN, "officer": OFFICER, "other_officer": OTHER_OFFICER, "reviewer": REVIEWER, "clerk": CLERK,
    "system": SYSTEM,
}  # fmt: skip
_HEAD = ("名称", "定义", "cases")
_CASE = {"名称", "rules", "place", "given", "steps"}
_STEP = {"日", "legal_day", "by", "file", "as", "check", "do", "with", "case", "refused", "then"}
_WORDS: dict[str, Callable[[Any], Any]] = {"source": Source, "record_class": RecordClass}


@dataclass(frozen=True)
class Play:
    """The verbs of an act. `file` and `check` read the YAML of that name; `verbs` is the module whose functions are done."""

    file: Callable[[Office, Actor, str, dict[str, Any], str], Filed]  # office, actor, place, written, key
    verbs: ModuleType
    check: Callable[[Office, str, dict[str, Any]], Decision] | None = None


@dataclass
class World:
    """What a case is played in."""

    office: Office
    clock: SetClock
    place: str
    ids: dict[str, str] = field(default_factory=dict)
    cases: dict[str, str] = field(default_factory=dict)  # name -> id, the last one filed last


def cases(act: str) -> list[Any]:
    """A pytest parameter for each case of tests/cases/<act>, named by it and marked with its rules."""
    found = []
    for file in sorted((FOLDER / act).glob("*.yaml")):
        written = yaml.safe_load(file.read_text(encoding="utf-8"))
        head = {name: value for name, value in written.items() if name not in _HEAD}
        for case in written["cases"]:
            whole = {**head, **case, "given": {**head.get("given", {}), **case.get("given", {})}}
            name = f"{file.stem}:{case['名称']}"
            found.append(pytest.param(whole, id=name, marks=pytest.mark.rule(*whole["rules"])))
    return found


def play(case: Mapping[str, Any], office: Office, clock: SetClock, act: Play) -> World:
    """Play one case; an assertion fails where the law as written in the case and the software differ."""
    assert set(case) <= _CASE, set(case) - _CASE
    world = World(office, clock, case["place"])
    clock.day = case["steps"][0]["日"]
    with office.store.begin() as unit:
        _given(unit, world, case["given"])
    for number, step in enumerate(case["steps"], 1):
        assert set(step) <= _STEP, set(step) - _STEP
        clock.day = step["日"]
        where = f"第{number}步（{step['日']}）"
        before = _states(world)
        done, refused = _try(world, act, step, number)
        assert (refused is not None) == ("refused" in step), f"{where}：{refused or '没有被拒绝'}"
        if refused is not None:
            assert step["refused"] in refused, f"{where}：{refused}"
            assert _states(world) == before, where
        if done is not None:
            _check_decision(where, done, step["then"])
            continue
        with office.store.read() as unit:
            _check(where, unit, world, step)
    return world


def _given(unit: UnitOfWork, world: World, given: Mapping[str, Any]) -> None:
    for name, written in given.get("subjects", {}).items():
        add = add_firm if written.get("firm") else add_person
        world.ids[name] = add(unit, **{key: value for key, value in written.items() if key != "firm"}).id
    for name, written in given.get("records", {}).items():
        fields = {key: _WORDS.get(key, lambda same: same)(value) for key, value in written.items() if key != "of"}
        subject = unit.subjects.get(world.ids[written["of"]])
        world.ids[name] = add_record(unit, subject, fields.pop("place", world.place), **fields).id
    at = world.clock.now()
    for name, bodies in given.get("recipients", {}).items():
        for body in bodies:
            unit.recipients.add(Recipient(new_id(), world.ids[name], body, at, None, None, None))
    for text in given.get("outside", ()):
        unit.loaded.add(LoadedFile(new_id(), OUTSIDE, "测试", text, new_id(), "测试", at, None))
    assert set(given) <= {"subjects", "records", "recipients", "outside"}, set(given)


def _try(world: World, act: Play, step: Mapping[str, Any], number: int) -> tuple[Decision | None, str | None]:
    try:
        return _do(world, act, step, number), None
    except LawError as error:
        return None, str(error)


def _do(world: World, act: Play, step: Mapping[str, Any], number: int) -> Decision | None:
    if "file" in step:
        actor = ACTORS[step.get("by", "citizen")]
        name = step.get("as", "办件")
        key = f"{name}-{number}"
        filed = act.file(world.office, actor, world.place, _named(world, step["file"]), key)
        world.cases.pop(name, None)
        world.cases[name] = filed.case.id
    elif "check" in step:
        assert act.check is not None
        return act.check(world.office, world.place, _named(world, step["check"]))
    elif "do" in step:
        verb = getattr(act.verbs, step["do"])
        more = _named(world, step.get("with", {}))
        if "legal_day" in step and {"on", "when"} & signature(verb).parameters.keys():
            more["on"] = step["legal_day"]
        verb(world.office, ACTORS[step.get("by", "officer")], _case_id(world, step), **more)
    return None


def _named(world: World, written: Any) -> Any:
    if isinstance(written, dict):
        return {key: _named(world, value) for key, value in written.items()}
    if isinstance(written, list):
        return [_named(world, value) for value in written]
    if isinstance(written, str) and written.startswith("$"):
        return world.ids[written[1:]]
    return written


def _case_id(world: World, step: Mapping[str, Any]) -> str:
    return world.cases[step["case"]] if "case" in step else next(reversed(world.cases.values()))


def _states(world: World) -> list[tuple[str, int]]:
    with world.office.store.read() as unit:
        return [(case.state, case.version) for case in map(unit.cases.get, world.cases.values())]


def _check(where: str, unit: UnitOfWork, world: World, step: Mapping[str, Any]) -> None:
    then = dict(step.get("then", {}))
    record_is = then.pop("record", {})
    for name, wanted in record_is.items():
        record = asdict(unit.records.get(world.ids[name]))
        record["marks"] = record["objection_marks"]
        for key, value in wanted.items():
            assert record[key] == value, f"{where}：{name}.{key} 是 {record[key]}"
    if then:
        _check_case(where, unit, world, unit.cases.get(_case_id(world, step)), then)


def _check_case(where: str, unit: UnitOfWork, world: World, case: Case, then: dict[str, Any]) -> None:
    duties = {duty.rule: duty for duty in unit.duties.where(case_id=case.id)}
    for rule, wanted in then.pop("duties", {}).items():
        assert rule in duties, f"{where}：没有 {rule} 的义务，有 {sorted(duties)}"
        _check_duty(f"{where} {rule}", unit, world, duties[rule], wanted)
    assert not set(then.pop("no_duties", ())) & duties.keys(), f"{where}：{sorted(duties)}"
    last = unit.events.where(case_id=case.id, order=("-number",), limit=1)[0]
    found: dict[str, Any] = {
        "state": case.state,
        "依据": str(last.clause) if last.clause else None,
        "notices": [notice.kind for notice in unit.notices.where(case_id=case.id, order=("created_at", "id"))],
        "linked": next((name for name, key in world.cases.items() if key == case.linked_to), None),
    }
    for name, value in then.items():
        assert found[name] == value, f"{where}：{name} 是 {found[name]}"


def _check_duty(where: str, unit: UnitOfWork, world: World, duty: Duty, wanted: str | Mapping[str, Any]) -> None:
    found = asdict(duty) | {"status": status(duty, world.clock.today(), world.office.calendar(unit)).value}
    for name, value in ({"status": wanted} if isinstance(wanted, str) else wanted).items():
        assert found[name] == value, f"{where}：{name} 是 {found[name]}"


def _check_decision(where: str, decision: Decision, then: Mapping[str, Any]) -> None:
    told = {reason.rule: reason.met.value for reason in decision.reasons}
    found: dict[str, Any] = {
        "outcome": decision.outcome.value,
        "missing": list(decision.missing),
        "due": {due.rule: due.due for due in decision.due},
    }
    for name, value in then.items():
        if name == "reasons":
            assert {rule: told.get(rule) for rule in value} == value, f"{where}：{told}"
        elif name == "clauses":
            assert set(value) <= {str(reason.clause) for reason in decision.reasons}, where
        elif name == "assumptions":
            assert set(value) <= set(decision.assumptions), f"{where}：{decision.assumptions}"
        else:
            assert found[name] == value, f"{where}：{name} 是 {found[name]}"
