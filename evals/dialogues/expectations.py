"""What a turn may ask of its reply. Each key of a script is one entry of `EXPECTATIONS`; a further kind is a further entry."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from assistant.answer import Answer
from assistant.dialogue.acts import Act, FlowState
from assistant.dialogue.slots import SLOTS
from assistant.outcome import Reason, Status
from evals.answers.score import same_words
from evals.filings.values import plain, wrong_slots
from evals.suite import Step
from knowledge.citations.reference import ClauseRef
from knowledge.regulations.corpus import Corpus


@dataclass(frozen=True, slots=True)
class Seen:
    """What a turn came to, as the expectations look at it. `turn` is the contract's object; None of a mere question."""

    answer: Answer
    corpus: Corpus
    turn: Mapping[str, Any] | None = None

    @property
    def flow(self) -> Mapping[str, Any]:
        """The act in progress; empty where there is none."""
        return (self.turn or {}).get("flow") or {}

    @property
    def case(self) -> Mapping[str, Any] | None:
        """The case that the turn is about."""
        return (self.turn or {}).get("case")

    @property
    def cited(self) -> list[ClauseRef]:
        """The cited clauses, in order."""
        return [ClauseRef.parse(citation.clause) for citation in self.answer.citations]


@dataclass(frozen=True, slots=True)
class Expectation:
    """One thing to hold of a reply.

    Attributes:
        label: the metric's name in reports.
        read: from what the YAML has to what `wrong` takes; raises ValueError, TypeError or KeyError for what it cannot be.
        wrong: what is wrong with the reply, in words; "" for nothing.
        weight: how bad it is (CONTRIBUTING.md ranks the errors). `step`: where it arises as a rule.
    """

    label: str
    read: Callable[[Any], object]
    wrong: Callable[[Any, Seen], str]
    weight: int
    step: Step


def _wrong_status(expected: Status, seen: Seen) -> str:
    found = seen.answer.status
    return "" if found is expected else f"应当 {expected}，却是 {found}（{seen.answer.reason}）"


def _wrong_reason(expected: Reason, seen: Seen) -> str:
    return "" if seen.answer.reason is expected else f"原因应为 {expected}，却是 {seen.answer.reason}"


def _wrong_place(expected: str | None, seen: Seen) -> str:
    return "" if seen.answer.jurisdiction == expected else f"应当是 {expected}，却是 {seen.answer.jurisdiction}"


def _not_cited(expected: tuple[ClauseRef, ...], seen: Seen) -> str:
    missing = [str(ref) for ref in expected if not any(same_words(seen.corpus, ref, other) for other in seen.cited)]
    return "没有引到 " + "、".join(missing) if missing else ""


def _not_first(expected: ClauseRef, seen: Seen) -> str:
    first = next(iter(seen.cited), None)
    return (
        "" if first is not None and same_words(seen.corpus, expected, first) else f"首条应为 {expected}，却是 {first}"
    )


def _not_said(expected: tuple[tuple[str, ...], ...], seen: Seen) -> str:
    missing = ["／".join(words) for words in expected if not any(word in seen.answer.text for word in words)]
    return "缺 " + "、".join(missing) if missing else ""


def _said_after_all(expected: tuple[str, ...], seen: Seen) -> str:
    found = [words for words in expected if words in seen.answer.text]
    return "不该有 " + "、".join(found) if found else ""


def _not_computed(expected: tuple[tuple[int, str, str], ...], seen: Seen) -> str:
    found = [(c.days, c.unit, c.due) for c in seen.answer.computed]
    if not expected:
        return f"不该有日期，却算出 {found}" if found else ""
    missing = [entry for entry in expected if entry not in found]
    return f"应当算出 {missing}，却是 {found}" if missing else ""


def _other_flow(expected: tuple[Act, tuple[FlowState, ...]] | None, seen: Seen) -> str:
    act, state = seen.flow.get("act"), seen.flow.get("state")
    if expected is None:
        return f"不该有在办的事，却在办 {act}（{state}）" if act else ""
    wanted, states = expected
    return "" if act == wanted and state in states else f"应当是 {wanted}（{'、'.join(states)}），却是 {act}（{state}）"


def _other_slots(expected: Mapping[str, Any], seen: Seen) -> str:
    return "；".join(wrong_slots(expected, seen.flow.get("slots", {})))


def _other_question(expected: str | None, seen: Seen) -> str:
    found = seen.flow.get("asked")
    return "" if found == expected else f"应当在问 {expected}，却在问 {found}"


def _other_case(expected: Mapping[str, Any] | None, seen: Seen) -> str:
    found = seen.case
    if expected is None or found is None:
        return (
            ""
            if expected is found is None
            else f"应当是 {expected and expected['type']}，却是 {found and found['type']}"
        )
    wrong = [f"{k} 应为 {v}，却是 {found[k]}" for k, v in expected.items() if k != _DUE and found[k] != v]
    due = {(entry["rule"], entry["due"]) for entry in found[_DUE]}
    missing = [f"{rule} {day}" for rule, day in expected.get(_DUE, ()) if (rule, day) not in due]
    if missing:
        wrong.append(f"没有期限 {'、'.join(missing)}；有 {sorted(due, key=str)}")
    return "；".join(wrong)


def _spellings(value: Any) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(map(str, w)) if isinstance(w, list) else (str(w),) for w in _several(value))


def _several(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError(f"应当是列表：{value!r}")
    return value


def _place(value: Any) -> str | None:
    return None if value is None else str(value)


def _days(value: Any) -> tuple[tuple[int, str, str], ...]:
    return tuple(
        (int(days), str(unit), date.fromisoformat(str(due)).isoformat()) for days, unit, due in _several(value)
    )


def _flow(value: Any) -> tuple[Act, tuple[FlowState, ...]] | None:
    if value is None:
        return None
    states = value["state"] if isinstance(value["state"], list) else [value["state"]]
    return Act(value["act"]), tuple(map(FlowState, states))


def _slots(value: Any) -> Mapping[str, Any]:
    if unknown := set(value) - set(SLOTS):
        raise ValueError(f"没有这样的栏目：{sorted(unknown)}")
    return MappingProxyType({name: plain(said) for name, said in value.items()})


def _slot(value: Any) -> str | None:
    if value is not None and value not in SLOTS:
        raise ValueError(f"没有这样的栏目：{value}")
    return None if value is None else str(value)


def _case(value: Any) -> Mapping[str, Any] | None:
    if value is None:
        return None
    if unknown := set(value) - set(_CASE):
        raise ValueError(f"case 没有这样的键：{sorted(unknown)}；可用：{'、'.join(_CASE)}")
    due = tuple((str(rule), date.fromisoformat(str(day)).isoformat()) for rule, day in value.get(_DUE, ()))
    return MappingProxyType({**value, "type": Act(value["type"]).value, _DUE: due})


_DUE = "deadlines"
_CASE = ("type", "jurisdiction", "state", _DUE)
FILING = ("flow", "slots", "asked", "case")
"""Keys that a mere question has nothing to show for: a script with one of them is played at the front door."""

EXPECTATIONS: Mapping[str, Expectation] = MappingProxyType(
    {
        "status": Expectation("答、问、拒相符", Status, _wrong_status, 40, Step.ROUTING),
        "reason": Expectation("原因代码相符", Reason, _wrong_reason, 10, Step.ROUTING),
        "jurisdiction": Expectation("地方相符", _place, _wrong_place, 60, Step.UNDERSTANDING),
        "cites": Expectation(
            "该引的条款都引了",
            lambda value: tuple(ClauseRef.parse(str(clause)) for clause in _several(value)),
            _not_cited,
            30,
            Step.RETRIEVAL,
        ),
        "first": Expectation("首条引用相符", lambda value: ClauseRef.parse(str(value)), _not_first, 15, Step.RANKING),
        "includes": Expectation("该有的话都有", _spellings, _not_said, 20, Step.COMPOSITION),
        "excludes": Expectation(
            "没有不该有的话",
            lambda value: tuple(str(words) for words in _several(value)),
            _said_after_all,
            60,
            Step.COMPOSITION,
        ),
        "computed": Expectation("日期推算相符", _days, _not_computed, 50, Step.RULES),
        "flow": Expectation("在办的事相符", _flow, _other_flow, 40, Step.FILING),
        "slots": Expectation("听到的栏目相符", _slots, _other_slots, 50, Step.HEARING),
        "asked": Expectation("问的是该问的", _slot, _other_question, 30, Step.FILING),
        "case": Expectation("办件相符", _case, _other_case, 70, Step.FILING),
    }
)
