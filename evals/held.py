"""Datasets made on the fly from the held part of knowledge/phrasings, which was never indexed and never trained on."""

from __future__ import annotations

import hashlib

from assistant.outcome import Reason
from evals.cases import BEHAVIOUR_OF, Behaviour, Case
from knowledge.index.phrasings import load_phrasings, load_routes
from knowledge.regulations.corpus import Corpus

_REASON_OF_ROUTE = {"other_place": Reason.UNKNOWN_PLACE, "vague": Reason.TOPIC, "followup": Reason.TOPIC}
"""The other routes are named by their reason. A follow-up without a conversation before it must be asked back."""


def held_cases(corpus: Corpus) -> list[Case]:
    """The held phrasings of clauses, each asked in its clause's place. The type is the style of the phrasing."""
    return [
        Case(
            id=_id(f"{p.clause} {p.text}"),
            question=p.text,
            type=p.style,
            behaviour=Behaviour.ANSWER,
            jurisdiction=corpus.document(p.clause.document).meta.jurisdiction,
            gold=(p.clause,),
            acceptable=p.also,
        )
        for p in load_phrasings()
        if p.held
    ]


def held_route_cases() -> list[Case]:
    """The held messages that no clause answers, asked without a place. The type is the route."""
    cases = []
    for row in load_routes():
        if row.held:
            reason = _REASON_OF_ROUTE.get(row.route) or Reason(row.route)
            cases.append(Case(_id(row.text), row.text, row.route, BEHAVIOUR_OF[reason.status], reason=reason))
    return cases


def _id(text: str) -> str:
    return "held-" + hashlib.sha256(text.encode()).hexdigest()[:10]
