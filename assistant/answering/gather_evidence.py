"""Step 4. Find the clauses: for each question of the message, and for each place of a comparison."""

from __future__ import annotations

from assistant.answering.split import announces_several, soft_pieces, split_questions
from assistant.answering.turn import Part, Reply, Tools, Turn
from assistant.outcome import Reason
from assistant.routing.classifier import NONE
from knowledge.regulations.model import Kind
from knowledge.retrieval.query import NEAREST, Hit, Query

_SURELY_OUTSIDE = 0.8
_PLAN_WORTH = 0.2
"""An expired plan is shown beside other clauses only from this share on."""
_PLAINLY = 0.6
_SHOWN = 3
"""Citations to one question at most."""
_WORTH = 0.01
"""A further clause is shown from this share of the probability on …"""
_ENOUGH = 0.98
"""… until the shown ones together have this much."""
_SOFT_SHARE, _SOFT_NEAR = 0.2, 0.5
"""A clause found for a piece of the sentence alone must be this sure, and its phrasings this near, to be added."""


def gather_evidence(turn: Turn, tools: Tools) -> Reply | None:
    """Fill in `parts` (one place) or `compared` (several). Ask for the place when there is none."""
    if turn.places:
        for place in turn.places:
            named = [r for r in turn.named_clauses if tools.corpus.documents[r.document].meta.jurisdiction == place]
            hits = [Hit(ref, 0.0, 1.0) for ref in named] or _search(turn, tools, turn.text, place)
            turn.compared[place] = Part(turn.text, hits)
        turn.comparison = ""
        return None
    if turn.place is None:
        names = "、".join(tools.places().values())
        return Reply(Reason.PLACE, tools.wording.reply(Reason.PLACE, places=names))
    kinds = frozenset() if turn.named_documents else frozenset({Kind.REGULATION})
    if not tools.retriever.books(
        Query(turn.text, turn.place, turn.as_of, kinds=kinds, documents=frozenset(turn.named_documents))
    ):
        return _not_in_force(turn, tools)
    if turn.named_clauses:
        turn.parts = [Part(turn.text, [Hit(ref, 0.0, 1.0) for ref in turn.named_clauses[:_SHOWN]])]
        return None
    questions = split_questions(turn.text)
    if len(questions) > 1 and not announces_several(turn.text) and _one_topic(turn.text, tools):
        questions = [turn.text]
    for question in questions:
        outside = _elsewhere(question, questions, tools)
        turn.parts.append(Part(question, [] if outside else _search(turn, tools, question, turn.place)))
    for part in turn.parts[1:]:
        _add_in_context(turn, tools, part, questions[0])
    if len(questions) == 1:
        _add_for_pieces(turn, tools, turn.parts[0])
    return None


def _one_topic(text: str, tools: Tools) -> bool:
    """True if the whole message is plainly on one comparable topic: one question, put twice."""
    label, sure = tools.topic_finder.best(text)
    return label != NONE and sure >= _PLAINLY


def _add_in_context(turn: Turn, tools: Tools, part: Part, first: str) -> None:
    """A later question often leaves out what the first was about (…多久处理完？鉴定的时间算不算): look it up with that, too."""
    assert turn.place is not None
    if not part.hits:
        return
    for hit in _search(turn, tools, f"{part.question}，{part.question}，{first}", turn.place)[:1]:
        if not any(hit.ref.overlaps(other.ref) for other in part.hits):
            part.hits = [part.hits[0], hit, *part.hits[1:]][:_SHOWN]


def _elsewhere(question: str, questions: list[str], tools: Tools) -> bool:
    """True if one of several questions is surely not for the law; a lone one passed the router already."""
    if len(questions) == 1:
        return False
    label, sure = tools.router.best(question)
    return label == "outside_corpus" and sure >= _SURELY_OUTSIDE


def _search(turn: Turn, tools: Tools, question: str, place: str) -> list[Hit]:
    """The clauses worth showing, best first, at most `_SHOWN`."""
    query = Query(question, place, turn.as_of, documents=frozenset(turn.named_documents), limit=12)
    hits = tools.retriever.search(query)
    return choose([h for n, h in enumerate(hits) if n == 0 or h.share >= _PLAN_WORTH or not _of_plan(h, tools)])


def _of_plan(hit: Hit, tools: Tools) -> bool:
    return tools.corpus.documents[hit.ref.document].meta.kind is Kind.PLAN


def choose(hits: list[Hit]) -> list[Hit]:
    """Of ranked clauses those to show: neither a clause beside its own parent, nor what hardly counts."""
    chosen: list[Hit] = []
    covered = 0.0
    for hit in hits:
        if any(hit.ref.overlaps(other.ref) for other in chosen):
            covered += hit.share
            continue
        if chosen and (hit.share < _WORTH or covered > _ENOUGH or len(chosen) == _SHOWN):
            break
        chosen.append(hit)
        covered += hit.share
    return chosen


def _add_for_pieces(turn: Turn, tools: Tools, part: Part) -> None:
    assert turn.place is not None  # gather_evidence asked for it
    for piece in soft_pieces(turn.text):
        for hit in _search(turn, tools, piece, turn.place)[:1]:
            sure = hit.share >= _SOFT_SHARE and hit.signals["near"] / NEAREST >= _SOFT_NEAR
            known = any(hit.ref.overlaps(other.ref) for other in part.hits)
            if sure and not known and len(part.hits) <= _SHOWN:
                part.hits = [*part.hits[:_SHOWN], hit]


def _not_in_force(turn: Turn, tools: Tools) -> Reply:
    documents = [
        d
        for d in tools.corpus.documents.values()
        if d.meta.jurisdiction == turn.place and d.meta.kind is Kind.REGULATION
    ]
    first = min(documents, key=lambda d: d.meta.in_force_from)
    if first.meta.in_force_from <= turn.as_of:
        last = max(documents, key=lambda d: d.meta.in_force_to or d.meta.in_force_from)
        if last.meta.in_force_to is None:  # there is law here: what was named is another place's paper
            return Reply(Reason.LOW_EVIDENCE, tools.wording.reply(Reason.LOW_EVIDENCE))
        ended = tools.wording.say(
            "abstained.no_longer_in_force",
            as_of=chinese_day(turn.as_of),
            title=last.meta.title,
            until=chinese_day(last.meta.in_force_to),
        )
        return Reply(Reason.NOT_IN_FORCE, ended)
    text = tools.wording.reply(
        Reason.NOT_IN_FORCE,
        as_of=chinese_day(turn.as_of),
        title=first.meta.title,
        since=chinese_day(first.meta.in_force_from),
        body="当地社会信用主管部门",
    )
    return Reply(Reason.NOT_IN_FORCE, text)


def chinese_day(day: object) -> str:
    """2026-11-20 as 2026年11月20日."""
    year, month, date_ = str(day).split("-")
    return f"{int(year)}年{int(month)}月{int(date_)}日"
