"""What the clauses of an answer can be done about: the acts to offer after it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from assistant.answer import Citation
from assistant.dialogue.acts import Act
from credit_core.use_cases.guidance import guidance
from credit_core.use_cases.office import Office
from credit_core.use_cases.vocabulary import CaseType, InfoKind, LawError
from knowledge.citations.reference import ClauseRef
from knowledge.regulations.corpus import Corpus

_OFFERED = (Act.OBJECTION, Act.REPAIR, Act.REVOCATION, Act.DELETE_HONOUR, Act.QUERY_OWN_RECORD)
"""Acts that are offered after an answer on their clause; nobody is asked whether they want to complain."""
_OFF_THE_LIST = re.compile(r"严重失信主体名单.*移出|移出.*严重失信主体名单", re.DOTALL)
_OFF_THE_LIST_BY = (Act.REPAIR, Act.OBJECTION)
"""No place has an act of its own for it: who mended their ways applies for repair, who was listed wrongly objects."""


def acts_about(office: Office, corpus: Corpus, citations: Sequence[Citation], today: date) -> tuple[Act, ...]:
    """The act whose clause is among `citations`, by the law of their place; several where the clause leaves it to the case."""
    for citation in citations:
        ref = ClauseRef.parse(citation.clause)
        if found := _act_of(office, ref, corpus.document(ref.document).meta.jurisdiction, today):
            return (found,)
        if _OFF_THE_LIST.search(citation.quote):
            return _OFF_THE_LIST_BY
    return ()


def _act_of(office: Office, ref: ClauseRef, place: str, today: date) -> Act | None:
    for act in _OFFERED:
        for kind in InfoKind if act is Act.OBJECTION else (None,):
            try:
                law = guidance(office, CaseType(act.value), place, today, kind)
            except LawError:
                continue
            if law.regulated and law.clause.top == ref.top:
                return act
    return None
