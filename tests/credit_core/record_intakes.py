"""Plays the cases of tests/cases/records, which a lawyer can read and check: a record from its provider to its end.

A file has `名称`, `place`, and what holds for each of its `cases` that does not say otherwise. A case has
  名称, rules     its name, and the ids of rules.md that it proves
  日              day of receipt
  subject         {firm: true} or {born, capacity, other_document, number}; a synthetic number is made
  draft           what differs from a public dishonest record of catalogue entry SL-1; `declared`: what the provider states
  document        what differs from a penalty decision in effect since 2026-03-02; null: none
  provider        what differs from a registered, active provider; null: not registered
  catalogue       what differs from the made-up entry of each code; null: no catalogue is loaded
  periods         further sections of the loaded file
  then            what holds: state, outcome, reasons (rule -> met, not_met, unknown, or a list of them),
                  依据 (clauses that some reason must carry), no_clause (rules whose reasons must carry none), missing (a part
                  of what is asked for), assumptions, content (kept, erased), publicity, end, note (a part of it), sharing,
                  duties (rule -> status), reason (a part of a reason's sentence), log (a part of the last change's reason)
  steps           日, do: release | reject | publish | stop_expired | erase_expired | over_period_handled, by,
                  what the verb needs, `count` of a job, `refused` (outcome or error), `then`
An unknown key is an error: an expectation that nobody looks at proves nothing.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from credit_core.duties.status import status
from credit_core.errors import LawError, Refused
from credit_core.identity.synthetic import resident_number, unified_code
from credit_core.model.decisions import Decision
from credit_core.model.ids import new_id
from credit_core.model.outside import LoadedFile
from credit_core.model.records import DocumentKind, DocumentState, Gravity, Record, RecordClass, Source
from credit_core.model.subjects import Body, Capacity, IdKind, SubjectKind
from credit_core.rules.draft import Declared, Draft, Identity
from credit_core.storage.unit_of_work import UnitOfWork
from credit_core.use_cases import intake, publicity, retention
from credit_core.use_cases.office import OUTSIDE, Office
from knowledge.citations.reference import ClauseRef
from tests.credit_core.offices import CITIZEN, CLERK, OFFICER, REVIEWER, SetClock, add_document

CASES = Path(__file__).parents[1] / "cases" / "records"
ACTORS = {"clerk": CLERK, "officer": OFFICER, "reviewer": REVIEWER, "citizen": CITIZEN}
PROVIDER = "某县市场监督管理局（测试）"
_HEAD = {"名称", "cases"}
_KNOWN = {"名称", "rules", "place", "日", "by", "subject", "draft", "declared", "document", "provider", "catalogue",
          "periods", "then", "steps"}  # fmt: skip
_THEN = {"state", "outcome", "reasons", "依据", "no_clause", "missing", "assumptions", "content", "publicity", "end",
         "note", "sharing", "duties", "reason", "log", "record_class", "gravity", "held_for"}  # fmt: skip
_STEP = {"日", "do", "by", "count", "refused", "then", "findings", "note", "gravity", "serious_category", "record_class",
         "category", "way", "agreement"}  # fmt: skip
_CLAUSES = ("category", "serious_category")


@dataclass
class Intaken:
    """A case being played."""

    office: Office
    clock: SetClock
    raw: Mapping[str, Any]
    record: Record | None = None
    decision: Decision | None = None


def intakes() -> Iterator[Any]:
    """Each case as a pytest parameter, marked with its rules."""
    for file in sorted(CASES.glob("*.yaml")):
        head = yaml.safe_load(file.read_text(encoding="utf-8"))
        common = {name: value for name, value in head.items() if name not in _HEAD}
        for row in head["cases"]:
            raw = {**common, **row}
            for name in ("subject", "draft", "declared", "document", "catalogue"):
                if name in row and row[name] is None:
                    raw[name] = None
                else:
                    raw[name] = {**(common.get(name) or {}), **(row.get(name) or {})}
            assert raw.keys() <= _KNOWN, raw.keys() - _KNOWN
            yield pytest.param(raw, id=f"{file.stem}：{raw['名称']}", marks=pytest.mark.rule(*raw["rules"]))


def play(office: Office, clock: SetClock, raw: Mapping[str, Any]) -> Intaken:
    """Play a case and check everything that it says."""
    played = Intaken(office, clock, raw)
    clock.day = raw.get("日", clock.day)
    with office.store.begin() as unit:
        draft = _prepared(unit, played)
    received = intake.receive_record(office, ACTORS[raw.get("by", "clerk")], draft, "key-1")
    played.record, played.decision = received.record, received.decision
    _check(played, raw.get("then", {}))
    for step in raw.get("steps", ()):
        _take(played, step)
    return played


def _prepared(unit: UnitOfWork, played: Intaken) -> Draft:
    raw, place = played.raw, played.raw["place"]
    document = None
    if raw["document"] is not None:
        changes = dict(raw["document"])
        for name, kind in (("kind", DocumentKind), ("state", DocumentState)):
            if name in changes:
                changes[name] = kind(changes[name])
        document = add_document(unit, **changes)
    provider = raw.get("provider", {})
    if provider is not None:
        roles = tuple(provider.get("roles", ["provider", "state_organ"]))
        unit.bodies.add(Body(new_id(), place, PROVIDER, roles, provider.get("active", True)))
    if raw["catalogue"] is not None:
        _load(unit, played)
    said = {
        "source": "public", "record_class": "dishonest", "title": "行政处罚（测试）", "provider": PROVIDER,
        "content": {"处罚事由": "未按规定公示年度报告", "处罚结果": "警告"}, "basis": "测试规定第一条",
        "event_date": date(2026, 3, 2), "item": "SL-1", "gravity": None, **raw["draft"],
    }  # fmt: skip
    said["source"], said["record_class"] = Source(said["source"]), RecordClass(said["record_class"])
    said["gravity"] = Gravity(said["gravity"]) if said["gravity"] else None
    return Draft(
        jurisdiction=place, identity=_identity(raw["subject"]), declared=_declared(raw["declared"]),
        document_id=document.id if document else None, **said,
    )  # fmt: skip


def _identity(said: Mapping[str, Any]) -> Identity:
    source = random.Random(7)
    known = {"firm", "born", "capacity", "other_document", "number"}
    assert said.keys() <= known, said.keys() - known
    if said.get("firm"):
        number = said.get("number", unified_code(source))
        return Identity(SubjectKind.LEGAL_PERSON, "示例市晨禾建材有限公司", IdKind.USCC, number)
    born = said.get("born", date(1985, 6, 1))
    capacity = Capacity(said.get("capacity", "unknown"))
    if name := said.get("other_document"):
        return Identity(SubjectKind.NATURAL_PERSON, "王建平", IdKind.OTHER, "E12345678", name, True, None, capacity)
    number = said.get("number", resident_number(source, born))
    return Identity(SubjectKind.NATURAL_PERSON, "王建平", IdKind.RESIDENT_ID, number, capacity=capacity)


def _declared(said: Mapping[str, Any]) -> Declared:
    values = dict(said)
    for name in _CLAUSES:
        if values.get(name):
            values[name] = ClauseRef.parse(values[name])
    values["personal_data"] = tuple(values.get("personal_data", ()))
    return Declared(**values)


def _load(unit: UnitOfWork, played: Intaken) -> None:
    changes = played.raw["catalogue"]
    base = {"provider": PROVIDER, "open": True, "shared": True, "share_scope": "全部政务部门（测试）", "basis": "测试目录",
            "publicity": {"count": 6, "unit": "月", "start": "document_effective"}, "retention": "permanent"}  # fmt: skip
    classes = {"SL-1": "dishonest", "SL-2": "positive", "SL-3": "basic"}
    entries = [
        {**base, "code": code, "name": f"条目{code}（测试）", "record_class": kind, **changes}
        for code, kind in classes.items()
    ]
    entries = [{name: value for name, value in entry.items() if value is not None} for entry in entries]
    text = yaml.safe_dump(
        {
            "basis": {"title": "测试目录", "number": None, "issuer": "测试机关", "date": date(2024, 12, 1)},
            "jurisdiction": played.raw["place"],
            "valid_from": date(2025, 1, 1),
            "valid_to": None,
            "catalogue": entries,
            **(played.raw.get("periods") or {}),
        },
        allow_unicode=True,
    )
    unit.loaded.add(
        LoadedFile(new_id(), OUTSIDE, "ml.yaml", text, new_id(), "administrator-1", played.clock.now(), None)
    )


def _take(played: Intaken, step: Mapping[str, Any]) -> None:
    assert step.keys() <= _STEP, step.keys() - _STEP
    played.clock.day = step.get("日", played.clock.day)
    if "refused" not in step:
        _do(played, step)
    else:
        with pytest.raises(LawError) as caught:
            _do(played, step)
        error = caught.value
        if isinstance(error, Refused):
            assert isinstance(error.decision, Decision)
            played.decision = error.decision
            assert error.decision.outcome == step["refused"], error
        else:
            assert type(error).__name__ == step["refused"], error
    _check(played, step.get("then", {}))


def _do(played: Intaken, step: Mapping[str, Any]) -> None:
    office, actor = played.office, ACTORS[step.get("by", "officer")]
    if step["do"] in ("stop_expired", "erase_expired"):
        job = publicity.stop_expired if step["do"] == "stop_expired" else retention.erase_expired
        assert job(office) == step.get("count", 1)
        return
    assert played.record is not None
    if step["do"] == "release":
        played.decision = intake.release_held(office, actor, played.record.id, _settled(step)).decision
    elif step["do"] == "reject":
        intake.reject_held(office, actor, played.record.id, step["note"])
    elif step["do"] == "publish":
        played.decision = publicity.check_publication(
            office, played.record.id, way=step.get("way"), agreement=step.get("agreement")
        )
        publicity.publish(office, actor, played.record.id, way=step.get("way"), agreement=step.get("agreement"))
    else:
        publicity.over_period_handled(office, actor, played.record.id, step["note"])


def _settled(step: Mapping[str, Any]) -> intake.Settled:
    return intake.Settled(
        findings=step.get("findings", {}),
        note=step.get("note", "已经核实（测试）"),
        gravity=Gravity(step["gravity"]) if "gravity" in step else None,
        record_class=RecordClass(step["record_class"]) if "record_class" in step else None,
        category=ClauseRef.parse(step["category"]) if "category" in step else None,
        serious_category=ClauseRef.parse(step["serious_category"]) if "serious_category" in step else None,
    )


def _check(played: Intaken, then: Mapping[str, Any]) -> None:
    assert then.keys() <= _THEN, then.keys() - _THEN
    decision = played.decision
    assert decision is not None
    texts = [reason.text for reason in decision.reasons]
    if "outcome" in then:
        assert decision.outcome == then["outcome"], texts
    for rule, expected in then.get("reasons", {}).items():
        found = [reason.met.value for reason in decision.reasons if reason.rule == rule]
        assert set(found) == {expected} if isinstance(expected, str) else found == expected, (rule, found, texts)
    clauses = {str(reason.clause) for reason in decision.reasons if reason.clause}
    assert set(then.get("依据", ())) <= clauses, clauses
    for rule in then.get("no_clause", ()):
        about = [reason for reason in decision.reasons if reason.rule == rule]
        assert about, texts
        assert all(reason.clause is None for reason in about), texts
    if "missing" in then:
        assert any(then["missing"] in asked for asked in decision.missing), decision.missing
    assert set(then.get("assumptions", ())) <= set(decision.assumptions), decision.assumptions
    if "reason" in then:
        assert any(then["reason"] in text for text in texts), texts
    _check_record(played, then)


def _check_record(played: Intaken, then: Mapping[str, Any]) -> None:
    if then.get("state") == "none":
        assert played.record is None
        return
    if played.record is None:
        assert not then.keys() & {"state", "content", "publicity", "end", "note", "sharing", "duties", "log"}
        return
    with played.office.store.read() as unit:
        record = unit.records.get(played.record.id)
        plain = {"state": record.validity.value, "publicity": record.publicity.value, "end": record.publicity_end,
                 "sharing": record.sharing.value, "record_class": record.record_class.value, "held_for": record.held_for,
                 "gravity": record.gravity.value if record.gravity else None}  # fmt: skip
        for name in plain.keys() & then.keys():
            assert plain[name] == then[name], (name, plain[name], played.decision)
        if "note" in then:
            assert then["note"] in (record.publicity_note or ""), record.publicity_note
        if "content" in then:
            assert bool(record.content or record.title) == (then["content"] == "kept"), record
        if "log" in then:
            changes = unit.changes.where(record_id=record.id, order=("at",))
            assert any(then["log"] in change.reason for change in changes), [change.reason for change in changes]
        if "duties" in then:
            calendar = played.office.calendar(unit)
            found = {duty.rule: status(duty, played.clock.day, calendar).value
                     for duty in unit.duties.where(record_id=record.id)}  # fmt: skip
            assert found == then["duties"]
