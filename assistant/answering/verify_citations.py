"""Step 7. The gate: what is not verbatim, not of this place, or not backed by a clause does not leave the house."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.answer import Citation
from assistant.answering.turn import Reply, Tools, Turn
from assistant.outcome import Caveat, Reason, Status
from knowledge.citations.reference import ClauseRef
from knowledge.regulations.model import Kind

_MARKER = re.compile(r"\[(\d{1,2})\]")


def verify_citations(turn: Turn, reply: Reply, tools: Tools) -> Reply:
    """The reply if every citation holds; else one that abstains.

    A citation holds if its quote stands in the clause as a contiguous run, the clause was law on the day asked about (an
    expired plan is background, if it is labelled so), it belongs to the place (or the reply compares places), and the
    text's markers and the citations name each other one to one.
    """
    if reply.reason.status is not Status.ANSWERED:
        return replace(reply, citations=())
    marks = {int(m) for m in _MARKER.findall(reply.text)}
    issued = [c.marker for c in reply.citations]
    holds = (
        bool(issued) and sorted(marks) == sorted(issued) and all(_holds(c, turn, reply, tools) for c in reply.citations)
    )
    if holds:
        return reply
    return Reply(Reason.LOW_EVIDENCE, tools.wording.reply(Reason.LOW_EVIDENCE))


def _holds(citation: Citation, turn: Turn, reply: Reply, tools: Tools) -> bool:
    ref = ClauseRef.parse(citation.clause)
    provision = tools.corpus.find(ref)
    if provision is None or not citation.quote or citation.quote not in provision.text:
        return False
    meta = tools.corpus.documents[ref.document].meta
    labelled = Caveat.EXPIRED_PLAN in reply.caveats
    background = labelled and meta.kind is Kind.PLAN and meta.in_force_from <= turn.as_of
    if not (meta.in_force(turn.as_of) or background):
        return False
    nationwide = tools.corpus.jurisdictions[meta.jurisdiction].nationwide
    allowed = set(turn.places) if reply.reason is Reason.COMPARISON else {turn.place}
    return nationwide or meta.jurisdiction in allowed
