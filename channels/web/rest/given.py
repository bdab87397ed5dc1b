"""Answers, claims and verdicts in the words of the REST interface."""

from __future__ import annotations

from typing import Any

from assistant.desk.answers_claims import Claim


def given(one: Any) -> dict[str, Any]:
    """An answer in one line; `one` is a `Given`, which is the desk's own."""
    return {
        "id": one.id,
        "asked_at": one.asked_at,
        "channel": one.channel,
        "place": one.place,
        "question": one.question,
        "understood": one.understood,
        "status": one.answer.status,
        "reason": one.answer.reason,
        "judged": one.judged,
    }


def claim(one: Claim) -> dict[str, Any]:
    """A citation beside its clause."""
    cited = one.citation
    return {
        "marker": cited.marker,
        "clause": cited.clause,
        "title": cited.title,
        "locator": cited.locator,
        "quote": cited.quote,
        "sentences": one.sentences,
        "words": one.words,
        "verbatim": one.verbatim,
        "in_force": one.in_force,
    }


def judged(one: Any) -> dict[str, Any]:
    """A verdict; `one` is a `Judged`, which is the desk's own."""
    findings = [{"marker": marker, "clause": clause, "finding": finding} for marker, clause, finding in one.findings]
    return {
        "answer_id": one.answer_id,
        "number": one.number,
        "judged_at": one.judged_at,
        "judged_by": one.judged_by,
        "expected": one.expected,
        "right": one.right,
        "findings": findings,
        "missing": one.missing,
        "comment": one.comment,
    }
