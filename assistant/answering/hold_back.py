"""Between composing and the gate: what staff found wrong for this very question is not said again."""

from __future__ import annotations

from assistant.answering.compose import compose
from assistant.answering.pairs import Held, Pairs, question_key
from assistant.answering.turn import Part, Reply, Tools, Turn
from assistant.outcome import Reason, Status
from knowledge.citations.reference import ClauseRef


def hold_back(turn: Turn, reply: Reply, tools: Tools, pairs: Pairs) -> Reply:
    """The reply; without the clauses that are held back for its question, if it cites one.

    Where the main clause of a question is held back, only clauses that staff named as the right ones answer it; where none
    was found, it counts as not answered. A comparison with a wrong clause is not made at all: half of one misleads.
    """
    if reply.reason.status is not Status.ANSWERED:
        return reply
    held = pairs.held(question_key(turn))
    if not any(held.bars(ClauseRef.parse(citation.clause)) for citation in reply.citations):
        return reply
    if turn.comparison is None:
        moved = [_without(part, held) for part in turn.parts if part.hits]
        if any(moved) or any(held.bars(ClauseRef.parse(one.clause)) for one in turn.computed):
            turn.computed.clear()
            turn.computed_lines.clear()
        composed = compose(turn, tools)
        if composed is not None:
            return composed
    return Reply(Reason.LOW_EVIDENCE, tools.wording.reply(Reason.LOW_EVIDENCE))


def _without(part: Part, held: Held) -> bool:
    """Take the clauses out; True if the question now rests on another clause, or on none."""
    main = part.hits[0].ref
    part.hits = [hit for hit in part.hits if not held.bars(hit.ref)]
    part.lacks = False
    if part.topic is not None and any(map(held.bars, part.topic.clauses)):
        part.topic = None
    if not held.bars(main):
        return False
    part.hits = [hit for hit in part.hits if any(ref.overlaps(hit.ref) for ref in held.right)]
    part.topic, part.refutes = None, False
    return True
