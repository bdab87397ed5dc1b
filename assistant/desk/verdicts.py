"""Verdicts (判定): what a reviewer finds of each citation. A wrong one is held back in the same transaction."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from assistant.desk.answers_ground import Ground, found, judging, reading, say
from assistant.desk.member import Member
from assistant.memory import answers_found, held_pairs, review_samples, verdicts
from assistant.memory.answers_found import Given
from assistant.memory.held_pairs import Pair
from assistant.memory.transactions import writing
from assistant.memory.verdicts import Judged
from assistant.outcome import Status
from assistant.redaction import mask
from credit_core.use_cases.vocabulary import BadFiling, StaleVersion

COMMENT: Final = 2000


class Finding(StrEnum):
    """What was found of one citation; evals/verdicts reads these words."""

    RIGHT = "right"  # 对
    WRONG_CLAUSE = "wrong_clause"  # 条款不对
    DOES_NOT_SUPPORT = "does_not_support"  # 不支持这句话
    OUTDATED = "outdated"  # 过时
    WRONG_PLACE = "wrong_place"  # 别处的


class Expected(StrEnum):
    """What should have been done with the question."""

    ANSWER = "answer"
    CLARIFY = "clarify"
    ABSTAIN = "abstain"
    REFUSE = "refuse"
    SMALLTALK = "smalltalk"


EXPECTED_OF: Final[Mapping[Status, Expected]] = {
    Status.ANSWERED: Expected.ANSWER,
    Status.CLARIFY: Expected.CLARIFY,
    Status.ABSTAINED: Expected.ABSTAIN,
    Status.REFUSED: Expected.REFUSE,
    Status.SMALLTALK: Expected.SMALLTALK,
}
"""What was done, in the same words: what a reviewer who agrees leaves as it is."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict as it is given. `findings` by marker, one for each citation; `missing`: clauses that should stand.

    `number` is that of the verdict that the reviewer saw, 0 where there was none.
    """

    findings: Mapping[int, Finding]
    missing: tuple[str, ...]
    expected: Expected
    comment: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Judging, and verdicts for the evals."""

    ground: Ground

    def judge(self, member: Member, answer_id: str, judgement: Judgement) -> Judged:
        """Give a verdict; earlier ones stay as history.

        Raises:
            Forbidden, NotFound. BadFiling: something is missing, or a clause does not exist. StaleVersion: somebody judged
            it meanwhile.
        """
        actor, at = judging(member), self.ground.now()
        corpus = self.ground.corpus()
        missing = tuple(dict.fromkeys(str(self.ground.clause(clause, corpus)) for clause in judgement.missing))
        judgement = replace(judgement, missing=missing)
        try:
            with writing(self.ground.engine) as connection:
                given = found(connection, member, answer_id)
                before = verdicts.of_answer(connection, answer_id)
                number = before[0].number if before else 0
                if number != judgement.number:
                    raise StaleVersion(say("judged_meanwhile"))
                _check(given, judgement)
                made = Judged(
                    answer_id=answer_id,
                    number=number + 1,
                    judged_at=at,
                    judged_by=actor.id,
                    expected=judgement.expected.value,
                    right=_right(given, judgement),
                    findings=tuple(
                        (c.marker, c.clause, judgement.findings[c.marker].value) for c in given.answer.citations
                    ),
                    missing=judgement.missing,
                    comment=mask(judgement.comment.strip()) or None,
                )
                verdicts.add(connection, made)
                review_samples.done(connection, answer_id, at)
                self._hold(connection, given, made)
                self.ground.trail.note(
                    connection,
                    actor,
                    "answer.judged",
                    "answer",
                    answer_id,
                    before=_plain(before[0]) if before else None,
                    after=_plain(made),
                )
        except IntegrityError as error:
            raise StaleVersion(say("judged_meanwhile")) from error
        return made

    def export(self, member: Member) -> tuple[dict[str, Any], ...]:
        """The verdict that holds of each answer as `evals import-verdicts` reads it, masked; what was forgotten is left out."""
        reading(member)
        with self.ground.engine.connect() as connection:
            judged = verdicts.newest(connection)
            given = [answers_found.find(connection, one.answer_id) for one in judged]
        seen = zip(judged, given, strict=True)
        places = member.places
        return tuple(
            exported(answer, verdict)
            for verdict, answer in seen
            if answer is not None and (not places or answer.place is None or answer.place in places)
        )

    def _hold(self, connection: Connection, given: Given, made: Judged) -> None:
        """Hold back what is wrong now, let go of what no longer is."""
        key, edition = given.question_key, given.versions[3]
        if key is None or edition is None:
            return
        held = held_pairs.of_question(connection, key, edition)
        right = [clause for _, clause, finding in made.findings if finding == Finding.RIGHT] + list(made.missing)
        wrong = {clause: finding for _, clause, finding in made.findings if finding != Finding.RIGHT}
        if over := [pair.id for pair in held if pair.clause in right or pair.clause in wrong]:
            held_pairs.lift(connection, over, made.judged_by, say("lifted_by_verdict"), made.judged_at)
        for clause, finding in wrong.items():
            pair = Pair("", key, edition, clause, finding, tuple(right), given.id, made.judged_at, made.judged_by)
            held_pairs.hold(connection, pair)


def _check(given: Given, judgement: Judgement) -> None:
    cited = {c.marker: c.clause for c in given.answer.citations}
    if left := [f"[{marker}]" for marker in cited if marker not in judgement.findings]:
        raise BadFiling(say("finding_needed", markers="、".join(left)))
    if strange := [marker for marker in judgement.findings if marker not in cited]:
        raise BadFiling(say("not_cited", marker=strange[0]))
    if twice := [clause for clause in judgement.missing if clause in cited.values()]:
        raise BadFiling(say("missing_is_cited", clause=twice[0]))
    if len(judgement.comment) > COMMENT:
        raise BadFiling(say("comment_long", most=COMMENT))


def _right(given: Given, judgement: Judgement) -> bool:
    as_done = EXPECTED_OF.get(given.answer.status) is judgement.expected
    return as_done and not judgement.missing and all(one is Finding.RIGHT for one in judgement.findings.values())


def _plain(verdict: Judged) -> dict[str, Any]:
    """A verdict for the audit chain: without the comment, in which a name might stand."""
    return {
        "number": verdict.number,
        "expected": verdict.expected,
        "findings": {str(marker): f"{clause} {finding}" for marker, clause, finding in verdict.findings},
        "missing": list(verdict.missing),
    }


def exported(given: Given, verdict: Judged) -> dict[str, Any]:
    """One line for the evals: the question whole, as it can be asked again without a conversation."""
    whole = given.question if given.understood == given.question else f"{given.understood}，{given.question}"
    return {
        "answer_id": given.id,
        "question": mask(whole),
        "jurisdiction": given.answer.jurisdiction or given.place,
        "as_of": given.answer.as_of.isoformat(),
        "expected_behaviour": verdict.expected,
        "citations": [{"clause": clause, "verdict": finding} for _, clause, finding in verdict.findings],
        "missing": list(verdict.missing),
        "note": verdict.comment or "",
    }


def as_jsonl(lines: Sequence[Mapping[str, Any]]) -> bytes:
    """The file that `evals import-verdicts` takes."""
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()
