"""What is wrong with what was filed: faults in words, none where all is right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from assistant.dialogue.slots import SLOTS
from credit_core.model.cases import Case
from credit_core.use_cases.case_view import CaseView
from evals.filings.script import Script
from evals.filings.values import plain, several, wrong_slots
from evals.suite import Fault, Step

UNCONFIRMED = 200
"""Weight of what may never happen: something was filed that its applicant did not see or did not confirm."""
WRONG_CASE, WRONG_DATE, WRONG_SLOT, WRONG_DETAIL = 90, 80, 70, 50
_DERIVED = frozenset({"subject_kind", "subject_id_type"})
_DERIVED_OF_ACT = {"authorised_query": frozenset({"applicant_role"})}


def derived(act: str) -> frozenset[str]:
    """Slots that follow from what was said; a script need not spell them out."""
    return _DERIVED | _DERIVED_OF_ACT.get(act, frozenset())


def payload(case: Case) -> dict[str, Any]:
    """What was filed, by the contract's names; the place is a column of its own."""
    return {"jurisdiction": case.jurisdiction} | {name: v for name, v in case.applicant.items() if name in SLOTS}


def wrong_filings(script: Script, cases: Sequence[tuple[Case, CaseView]]) -> Iterator[Fault]:
    """What was filed against what should have been: no more, no less."""
    if [case.type.value for case, _ in cases] != [want["type"] for want in script.filed]:
        wanted, found = [want["type"] for want in script.filed], [case.type.value for case, _ in cases]
        yield Fault(WRONG_CASE, f"应当提交 {wanted}，却是 {found}", Step.FILING)
        return
    for want, (case, view) in zip(script.filed, cases, strict=True):
        for weight, step, words in _wrong_case(want, case, view):
            yield Fault(weight, f"办件 {case.type.value}：{words}", step)


def not_as_shown(case: Case, shown: Mapping[str, Any]) -> Iterator[Fault]:
    """A case that holds anything else than what its applicant saw in the summary and confirmed."""
    follows = derived(case.type.value) - set(shown)
    filed = {name: value for name, value in payload(case).items() if name not in follows}
    if filed != dict(shown):
        both = set(filed) | set(shown)
        other = {name: (shown.get(name), filed.get(name)) for name in both if shown.get(name) != filed.get(name)}
        yield Fault(UNCONFIRMED, f"提交的不是给看过的：{other}", Step.FILING)


def _wrong_case(want: Mapping[str, Any], case: Case, view: CaseView) -> Iterator[tuple[int, Step, str]]:
    if case.jurisdiction != want["jurisdiction"]:
        yield WRONG_CASE, Step.HEARING, f"地方应为 {want['jurisdiction']}，却是 {case.jurisdiction}"
    if "state" in want and case.state not in several(want["state"]):
        yield WRONG_DETAIL, Step.FILING, f"状态应为 {want['state']}，却是 {case.state}"
    if "slots" in want:
        filed = payload(case)
        for words in wrong_slots(want["slots"], filed):
            yield WRONG_SLOT, Step.HEARING, words
        if more := set(filed) - set(want["slots"]) - derived(case.type.value):
            yield WRONG_SLOT, Step.HEARING, f"多出来的栏目：{ {name: filed[name] for name in sorted(more)} }"
    if "files" in want and (files := [one.name for one in view.attachments]) != want["files"]:
        yield WRONG_DETAIL, Step.FILING, f"附件应为 {want['files']}，却是 {files}"
    for words in _wrong_dates(want, view):
        yield WRONG_DATE, Step.RULES, words


def _wrong_dates(want: Mapping[str, Any], view: CaseView) -> Iterator[str]:
    duties = {duty.rule: duty.as_contract() for duty in view.deadlines}
    for deadline in want.get("deadlines", ()):
        found = duties.get(deadline["rule"])
        if found is None:
            yield f"没有期限 {deadline['rule']}；有 {sorted(duties)}"
            continue
        for key, value in deadline.items():
            if found[key] != plain(value):
                yield f"{deadline['rule']} 的 {key} 应为 {plain(value)}，却是 {found[key]}"
    yield from (f"不该有期限 {rule}" for rule in want.get("no_deadlines", ()) if rule in duties)
