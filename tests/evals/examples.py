"""Cases and citations for these tests."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from assistant.answer import Citation
from evals.cases import Behaviour, Case
from knowledge.citations.reference import ClauseRef
from knowledge.regulations.corpus import Corpus


def cited(corpus: Corpus, clause: str, quote: str | None = None) -> Citation:
    """A citation with the corpus's own words, or with `quote`."""
    ref = ClauseRef.parse(clause)
    words = corpus.provision(ref).text if quote is None else quote
    return Citation(1, clause, ref.document, ref.article, ref.paragraph, ref.item, "", "", words, True)


def case(**fields: Any) -> Case:
    """A case of 江西 whose gold clause is 第三十九条第二款, with other fields as given; clauses as strings."""
    for name in ("gold", "acceptable"):
        if name in fields:
            fields[name] = tuple(ClauseRef.parse(c) for c in fields[name])
    plain = Case("t-1", "异议几天", "single", Behaviour.ANSWER, "jiangxi", gold=(ClauseRef.parse("jiangxi-2022#39.2"),))
    return replace(plain, **fields)
