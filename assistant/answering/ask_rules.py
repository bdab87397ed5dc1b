"""Step 5. What does the law as data say? Silences, comparisons and every computed day come from credit_core."""

from __future__ import annotations

import re
from datetime import date

from assistant.answer import Computed
from assistant.answering.gather_evidence import chinese_day
from assistant.answering.premise import contradicted, presumes, says_the_contrary
from assistant.answering.turn import Part, Reply, Tools, Turn
from assistant.outcome import Reason
from assistant.routing.classifier import NONE
from credit_core.use_cases.vocabulary import Aspect, LawError, Limit, NotInForce, Status, TopicAnswer, UnknownTopic
from knowledge.retrieval.query import Hit, Query

_CERTAIN, _SURE, _LIKELY, _POSSIBLE = 0.85, 0.50, 0.30, 0.10
_COMPARED = 0.18
"""People who compare places mean one of the comparable topics, so less will do."""
_PREMISE_NEAR = 0.78
_TIME = re.compile(
    r"几|多少|多久|多长|哪天|期限|时限|时间|时候|啥时|何时|限|最[迟晚]|之内|以内|日内|天内|[天日月年]|及时|拖|快|催|超|等"
)
_WHEN = re.compile(r"哪一?[天日]|几[号天日]|多少[天日]|多久|到期|截止|最[迟晚]|什么时候|啥时候|何时|期限")
"""Asks for a day or for a number of days."""
_NOTIFIED = re.compile(r"(?:收到|接到|收着|拿到).{0,12}?(?:告知|通知|推送)(?!书)")
"""The receipt of a notice between offices: 收到提供单位的书面告知, 接到核查通知."""
_FEE = re.compile(r"钱|费|块|元|免")
_CLAUSES_SHOWN = 3


def ask_rules(turn: Turn, tools: Tools) -> Reply | None:
    """Settle the topic of each question, what the place says on it, and the days that follow from dates in the question."""
    if turn.comparison is not None:
        _compare(turn, tools)
        return None
    for part in turn.parts:
        _settle(part, turn, tools)
    if not _WHEN.search(f"{turn.resumed or ''}{turn.question}"):
        return None
    limits = [limit for part in turn.parts for limit in _limits_of(part, turn, tools)]
    if limits and turn.unclear_date and not turn.dates:
        return Reply(Reason.DATE, tools.wording.reply(Reason.DATE, words=turn.unclear_date))
    if limits and turn.dates:
        _compute(limits, turn.dates[0], turn, tools)
    return None


def topic_of(question: str, tools: Tools) -> tuple[str, float]:
    """The likeliest comparable topic and how sure that is; "none" when the question is on no such topic.

    Who asks for a day is after a time limit, also where other words of the question speak for another aspect.
    """
    shares = tools.topic_finder.probabilities(question)
    label = max(shares, key=lambda name: shares[name])
    if label != NONE and _WHEN.search(question):
        timed = [t.id for t in tools.law.topics.values() if t.aspect is Aspect.DEADLINE and shares[t.id] >= _POSSIBLE]
        if timed:
            label = max(timed, key=lambda name: shares[name])
    return label, shares[label]


def _settle(part: Part, turn: Turn, tools: Tools) -> None:
    if turn.place and not turn.named_clauses and not turn.named_documents:
        label, sure = topic_of(part.question, tools)
        if turn.resumed is not None and turn.current:
            asked, alone = topic_of(turn.current, tools)
            if asked != NONE and alone >= _SURE:
                label, sure = asked, alone
        if label != NONE and sure >= _POSSIBLE and _asks_for(tools.law.topics[label].aspect, part.question):
            _use_topic(part, label, sure, turn, tools)
    if part.hits:
        part.refutes = _refuted(part, tools)


def _use_topic(part: Part, label: str, sure: float, turn: Turn, tools: Tools) -> None:
    assert turn.place is not None
    try:
        answer = tools.law.topic(label, turn.place, turn.as_of)
    except LawError:
        return
    articles = [c.top for c in answer.clauses]
    agrees = bool(part.hits) and part.hits[0].ref.top in articles
    if answer.silent:
        policy = [a for a in tools.law.related(label, turn.place, turn.as_of) if a.in_force]
        if part.hits and any(part.hits[0].ref.document == a.document for a in policy):
            return  # the regulation is silent, but a policy paper in force answers: its clause was found
        enough = sure >= _SURE or (sure >= _LIKELY and agrees)
        if enough or _answered_elsewhere(part, label, turn, tools):
            _answer_from(part, answer)
    elif sure < _LIKELY:
        return
    elif agrees:
        part.topic = answer
        part.hits = _joined(part.hits, answer)
    elif sure >= _SURE and any(h.ref.top in articles for h in part.hits):
        part.topic = answer
        part.hits.sort(key=lambda h: h.ref.top not in articles)
    elif sure >= (_SURE if answer.status is Status.PARTLY else _CERTAIN):
        _answer_from(part, answer)


def _answer_from(part: Part, answer: TopicAnswer) -> None:
    """Answer from the topic's own clauses; the clause found for the question stays as a further one."""
    own = [Hit(ref, 0.0, 0.0) for ref in answer.clauses[:2]]
    further = [h for h in part.hits[:2] if not any(h.ref.overlaps(o.ref) for o in own)]
    part.topic = answer
    part.hits = [*own, *further][:_CLAUSES_SHOWN]


def _joined(hits: list[Hit], answer: TopicAnswer) -> list[Hit]:
    """The clauses found, and the other ones that carry the topic."""
    joined = list(hits)
    for ref in answer.clauses[:_CLAUSES_SHOWN]:
        if len(joined) < _CLAUSES_SHOWN and not any(ref.overlaps(h.ref) for h in joined):
            joined.append(Hit(ref, 0.0, 0.0))
    return joined


def _asks_for(aspect: Aspect, question: str) -> bool:
    """False if the question cannot be after this aspect: 多少天 needs a word for time, 收费 one for money."""
    if aspect in (Aspect.DEADLINE, Aspect.PERIOD):
        return bool(_TIME.search(question))
    return aspect is not Aspect.FEE or bool(_FEE.search(question))


def _answered_elsewhere(part: Part, label: str, turn: Turn, tools: Tools) -> bool:
    """True if another place's clause on the topic fits the question better than anything in this place's law.

    It tells what is asked; the other clause itself is never shown.
    """
    own = part.hits[0].signals.get("near", 0.0) if part.hits else 0.0
    probe = tools.retriever.probe(part.question)
    for place in tools.places():
        if place == turn.place:
            continue
        try:
            other = tools.law.topic(label, place, turn.as_of)
        except LawError:
            continue
        if other.silent:
            continue
        for hit in tools.retriever.search(Query(part.question, place, turn.as_of, limit=1), probe):
            if hit.ref.top in {c.top for c in other.clauses} and hit.signals["near"] > own:
                return True
    return False


def _refuted(part: Part, tools: Tools) -> bool:
    """True if the main clause contradicts what the question takes for granted."""
    main = part.hits[0].ref
    if contradicted(part.question, tools.corpus.provision(main.top).text) or says_the_contrary(part.question, main):
        return True
    if not presumes(part.question):
        return False
    closest = tools.retriever.closest(main, tools.retriever.probe(part.question))
    return closest is not None and closest[0].refuted and closest[1] >= _PREMISE_NEAR


def _compare(turn: Turn, tools: Tools) -> None:
    if turn.named_clauses:
        return  # the clauses named are the ones to compare
    label, sure = topic_of(turn.text, tools)
    keyed = [t.id for t in tools.law.topics_in(turn.text)]
    if label == NONE:
        shares = tools.topic_finder.probabilities(turn.text)
        label, sure = max(((k, v) for k, v in shares.items() if k != NONE), key=lambda item: item[1])
    if sure >= _COMPARED or label in keyed:
        turn.comparison = label
    elif len(keyed) == 1:
        turn.comparison = keyed[0]
    if not turn.comparison:
        return
    for place, part in turn.compared.items():
        try:
            part.topic = tools.law.topic(turn.comparison, place, turn.as_of)
        except (NotInForce, UnknownTopic):
            part.topic = None


def _limits_of(part: Part, turn: Turn, tools: Tools) -> list[Limit]:
    """The numbered time limits of the clause that answers, and of the topic asked about.

    They run from the event that the question names: a chained one starts with a notice between offices, so it is meant
    only where the receipt of a notice is told, and then it alone.
    """
    if not part.hits or turn.place is None:
        return []
    try:
        limits = tools.law.limits(turn.place, turn.as_of, policy=True)
        on_topic = tools.law.limits(turn.place, turn.as_of, topic=part.topic.topic.id) if part.topic else ()
    except LawError:
        return []
    main = part.hits[0].ref
    counted = [x for x in limits if tools.law.amount(x) and (main.covers(x.clause) or x in on_topic)]
    chained = _NOTIFIED.search(f"{turn.resumed or ''}{turn.question}") is not None
    counted = [x for x in counted if ((x.after or x.within) is not None) == chained]
    first = counted[0].start if counted else None
    return [x for x in counted if x.start and first and x.start.event == first.event]


def _compute(limits: list[Limit], start: date, turn: Turn, tools: Tools) -> None:
    say = tools.wording.say
    assert turn.place is not None
    try:
        tools.law.limits(turn.place, start)
    except LawError:
        turn.computed_lines.append(say("computed.before_law", start=chinese_day(start)))
        return
    used: list[str] = []
    for limit in limits:
        done = tools.law.apply(limit, start)
        deadline = done.deadline
        if deadline is None:
            continue
        fields = done.as_computed()
        turn.computed.append(
            Computed(
                rule=limit.rule,
                clause=str(limit.clause),
                start=deadline.start.isoformat(),
                due=deadline.due.isoformat(),
                unit=str(deadline.unit),
                days=deadline.days,
                provisional=deadline.provisional,
                counted=str(fields["counted"]),
            )
        )
        turn.computed_lines.append(
            say(
                "computed.line",
                duty=_condition(limit, tools) + limit.duty,
                start=chinese_day(deadline.start),
                days=tools.law.amount(limit),
                due=chinese_day(deadline.due),
                citation=done.citation,
                provisional=say("computed.provisional_mark") if deadline.provisional else "",
                counted=fields["counted"],
            )
        )
        used += deadline.assumptions
    if unreviewed := [key for key in dict.fromkeys(used) if not tools.law.is_reviewed(key)]:
        turn.computed_lines.append(say("computed.unreviewed", keys="、".join(unreviewed)))


def _condition(limit: Limit, tools: Tools) -> str:
    return tools.wording.say(f"computed.condition.{limit.condition.value}") if limit.condition else ""
