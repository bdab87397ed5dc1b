"""Is an answer right? Every check is a plain comparison of the answer with the case and the corpus; no model judges."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from assistant.answer import Answer, Citation
from assistant.outcome import Reason, Status
from evals.answers.generate import Observation
from evals.answers.numbers import unbacked
from evals.cases import BEHAVIOUR_OF, Behaviour, Case
from knowledge.citations.reference import ClauseRef, ClauseRefError
from knowledge.index.units import heading_of
from knowledge.regulations.corpus import Corpus


@dataclass(frozen=True, slots=True)
class Score:
    """What was right and wrong about one answer; None where a check does not apply to the case.

    Attributes:
        behaviour: answered, asked back, abstained, refused or greeted, as it should.
        reason: for the expected typed reason.
        cited: every gold clause is cited (covering it or lying within it); where there is a single gold clause, an
            acceptable one stands in for it.
        cited_gold: the same without acceptable clauses.
        first: the first citation is of a gold or acceptable clause.
        facts: every key fact stands in the text; `missing` names those that do not.
        forbidden: words in the text that must not be there.
        again: cited clauses that a person found wrong for this question; None where no person did.
        foreign: cited clauses of a place that was not asked about; None where no place is expected.
        altered: cited clauses that do not exist, or whose quote is not word for word in them.
        loose: numbers and dates of an answer that nothing backs.
        refs: the cited clauses.
        quotes: how many citations there are.
        misled: answered although it should not have been, or from none of the right clauses.
    """

    case: Case
    answer: Answer
    seconds: float
    behaviour: bool
    reason: bool | None
    cited: bool | None
    cited_gold: bool | None
    first: bool | None
    facts: bool | None
    missing: tuple[str, ...]
    forbidden: tuple[str, ...]
    again: tuple[str, ...] | None
    foreign: tuple[str, ...] | None
    altered: tuple[str, ...]
    loose: tuple[str, ...]
    refs: tuple[ClauseRef, ...]
    quotes: int
    misled: bool


def score(observed: Observation, corpus: Corpus) -> Score:
    """Judge one answer."""
    case, answer = observed.case, observed.answer
    refs = [ref for c in answer.citations if (ref := _parsed(c.clause)) is not None]
    right = (*case.gold, *case.acceptable)
    answered = answer.status is Status.ANSWERED
    cited_gold = all(_among(corpus, gold, refs) for gold in case.gold)
    stands_in = len(case.gold) == 1 and any(_among(corpus, ref, refs) for ref in case.acceptable)
    missing = tuple("／".join(f) for f in case.must_include if not any(words in answer.text for words in f))
    wrong = not any(_among(corpus, ref, refs) for ref in right) if case.gold else False
    expects = case.expects_clauses
    return Score(
        case=case,
        answer=answer,
        seconds=observed.seconds,
        behaviour=BEHAVIOUR_OF[answer.status] is case.behaviour,
        reason=answer.reason is case.reason if case.reason else None,
        cited=(cited_gold or stands_in) if expects else None,
        cited_gold=cited_gold if expects else None,
        first=bool(refs) and any(same_words(corpus, refs[0], ref) for ref in right) if expects else None,
        facts=not missing if case.must_include and case.behaviour is Behaviour.ANSWER else None,
        missing=missing,
        forbidden=tuple(words for words in case.must_not_include if words in answer.text),
        again=tuple(str(r) for r in refs if r in case.must_not_cite) if case.must_not_cite else None,
        foreign=_foreign(case, answer, corpus),
        altered=tuple(c.clause for c in answer.citations if not is_verbatim(c, corpus)),
        loose=unbacked(answer, case.question, corpus) if answered else (),
        refs=tuple(refs),
        quotes=len(answer.citations),
        misled=answered and (case.behaviour is not Behaviour.ANSWER or wrong),
    )


def same_words(corpus: Corpus, one: ClauseRef, other: ClauseRef) -> bool:
    """True if one clause covers the other, either way round: 第三十九条 and 第三十九条第二款."""
    return any(a.covers(b) or b.covers(a) for a in _names(corpus, one) for b in _names(corpus, other))


def is_verbatim(citation: Citation, corpus: Corpus) -> bool:
    """True if the cited clause exists and the quote is a contiguous piece of its citable text."""
    ref = _parsed(citation.clause)
    provision = corpus.find(ref) if ref else None
    return provision is not None and bool(citation.quote) and citation.quote in provision.text


def _among(corpus: Corpus, ref: ClauseRef, cited: Iterable[ClauseRef]) -> bool:
    return any(same_words(corpus, ref, other) for other in cited)


def _names(corpus: Corpus, ref: ClauseRef) -> set[ClauseRef]:
    """The clause, and for a sentence of a plan the headed item that holds it."""
    document = corpus.documents.get(ref.document)
    if document is None or ref.sentence is None:
        return {ref}
    heading = heading_of(document, ref.sentence)
    return {ref, heading} if heading else {ref}


def _foreign(case: Case, answer: Answer, corpus: Corpus) -> tuple[str, ...] | None:
    expected = {place for ref in (*case.gold, *case.acceptable) if (place := place_of(ref, corpus))}
    if case.jurisdiction:
        expected.add(case.jurisdiction)
    if not expected and case.reason is not Reason.UNKNOWN_PLACE:
        return None
    expected |= {place.id for place in corpus.jurisdictions.values() if place.nationwide}
    return tuple(
        c.clause for c in answer.citations if (ref := _parsed(c.clause)) and place_of(ref, corpus) not in expected
    )


def place_of(ref: ClauseRef, corpus: Corpus) -> str | None:
    """The place whose law a clause is; None for a document that the corpus does not have."""
    document = corpus.documents.get(ref.document)
    return document.meta.jurisdiction if document else None


def _parsed(clause: str) -> ClauseRef | None:
    try:
        return ClauseRef.parse(clause)
    except ClauseRefError:
        return None
