"""What is wrong with a reply, or with what was filed: sentences, none where all is right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from assistant.answer import Answer
from assistant.dialogue.slots import SLOTS
from assistant.outcome import Status
from credit_core.model.cases import Case
from credit_core.use_cases.case_view import CaseView
from evals.answers.numbers import unbacked
from evals.answers.score import is_verbatim, same_words
from knowledge.citations.reference import ClauseRef
from knowledge.regulations.corpus import Corpus
from tests.assistant.dialogue.adapters import Heard
from tests.assistant.dialogue.script import Script

_DERIVED = frozenset({"subject_kind", "subject_id_type"})
_DERIVED_OF_ACT = {"authorised_query": frozenset({"applicant_role"})}
_MARKER = re.compile(r"\[(\d{1,2})\]")
_THAT_DAY = re.compile("(?<=[那这哪某每])一天")  # points at a day, counts none
_DAY_OF_THIS_YEAR = re.compile(r"(?<![\d年])(\d{1,2})月(\d{1,2})[日号]")
_KEYS = ("reply", "flow", "case", "handoff")
_FLOW = ("act", "state", "slots", "missing", "asked")


def wrong_reply(expected: Mapping[str, Any], heard: Heard, corpus: Corpus) -> Iterator[str]:
    """What a turn asks of its reply and does not get."""
    turn, answer = heard.turn, Answer.from_dict(heard.turn["reply"])
    flow = turn["flow"] or {}
    for key, want in expected.items():
        if key in ("status", "reason"):
            found = getattr(answer, key).value
            if found not in _several(want):
                yield f"{key} 应为 {want}，却是 {found}（{answer.text[:60]}）"
        elif key in ("act", "state", "asked"):
            if flow.get(key) not in _several(want):
                yield f"{key} 应为 {want}，却是 {flow.get(key)}（{answer.text[:60]}）"
        elif key == "slots":
            yield from wrong_slots(want, flow.get("slots", {}))
        elif key == "missing":
            yield from (f"应当列为还缺：{slot}" for slot in want if slot not in flow.get("missing", ()))
        elif key == "not_missing":
            yield from (f"不当列为还缺：{slot}" for slot in want if slot in flow.get("missing", ()))
        elif key == "cites":
            yield from _wrong_citations(want, answer, corpus)
        elif key == "includes":
            for words in want:
                if not any(str(word) in answer.text for word in _several(words)):
                    yield f"没有说到 {words}"
        elif key == "excludes":
            yield from (f"不该说 {words}" for words in want if str(words) in answer.text)
        elif key == "computed":
            yield from _wrong_computed(want, answer)
        elif key in ("case", "handoff"):
            yield from _wrong_object(key, want, turn[key])


def broken_rules(heard: Heard, said: str, corpus: Corpus) -> Iterator[str]:
    """What every reply owes, whatever the script says."""
    turn, answer = heard.turn, Answer.from_dict(heard.turn["reply"])
    if tuple(turn) != _KEYS or (turn["flow"] is not None and tuple(turn["flow"]) != _FLOW):
        yield f"不是约定的对象：{list(turn)}"
    if not answer.text.strip():
        yield "答复是空的"
    markers = [int(number) for number in _MARKER.findall(answer.text)]
    if set(markers) != {citation.marker for citation in answer.citations}:
        yield f"序号 {sorted(set(markers))} 与引用 {[c.marker for c in answer.citations]} 对不上"
    yield from (f"引文与原文不符：{c.clause}" for c in answer.citations if not is_verbatim(c, corpus))
    slots = (turn["flow"] or {}).get("slots", {})
    for name, value in slots.items():
        if name not in SLOTS:
            yield f"约定里没有的栏目：{name}"
        elif name.endswith("_id") and value in answer.text:
            yield f"答复里有完整的号码（{name}）"
    if answer.status is Status.ANSWERED or (turn["flow"] or {}).get("state") == "confirming":
        told = replace(answer, text=_THAT_DAY.sub("天", answer.text))
        said = _DAY_OF_THIS_YEAR.sub(rf"{answer.as_of.year}年\1月\2日", said)
        if loose := unbacked(told, said, corpus):
            yield "没有出处的数字：" + "、".join(loose)


def wrong_slots(want: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[str]:
    """Values that are not as written; None means that there is none, `{has: words}` that the words are in it."""
    for name, value in want.items():
        value, have = _plain(value), found.get(name)
        if isinstance(value, Mapping):
            joined = "\n".join(have) if isinstance(have, list) else str(have)
            if value["has"] not in joined:
                yield f"{name} 里应有 {value['has']}，却是 {have}"
        elif have != value:
            yield f"{name} 应为 {value}，却是 {have}"


def derived(act: str) -> frozenset[str]:
    """Slots that follow from what was said; a script need not spell them out."""
    return _DERIVED | _DERIVED_OF_ACT.get(act, frozenset())


def payload(case: Case) -> dict[str, Any]:
    """What was filed, by the contract's names; the place is a column of its own."""
    return {"jurisdiction": case.jurisdiction} | {name: v for name, v in case.applicant.items() if name in SLOTS}


def wrong_filings(script: Script, cases: Sequence[tuple[Case, CaseView]]) -> Iterator[str]:
    """What was filed against what should have been: no more, no less."""
    if [case.type.value for case, _ in cases] != [want["type"] for want in script.filed]:
        yield f"应当提交 {[want['type'] for want in script.filed]}，却是 {[case.type.value for case, _ in cases]}"
        return
    for want, (case, view) in zip(script.filed, cases, strict=True):
        yield from (f"办件 {case.type.value}：{words}" for words in _wrong_case(want, case, view))


def not_as_shown(case: Case, shown: Mapping[str, Any]) -> Iterator[str]:
    """A case that holds anything else than what its applicant saw in the summary and confirmed."""
    follows = derived(case.type.value) - set(shown)
    filed = {name: value for name, value in payload(case).items() if name not in follows}
    if filed != dict(shown):
        both = set(filed) | set(shown)
        yield f"提交的不是给看过的：{ {n: (shown.get(n), filed.get(n)) for n in both if shown.get(n) != filed.get(n)} }"


def _wrong_case(want: Mapping[str, Any], case: Case, view: CaseView) -> Iterator[str]:
    if case.jurisdiction != want["jurisdiction"]:
        yield f"地方应为 {want['jurisdiction']}，却是 {case.jurisdiction}"
    if "state" in want and case.state not in _several(want["state"]):
        yield f"状态应为 {want['state']}，却是 {case.state}"
    if "slots" in want:
        filed = payload(case)
        yield from wrong_slots(want["slots"], filed)
        if more := set(filed) - set(want["slots"]) - derived(case.type.value):
            yield f"多出来的栏目：{ {name: filed[name] for name in sorted(more)} }"
    if "files" in want and [one.name for one in view.attachments] != want["files"]:
        yield f"附件应为 {want['files']}，却是 {[one.name for one in view.attachments]}"
    duties = {duty.rule: duty.as_contract() for duty in view.deadlines}
    for deadline in want.get("deadlines", ()):
        found = duties.get(deadline["rule"])
        if found is None:
            yield f"没有期限 {deadline['rule']}；有 {sorted(duties)}"
            continue
        for key, value in deadline.items():
            if found[key] != _plain(value):
                yield f"{deadline['rule']} 的 {key} 应为 {_plain(value)}，却是 {found[key]}"
    yield from (f"不该有期限 {rule}" for rule in want.get("no_deadlines", ()) if rule in duties)


def _wrong_citations(want: Sequence[str], answer: Answer, corpus: Corpus) -> Iterator[str]:
    cited = [ClauseRef.parse(citation.clause) for citation in answer.citations]
    if not want and cited:
        yield f"不该引用条款：{[str(ref) for ref in cited]}"
    for clause in want:
        if not any(same_words(corpus, ClauseRef.parse(clause), ref) for ref in cited):
            yield f"没有引到 {clause}；引了 {[str(ref) for ref in cited]}"


def _wrong_computed(want: Sequence[Sequence[Any]], answer: Answer) -> Iterator[str]:
    found = [(one.days, one.unit, one.due) for one in answer.computed]
    if not want and found:
        yield f"不该有日期，却算出 {found}"
    for days, unit, due in want:
        if (days, unit, _plain(due)) not in found:
            yield f"应当算出 {days}{unit} {due}，却是 {found}"


def _wrong_object(key: str, want: Mapping[str, Any] | None, found: Mapping[str, Any] | None) -> Iterator[str]:
    if want is None or found is None:
        if want is not found:
            yield f"{key} 应为 {want}，却是 {found}"
        return
    for name, value in want.items():
        if found.get(name) not in _several(value):
            yield f"{key}.{name} 应为 {value}，却是 {found.get(name)}"


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
