"""Step 5. What does the law as data say? Silences, comparisons and every computed day come from credit_core."""

from __future__ import annotations

from datetime import date

from assistant.answer import Computed
from assistant.answering.gather_evidence import chinese_day
from assistant.answering.premise import contradicted
from assistant.answering.turn import Part, Reply, Tools, Turn
from assistant.outcome import Reason
from credit_core.use_cases.vocabulary import Aspect, LawError, NotInForce, TopicAnswer, UnknownTopic
from knowledge.retrieval.query import Hit

NONE = "none"
"""The topic finder's label for questions on no comparable topic."""
_SURE, _LIKELY = 0.60, 0.35
_CLAUSES_SHOWN = 3


def ask_rules(turn: Turn, tools: Tools) -> Reply | None:
    """Settle the topic of each question, what the place says on it, and the days that follow from dates in the question."""
    if turn.comparison is not None:
        _compare(turn, tools)
        return None
    for part in turn.parts:
        _settle(part, turn, tools)
    if turn.unclear_date and not turn.dates and any(_counts_days(p) for p in turn.parts):
        return Reply(Reason.DATE, tools.wording.reply(Reason.DATE, words=turn.unclear_date))
    if len(turn.parts) == 1 and turn.dates:
        _compute(turn.parts[0], turn.dates[0], turn, tools)
    return None


def topic_of(question: str, tools: Tools) -> tuple[str, float]:
    """The likeliest comparable topic and how sure that is; "none" when the question is on no such topic."""
    shares = tools.topic_finder.probabilities(question)
    label = max(shares, key=lambda name: shares[name])
    return label, shares[label]


def _settle(part: Part, turn: Turn, tools: Tools) -> None:
    label, sure = topic_of(part.question, tools)
    if label != NONE and turn.place and not turn.named_clauses and not turn.named_documents and sure >= _LIKELY:
        try:
            answer = tools.law.topic(label, turn.place, turn.as_of)
        except LawError:
            answer = None
        if answer is not None:
            _use_topic(part, answer, sure)
    if part.hits:
        part.refutes = contradicted(part.question, tools.corpus.provision(part.hits[0].ref.top).text)


def _use_topic(part: Part, answer: TopicAnswer, sure: float) -> None:
    articles = [c.top for c in answer.clauses]
    agrees = bool(part.hits) and part.hits[0].ref.top in articles
    if answer.silent:
        if sure >= _SURE or agrees:
            part.topic = answer
            own = [Hit(ref, 0.0, 0.0) for ref in answer.clauses[:_CLAUSES_SHOWN]]
            part.hits = own
    elif agrees:
        part.topic = answer
    elif sure >= _SURE and any(h.ref.top in articles for h in part.hits):
        part.topic = answer
        part.hits.sort(key=lambda h: h.ref.top not in articles)


def _compare(turn: Turn, tools: Tools) -> None:
    label, sure = topic_of(turn.text, tools)
    keyed = [t.id for t in tools.law.topics_in(turn.text)]
    if label != NONE and (sure >= _LIKELY or label in keyed):
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


def _counts_days(part: Part) -> bool:
    return part.topic is not None and part.topic.topic.aspect is Aspect.DEADLINE and bool(part.topic.values)


def _compute(part: Part, start: date, turn: Turn, tools: Tools) -> None:
    if part.topic is None or not turn.place or not _counts_days(part):
        return
    say = tools.wording.say
    try:
        limits = tools.law.limits(turn.place, start, topic=part.topic.topic.id)
    except LawError:
        turn.computed_lines.append(say("computed.before_law", start=chinese_day(start)))
        return
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
                duty=limit.duty,
                start=chinese_day(deadline.start),
                days=tools.law.amount(limit),
                due=chinese_day(deadline.due),
                citation=done.citation,
                provisional=say("computed.provisional_mark") if deadline.provisional else "",
            )
        )
        turn.computed_lines.append(say("computed.counting", counted=fields["counted"]))
