"""Plays the cases of tests/cases/repair and tests/cases/revocation, which a lawyer can read and check.

A file has `名称`, and what holds for each of its `cases` that does not say otherwise: `place`, `file`, `record`, and so on.
`流程` names sequences of steps; a step `{use: 名, 日: …}` stands for one of them, all on that day.

A case has
  名称, rules       its name, and the ids of rules.md that it proves
  依据              clauses: each one must be that of a step, duty, notice, change or reason of the case
  record            what differs from a public, shared dishonest record on a penalty decision of 2026-03-02
  more_records      so many further records of other persons on the same document
  recipients        bodies that received the record
  loaded            files of outside data, as docs/outside-data.md describes them (made up)
  file              what is filed: the fields of RepairFiling or DocumentReport; `日` is the day, `by` the role
  steps             日: day, by: role, do: the verb and what it needs; `outcome`: refused with this outcome or error;
                    `reasons`: reason -> met, not_met or unknown, as the refusal gives them; `state`: the state after it
  state, record_is  state and record at the end
  duties            rule -> start, due, later (GEN-06), status on `today`, body, word; the whole list of the case's duties
  downstream        body -> told, removal, duty (rule, or null where the place is silent)
  today             the day on which statuses are asked for; the day of the last step if not given
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
import yaml

from credit_core.errors import LawError, Refused
from credit_core.model.decisions import Decision
from credit_core.model.ids import new_id
from credit_core.model.outside import LoadedFile
from credit_core.model.people import SYSTEM, Actor
from credit_core.model.records import Recipient
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases import repair, revocation
from credit_core.use_cases.cases import take_step
from credit_core.use_cases.downstream import Removal, confirm_removal
from credit_core.use_cases.office import OUTSIDE, Office
from tests.credit_core.offices import (
    CHINA,
    CITIZEN,
    CLERK,
    OFFICER,
    REVIEWER,
    SetClock,
    add_document,
    add_firm,
    add_record,
)
from tests.credit_core.story_checks import Story, check

CASES = Path(__file__).parents[1] / "cases"
ACTORS = {"citizen": CITIZEN, "officer": OFFICER, "clerk": CLERK, "reviewer": REVIEWER, "system": SYSTEM}
_HEAD = ("名称", "流程", "cases")
_KNOWN = {
    "名称", "rules", "依据", "place", "record", "more_records", "recipients", "loaded", "file", "steps", "state",
    "record_is", "duties", "downstream", "today", "linked", "notices",
}  # fmt: skip


def stories(folder: str) -> Iterator[Any]:
    """Each case of a folder as a pytest parameter, marked with its rules."""
    for file in sorted((CASES / folder).glob("*.yaml")):
        head = yaml.safe_load(file.read_text(encoding="utf-8"))
        common = {name: value for name, value in head.items() if name not in _HEAD}
        for row in head["cases"]:
            raw = {**common, **row, "file": {**common.get("file", {}), **row.get("file", {})}}
            raw["record"] = {**common.get("record", {}), **row.get("record", {})}
            raw["steps"] = list(_expanded(row.get("steps", []), head.get("流程", {})))
            assert raw.keys() <= _KNOWN, raw.keys() - _KNOWN
            yield pytest.param(raw, id=f"{file.stem}：{raw['名称']}", marks=pytest.mark.rule(*raw["rules"]))


def _expanded(steps: list[dict[str, Any]], flows: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for step in steps:
        if "use" in step:
            for inner in _expanded(flows[step["use"]], flows):
                yield {**inner, "日": step.get("日")}  # an outer use gives the day
        else:
            yield step


def play(office: Office, clock: SetClock, raw: Mapping[str, Any], act: str) -> Story:
    """Play a case and check everything that it says."""
    story = Story(office, clock, raw)
    filed_on = raw["file"].get("日") or clock.day
    clock.day = filed_on
    with office.store.begin() as unit:
        _prepare(unit, story)
    {"repair": _file_repair, "revocation": _file_revocation}[act](story)
    for step in raw["steps"]:
        _take(story, dict(step))
    check(story)
    return story


def _prepare(unit: UnitOfWork, story: Story) -> None:
    raw = story.raw
    changes = dict(raw["record"])
    document = add_document(unit, **changes.pop("document", {}))
    for name in ("received_at", "pushed_at"):
        if isinstance(changes.get(name), date):
            changes[name] = datetime.combine(changes[name], time(10), CHINA)
    if not changes.pop("not_here", False):
        story.record = add_record(unit, add_firm(unit, 1), raw["place"], document=document, **changes)
        for number in range(raw.get("more_records", 0)):
            add_record(unit, add_firm(unit, number + 2), raw["place"], document=document, **changes)
        for body in raw.get("recipients", ()):
            at = datetime(2026, 1, 5, 9, tzinfo=CHINA)
            unit.recipients.add(Recipient(new_id(), story.record.id, body, at, None, None, None))
    for number, loaded in enumerate(raw.get("loaded", ())):
        _load(unit, story, number, loaded)


def _load(unit: UnitOfWork, story: Story, number: int, loaded: Mapping[str, Any]) -> None:
    basis = {"title": "测试修复办法", "number": None, "issuer": "测试机关", "date": date(2024, 12, 1)}
    text = yaml.safe_dump(
        {
            "basis": basis,
            "jurisdiction": story.raw["place"],
            "valid_from": date(2025, 1, 1),
            "valid_to": None,
            **loaded,
        },
        allow_unicode=True,
    )
    made = LoadedFile(new_id(), OUTSIDE, f"{number}.yaml", text, new_id(), "administrator-1", story.clock.now(), None)
    unit.loaded.add(made)


def _file_repair(story: Story) -> None:
    said = dict(story.raw["file"])
    said.pop("日", None)
    actor = ACTORS[said.pop("by", "citizen")]
    record_id = story.record.id if story.record else None
    said["ways"] = tuple(said.get("ways", ()))
    filing = repair.RepairFiling(story.raw["place"], record_id=record_id, **said)
    story.case = repair.file_repair(story.office, actor, filing, key="k").case


def _file_revocation(story: Story) -> None:
    said = dict(story.raw["file"])
    said.pop("日", None)
    actor = ACTORS[said.pop("by", "clerk")]
    record = story.record
    report = revocation.DocumentReport(
        story.raw["place"],
        said.pop("recipient", "某县市场监督管理局（测试）"),
        record_id=record.id if record else None,
        subject_id=record.subject_id if record and actor is CITIZEN else None,
        number=None if record else "测文〔2026〕1号",
        **said,
    )
    story.case = revocation.report_document_event(story.office, actor, report, key="k")[0].case


def _take(story: Story, step: dict[str, Any]) -> None:
    on, actor, verb = step.pop("日"), ACTORS[step.pop("by", "officer")], step.pop("do")
    expected, reasons, state = step.pop("outcome", None), step.pop("reasons", {}), step.pop("state", None)
    story.clock.day = max(story.clock.day, on)
    if verb == "load":
        with story.office.store.begin() as unit:
            _load(unit, story, 9, step)
        return
    refusal: LawError | None = None
    try:
        _do(story, actor, verb, on, step)
    except LawError as error:
        refusal = error
    _check_outcome(story, verb, refusal, expected, reasons)
    if state is not None:
        assert story.case is not None
        assert story.case.state == state, f"{verb}：{story.case.state}"


def _check_outcome(
    story: Story, verb: str, refusal: LawError | None, expected: str | None, reasons: Mapping[str, str]
) -> None:
    if not isinstance(refusal, Refused):
        assert (type(refusal).__name__ if refusal else None) == expected, f"{verb}：{refusal}"
        return
    decision = refusal.decision
    assert isinstance(decision, Decision)
    assert decision.outcome == expected, f"{verb}：{refusal}"
    assert {reason.rule: reason.met for reason in decision.reasons if reason.rule in reasons} == reasons
    story.clauses |= {str(reason.clause) for reason in decision.reasons if reason.clause}


def _do(story: Story, actor: Actor, verb: str, on: date, said: dict[str, Any]) -> None:
    office, case_id = story.office, story.case_id
    if verb == "confirm_removal":
        with office.store.read() as unit:
            assert story.record is not None
            (recipient,) = unit.recipients.where(record_id=story.record.id, body=said["body"])
        confirm_removal(office, actor, recipient.id, Removal(said["removal"]), on=on)
        return
    if verb == "confirm_event":
        collected = said.pop("collected_by_then", None)
        event = revocation.DocumentEvent(**{"proof": "测撤〔2026〕8号", **said})
        story.case = revocation.confirm_event(office, actor, case_id, event, collected_by_then=collected, on=on)[0]
        return
    if verb.startswith("provider_"):
        story.case = revocation.provider_step(office, actor, case_id, verb, on=on, **said)
        return
    if "say" in said:
        said["reasons"] = said.pop("say")
    module = next((m for m in (repair, revocation) if verb in _VERBS[m.__name__]), None)
    if module is None:
        story.case = take_step(office, actor, case_id, verb, said, on=on)
    else:
        story.case = getattr(module, verb)(office, actor, case_id, on=on, **said)


_VERBS = {
    repair.__name__: {"complete", "accept", "verify", "grant", "refuse", "push_decision", "apply_effect", "transfer"},
    revocation.__name__: {"find_unfounded", "receive", "correct_record", "inform_subject"},
}
