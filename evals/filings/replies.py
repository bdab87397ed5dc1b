"""What is wrong with a reply: faults in words, each with the step it arises at, none where all is right."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from assistant.answer import Answer
from assistant.dialogue.slots import SLOTS
from assistant.outcome import Status
from evals.answers.numbers import unbacked
from evals.answers.score import is_verbatim, same_words
from evals.filings.talk import Heard
from evals.filings.values import plain, several, wrong_slots
from evals.suite import Fault, Step
from knowledge.citations.reference import ClauseRef
from knowledge.regulations.corpus import Corpus

_MARKER = re.compile(r"\[(\d{1,2})\]")
_THAT_DAY = re.compile("(?<=[那这哪某每])一天")  # points at a day, counts none
_DAY_OF_THIS_YEAR = re.compile(r"(?<![\d年])(\d{1,2})月(\d{1,2})[日号]")
_KEYS = ("reply", "flow", "case", "handoff")
_FLOW = ("act", "state", "slots", "missing", "asked")
_SHOWN = 60
"""Characters of a reply that stand beside what is wrong with it."""


@dataclass(frozen=True, slots=True)
class _Seen:
    turn: Mapping[str, Any]
    answer: Answer
    corpus: Corpus

    @property
    def flow(self) -> Mapping[str, Any]:
        return self.turn["flow"] or {}


@dataclass(frozen=True, slots=True)
class _Key:
    """What a script may ask of a turn: how bad it is if it is not so, where that arises as a rule, and what is wrong."""

    weight: int
    step: Step
    wrong: Callable[[str, Any, _Seen], Iterator[str]]


def wrong_reply(expected: Mapping[str, Any], heard: Heard, corpus: Corpus) -> Iterator[Fault]:
    """What a turn asks of its reply and does not get."""
    seen = _Seen(heard.turn, Answer.from_dict(heard.turn["reply"]), corpus)
    for name, want in expected.items():
        key = _WANTED[name]
        yield from (Fault(key.weight, words, key.step) for words in key.wrong(name, want, seen))


def broken_rules(heard: Heard, said: str, corpus: Corpus) -> Iterator[Fault]:
    """What every reply owes, whatever the script says. `said` is all that the citizen said so far."""
    turn, answer = heard.turn, Answer.from_dict(heard.turn["reply"])
    if tuple(turn) != _KEYS or (turn["flow"] is not None and tuple(turn["flow"]) != _FLOW):
        yield Fault(60, f"不是约定的对象：{list(turn)}", Step.FILING)
    if not answer.text.strip():
        yield Fault(60, "答复是空的", Step.COMPOSITION)
    markers = [int(number) for number in _MARKER.findall(answer.text)]
    if set(markers) != {citation.marker for citation in answer.citations}:
        marked = [citation.marker for citation in answer.citations]
        yield Fault(40, f"序号 {sorted(set(markers))} 与引用 {marked} 对不上", Step.COMPOSITION)
    for citation in answer.citations:
        if not is_verbatim(citation, corpus):
            yield Fault(100, f"引文与原文不符：{citation.clause}", Step.VERIFICATION)
    for name, value in (turn["flow"] or {}).get("slots", {}).items():
        if name not in SLOTS:
            yield Fault(60, f"约定里没有的栏目：{name}", Step.FILING)
        elif name.endswith("_id") and value in answer.text:
            yield Fault(100, f"答复里有完整的号码（{name}）", Step.PROTECTION)
    confirming = (turn["flow"] or {}).get("state") == "confirming"
    if (answer.status is Status.ANSWERED or confirming) and (loose := loose_numbers(answer, said, corpus)):
        yield Fault(80, "没有出处的数字：" + "、".join(loose), Step.VERIFICATION)


def loose_numbers(answer: Answer, said: str, corpus: Corpus) -> tuple[str, ...]:
    """Numbers without a source, where a day said without its year is one of this year, and 那一天 counts nothing."""
    told = replace(answer, text=_THAT_DAY.sub("天", answer.text))
    return unbacked(told, _DAY_OF_THIS_YEAR.sub(rf"{answer.as_of.year}年\1月\2日", said), corpus)


def wrong_object(name: str, want: Mapping[str, Any] | None, found: Mapping[str, Any] | None) -> Iterator[str]:
    """An object of the contract that is not as written; None means that there is none."""
    if want is None or found is None:
        if want is not found:
            yield f"{name} 应为 {want}，却是 {found}"
        return
    for key, value in want.items():
        if found.get(key) not in several(value):
            yield f"{name}.{key} 应为 {value}，却是 {found.get(key)}"


def _of_answer(name: str, want: Any, seen: _Seen) -> Iterator[str]:
    found = getattr(seen.answer, name).value
    if found not in several(want):
        yield f"{name} 应为 {want}，却是 {found}（{seen.answer.text[:_SHOWN]}）"


def _of_flow(name: str, want: Any, seen: _Seen) -> Iterator[str]:
    if seen.flow.get(name) not in several(want):
        yield f"{name} 应为 {want}，却是 {seen.flow.get(name)}（{seen.answer.text[:_SHOWN]}）"


def _slots(_: str, want: Mapping[str, Any], seen: _Seen) -> Iterator[str]:
    return wrong_slots(want, seen.flow.get("slots", {}))


def _missing(_: str, want: Sequence[str], seen: _Seen) -> Iterator[str]:
    return (f"应当列为还缺：{slot}" for slot in want if slot not in seen.flow.get("missing", ()))


def _not_missing(_: str, want: Sequence[str], seen: _Seen) -> Iterator[str]:
    return (f"不当列为还缺：{slot}" for slot in want if slot in seen.flow.get("missing", ()))


def _cites(_: str, want: Sequence[str], seen: _Seen) -> Iterator[str]:
    cited = [ClauseRef.parse(citation.clause) for citation in seen.answer.citations]
    if not want and cited:
        yield f"不该引用条款：{[str(ref) for ref in cited]}"
    for clause in want:
        if not any(same_words(seen.corpus, ClauseRef.parse(clause), ref) for ref in cited):
            yield f"没有引到 {clause}；引了 {[str(ref) for ref in cited]}"


def _includes(_: str, want: Sequence[Any], seen: _Seen) -> Iterator[str]:
    for words in want:
        if not any(str(word) in seen.answer.text for word in several(words)):
            yield f"没有说到 {words}"


def _excludes(_: str, want: Sequence[Any], seen: _Seen) -> Iterator[str]:
    return (f"不该说 {words}" for words in want if str(words) in seen.answer.text)


def _computed(_: str, want: Sequence[Sequence[Any]], seen: _Seen) -> Iterator[str]:
    found = [(one.days, one.unit, one.due) for one in seen.answer.computed]
    if not want and found:
        yield f"不该有日期，却算出 {found}"
    for days, unit, due in want:
        if (days, unit, plain(due)) not in found:
            yield f"应当算出 {days}{unit} {due}，却是 {found}"


def _object(name: str, want: Mapping[str, Any] | None, seen: _Seen) -> Iterator[str]:
    return wrong_object(name, want, seen.turn[name])


_WANTED: Mapping[str, _Key] = MappingProxyType(
    {
        "status": _Key(40, Step.ROUTING, _of_answer),
        "reason": _Key(10, Step.ROUTING, _of_answer),
        "act": _Key(40, Step.FILING, _of_flow),
        "state": _Key(40, Step.FILING, _of_flow),
        "asked": _Key(30, Step.FILING, _of_flow),
        "slots": _Key(50, Step.HEARING, _slots),
        "missing": _Key(30, Step.FILING, _missing),
        "not_missing": _Key(30, Step.FILING, _not_missing),
        "cites": _Key(30, Step.RETRIEVAL, _cites),
        "includes": _Key(20, Step.COMPOSITION, _includes),
        "excludes": _Key(60, Step.COMPOSITION, _excludes),
        "computed": _Key(50, Step.RULES, _computed),
        "case": _Key(60, Step.FILING, _object),
        "handoff": _Key(40, Step.FILING, _object),
    }
)
