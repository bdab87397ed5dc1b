"""Replies as officers paste them: several citations in one text, right and wrong ones mixed, each with its verdict."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from evals.jsonl import read_rows
from evals.suite import Fault, Metric, Quoted, Step, Trial
from evals.workbench import TODAY
from knowledge.citations.check import CitationVerdict, check_text
from knowledge.citations.verifier import Outcome
from knowledge.regulations.corpus import Corpus

METRICS = (
    Metric("caught", "错的引用都指了出来", 1.0, hard=True),
    Metric("cleared", "对的引用没有错怪", 1.0, hard=True),
    Metric("verdict", "判词相符（错在哪里也说对了）", 0.95),
    Metric("silent", "不是引用的没有判词", 1.0),
)


@dataclass(frozen=True, slots=True)
class Expected:
    """One citation of a draft: a reference or a quotation as written, and the verdict on it."""

    words: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Draft:
    """A text. `place` is what it is written for, None where it may speak of several; `on` the day whose law it tells."""

    id: str
    text: str
    place: str | None
    on: date
    expected: tuple[Expected, ...]
    note: str


def load_drafts(path: Path) -> list[Draft]:
    """The drafts of a JSONL file.

    Raises:
        DatasetError: no such file, or a line that does not follow the schema; says which.
    """
    return read_rows(path, _draft)


def draft_trials(corpus: Corpus, draft: Draft) -> Iterator[Trial]:
    """A trial for each citation of the draft, and one for verdicts on what is no citation."""
    verdicts = check_text(corpus, draft.text, draft.on, draft.place)
    for number, expected in enumerate(draft.expected, 1):
        mine = [v for v in verdicts if v.text == expected.words]
        yield _trial(draft, str(number), expected, mine)
    known = {expected.words for expected in draft.expected}
    extra = [v for v in verdicts if v.text not in known]
    faults = tuple(Fault(20, f"不是引用却有判词：{v.text}（{v.verdict.outcome}）", Step.VERIFICATION) for v in extra)
    yield Trial(f"{draft.id}/0", draft.text, _groups(draft, "其余文字"), {"silent": not extra}, faults, note=draft.note)


def _trial(draft: Draft, number: str, expected: Expected, mine: list[CitationVerdict]) -> Trial:
    shown = [v.verdict.outcome for v in mine]
    right = expected.outcome is Outcome.RIGHT
    passed = bool(shown) and all(outcome is Outcome.RIGHT for outcome in shown)
    same = bool(shown) and all(outcome is expected.outcome for outcome in shown)
    faults = []
    if not same:
        told = "、".join(f"{v.verdict.outcome}（{v.verdict.message}）" for v in mine) or "没有判词"
        weight = 60 if right else 10 if shown and not passed else 100
        faults.append(Fault(weight, f"“{expected.words}”应为 {expected.outcome}，却是 {told}", Step.VERIFICATION))
    return Trial(
        id=f"{draft.id}/{number}",
        asked=draft.text,
        groups=_groups(draft, expected.outcome.value),
        outcome={
            "caught": bool(shown) and not passed if not right else None,
            "cleared": passed if right else None,
            "verdict": same,
        },
        faults=tuple(faults),
        expected=expected.outcome.value,
        shown=shown[0].value if shown else "没有判词",
        gold=(Quoted("", expected.words),) if faults else (),
        note=draft.note,
    )


def _groups(draft: Draft, verdict: str) -> dict[str, str]:
    return {"判词": verdict, "地区": draft.place or "未指明"}


def _draft(row: dict[str, Any]) -> Draft:
    for expected in row["expected"]:
        if expected["words"] not in row["text"]:
            raise ValueError(f"text 里没有“{expected['words']}”")
    return Draft(
        id=str(row["id"]),
        text=row["text"],
        place=row["jurisdiction"],
        on=date.fromisoformat(row["on"]) if row.get("on") else TODAY,
        expected=tuple(Expected(e["words"], Outcome(e["verdict"])) for e in row["expected"]),
        note=row.get("note", ""),
    )
