"""What a turn may ask of its reply. Each key of a script is one entry of `EXPECTATIONS`; a further kind is a further entry."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from assistant.answer import Answer
from assistant.outcome import Reason, Status
from evals.answers.score import same_words
from evals.suite import Step
from knowledge.citations.reference import ClauseRef
from knowledge.regulations.corpus import Corpus


@dataclass(frozen=True, slots=True)
class Seen:
    """What a turn came to, as the expectations look at it."""

    answer: Answer
    corpus: Corpus

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
    }
)
